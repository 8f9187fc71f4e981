# Three sites, two groups, whole months; survival at 2 years on the cloglog scale and Cox hazard ratios, pooled by REML.
suppressMessages({ library(survival); library(metafor) })
d <- rbind(
  data.frame(site = "A", g = 0, t = c(3, 8, 8, 14, 30, 40, 50, 60), e = c(1, 1, 0, 1, 0, 1, 0, 0)),
  data.frame(site = "A", g = 1, t = c(2, 5, 9, 12, 20, 36, 48), e = c(1, 1, 1, 0, 1, 0, 0)),
  data.frame(site = "B", g = 0, t = c(6, 10, 18, 25, 33, 44), e = c(1, 0, 1, 0, 0, 1)),
  data.frame(site = "B", g = 1, t = c(4, 7, 7, 11, 29, 31), e = c(1, 1, 1, 0, 0, 1)),
  data.frame(site = "C", g = 0, t = c(12, 24, 26, 30, 37), e = c(1, 0, 0, 1, 0)),
  data.frame(site = "C", g = 1, t = c(1, 6, 13, 22, 28, 35, 41), e = c(0, 1, 0, 1, 1, 0, 0)))
at <- function(x) { s <- summary(survfit(Surv(t, e) ~ 1, x), times = 24); c(s$surv, s$std.err) }
for (g in 0:1) {
  p <- t(sapply(split(d[d$g == g, ], d$site[d$g == g]), at))
  y <- log(-log(p[, 1])); v <- (p[, 2] / (p[, 1] * log(p[, 1])))^2
  m <- rma(y, v, method = "REML", control = list(threshold = 1e-12, maxiter = 1000))
  b <- function(x) exp(-exp(x))
  pi <- m$b[1] + c(-1, 1) * qt(0.975, m$k - 2) * sqrt(m$tau2 + m$se^2)
  cat("group", g, format(c(p[, 1], b(m$b[1]), b(m$ci.ub), b(m$ci.lb), m$tau2, m$I2, m$QE, m$QEp, b(pi[2]), b(pi[1])), digits = 10), "\n")
}
h <- t(sapply(split(d, d$site), function(x) { f <- coxph(Surv(t, e) ~ g, x, ties = "efron", control = coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100)); c(coef(f), sqrt(vcov(f))) }))
m <- rma(h[, 1], h[, 2]^2, method = "REML", control = list(threshold = 1e-12, maxiter = 1000))
cat("ratio", format(c(exp(h[, 1]), exp(m$b[1]), exp(m$ci.lb), exp(m$ci.ub), m$tau2, m$QE), digits = 10), "\n")
