# Expected values for 20 made-up cohorts of 5 to 40 children and ten odd ones, beside made-up published figures.
#   Rscript lib/comparison/against/golden/cohorts.R > lib/comparison/against/golden/cohorts.json
# Times are whole days; cause 0 censored, 1 relapse, 2 death in remission. A year is 365.25 days.
suppressPackageStartupMessages({ library(survival); library(cmprsk); library(jsonlite) })
set.seed(20261129)
YEAR <- 365.25
z <- qnorm(0.975)
none <- function(x) if (length(x) == 0 || !is.finite(x)) NA_real_ else unname(x)

# S at a horizon with its log-log limits; nothing beyond the last observation unless the curve is at 0.
at_horizon <- function(fit, days) {
  s <- summary(fit, times = days, extend = TRUE)
  beyond <- days > max(fit$time) && s$surv > 0
  if (beyond) return(list(atRisk = s$n.risk, survival = NA, error = NA, lower = NA, upper = NA))
  # Greenwood's error is not defined where the curve is at 0; before the first event it has no log-log limits.
  flat <- s$surv == 1
  list(atRisk = s$n.risk, survival = s$surv, error = if (s$surv == 0) NA else s$std.err,
    lower = if (flat) 1 else none(s$lower), upper = if (flat) 1 else none(s$upper))
}

# log(-log S) of a published figure and its error, from the printed interval or by the delta method from the standard error.
published_effect <- function(p) {
  s <- p$percent / 100
  value <- log(-log(s))
  if (!is.null(p$low)) error <- abs(log(-log(p$high / 100)) - log(-log(p$low / 100))) / (2 * z)
  else if (!is.null(p$se)) error <- (p$se / 100) / (s * -log(s))
  else return(NULL)
  list(value = value, error = error)
}

matched <- function(fit, n, p) {
  here <- at_horizon(fit, p$years * YEAR)
  s <- p$percent / 100
  effect <- published_effect(p)
  shift <- (z + qnorm(0.8)) * sqrt((1 - s) / (n * s * log(s)^2) + if (is.null(effect)) 0 else effect$error^2)
  out <- list(local = here, difference = 100 * here$survival - p$percent,
    ratio = NA, ratioLow = NA, ratioHigh = NA, p = NA, low = NA, high = NA,
    smallestBelow = 100 * s^exp(shift) - p$percent, smallestAbove = 100 * s^exp(-shift) - p$percent)
  S <- here$survival
  if (!is.null(effect) && !is.na(S) && S > 0 && S < 1) {
    theta <- log(-log(S)) - effect$value
    error <- sqrt((here$error / (S * log(S)))^2 + effect$error^2)
    limits <- exp(theta + c(-1, 1) * z * error)
    out$ratio <- exp(theta); out$ratioLow <- limits[1]; out$ratioHigh <- limits[2]
    out$p <- 2 * pnorm(-abs(theta / error))
    out$low <- 100 * s^limits[2] - p$percent
    out$high <- 100 * s^limits[1] - p$percent
  }
  out
}

# One group against a curve through published points, exponential between them, up to the last of them.
one_sample <- function(time, event, years, percent) {
  knots <- c(0, years) * YEAR
  hazard <- c(0, -log(percent / 100))
  end <- max(knots)
  event <- event * (time <= end)
  time <- pmin(time, end)
  H <- approx(knots, hazard, time)$y
  test <- survdiff(Surv(time, event) ~ offset(exp(-H)))
  stopifnot(all.equal(test$chisq, (sum(event) - sum(H))^2 / sum(H)))
  limits <- poisson.test(sum(event), sum(H))$conf.int
  list(observed = sum(event), expected = sum(H), ratio = sum(event) / sum(H), lower = limits[1], upper = limits[2],
    p = test$pvalue)
}

quantities <- function(fit) {
  q <- summary(fit)$table
  list(estimate = none(q["median"]), lower = none(q["0.95LCL"]), upper = none(q["0.95UCL"]))
}

# Aalen-Johansen with the variance of Gray's package.
incidence <- function(time, cause, days) {
  both <- if (any(cause > 0)) cuminc(time, cause, cencode = 0) else list()
  lapply(1:2, function(k) {
    one <- both[[paste("1", k)]]
    if (is.null(one)) return(lapply(days, function(d) list(estimate = if (d > max(time)) NA else 0, error = NA)))
    lapply(days, function(d) {
      if (d > max(time)) return(list(estimate = NA, error = NA))
      v <- timepoints(list(one), d)
      list(estimate = unname(v$est[1, 1]), error = unname(sqrt(v$var[1, 1])))
    })
  })
}

