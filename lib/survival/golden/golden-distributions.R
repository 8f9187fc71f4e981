# Distribution functions: rows of arguments with R's value. `upper` marks lower.tail = FALSE.
rows <- function(fn, args, lower_first = TRUE) {
  out <- list()
  for (i in seq_len(nrow(args))) for (upper in c(FALSE, TRUE)) {
    a <- as.list(args[i, , drop = FALSE]); names(a) <- NULL
    value <- do.call(fn, c(a, list(lower.tail = !upper)))
    if (is.finite(value) && value > 1e-307) out[[length(out) + 1]] <- list(args = unlist(a), upper = upper, value = value)
  }
  out
}
p <- c(1e-300, 1e-100, 1e-20, 1e-8, 1e-4, 0.001, 0.01, 0.025, 0.1, 0.25, 0.4, 0.49, 0.5, 0.51, 0.6, 0.9, 0.975, 0.999, 1 - 1e-9)
df <- c(0.1, 0.5, 1, 2, 3, 7.5, 20, 100, 1e4, 3e5)
x <- c(1e-10, 1e-4, 0.01, 0.3, 0.9, 1, 1.7, 3, 3.841458820694124, 10, 50, 99, 101, 300, 1000, 9900, 1e4, 10500, 999000)
shapes <- expand.grid(a = c(0.1, 0.5, 1, 2.5, 30, 1000), b = c(0.2, 0.5, 1, 4, 60, 5000))
cross <- function(values, table) do.call(rbind, lapply(values, function(v) cbind(v, table)))
pq <- c(1e-200, 1e-20, 1e-8, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999999)
# qf subtracts from 1 inside and loses digits at small quantiles; the beta quantile of the smaller share keeps them.
qf_exact <- function(p, df1, df2, lower.tail) {
  x <- qbeta(p, df1 / 2, df2 / 2, lower.tail = lower.tail)
  y <- qbeta(p, df2 / 2, df1 / 2, lower.tail = !lower.tail)
  (if (x < 0.5) x / (1 - x) else (1 - y) / y) * df2 / df1
}
write_golden("distributions", list(
  pnorm = rows("pnorm", data.frame(c(-38, -30, -10, -5, -2.6, -2.4, -1, -0.1, -1e-8, 0, 1e-8, 0.3, 1.959963984540054, 2.5, 3, 8, 25, 37.5))),
  qnorm = rows("qnorm", data.frame(p)),
  pgamma = rows("pgamma", expand.grid(x, c(0.05, 0.3, 1, 1.5, 10, 100, 1e4), c(0.1, 1, 2))),
  qgamma = rows("qgamma", expand.grid(p, c(0.3, 1, 2.5, 40, 1000), c(0.1, 3))),
  pchisq = rows("pchisq", expand.grid(x, df)),
  qchisq = rows("qchisq", expand.grid(p, df)),
  pt = rows("pt", expand.grid(c(-1e5, -300, -40, -10, -2, -0.5, -1e-6, 0, 0.1, 1, 1.96, 5, 12, 60, 1e4), df)),
  # below one degree of freedom R stops at 1e-8 in the far tail
  qt = rows("qt", expand.grid(setdiff(pq, 0.5), c(1, 2, 3, 10, 100, 1e4))),
  pf = rows("pf", cross(c(1e-6, 0.1, 0.9, 1, 1.3, 4, 20, 500, 1e6), expand.grid(c(1, 2, 5, 40, 1000), c(1, 3, 10, 200, 5000)))),
  qf = rows("qf_exact", cross(pq, expand.grid(c(1, 2, 5, 40), c(3, 10, 200)))),
  pbeta = rows("pbeta", cross(c(1e-10, 0.001, 0.05, 0.3, 0.5, 0.8, 0.99, 0.999999), shapes)),
  qbeta = rows("qbeta", cross(c(1e-20, 1e-6, 0.025, 0.3, 0.5, 0.9, 0.975), shapes)),
  ppois = rows("ppois", expand.grid(c(0, 1, 3, 10, 50, 99, 130, 1000), c(1e-6, 0.1, 1, 2.5, 20, 100, 900))),
  qpois = rows("qpois", expand.grid(c(1e-10, 0.025, 0.3, 0.5, 0.975, 1 - 1e-9), c(0.1, 1, 10, 1000)))
))
