# Contrasts at one time where a group stands at 0 or 1: on the linear scale it counts with the variance 0. Estimates and
# errors from survfit and from cmprsk's timepoints, the statistics of Klein et al. (2007) written out from them. Two of the sets
# are real: the gliomas of Grana et al. 2002 (time in months; R's coin) and the melanomas of Andersen et al. 1993 (days, event 1
# death of melanoma, 2 of another cause; R's MASS).
library(cmprsk)
primary <- subset(pbc, !is.na(trt))
wald <- function(est, se) { d <- est[2] - est[1]; s <- sqrt(sum(se^2)); list(estimate = d, std_err = s, lower = d - qnorm(0.975) * s, upper = d + qnorm(0.975) * s, p = 2 * pnorm(-abs(d / s)), chisq = (d / s)^2) }
linear <- function(est, var) { k <- length(est); contrast <- cbind(-1, diag(k - 1)); d <- contrast %*% est
  drop(t(d) %*% solve(contrast %*% diag(var, k) %*% t(contrast)) %*% d) }
survival_case <- function(time, event, group, at) {
  s <- summary(survfit(Surv(time, event) ~ group), times = at, extend = TRUE)
  se <- ifelse(s$surv == 0 | s$surv == 1, 0, s$std.err)
  c(list(time = I(time), event = I(event), group = I(group), at = at, surv = s$surv, se = se, test = linear(s$surv, se^2)),
    if (length(se) == 2) wald(s$surv, se) else list())
}
survivals <- list(
  # nobody died in the second group by 3; everybody in the first of the next by 9
  survival_case(c(1, 2, 3, 4, 5, 6, 7, 8, 4, 5, 6, 7, 8, 9, 10, 11), c(1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0), rep(0:1, each = 8), 3.5),
  survival_case(c(2, 3, 5, 7, 9, 3, 6, 8, 10, 12, 14, 15), c(1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0), rep(0:1, c(5, 7)), 11),
  survival_case(c(1, 2, 3, 8, 9, 4, 5, 6, 7, 9, 1, 3, 5, 7, 9), c(1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1), rep(0:2, each = 5), 3.5))
glioma <- read_data("glioma"); melanoma <- read_data("melanoma")
survivals[[length(survivals) + 1]] <- survival_case(glioma$time, glioma$event, as.integer(glioma$group == "RIT"), 12)
# Read at the very time of an event in one group, or in both, and at the last time of the shorter one.
edge <- list(time = c(2, 3, 5, 7, 9, 9, 3, 6, 8, 9, 12, 14, 15), event = c(1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0), group = rep(0:1, c(6, 7)))
edges <- lapply(c(3, 5, 9), function(at) survival_case(edge$time, edge$event, edge$group, at))
timepoint_case <- function(time, event, group, at, cause) {
  points <- timepoints(cuminc(time, event, group), at); own <- grep(paste0(" ", cause, "$"), rownames(points$est))
  est <- unname(points$est[own, 1]); se <- unname(sqrt(points$var[own, 1]))
  c(list(time = I(time), event = I(event), group = I(group), at = at, cause = cause, est = est, se = se), wald(est, se))
}
incidences <- list(
  # nobody of the first group has a transplant by 300 days; the groups of edema at 365 days
  timepoint_case(primary$time, primary$status, as.integer(primary$stage > 2), 300, 1),
  timepoint_case(primary$time, primary$status, as.integer(primary$edema > 0.5), 730, 1),
  timepoint_case(c(1, 2, 3, 4, 5, 2, 3, 4, 6, 7), c(1, 2, 0, 1, 0, 2, 2, 1, 0, 1), rep(0:1, each = 5), 3.5, 1),
  timepoint_case(melanoma$time, melanoma$event, as.integer(melanoma$group == "ulcerated"), 365, 1))
write_golden("boundary", list(survivals = survivals, edges = edges, incidences = incidences))
