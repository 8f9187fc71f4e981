# Expected values for the Cox model, cumulative incidences, Gray's test and the Fine-Gray model where the public
# reference cases do not reach: weights, clusters, strata with late entry, exact ties, heavy ties, collinear columns,
# tiny groups, ties between events and censorings. Prints regression.json with 17 significant digits:
#   Rscript make-golden-regression.R > regression.json
suppressPackageStartupMessages({ library(survival); library(cmprsk); library(jsonlite) })

control <- coxph.control(eps = 1e-13, iter.max = 50, toler.chol = 1e-14)
cases <- list()
datasets <- list()
# Data are kept once and named by their position; columns, not rows.
keep <- function(data) {
  data <- as.list(data)
  at <- which(vapply(datasets, identical, TRUE, data))
  if (length(at) == 0) {
    datasets[[length(datasets) + 1]] <<- data
    at <- length(datasets)
  }
  at[1] - 1
}
add <- function(id, method, call, options, tolerance, data, result) {
  cases[[length(cases) + 1]] <<- list(id = id, method = method, call = call, options = options,
    tolerance = list(rel = tolerance[1], abs = tolerance[2]), data = keep(data), result = result)
}
rows <- function(m) if (is.matrix(m)) lapply(seq_len(nrow(m)), function(i) as.list(unname(m[i, ]))) else lapply(unname(m), list)
keepList <- function(x) as.list(unname(x))

cox <- function(id, data, covariates, ties = "efron", strata = FALSE, weights = FALSE, cluster = FALSE, zph = character(0),
                residuals = TRUE, predict = NULL) {
  d <- as.data.frame(data)
  response <- if ("start" %in% names(d)) "Surv(start, time, event)" else "Surv(time, event)"
  formula <- as.formula(paste(response, "~", paste(covariates, collapse = " + "), if (strata) "+ strata(strata)" else ""))
  arguments <- list(formula = formula, data = d, ties = ties, control = control, x = TRUE, y = TRUE, model = TRUE, robust = cluster)
  if (weights) arguments$weights <- d$weights
  if (cluster) arguments$cluster <- d$cluster
  fit <- suppressWarnings(do.call(coxph, arguments))
  b <- fit$coefficients; se <- sqrt(diag(fit$var)); se[is.na(b)] <- NA; z <- b / se
  df <- sum(!is.na(b))
  result <- list(n = fit$n, events = fit$nevent, coef = keepList(b), std_err = keepList(se), z = keepList(z),
    p = keepList(2 * pnorm(-abs(z))), hr = keepList(exp(b)),
    hr_lower = keepList(exp(b - qnorm(0.975) * se)), hr_upper = keepList(exp(b + qnorm(0.975) * se)),
    vcov = rows(fit$var), loglik_null = fit$loglik[1], loglik = fit$loglik[2],
    lrt = list(chisq = 2 * diff(fit$loglik), df = df, p = pchisq(2 * diff(fit$loglik), df, lower.tail = FALSE)),
    wald = list(chisq = fit$wald.test, df = df, p = pchisq(fit$wald.test, df, lower.tail = FALSE)),
    score = list(chisq = fit$score, df = df, p = pchisq(fit$score, df, lower.tail = FALSE)),
    aic = -2 * fit$loglik[2] + 2 * df, bic = -2 * fit$loglik[2] + log(fit$nevent) * df)
  if (cluster) {
    result$naive_std_err <- keepList(sqrt(diag(fit$naive.var)))
    result$robust_score <- fit$rscore
  }
  k <- fit$concordance
  result$concordance <- list(c = k[["concordance"]], std_err = k[["std"]], concordant = k[["concordant"]],
    discordant = k[["discordant"]], tied.x = k[["tied.x"]], tied.y = k[["tied.y"]], tied.xy = k[["tied.xy"]])
  # A fit with exact ties and late entry has no class in this version of survival, so no curves either.
  if (!any(is.na(b)) && inherits(fit, "coxph")) {
    base <- basehaz(fit, centered = FALSE)
    if (strata) {
      result$baseline_cumhaz_by_stratum <- lapply(split(base, base$strata), function(x) list(time = x$time, cumhaz = x$hazard))
    } else result$baseline_cumhaz <- list(time = base$time, cumhaz = base$hazard)
  }
  if (residuals && inherits(fit, "coxph")) {
    kind <- function(type) residuals(fit, type)
    r <- list(martingale = unname(kind("martingale")), deviance = unname(kind("deviance")))
    if (ties != "exact") {
      r$dfbeta <- rows(as.matrix(kind("dfbeta"))); r$score <- rows(as.matrix(kind("score")))
      sch <- as.matrix(kind("schoenfeld"))
      r$schoenfeld_time <- as.numeric(rownames(sch)); r$schoenfeld <- rows(sch)
      r$scaled_schoenfeld <- rows(as.matrix(kind("scaledsch")))
    }
    result$residuals <- r
  }
  if (!is.null(predict)) {
    sf <- survfit(fit, newdata = as.data.frame(predict))
    result$predicted <- list(list(at = predict, time = sf$time, surv = sf$surv, cumhaz = sf$cumhaz,
      std_err_cumhaz = sf$std.err, lower_log = sf$lower, upper_log = sf$upper))
  }
  options <- list(covariates = as.list(covariates), ties = ties, strata = if (strata) "strata" else NULL,
    weights = if (weights) "weights" else NULL, cluster = if (cluster) "cluster" else NULL)
  call <- sprintf("coxph(%s, ties = \"%s\"%s%s)", deparse1(formula), ties, if (weights) ", weights" else "", if (cluster) ", cluster" else "")
  add(id, "cox", call, options, c(1e-7, 1e-9), data, result)
  for (transform in zph) {
    test <- cox.zph(fit, transform, terms = FALSE)$table
    add(paste0(id, "-zph-", transform), "ph_test", paste0("cox.zph(", call, ", \"", transform, "\", terms = FALSE)"),
      c(options, transform = transform), c(1e-7, 1e-9), data,
      list(terms = rownames(test), chisq = unname(test[, 1]), df = unname(test[, 2]), p = unname(test[, 3])))
  }
}

