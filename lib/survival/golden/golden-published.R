# Small local cohorts against what was published: twenty of 5 to 40 infants, followed in whole days, with three published figures
# each. Events observed and expected under the published points, exponential in between (survdiff with an offset, exact limits of
# poisson.test); the curve at the published time by survfit, and the formulas of the comparison written out from it.
set.seed(20261129)
piecewise <- function(time, survival, at) { t <- c(0, time); h <- c(0, -log(survival)); k <- length(t)
  last <- (h[k] - h[k - 1]) / (t[k] - t[k - 1])
  ifelse(at <= t[k], approx(t, h, at, rule = 2)$y, h[k] + (at - t[k]) * last) }
published_figures <- list(list(survival = 0.473, lower = 0.424, upper = 0.522, level = 0.95), list(survival = 0.93, lower = 0.71, upper = 1, level = 0.95),
  list(survival = 0.362, lower = 0.273, upper = 0.451, level = 0.9))
against_figure <- function(s, at, beyond, f, level = 0.95) {
  z <- qnorm(1 - (1 - level) / 2); cll <- function(p) log(-log(p))
  g <- cll(f$survival); widths <- c(cll(f$lower) - g, g - cll(f$upper))
  error <- (if (all(is.finite(widths))) mean(widths) else min(widths)) / qnorm(1 - (1 - f$level) / 2)
  limits <- if (f$level == level) c(f$lower, f$upper) else exp(-exp(g + c(1, -1) * z * error))
  d <- s$surv - f$survival; inside <- s$surv > 0 & s$surv < 1
  ratio <- log(s$surv) / log(f$survival); se <- sqrt((s$std.err / (s$surv * log(s$surv)))^2 + error^2)
  drop <- function(x) if (beyond) rep(NA, length(x)) else if (inside) x else c(x[1], rep(NA, length(x) - 1))
  list(difference = drop(c(d, d - sqrt((s$surv - s$lower)^2 + (limits[2] - f$survival)^2), d + sqrt((s$upper - s$surv)^2 + (f$survival - limits[1])^2))),
    ratio = drop(c(ratio, ratio * exp(-z * se), ratio * exp(z * se), 2 * pnorm(-abs(log(ratio) / se)))))
}
reference <- list(time = c(365, 730, 1461), survival = c(0.62, 0.52, 0.47))
cohorts <- lapply(c(5, 5, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40), function(n) {
  cured <- runif(n) < 0.4; died <- ceiling(rexp(n, 1 / 400)); end <- ceiling(runif(n, 200, 2400))
  time <- ifelse(cured, end, pmin(died, end)); event <- as.integer(!cured & died <= end); at <- 730
  test <- survdiff(Surv(time, event) ~ offset(exp(-piecewise(reference$time, reference$survival, time))))
  s <- summary(survfit(Surv(time, event) ~ 1, conf.type = "log-log"), times = at, extend = TRUE)
  beyond <- at > max(time) && s$surv > 0
  list(time = I(time), event = I(event), at = at, surv = if (beyond) NA else s$surv, observed = test$obs, expected = test$exp, chisq = test$chisq, p = test$pvalue,
    limits = I(as.numeric(poisson.test(test$obs, test$exp)$conf.int)), figures = lapply(published_figures, function(f) against_figure(s, at, beyond, f)))
})
write_golden("published", list(reference = lapply(reference, I), published = published_figures, cohorts = cohorts))
