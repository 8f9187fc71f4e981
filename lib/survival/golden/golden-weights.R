# Kaplan-Meier curves with case weights: whole and fractional weights, weights of 0, groups, late entry. `robust = FALSE` keeps
# Greenwood's error with sums of weights in place of counts.
weights_of <- function(n, kind) switch(kind, whole = rep_len(c(1, 3, 2), n), fractional = rep_len(c(0.5, 1.25, 2, 0.3), n), zero = rep_len(c(1, 0, 2.5), n))
weighted_curve <- function(dataset, d, kind, type) {
  d$w <- weights_of(nrow(d), kind)
  late <- "start" %in% names(d)
  y <- if (late) Surv(d$start, d$stop, d$event) else Surv(d$time, d$event)
  if (is.null(d$group)) d$group <- 0
  f <- survfit(y ~ group, data = d, weights = w, robust = FALSE, conf.type = type)
  s <- if (is.null(f$strata)) rep(1, length(f$time)) else rep(seq_along(f$strata), f$strata)
  curves <- lapply(unique(s), function(k) {
    at <- s == k; above <- f$surv[at] > 0; cut <- function(x) I(x[at][above])
    # At S = 1 this version of survival has no log-log limits; here both are 1.
    limit <- function(x) I(ifelse(f$surv[at] == 1, 1, x[at])[above])
    list(n = f$n[k], time = I(f$time[at]), n_risk = I(f$n.risk[at]), n_event = I(f$n.event[at]), n_censor = I(f$n.censor[at]), surv = I(f$surv[at]),
         std_err_log = cut(f$std.err), cumhaz = I(f$cumhaz[at]), std_chaz = I(f$std.chaz[at]), lower = limit(f$lower), upper = limit(f$upper))
  })
  tau <- median(y[, ncol(y) - 1])
  table <- summary(f, rmean = tau)$table
  if (!is.matrix(table)) table <- t(as.matrix(table))
  q <- quantile(f, c(0.25, 0.5)); m <- function(x) if (is.matrix(x)) unname(x) else t(as.matrix(unname(x)))
  list(dataset = dataset, kind = kind, type = type, start = if (late) I(d$start) else NULL, time = I(if (late) d$stop else d$time), event = I(d$event),
       group = I(as.integer(factor(d$group)) - 1), weights = I(d$w), curves = curves, tau = tau, rmean = I(unname(table[, "rmean"])),
       rmean_se = I(unname(table[, "se(rmean)"])), median = I(unname(table[, "median"])), quantiles = m(q$quantile), lower = m(q$lower), upper = m(q$upper))
}
# The last event leaves nobody: with weights that are no binary fractions the sums at risk must still end at 0.
ends <- data.frame(start = c(0, 0, 1, 2, 2.5), stop = c(2, 3, 4, 5, 5), event = c(1, 0, 1, 1, 1))
# Events and censorings at the very same times, each with a weight of its own.
ties <- data.frame(time = rep(c(1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 6), 3), event = rep(c(1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1), 3), group = rep(1:2, each = 18))
heart <- read.csv(file.path("datasets", "heart.csv"))[, c("start", "stop", "event", "group")]
sets <- list(aml = read_data("aml"), ovarian = read_data("ovarian"), veteran = read_data("veteran"), heart = heart, ends = ends, ties = ties)
weighted_curves <- list()
for (name in names(sets)) for (kind in c("whole", "fractional", "zero")) for (type in c("log-log", "plain"))
  weighted_curves[[length(weighted_curves) + 1]] <- weighted_curve(name, sets[[name]], kind, type)
write_golden("weights", list(curves = weighted_curves))