l <- na.omit(lung[, c("time", "status", "age", "sex", "ph.ecog")])
l <- data.frame(time = l$time, event = l$status - 1, age = l$age, sex = l$sex, ecog = l$ph.ecog)
l$weights <- rep(c(1, 2, 1, 3), length.out = nrow(l))
l$strata <- l$ecog * (l$ecog < 3) + 2 * (l$ecog == 3)
l$cluster <- (seq_len(nrow(l)) - 1) %% 40
every <- c("km", "identity", "rank", "log")
for (ties in c("efron", "breslow")) {
  cox(paste0("lung/weights-", ties), l, c("age", "sex", "ecog"), ties, weights = TRUE, zph = "km", predict = list(age = 60, sex = 1, ecog = 1))
  cox(paste0("lung/weights-cluster-", ties), l, c("age", "sex"), ties, weights = TRUE, cluster = TRUE, strata = TRUE)
}
half <- l; half$weights <- c(0.5, 1.25, 2.75)[(seq_len(nrow(l)) - 1) %% 3 + 1]
cox("lung/fractional-weights-robust", half, c("age", "sex", "ecog"), weights = TRUE, cluster = TRUE, predict = list(age = 70, sex = 2, ecog = 0))
heavy <- l; heavy$time <- ceiling(heavy$time / 100)
for (ties in c("efron", "breslow")) cox(paste0("lung/heavy-ties-", ties), heavy, c("age", "sex", "ecog"), ties, zph = every, predict = list(age = 60, sex = 1, ecog = 1))
exact <- l; exact$time <- ceiling(exact$time / 30)
cox("lung/exact", exact, c("age", "sex", "ecog"), "exact")
cox("lung/exact-strata", exact, c("age", "sex"), "exact", strata = TRUE)
cox("lung/efron-strata", exact, c("age", "sex"), strata = TRUE, zph = every)
cox("lung/all-tests", l, c("age", "sex", "ecog"), zph = every)
same <- l; same$twice <- 2 * same$age + 3; same$constant <- 1
cox("lung/collinear", same, c("age", "twice", "sex", "constant"), residuals = FALSE)
same <- l; same$far <- same$age * 1000 + 5e4; same$small <- (same$sex - 1) * 0.01
cox("lung/units", same, c("far", "small"))

b <- data.frame(start = bladder2$start, time = bladder2$stop, event = bladder2$event, rx = bladder2$rx, size = bladder2$size,
  number = bladder2$number, strata = bladder2$enum, cluster = bladder2$id)
