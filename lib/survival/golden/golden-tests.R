# Tests on the reference data sets that the reference files do not hold. R has no function for most weights: the sums are
# written out from their definition, one event time after the other, without any of the engine's shortcuts.
weighted_log_rank <- function(time, event, group, strata, weight) {
  k <- max(group); O <- E <- rep(0, k); V <- matrix(0, k, k)
  for (s in unique(strata)) {
    keep <- strata == s; t <- time[keep]; e <- event[keep]; g <- group[keep]
    S <- 1; peto <- 1
    for (u in sort(unique(t[e == 1]))) {
      n <- sum(t >= u); d <- sum(t == u & e == 1); peto <- peto * (1 - d / (n + 1))
      w <- weight(n, S, peto)
      nk <- sapply(1:k, function(j) sum(t >= u & g == j)); dk <- sapply(1:k, function(j) sum(t == u & e == 1 & g == j))
      O <- O + w * dk; E <- E + w * d * nk / n
      if (n > 1) V <- V + w^2 * d * (n - d) / (n - 1) * (diag(nk / n, k) - outer(nk, nk) / n^2)
      S <- S * (1 - d / n)
    }
  }
  chisq <- drop(t((O - E)[-1]) %*% solve(V[-1, -1, drop = FALSE]) %*% (O - E)[-1])
  list(observed = O, expected = E, variance = V, chisq = chisq, p = pchisq(chisq, k - 1, lower.tail = FALSE))
}
rank_weights <- list(
  "log-rank" = function(n, S, peto) 1, "gehan-breslow" = function(n, S, peto) n, "tarone-ware" = function(n, S, peto) sqrt(n),
  "peto-peto" = function(n, S, peto) peto, "modified-peto-peto" = function(n, S, peto) peto * n / (n + 1),
  "fh-0-1" = function(n, S, peto) 1 - S, "fh-1-1" = function(n, S, peto) S * (1 - S), "fh-0.5-0.5" = function(n, S, peto) sqrt(S * (1 - S)),
  "fh-1-0" = function(n, S, peto) S)
veteran <- read_data("veteran"); ovarian <- read_data("ovarian"); aml <- read_data("aml")
code <- function(x, levels) as.integer(factor(x, levels = levels))
types <- c("squamous", "smallcell", "adeno", "large")
log_rank_sets <- list(
  list(dataset = "veteran", by = "group", strata = FALSE, d = veteran, g = code(veteran$group, c("standard", "test")), s = rep(1, nrow(veteran))),
  list(dataset = "veteran", by = "group", strata = TRUE, d = veteran, g = code(veteran$group, c("standard", "test")), s = veteran$strata),
  list(dataset = "veteran", by = "group2", strata = FALSE, d = veteran, g = code(veteran$group2, types), s = rep(1, nrow(veteran))),
  list(dataset = "ovarian", by = "group", strata = FALSE, d = ovarian, g = code(ovarian$group, c("1", "2")), s = rep(1, nrow(ovarian))),
  list(dataset = "aml", by = "group", strata = FALSE, d = aml, g = code(aml$group, c("Maintained", "Nonmaintained")), s = rep(1, nrow(aml))))
weighted <- list()
for (x in log_rank_sets) for (w in names(rank_weights)) weighted[[length(weighted) + 1]] <-
  c(list(dataset = x$dataset, by = x$by, strata = x$strata, weight = w), weighted_log_rank(x$d$time, x$d$event, x$g, x$s, rank_weights[[w]]))

