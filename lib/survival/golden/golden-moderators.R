# Meta-regression, subgroups and Egger's test by metafor; proportions and fourfold tables by stats.
precise <- list(threshold = 1e-14, maxiter = 10000, tol = 1e-14)
regressions <- list()
sets <- list(
  years = list(yi = c(-0.9, -1.6, -1.3, -1.4, -0.2, -0.8, -1.6, 0.01, -0.5), vi = c(0.33, 0.19, 0.41, 0.02, 0.05, 0.007, 0.22, 0.004, 0.06),
    x = c(1933, 1935, 1935, 1937, 1941, 1947, 1949, 1950, 1965), g = c(0, 0, 1, 1, 2, 2, 0, 1, 2)),
  four = list(yi = c(0.1, 0.4, 0.9, 0.2), vi = c(0.01, 0.02, 0.03, 0.02), x = c(1, 3, 4, 2), g = c(0, 0, 1, 1)))
names_of <- c(common = "FE", "dersimonian-laird" = "DL", reml = "REML", ml = "ML", "paule-mandel" = "PM", "sidik-jonkman" = "SJ", "hunter-schmidt" = "HS")
for (s in names(sets)) for (m in names(names_of)) for (test in c("z", "knha")) {
  d <- sets[[s]]; f <- rma(d$yi, d$vi, mods = d$x, method = names_of[[m]], test = test, control = precise)
  codes <- sort(unique(d$g)); pooled <- lapply(codes, function(k) rma(d$yi[d$g == k], d$vi[d$g == k], method = names_of[[m]], test = test, control = precise))
  est <- sapply(pooled, function(p) as.numeric(p$beta)); se <- sapply(pooled, function(p) p$se)
  between <- rma(est, sei = se, mods = ~ factor(codes), method = "FE")
  regressions[[length(regressions) + 1]] <- list(set = s, model = m, inference = if (test == "z") "normal" else "hartung-knapp", yi = d$yi, vi = d$vi, x = d$x, g = d$g,
    estimate = as.numeric(f$beta), se = f$se, lower = f$ci.lb, upper = f$ci.ub, statistic = f$zval, p = f$pval, qe = f$QE, qe_p = f$QEp, tau2 = f$tau2, i2 = f$I2,
    group_estimates = est, group_se = se, qm = between$QM, qm_p = between$QMp)
}
egger <- lapply(sets, function(d) { r <- regtest(d$yi, d$vi, model = "lm"); l <- summary(lm(d$yi ~ sqrt(d$vi), weights = 1 / d$vi))$coefficients
  list(yi = d$yi, vi = d$vi, slope = l[2, 1], se = l[2, 2], statistic = unname(r$zval), df = r$dfs, p = r$pval, limit = r$est, lower = r$ci.lb, upper = r$ci.ub) })
names(egger) <- NULL
counts <- list(c(0, 10), c(1, 10), c(5, 10), c(10, 10), c(37, 120), c(999, 1000), c(3, 7))
intervals <- lapply(counts, function(x) { z <- qnorm(0.975); n <- x[2] + z^2; p <- (x[1] + z^2 / 2) / n; h <- z * sqrt(p * (1 - p) / n)
  q <- x[1] / x[2]; w <- z * sqrt(q * (1 - q) / x[2])
  list(count = x[1], n = x[2], agresti_coull = c(max(0, p - h), min(1, p + h)), wald = c(max(0, q - w), min(1, q + w))) })
fourfold <- lapply(list(c(3, 1, 1, 3), c(10, 2, 3, 15), c(0, 5, 6, 4), c(120, 80, 95, 110), c(20, 20, 20, 20)), function(x) {
  m <- matrix(x, 2, byrow = TRUE); a <- suppressWarnings(chisq.test(m, correct = FALSE)); b <- suppressWarnings(chisq.test(m, correct = TRUE))
  list(table = x, plain = c(unname(a$statistic), a$p.value), yates = c(unname(b$statistic), b$p.value)) })
write_golden("moderators", list(regressions = regressions, egger = egger, intervals = intervals, fourfold = fourfold))