for (ties in c("efron", "breslow")) {
  cox(paste0("bladder/cluster-", ties), b, c("rx", "size", "number"), ties, cluster = TRUE, predict = list(rx = 1, size = 1, number = 2))
  cox(paste0("bladder/strata-cluster-", ties), b, c("rx", "size", "number"), ties, strata = TRUE, cluster = TRUE)
}
cox("bladder/strata", b, c("rx", "size", "number"), strata = TRUE, zph = every)
h <- data.frame(start = floor(heart$start / 20), time = floor(heart$stop / 20) + 1, event = heart$event, age = heart$age,
  year = heart$year, surgery = heart$surgery, transplant = as.numeric(heart$transplant == 1))
h <- h[h$start < h$time, ]; h$strata <- h$surgery; h$weights <- rep(c(1, 2), length.out = nrow(h))
cox("heart/time-dependent", h, c("age", "year", "transplant"), zph = every, predict = list(age = 0, year = 3, transplant = 1))
# Exact ties with late entry: R enumerates all choices there, so only the untransformed days with few ties are feasible.
hd <- data.frame(start = heart$start, time = heart$stop, event = heart$event, age = heart$age, transplant = as.numeric(heart$transplant == 1))
cox("heart/exact", hd, c("age", "transplant"), "exact")
cox("heart/strata-weights", h, c("age", "year", "transplant"), strata = TRUE, weights = TRUE, zph = "km")
gap <- data.frame(start = c(0, 0, 1, 10, 11, 10, 12, 20, 20.5, 21), time = c(3, 4, 5, 14, 15, 16, 18, 25, 26, 27),
  event = c(1, 0, 1, 1, 1, 0, 1, 1, 0, 1), x = c(0, 1, 0.5, 1, 0, 2, 0.3, 0.2, 1, 0.7))
cox("gap/empty-risk-set", gap, "x", predict = list(x = 0.5))
near <- l; near$time <- near$time / 100 + rep(c(0, 3e-15, -2e-15), length.out = nrow(l))
cox("lung/nearly-tied-times", near, c("age", "sex"))
tiny <- data.frame(time = c(1, 2, 3, 4), event = c(1, 1, 0, 1), x = c(0, 1, 0.5, 0.2))
cox("tiny/four", tiny, "x")
zero <- data.frame(time = c(0, 0, 1, 2, 2, 3, 5, 5), event = c(1, 0, 1, 1, 0, 1, 0, 1), x = c(1, 0, 0, 1, 1, 0, 0, 1), y = c(2, 7, 4, 3, 1, 5, 8, 6))
cox("tiny/events-at-zero", zero, c("x", "y"), zph = c("km", "identity"))