pairs <- combn(types, 2, simplify = FALSE)
pair_p <- sapply(pairs, function(x) survdiff(Surv(time, event) ~ group2, data = subset(veteran, group2 %in% x))$pvalue)
fit <- survdiff(Surv(time, event) ~ factor(group2, levels = types), data = veteran)
trend <- function(scores) {
  u <- sum(scores * (fit$obs - fit$exp)); v <- drop(t(scores) %*% fit$var %*% scores)
  list(scores = scores, z = u / sqrt(v), chisq = u^2 / v, p = pchisq(u^2 / v, 1, lower.tail = FALSE))
}
# Random data with many ties, few subjects, groups without events: survdiff and survfit directly.
set.seed(20)
random <- lapply(1:40, function(i) {
  n <- sample(c(6, 15, 60), 1); k <- sample(2:5, 1)
  d <- data.frame(time = round(rexp(n, 0.1), sample(0:2, 1)), event = rbinom(n, 1, runif(1, 0.2, 0.9)), group = sample(1:k, n, TRUE), strata = sample(1:2, n, TRUE))
  d$group <- as.integer(factor(d$group))
  f <- tryCatch(survdiff(Surv(time, event) ~ group + strata(strata), data = d), error = function(e) NULL)
  if (is.null(f)) return(NULL)
  km <- survfit(Surv(time, event) ~ 1, data = d, conf.type = "logit")
  list(time = I(d$time), event = I(d$event), group = I(d$group - 1), strata = I(d$strata - 1), chisq = f$chisq,
       df = sum(rowSums(as.matrix(f$exp)) > 0) - 1, surv = I(km$surv), std_err_log = I(ifelse(km$surv > 0, km$std.err, NA)),
       lower_logit = I(km$lower), upper_logit = I(km$upper), median = summary(km)$table[["median"]])
})
# Times equal up to rounding, of very different size, and late entry with an empty risk set.
rounding <- lapply(list(c(0.1 + 0.2, 0.3, 0.7, 0.1 * 3, 1.4), c(1e-9, 2e-9, 1e-7, 1, 2), c(1e6, 1e6 + 1e-3, 1e6 + 0.1, 2e6, 3e6),
                        c(1, 1 + 1e-8, 1 + 2e-8, 1 + 3e-8, 1.1)), function(time) {
  km <- survfit(Surv(time, c(1, 1, 0, 1, 1)) ~ 1)
  list(time = time, event = c(1, 1, 0, 1, 1), distinct = I(km$time), n_risk = I(km$n.risk), surv = I(km$surv))
})
entry <- data.frame(start = c(0, 0, 3, 5, 5, 6.5), stop = c(2, 3, 4, 8, 6, 9), event = c(1, 0, 1, 0, 1, 1))
late <- survfit(Surv(start, stop, event) ~ 1, data = entry, conf.type = "plain")

conditional <- lapply(c(0, 30, 90, 200), function(from) {
  f <- survfit(Surv(time, event) ~ 1, data = veteran, subset = time > from, conf.type = "log-log")
  list(from = from, time = f$time, surv = f$surv, std_err = ifelse(f$surv > 0, f$std.err * f$surv, NA), lower = f$lower, upper = f$upper)
})
one_sample <- lapply(list(list(kind = "rate", rate = 0.004), list(kind = "weibull", shape = 1.3, scale = 150)), function(ref) {
  H <- function(t) if (ref$kind == "rate") ref$rate * t else (t / ref$scale)^ref$shape
  f <- survdiff(Surv(time, event) ~ offset(exp(-H(time))), data = veteran)
  O <- f$obs; E <- f$exp; wu <- (O - E) / sqrt((O + E) / 2)
  ci <- poisson.test(O, E)$conf.int
  c(ref, list(observed = O, expected = E, chisq = f$chisq, p = f$pvalue, z_wu = wu, p_wu = 2 * pnorm(-abs(wu)), ratio = O / E, lower = ci[1], upper = ci[2]))
})
poisson_limits <- lapply(c(0, 1, 5, 42, 1000), function(count) list(count = count, limits = as.numeric(poisson.test(count)$conf.int)))

write_golden("tests", list(
  weighted = weighted, pairwise = list(p = pair_p, holm = p.adjust(pair_p, "holm"), bh = p.adjust(pair_p, "BH"), bonferroni = p.adjust(pair_p, "bonferroni")),
  trend = list(trend(c(0, 1, 2, 3)), trend(c(1, 5, 2, 2))), random = Filter(Negate(is.null), random), rounding = rounding,
  late = list(start = entry$start, stop = entry$stop, event = entry$event, time = late$time, n_risk = late$n.risk, surv = late$surv, cumhaz = late$cumhaz, std_chaz = late$std.chaz, lower = late$lower, upper = late$upper),
  conditional = conditional, one_sample = one_sample, poisson_limits = poisson_limits))
