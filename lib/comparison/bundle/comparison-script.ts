/** Reads the tables beside it, computes every number of `expected.csv` again and stops where one differs. */
export const COMPARISON_SCRIPT = `# Run in the folder of this file: Rscript analysis.R
# Needs the package survival. Times in days; a year is 365.25 days. It stops where a number of the page is not R's own.
library(survival)
YEAR <- 365.25
z <- qnorm(0.975)
d <- read.csv("events.csv")
followed <- read.csv("follow-up.csv")
published <- read.csv("published.csv", colClasses = c(id = "character", error_from = "character"))
reference <- read.csv("reference.csv", colClasses = c(kind = "character"))
expected <- read.csv("expected.csv", colClasses = c(cause = "character"))
time <- with(d, c(rep(time_days, events), rep(time_days, censored)))
event <- with(d, c(rep(1, sum(events)), rep(0, sum(censored))))
fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
print(summary(fit))
reverse <- survfit(Surv(time, 1 - event) ~ 1, conf.type = "log-log")
median_of <- function(curve, what) summary(curve)$table[[what]] / YEAR
# Nothing is read beyond the last observation unless the curve has reached 0.
at <- function(years, what) {
  s <- summary(fit, times = years * YEAR, extend = TRUE)
  if (years * YEAR > max(time) && s$surv > 0) NA else s[[what]]
}
# Days observed of days possible. The event table of an analysis that ends early has not all days observed.
completeness <- function() {
  observed <- if (is.na(followed$ends_days)) sum(time) else followed$observed_days
  observed / followed$possible_days
}
# Published error on the log(-log S) scale: from the printed limits or from the printed standard error.
error_of <- function(p) switch(p$error_from,
  limits = abs(log(-log(p$high / 100)) - log(-log(p$low / 100))) / (2 * qnorm(1 - (1 - p$level / 100) / 2)),
  se = (p$standard_error / 100) / (p$percent / 100 * -log(p$percent / 100)),
  NA)
# Limits of the difference: log(-log S) with both variances, said in points around the published figure.
limit <- function(p, sign) {
  S <- p$percent / 100
  L <- at(p$years, "surv")
  theta <- log(-log(L)) - log(-log(S))
  100 * S^exp(theta - sign * z * sqrt((at(p$years, "std.err") / (L * log(L)))^2 + error_of(p)^2)) - p$percent
}
# The least true difference that so many patients, all followed to the horizon, would show: level 5 %, power 80 %.
smallest <- function(p, sign) {
  S <- p$percent / 100
  local <- sqrt((1 - S) / (length(time) * S)) / -log(S)
  other <- error_of(p)
  shift <- (z + qnorm(0.8)) * sqrt(local^2 + if (is.na(other)) 0 else other^2)
  100 * S^exp(-sign * shift) - p$percent
}
# Events expected of the published curve until it ends: a step function, or exponential between its figures.
observed <- function(r) sum(event * (time <= r$until_days[1]))
expected_events <- function(r) {
  until <- pmin(time, r$until_days[1])
  if (r$kind[1] == "step") sum(stepfun(r$time_days, c(0, r$cumulative_hazard))(until))
  else sum(approx(c(0, r$time_days), c(0, r$cumulative_hazard), until)$y)
}
again <- function(item, figure, years) {
  p <- published[published$figure %in% figure, ]
  r <- reference[reference$figure %in% figure, ]
  switch(item,
    n = length(time),
    events = sum(event),
    median = median_of(fit, "median"),
    median_low = median_of(fit, "0.95LCL"),
    median_high = median_of(fit, "0.95UCL"),
    follow_up = median_of(reverse, "median"),
    follow_up_low = median_of(reverse, "0.95LCL"),
    follow_up_high = median_of(reverse, "0.95UCL"),
    completeness = completeness(),
    at_risk = sum(time >= years * YEAR),
    survival = at(years, "surv"),
    survival_low = at(years, "lower"),
    survival_high = at(years, "upper"),
    published = p$percent,
    published_low = p$low,
    published_high = p$high,
    difference = 100 * at(p$years, "surv") - p$percent,
    difference_low = limit(p, -1),
    difference_high = limit(p, 1),
    smallest_below = smallest(p, -1),
    smallest_above = smallest(p, 1),
    observed = observed(r),
    expected = expected_events(r),
    ratio = observed(r) / expected_events(r),
    ratio_low = poisson.test(observed(r), expected_events(r))$conf.int[1],
    ratio_high = poisson.test(observed(r), expected_events(r))$conf.int[2],
    one_sample_p = 2 * pnorm(-abs(observed(r) - expected_events(r)) / sqrt(expected_events(r))),
    stop("unknown item ", item))
}
for (i in seq_len(nrow(expected))) with(expected[i, ], {
  r <- again(item, group, time_years)
  name <- if (is.na(group)) "" else published$id[published$figure == group]
  cat(sprintf("%-16s %-50s %6s y  R %-18.12g page %.12g\\n", item, name, time_years, r, value))
  if (is.na(r) || abs(r - value) > 1e-6 * max(1, abs(r))) stop(item, " differs")
})
cat("All", nrow(expected), "numbers agree.\\n")
`;