# --- competing risks -------------------------------------------------------------------------------------------------
incidence <- function(id, d, by) {
  d$state <- factor(d$event, 0:max(d$event))
  causes <- seq_len(max(d$event))
  levels <- if (by) sort(unique(d$group)) else NA
  fits <- lapply(c("log", "log-log", "plain"), function(type) lapply(levels, function(g)
    survfit(Surv(time, state) ~ 1, data = if (by) d[d$group == g, ] else d, conf.type = type)))
  groups <- lapply(seq_along(levels), function(i) {
    f <- fits[[1]][[i]]
    curve <- list(n_rows = length(f$time), time = f$time, n_risk = f$n.risk[, 1], event_free = f$pstate[, 1])
    for (k in causes) {
      curve[[paste0("n_event_", k)]] <- f$n.event[, k + 1]
      curve[[paste0("cif_", k)]] <- f$pstate[, k + 1]
      curve[[paste0("std_err_", k)]] <- f$std.err[, k + 1]
      for (t in 1:3) {
        g <- fits[[t]][[i]]; type <- c("log", "log-log", "plain")[t]; p <- f$pstate[, k + 1]
        # While an incidence is 0 both limits are 0; where it is 1 there are none.
        curve[[paste0("lower_", k, "_", type)]] <- ifelse(p == 0, 0, ifelse(p > 1 - 1e-15, NA, g$lower[, k + 1]))
        curve[[paste0("upper_", k, "_", type)]] <- ifelse(p == 0, 0, ifelse(p > 1 - 1e-15, NA, g$upper[, k + 1]))
      }
    }
    list(group = if (by) levels[i] else NULL, curve = curve)
  })
  add(paste0(id, "/aj"), "cuminc_aj", "survfit(Surv(time, factor(event)) ~ 1, conf.type)", list(by = if (by) "group" else NULL,
    conf_types = list("log", "log-log", "plain")), c(1e-9, 1e-12), as.list(d[setdiff(names(d), "state")]), list(groups = groups))
}
gray <- function(id, d, strata = FALSE, rho = 0) {
  z <- if (strata) cuminc(d$time, d$event, d$group, d$strata, rho = rho) else cuminc(d$time, d$event, d$group, rho = rho)
  causes <- as.numeric(rownames(z$Tests))
  stat <- z$Tests[, "stat"]
  add(paste0(id, if (strata) "/strata" else "", "/rho", rho), "gray_test", sprintf("cuminc(time, event, group%s, rho = %s)", if (strata) ", strata" else "", rho),
    list(rho = rho, strata = strata), c(1e-8, 1e-10), as.list(d),
    list(causes = as.list(causes), stat = as.list(unname(stat)), df = as.list(unname(z$Tests[, "df"])),
      p = as.list(unname(ifelse(stat < 0, NA, pchisq(stat, z$Tests[, "df"], lower.tail = FALSE))))))
  if (strata || rho != 0) return(invisible())
  curves <- z[names(z) != "Tests"]
  labels <- strsplit(names(curves), " ")
  add(paste0(id, "/gray-variance"), "cuminc_gray", "cuminc(time, event, group)", list(by = "group"), c(1e-9, 1e-11), as.list(d),
    list(curves = lapply(seq_along(curves), function(i) {
      x <- curves[[i]]; last <- !duplicated(x$time, fromLast = TRUE)
      time <- x$time[last]; est <- x$est[last]; v <- x$var[last]; se <- sqrt(v); q <- qnorm(0.975)
      limit <- function(sign) ifelse(est <= 0, 0, ifelse(est > 1 - 1e-15, NA, est^exp(sign * q * se / (est * log(est)))))
      lower <- pmin(limit(1), limit(-1)); upper <- pmax(limit(1), limit(-1))
      list(group = as.numeric(labels[[i]][1]), cause = as.numeric(labels[[i]][2]), curve = list(time = time, cif = est, variance = v,
        lower_loglog = lower, upper_loglog = upper))
    })))
}
m <- mgus2
m <- data.frame(time = ifelse(m$pstat == 1, m$ptime, m$futime), event = ifelse(m$pstat == 1, 1, 2 * m$death),
  group = as.numeric(cut(m$age, c(0, 65, 75, 85, 120))) - 1, strata = as.numeric(m$sex == "M"))
small <- m[seq(1, nrow(m), by = 4), ]
gray("mgus2/four-groups", small); gray("mgus2/four-groups", small, TRUE); gray("mgus2/four-groups", small, FALSE, 1); gray("mgus2/four-groups", small, TRUE, -0.5)
years <- small; years$time <- floor(years$time / 12)
gray("mgus2/years", years); gray("mgus2/years", years, TRUE); incidence("mgus2/years", years, TRUE)
p <- data.frame(time = floor(pbc$time / 91), event = pbc$status, group = ifelse(is.na(pbc$trt), 2, pbc$trt - 1), strata = as.numeric(pbc$sex == "f"))
gray("pbc/three-groups", p); gray("pbc/three-groups", p, TRUE); incidence("pbc/three-groups", p, TRUE)
set.seed(1)
t3 <- data.frame(time = c(1, 2, 2, 3, 4, 1, 3, 3, 5, 2, 6, 6, 7), event = c(1, 2, 1, 0, 2, 2, 1, 1, 0, 3, 1, 2, 3), group = c(0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2))
gray("tiny/three-causes", t3); incidence("tiny/three-causes", t3, TRUE)
none <- data.frame(time = c(1, 2, 3, 4, 5, 1, 2, 3, 4, 6), event = c(1, 2, 0, 1, 2, 2, 2, 0, 2, 0), group = rep(0:1, each = 5))
gray("tiny/no-events-of-one-cause-in-a-group", none); incidence("tiny/no-events-of-one-cause-in-a-group", none, TRUE)
alone <- data.frame(time = c(5, 1, 2, 3, 7, 8, 9), event = c(1, 2, 1, 0, 1, 2, 0), group = c(0, 1, 1, 1, 1, 1, 1))
gray("tiny/one-subject-group", alone)
start0 <- data.frame(time = c(0, 0, 1, 1, 2, 0, 1, 2, 2, 3), event = c(1, 2, 1, 0, 2, 2, 1, 0, 1, 1), group = rep(0:1, each = 5))
gray("tiny/time-zero", start0); incidence("tiny/time-zero", start0, TRUE)

