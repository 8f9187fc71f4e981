const CONDITION = `# The condition that begins on its day: intervals without it and with it.
condition <- read.csv("condition.csv")
`;

const BEFORE = `# Run in the folder of this file: Rscript analysis.R
# Needs the package survival, and cmprsk for Gray's test. It stops where a number of the page is not R's own.
library(survival)
YEAR <- 365.25
d <- read.csv("patients.csv", colClasses = c(event = "character"))
expected <- read.csv("expected.csv", colClasses = c(cause = "character"))
d$id <- seq_len(nrow(d))
d$any <- as.integer(d$event != "")
d$start <- d$start_days / YEAR
d$time <- d$time_days / YEAR
late <- any(d$start > 0)
kinds <- unique(d$event[d$event != ""])
d$kind <- factor(ifelse(d$event == "", "censored", d$event), levels = c("censored", kinds))
response <- function(x, what) if (late) Surv(x$start, x$time, x[[what]]) else Surv(x$time, x[[what]])
of_group <- function(group) d[d$group == group, ]
curve <- function(group) { x <- of_group(group); survfit(response(x, "any") ~ 1, conf.type = "log-log") }
at <- function(group, time, what) summary(curve(group), times = time, extend = TRUE)[[what]]
incidence <- function(group, cause, time) {
  x <- of_group(group)
  if (!any(x$event != "" & x$time <= time)) return(0)
  fit <- survfit(response(x, "kind") ~ 1, id = x$id)
  s <- summary(fit, times = time, extend = TRUE)
  s$pstate[1, match(cause, s$states)]
}
fit_of <- function(cause) {
  x <- d; x$group <- factor(x$group); x$it <- if (cause == "") x$any else as.integer(x$event == cause)
  coxph(response(x, "it") ~ group, data = x, ties = "efron", iter.max = 50, eps = 1e-12, toler.chol = 1e-14)
}
ratio_of <- function(group, cause, what) {
  s <- summary(fit_of(cause))
  row <- paste0("group", group)
  if (what == "p") s$coefficients[row, "Pr(>|z|)"] else s$conf.int[row, what]
}
proportional_p <- function(cause) cox.zph(fit_of(cause))$table["GLOBAL", "p"]
rank_test <- function(groups) {
  test <- survdiff(Surv(time, any) ~ group, data = d[d$group %in% groups, ])
  c(chisq = test$chisq, p = pchisq(test$chisq, length(groups) - 1, lower.tail = FALSE))
}
pairs <- expected[expected$item == "pair_p", ]
adjusted_p <- function(one, other) {
  all <- p.adjust(sapply(seq_len(nrow(pairs)), function(i) rank_test(c(pairs$group[i], pairs$against[i]))[["p"]]), "holm")
  all[pairs$group == one & pairs$against == other]
}
mean_until <- function(group, until) {
  if (until <= min(of_group(group)$time)) return(c(until, 0))
  unname(summary(curve(group), rmean = until)$table[c("rmean", "se(rmean)")])
}
mean_difference <- function(group, against, until, sign) {
  one <- mean_until(group, until); other <- mean_until(against, until)
  one[1] - other[1] + sign * qnorm(0.975) * sqrt(one[2]^2 + other[2]^2)
}
gray <- function(cause, what) cmprsk::cuminc(d$time, ifelse(d$event == "", "censored", d$event), d$group, cencode = "censored")$Tests[cause, what]
# Log-log limits with the variance of cmprsk.
incidence_limit <- function(group, cause, time, sign) {
  x <- of_group(group)
  fit <- cmprsk::cuminc(x$time, ifelse(x$event == "", "censored", x$event), cencode = "censored")[[paste(1, cause)]]
  last <- max(which(fit$time <= time)); share <- fit$est[last]
  share^exp(sign * qnorm(0.975) * sqrt(fit$var[last]) / (share * log(share)))
}
`;

const AFTER = `during <- function(ties) coxph(Surv(start_days, time_days, event) ~ after, data = condition, ties = ties, eps = 1e-12, toler.chol = 1e-14)
during_ratio <- function(what) summary(during("efron"))$conf.int["after", what]
without <- if (requireNamespace("cmprsk", quietly = TRUE)) character(0) else c("gray", "gray_p", "incidence_low", "incidence_high")
again <- function(item, group, cause, time, against) switch(item,
  n = nrow(of_group(group)),
  events = sum(of_group(group)$any),
  median = summary(curve(group))$table[["median"]],
  median_low = summary(curve(group))$table[["0.95LCL"]],
  median_high = summary(curve(group))$table[["0.95UCL"]],
  survival = at(group, time, "surv"),
  survival_low = at(group, time, "lower"),
  survival_high = at(group, time, "upper"),
  log_rank = rank_test(unique(d$group))[["chisq"]],
  log_rank_p = rank_test(unique(d$group))[["p"]],
  pair_p = rank_test(c(group, against))[["p"]],
  pair_adjusted_p = adjusted_p(group, against),
  hazard_ratio = ratio_of(group, cause, "exp(coef)"),
  hazard_ratio_low = ratio_of(group, cause, "lower .95"),
  hazard_ratio_high = ratio_of(group, cause, "upper .95"),
  hazard_ratio_p = ratio_of(group, cause, "p"),
  proportional_p = proportional_p(cause),
  mean_difference = mean_difference(group, against, time, 0),
  mean_difference_low = mean_difference(group, against, time, -1),
  mean_difference_high = mean_difference(group, against, time, 1),
  gray = gray(cause, "stat"),
  gray_p = gray(cause, "pv"),
  incidence = incidence(group, cause, time),
  incidence_low = incidence_limit(group, cause, time, -1),
  incidence_high = incidence_limit(group, cause, time, 1),
  condition_ratio = during_ratio("exp(coef)"),
  condition_ratio_low = during_ratio("lower .95"),
  condition_ratio_high = during_ratio("upper .95"),
  condition_p = summary(during("efron"))$coefficients["after", "Pr(>|z|)"],
  condition_proportional_p = cox.zph(during("efron"))$table["GLOBAL", "p"],
  mantel_byar = during("exact")$score,
  stop("unknown item ", item))
if (any(expected$item %in% without)) cat("Gray's test and the limits of incidences are left out: the package cmprsk is not installed.\\n")
expected <- expected[!expected$item %in% without, ]
for (i in seq_len(nrow(expected))) with(expected[i, ], {
  r <- again(item, group, cause, time_years, against)
  cat(sprintf("%-24s group %-3s %-22s %6s y  R %-18.12g page %.12g\\n", item, group, cause, time_years, r, value))
  if (is.na(r) || abs(r - value) > 1e-6 * max(1, abs(r))) stop(item, " differs")
})
cat("All", nrow(expected), "numbers agree.\\n")
`;

/**
 * Reads the tables beside it, computes every number of `expected.csv` again and stops where one differs. It names no table
 * that is not there: whether one is cannot be asked where the script holds them itself.
 */
export function groupsScript(hasCondition: boolean): string {
  return `${BEFORE}${hasCondition ? CONDITION : ''}${AFTER}`;
}
