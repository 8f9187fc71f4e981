# Proportions, Fisher's exact test (stats) and pooling (metafor).
counts <- list(c(0, 10), c(1, 10), c(5, 10), c(10, 10), c(37, 120), c(999, 1000), c(3, 7))
proportions <- lapply(counts, function(x) list(count = x[1], size = x[2],
  wilson = as.numeric(prop.test(x[1], x[2], correct = FALSE)$conf.int), exact = as.numeric(binom.test(x[1], x[2])$conf.int),
  exact90 = as.numeric(binom.test(x[1], x[2], conf.level = 0.9)$conf.int)))
# Newcombe 1998 method 10 from R's score limits.
newcombe <- lapply(list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(0, 10, 10, 10), c(5, 56, 0, 29)), function(x) {
  a <- prop.test(x[1], x[2], correct = FALSE)$conf.int; b <- prop.test(x[3], x[4], correct = FALSE)$conf.int
  p1 <- x[1] / x[2]; p2 <- x[3] / x[4]
  list(counts = x, estimate = p2 - p1, lower = p2 - p1 - sqrt((p2 - b[1])^2 + (a[2] - p1)^2), upper = p2 - p1 + sqrt((b[2] - p2)^2 + (p1 - a[1])^2))
})
fisher <- lapply(list(c(3, 1, 1, 3), c(10, 2, 3, 15), c(0, 5, 6, 4), c(5, 0, 1, 4), c(120, 80, 95, 110), c(2, 3, 4, 5), c(7, 12, 0, 9)), function(x) {
  f <- fisher.test(matrix(x, 2, byrow = TRUE), control = list(mult = 30))
  # fisher.test's own uniroot stops at 1e-4: the same equations, solved to the end.
  m <- x[1] + x[2]; n <- x[3] + x[4]; k <- x[1] + x[3]; support <- max(0, k - n):min(k, m)
  dens <- function(lo) { w <- dhyper(support, m, n, k, log = TRUE) + lo * support; w <- exp(w - max(w)); w / sum(w) }
  root <- function(f) exp(uniroot(f, c(-60, 60), tol = 1e-15, maxiter = 10000)$root)
  at_low <- x[1] == min(support); at_high <- x[1] == max(support)
  list(table = x, p = f$p.value,
    estimate = if (at_high) NA else if (at_low) 0 else root(function(lo) sum(support * dens(lo)) - x[1]),
    lower = if (at_low) 0 else root(function(lo) sum(dens(lo)[support >= x[1]]) - 0.025),
    upper = if (at_high) NA else root(function(lo) 0.025 - sum(dens(lo)[support <= x[1]])), r_estimate = unname(f$estimate))
})
# Colditz et al. 1994: tuberculosis among vaccinated (t) and control (c) subjects of 13 trials.
bcg <- data.frame(tpos = c(4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27),
  tneg = c(119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886),
  cpos = c(11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29),
  cneg = c(128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825))
studies <- list(
  bcg = with(escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = bcg), list(yi = as.numeric(yi), vi = as.numeric(vi))),
  homogeneous = list(yi = c(-0.21, -0.18, -0.25, -0.2), vi = c(0.04, 0.09, 0.02, 0.05)),
  two = list(yi = c(0.1, 0.9), vi = c(0.02, 0.05)))
precise <- list(threshold = 1e-14, maxiter = 10000, tol = 1e-14)
methods <- c(common = "FE", "dersimonian-laird" = "DL", reml = "REML", ml = "ML", "paule-mandel" = "PM", "sidik-jonkman" = "SJ", "hunter-schmidt" = "HS")
pooled <- function(yi, vi, model, test) rma(yi, vi, method = methods[[model]], test = test, control = precise)
brief <- function(f) { pr <- predict(f); riley <- if (f$k > 2) predict(f, pi.type = "riley") else NULL; list(estimate = as.numeric(f$beta), se = f$se, lower = f$ci.lb, upper = f$ci.ub, statistic = f$zval, p = f$pval, q = f$QE, q_p = f$QEp,
  tau2 = f$tau2, i2 = f$I2, h2 = f$H2, pi_lower = if (is.null(pr$pi.lb)) NA else pr$pi.lb, pi_upper = if (is.null(pr$pi.ub)) NA else pr$pi.ub,
  riley_lower = if (is.null(riley$pi.lb)) NA else riley$pi.lb, riley_upper = if (is.null(riley$pi.ub)) NA else riley$pi.ub) }
meta <- list()
for (s in names(studies)) for (m in names(methods)) for (test in c("z", "knha")) {
  yi <- studies[[s]]$yi; vi <- studies[[s]]$vi; f <- pooled(yi, vi, m, test)
  limits <- if (m == "common") c(NA, NA) else suppressWarnings(confint(f, control = list(tol = 1e-14, maxiter = 10000, tau2.max = 1e4))$random["tau^2", 2:3])
  meta[[length(meta) + 1]] <- c(list(set = s, model = m, inference = if (test == "z") "normal" else "hartung-knapp", yi = yi, vi = vi), brief(f),
    list(tau2_lower = limits[[1]], tau2_upper = limits[[2]], weights = as.numeric(weights(f)),
         leave_one_out = if (length(yi) > 2) I(sapply(seq_along(yi), function(i) as.numeric(pooled(yi[-i], vi[-i], m, test)$beta))) else NULL,
         leave_one_out_tau2 = if (length(yi) > 2) I(sapply(seq_along(yi), function(i) pooled(yi[-i], vi[-i], m, test)$tau2)) else NULL,
         cumulative = I(sapply(2:length(yi), function(i) as.numeric(pooled(yi[1:i], vi[1:i], m, test)$beta)))))
}
write_golden("pooling", list(proportions = proportions, newcombe = newcombe, fisher = fisher, meta = meta))