groups <- function(time, event, cause, group) {
  test <- survdiff(Surv(time, event) ~ group)
  k <- length(unique(group))
  pairs <- combn(sort(unique(group)), 2)
  # A pair without an event cannot be tested; p.adjust leaves it out.
  raw <- apply(pairs, 2, function(ab) { in_pair <- group %in% ab; if (sum(event[in_pair]) == 0) return(NA)
    d <- survdiff(Surv(time[in_pair], event[in_pair]) ~ group[in_pair]); pchisq(d$chisq, 1, lower.tail = FALSE) })
  cox <- suppressWarnings(coxph(Surv(time, event) ~ factor(group), ties = "efron"))
  s <- summary(cox)
  zph <- tryCatch(cox.zph(cox, transform = "km"), error = function(e) NULL)
  fits <- lapply(0:1, function(g) survfit(Surv(time[group == g], event[group == g]) ~ 1))
  tau <- min(sapply(0:1, function(g) max(time[group == g])))
  # R refuses where nobody has left by tau: everybody is alive for the whole of it.
  means <- sapply(fits, function(f) if (tau < min(f$time)) c(tau, 0) else summary(f, rmean = tau)$table[c("rmean", "se(rmean)")])
  gray <- cuminc(time, cause, group, cencode = 0)$Tests
  list(chisq = test$chisq, df = k - 1, p = pchisq(test$chisq, k - 1, lower.tail = FALSE),
    holm = I(p.adjust(raw, "holm")),
    hazardRatio = none(s$conf.int[1, "exp(coef)"]), hazardLower = none(s$conf.int[1, "lower .95"]), hazardUpper = none(s$conf.int[1, "upper .95"]),
    proportional = if (is.null(zph)) NA else none(zph$table["GLOBAL", "p"]),
    tau = tau, meanDifference = means[1, 2] - means[1, 1], meanError = sqrt(sum(means[2, ]^2)),
    gray = I(unname(gray[, "stat"])), grayP = I(unname(gray[, "pv"])))
}

cohort <- function(time, cause, group) {
  n <- length(time)
  event <- as.integer(cause > 0)
  published <- list(
    list(years = 1, percent = 61.5, low = 55.1, high = 67.3),
    list(years = 4, percent = 47, se = 3.4),
    list(years = 5, percent = 36.9, low = 34.9, high = 38.9),
    list(years = 6, percent = 46.1))
  fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
  reverse <- survfit(Surv(time, 1 - event) ~ 1, conf.type = "log-log")
  list(time = I(time), cause = I(cause), group = I(group), published = published,
    matched = lapply(published, function(p) matched(fit, n, p)),
    oneSample = one_sample(time, event, c(1, 4), c(61.5, 47)),
    landmarks = lapply(c(1, 2, 3, 5), function(y) at_horizon(fit, y * YEAR)),
    median = quantities(fit), followUp = quantities(reverse),
    incidence = incidence(time, cause, c(1, 2, 3, 5) * YEAR),
    groups = if (n >= 12) groups(time, event, cause, group) else NULL)
}

sizes <- c(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36, 40)
cohorts <- lapply(seq_along(sizes), function(i) {
  n <- sizes[i]
  hazard <- runif(1, 0.08, 0.45)
  died <- ceiling(rexp(n, hazard / YEAR))
  censored <- ceiling(runif(n, 0.5, 9) * YEAR)
  time <- pmin(died, censored)
  cause <- ifelse(died <= censored, sample(1:2, n, TRUE, c(0.7, 0.3)), 0)
  # Ties, as dates known by the month make them.
  if (i %% 3 == 0) time <- pmax(1, round(time / 30) * 30)
  cohort(time, cause, sample(rep(0:2, length.out = n)))
})

# Ten odd ones, drawn after the program had been written against the twenty.
set.seed(20261203)
drawn <- function(n, hazard, least, most, causes = 1:2) {
  died <- ceiling(rexp(n, hazard / YEAR))
  censored <- ceiling(runif(n, least, most) * YEAR)
  list(time = pmin(died, censored), cause = ifelse(died <= censored, sample(rep(causes, 2), n, TRUE), 0))
}
odd <- list(
  list(time = rep(200, 5), cause = c(1, 1, 1, 2, 2)),
  list(time = c(30, 400, 800, 1500, 2600), cause = rep(0, 5)),
  list(time = c(0, 0, 0, 410, 900, 2300), cause = c(2, 2, 1, 1, 0, 0)),
  drawn(7, 1.2, 0.1, 0.5),
  list(time = c(seq(100, 800, 100), 2000), cause = c(rep(0, 8), 1)),
  local({ d <- drawn(12, 0.4, 0.5, 9); d$time <- pmax(1, round(d$time / 91) * 91); d$group <- c(0, 1, rep(2, 10)); d }),
  drawn(17, 0.3, 1, 8, 1),
  drawn(23, 0.3, 1, 8, 2),
  list(time = c(sample(5:60, 15), sample(2190:2400, 16)), cause = c(rep(2, 15), rep(c(1, 0), 8))),
  list(time = sample(300:3000, 40), cause = c(1, rep(0, 39))))
cohorts <- c(cohorts, lapply(odd, function(d) with(d,
  cohort(time, cause, if (is.null(d$group)) sample(rep(0:2, length.out = length(time))) else d$group))))
cat(toJSON(list(R = paste(R.version$major, R.version$minor, sep = "."), survival = as.character(packageVersion("survival")),
  cmprsk = as.character(packageVersion("cmprsk")), cohorts = cohorts), digits = 15, auto_unbox = TRUE, na = "null", null = "null"), "\n")
