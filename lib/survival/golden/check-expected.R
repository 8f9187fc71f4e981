# Runs the R calls that stand in expected/*.json again, on the data sets beside them, and compares what they give with what is
# stored. Prints one line per data set and stops with status 1 when a number differs. Run from this folder: Rscript check-expected.R
suppressMessages({library(survival); library(cmprsk); library(jsonlite)})
flat <- function(x) suppressWarnings(as.numeric(unlist(lapply(x, function(v) if (is.null(v)) NA else if (is.list(v)) flat(v) else v))))
run <- function(call, env) eval(parse(text = call), env)
pick <- function(values, rows) if (is.null(rows)) values else values[flat(rows) + 1]
by_stratum <- function(f) if (is.null(f$strata)) list(seq_along(f$time)) else split(seq_along(f$time), rep(seq_along(f$strata), f$strata))
pair <- function(fresh, stored) list(fresh = as.numeric(fresh), stored = flat(stored))
# What a case stores and R gives as it is; what is worked out from these numbers is left to the tests of the engine.
readers <- list(
  km = function(case, env) unlist(recursive = FALSE, lapply(seq_along(case$call), function(i) {
    f <- run(case$call[[i]], env); type <- case$options$conf_types[[i]]
    unlist(recursive = FALSE, Map(function(at, group) { s <- group$curve; rows <- s$rows; low <- pick(f$lower[at], rows)
      # R's limits while the curve is still 1 depend on its version: only those below 1 are compared.
      keep <- function(stored) ifelse(is.na(low) | pick(f$surv[at], rows) == 1, NA, flat(stored))
      list(pair(pick(f$time[at], rows), s$time), pair(pick(f$n.risk[at], rows), s$n_risk), pair(pick(f$surv[at], rows), s$surv),
           pair(pick(f$cumhaz[at], rows), s$cumhaz), pair(low, keep(s[[paste0("lower_", type)]])))
    }, by_stratum(f), case$result$groups)) })),
  rmst = function(case, env) { t <- run(case$call[[1]], env); if (!is.matrix(t)) t <- t(as.matrix(t))
    list(pair(t[, "rmean"], lapply(case$result$groups, `[[`, "rmst")), pair(t[, "se(rmean)"], lapply(case$result$groups, `[[`, "std_err"))) },
  logrank = function(case, env) { f <- run(case$call[[1]], env); r <- case$result; sums <- function(x) if (is.matrix(x)) rowSums(x) else x
    list(pair(sums(f$obs), r$observed), pair(sums(f$exp), r$expected), pair(t(f$var), r$variance), pair(f$chisq, r$chisq)) },
  fixed_time = function(case, env) { s <- run(case$call[[1]], env); list(pair(s$surv, case$result$surv), pair(s$std.err, case$result$std_err)) },
  landmark = function(case, env) { for (call in case$call) f <- run(call, env); list(pair(f$obs, case$result$observed), pair(f$chisq, case$result$chisq)) },
  mantel_byar = function(case, env) list(pair(run(case$call[[1]], env), case$result$chisq)),
  cox = function(case, env) { f <- run(case$call[[1]], env); r <- case$result
    list(pair(f$coefficients, r$coef), pair(t(f$var), r$vcov), pair(f$loglik, c(r$loglik_null, r$loglik)), pair(f$score, r$score$chisq), pair(f$concordance[["concordance"]], r$concordance$c)) },
  ph_test = function(case, env) { t <- run(case$call[[1]], env)$table; list(pair(t[, "chisq"], case$result$chisq), pair(t[, "p"], case$result$p)) },
  gray_test = function(case, env) { t <- run(case$call[[1]], env)$Tests; list(pair(t[, "stat"], case$result$stat), pair(t[, "pv"], case$result$p)) },
  finegray = function(case, env) { env$dd <- env$d[complete.cases(env$d[, unlist(case$options$covariates), drop = FALSE]), ]
    f <- run(case$call[[1]], env); list(pair(f$coef, case$result$coef), pair(t(f$var), case$result$vcov), pair(f$loglik, case$result$loglik)) })
readers$logrank_stratified <- readers$logrank
deviation <- function(p, tolerance) {
  known <- !is.na(p$stored) & is.finite(p$fresh)
  if (length(p$fresh) != length(p$stored)) return(c(Inf, 0))
  c(max(0, (abs(p$fresh - p$stored) / pmax(tolerance$abs, tolerance$rel * abs(p$stored)))[known]), sum(known))
}
failed <- FALSE
for (file in sort(list.files("expected", full.names = TRUE))) {
  content <- fromJSON(file, simplifyVector = FALSE)
  d <- read.csv(content$dataset$file)
  for (column in c("group", "group2")) { levels <- unlist(content$dataset[[paste0(column, "_levels")]]); if (!is.null(levels)) d[[column]] <- factor(d[[column]], levels = levels) }
  count <- 0; cases <- 0
  for (case in content$cases) {
    reader <- readers[[case$method]]
    if (is.null(reader)) next
    env <- new.env(); env$d <- d; cases <- cases + 1
    cause <- regmatches(case$id, regexec("cause_specific([0-9])", case$id))[[1]][2]
    if (!is.na(cause)) env$d$event <- as.integer(d$event == as.integer(cause))
    off <- vapply(suppressWarnings(reader(case, env)), deviation, c(0, 0), tolerance = case$tolerance)
    count <- count + sum(off[2, ])
    if (max(off[1, ]) > 1) { failed <- TRUE; cat(sprintf("%s: up to %.3g times the tolerance\n", case$id, max(off[1, ]))) }
  }
  cat(sprintf("%s: %d cases, %d values\n", basename(file), cases, count))
}
quit(status = if (failed) 1 else 0)