lost <- function(id, d, tau) {
  d$state <- factor(d$event, 0:max(d$event))
  table <- summary(survfit(Surv(time, state) ~ 1, data = d, influence = TRUE), rmean = tau)$table
  add(paste0(id, "/time-lost"), "time_lost", sprintf("summary(survfit(Surv(time, factor(event)) ~ 1, influence = TRUE), rmean = %s)$table", tau),
    list(tau = tau), c(1e-9, 1e-12), as.list(d[setdiff(names(d), "state")]),
    list(rmean = as.list(unname(table[-1, "rmean"])), std_err = as.list(unname(table[-1, "se(rmean)"]))))
}
# From time 0 on: survival 3.5-3 recycles a vector wrongly there (with a warning), so the times start at 1.
lost("mgus2/years", transform(years, time = time + 1), 10); lost("mgus2/four-groups", small, 120); lost("pbc/three-groups", transform(p, time = time + 1), 20.5); lost("tiny/three-causes", t3, 6)

fg <- function(id, d, covariates, cause = 1, at) {
  fit <- crr(d$time, d$event, as.matrix(d[, covariates, drop = FALSE]), failcode = cause, cencode = 0, gtol = 1e-12, maxiter = 60)
  b <- unname(fit$coef); se <- sqrt(diag(fit$var)); z <- b / se
  pr <- predict(fit, cov1 = matrix(unlist(at), nrow = 1))
  add(id, "finegray", "crr(time, event, covariates, failcode, gtol = 1e-12, maxiter = 60)", list(covariates = as.list(covariates), cause = cause),
    c(1e-6, 1e-8), as.list(d), list(n = nrow(d), events = sum(d$event == cause), converged = fit$converged, coef = as.list(b), std_err = as.list(se),
      z = as.list(z), p = as.list(2 * pnorm(-abs(z))), shr = as.list(exp(b)), shr_lower = as.list(exp(b - qnorm(0.975) * se)),
      shr_upper = as.list(exp(b + qnorm(0.975) * se)), vcov = rows(fit$var), loglik = fit$loglik, loglik_null = fit$loglik.null,
      predicted = list(at = at, curve = list(n_rows = nrow(pr), time = pr[, 1], cif = pr[, 2]))))
}
f <- data.frame(time = small$time, event = small$event, male = small$strata, old = small$group)
fg("mgus2/months", f, c("male", "old"), 1, list(male = 1, old = 2)); fg("mgus2/months-death", f, c("male", "old"), 2, list(male = 0, old = 1))
f$time <- floor(f$time / 12)
fg("mgus2/years-ties", f, c("male", "old"), 1, list(male = 1, old = 2)); fg("mgus2/years-ties-death", f, c("male", "old"), 2, list(male = 1, old = 2))
q <- na.omit(data.frame(time = floor(pbc$time / 182), event = pbc$status, age = pbc$age, bili = pbc$bili, albumin = pbc$albumin, edema = pbc$edema))
fg("pbc/half-years", q, c("age", "bili", "albumin", "edema"), 2, list(age = 50, bili = 1, albumin = 3.5, edema = 0))
fg("pbc/transplant", q, c("age", "bili"), 1, list(age = 40, bili = 3))
ft <- data.frame(time = c(1, 2, 2, 3, 4, 4, 5, 5, 6, 7, 7, 8), event = c(1, 2, 1, 0, 1, 0, 2, 1, 0, 1, 2, 0), x = c(0, 1, 1, 0, 0.5, 1, 0, 1, 0.2, 0.7, 1, 0))
fg("tiny/ties-with-censoring", ft, "x", 1, list(x = 0.5))
uncensored <- data.frame(time = 1:10, event = c(1, 2, 1, 1, 2, 1, 2, 1, 1, 2), x = c(0, 1, 0, 1, 1, 0, 0, 1, 1, 0))
fg("tiny/no-censoring", uncensored, "x", 1, list(x = 1))

environment <- list(R = as.character(getRversion()), packages = list(survival = as.character(packageVersion("survival")), cmprsk = as.character(packageVersion("cmprsk"))))
cat(toJSON(list(environment = environment, datasets = datasets, cases = cases), digits = I(17), auto_unbox = TRUE, na = "null", null = "null", always_decimal = FALSE))
