# Standard errors of cumulative incidences: Greenwood's as in etm, with its cloglog limits, and the infinitesimal jackknife of
# survfit with late entry. The Greenwood covariance is written out from its definition, P(s, t) being the product of I + dA and
# cov(dA) multinomial (Andersen, Borgan, Gill and Keiding 1993, 4.4.17-20); where etm is installed it has to agree.
greenwood_incidence <- function(entry, exit, event, causes) {
  times <- sort(unique(exit)); size <- causes + 1
  P <- diag(size); V <- matrix(0, size^2, size^2); out <- list()
  for (t in times) {
    n <- sum(entry < t & exit >= t); d <- sapply(seq_len(causes), function(k) sum(exit == t & event == k))
    dA <- matrix(0, size, size); dA[1, ] <- c(-sum(d), d) / n
    own <- -outer(d, d) / n^3; diag(own) <- d * (n - d) / n^3
    cov <- matrix(0, size, size); cov[-1, -1] <- own
    cov[1, -1] <- cov[-1, 1] <- -rowSums(own); cov[1, 1] <- sum(own)
    dV <- matrix(0, size^2, size^2); at <- 1 + size * (seq_len(size) - 1); dV[at, at] <- cov
    V <- kronecker(t(diag(size) + dA), diag(size)) %*% V %*% kronecker(diag(size) + dA, diag(size)) + kronecker(diag(size), P) %*% dV %*% kronecker(diag(size), t(P))
    P <- P %*% (diag(size) + dA)
    out[[length(out) + 1]] <- list(est = P[1, -1], var = diag(V)[at][-1])
  }
  list(time = times, est = t(sapply(out, function(x) x$est)), se = sqrt(pmax(t(sapply(out, function(x) x$var)), 0)))
}
etm_incidence <- function(entry, exit, event, causes) {
  tra <- matrix(FALSE, causes + 1, causes + 1); tra[1, -1] <- TRUE
  d <- data.frame(id = seq_along(exit), from = 0, to = ifelse(event == 0, "cens", event), entry = entry, exit = exit)
  e <- etm::etm(d, as.character(0:causes), tra, "cens", s = 0)
  s <- summary(e, ci.fun = "cloglog")[paste(0, seq_len(causes))]
  list(time = e$time, est = sapply(s, function(x) x$P), se = sqrt(sapply(s, function(x) x$var)), lower = sapply(s, function(x) x$lower), upper = sapply(s, function(x) x$upper))
}
cloglog <- function(est, se, sign) ifelse(est > 0 & est < 1, 1 - (1 - est)^exp(sign * qnorm(0.975) * se / ((1 - est) * log(1 - est))), est)
mgus <- read_data("mgus2")
late <- mgus[seq(1, nrow(mgus), 4), ]; late$start <- ifelse(seq_len(nrow(late)) %% 3 == 0, floor(late$time / 3), 0); late <- late[late$start < late$time, ]
tiny <- data.frame(start = c(0, 0, 1, 0, 2, 3, 0, 4, 1, 0), time = c(2, 3, 3, 4, 5, 5, 6, 7, 7, 9), event = c(1, 0, 2, 1, 1, 2, 0, 2, 1, 0))
sets <- list(late = late, tiny = tiny, whole = transform(mgus[seq(1, nrow(mgus), 3), ], start = 0), ends = data.frame(start = c(0, 0, 0, 1), time = c(1, 2, 3, 3), event = c(1, 2, 1, 2)))
incidence_variances <- lapply(names(sets), function(name) {
  d <- sets[[name]]; causes <- max(d$event)
  g <- greenwood_incidence(d$start, d$time, d$event, causes)
  lower <- cloglog(g$est, g$se, 1); upper <- cloglog(g$est, g$se, -1)
  if (requireNamespace("etm", quietly = TRUE)) {
    e <- etm_incidence(d$start, d$time, d$event, causes); row <- findInterval(g$time, e$time)
    same <- function(x, y, at) stopifnot(all.equal(unname(x)[at], unname(y)[row[seq_along(row)], , drop = FALSE][at], tolerance = 1e-9))
    inside <- g$est > 0 & g$est < 1
    same(g$est, e$est, TRUE | inside); same(g$se, e$se, TRUE | inside); same(lower, e$lower, inside & g$se > 0); same(upper, e$upper, inside & g$se > 0)
  }
  d$id <- seq_len(nrow(d)); d$to <- factor(d$event, 0:causes)
  f <- if (all(d$start == 0)) survfit(Surv(time, to) ~ 1, data = d) else survfit(Surv(start, time, to) ~ 1, data = d, id = id)
  at <- match(g$time, f$time)
  list(name = name, start = I(d$start), time = I(d$time), event = I(d$event), rows = I(g$time),
       causes = lapply(seq_len(causes), function(k) list(est = I(g$est[, k]), greenwood = I(g$se[, k]), lower = I(lower[, k]), upper = I(upper[, k]),
         jackknife = I(f$std.err[at, k + 1]))))
})
write_golden("incidence-variance", list(sets = incidence_variances))
