# Comparison of cumulative incidences at one time: estimates and Gray's variances from cmprsk's timepoints, the statistics of
# Klein et al. (2007) written out from them. Upper tails of gamma distributions with a very small shape go along.
library(cmprsk)
klein <- function(est, var, scale) {
  g <- switch(scale, linear = est, log = log(est), "log-log" = log(-log(est)), cloglog = log(-log(1 - est)), arcsin = asin(sqrt(est)), logit = log(est / (1 - est)))
  slope <- switch(scale, linear = 1, log = 1 / est, "log-log" = 1 / (est * log(est)), cloglog = 1 / ((1 - est) * -log(1 - est)), arcsin = 1 / (2 * sqrt(est * (1 - est))), logit = 1 / (est * (1 - est)))
  v <- var * slope^2; k <- length(est); contrast <- cbind(-1, diag(k - 1)); difference <- contrast %*% g
  chisq <- drop(t(difference) %*% solve(contrast %*% diag(v, k) %*% t(contrast)) %*% difference)
  list(scale = scale, chisq = chisq, p = pchisq(chisq, k - 1, lower.tail = FALSE))
}
mgus <- read_data("mgus2"); pair <- as.integer(factor(mgus$group))
three <- (seq_len(nrow(mgus)) - 1) %% 3 + 1
comparisons <- list()
for (set in list(list(name = "two", g = pair), list(name = "three", g = three))) for (time in c(24, 60, 120)) for (cause in 1:2) {
  at <- timepoints(cuminc(mgus$time, mgus$event, set$g), time); own <- grep(paste0(" ", cause, "$"), rownames(at$est))
  est <- unname(at$est[own, 1]); var <- unname(at$var[own, 1])
  comparisons[[length(comparisons) + 1]] <- list(groups = set$name, time = time, cause = cause, est = est, std_err = sqrt(var),
    difference = if (length(est) == 2) est[2] - est[1] + c(0, -1, 1) * qnorm(0.975) * sqrt(sum(var)) else NULL,
    ratio = if (length(est) == 2) exp(log(est[2] / est[1]) + c(0, -1, 1) * qnorm(0.975) * sqrt(sum(var / est^2))) else NULL,
    tests = lapply(c("linear", "log", "log-log", "cloglog", "arcsin", "logit"), function(s) klein(est, var, s)))
}
small <- expand.grid(x = c(1e-300, 1e-20, 1e-3, 0.5, 0.9, 2, 30), shape = c(0.04, 1e-3, 1e-4, 1e-6, 1e-10))
write_golden("incidence", list(event = I(mgus$event), time = I(mgus$time), two = I(pair - 1), three = I(three - 1), comparisons = comparisons,
  small_shapes = lapply(seq_len(nrow(small)), function(i) with(small[i, ], list(x = x, shape = shape, upper = pgamma(x, shape, lower.tail = FALSE))))))
