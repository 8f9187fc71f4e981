/** Reads the tables beside it, computes every number of `expected.csv` again and stops where one differs. */
export const BUNDLE_SCRIPT = `# Run in the folder of this file: Rscript analysis.R
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
hazard_ratio <- function(group) {
  x <- d; x$group <- factor(x$group)
  exp(coef(coxph(response(x, "any") ~ group, data = x, ties = "efron", iter.max = 50, eps = 1e-12, toler.chol = 1e-14)))[[paste0("group", group)]]
}
gray <- function(cause) cmprsk::cuminc(d$time, ifelse(d$event == "", "censored", d$event), d$group, cencode = "censored")$Tests[cause, "stat"]
without <- if (requireNamespace("cmprsk", quietly = TRUE)) character(0) else "gray"
again <- function(item, group, cause, time) switch(item,
  n = nrow(of_group(group)),
  events = sum(of_group(group)$any),
  median = summary(curve(group))$table[["median"]],
  survival = at(group, time, "surv"),
  survival_low = at(group, time, "lower"),
  survival_high = at(group, time, "upper"),
  log_rank = survdiff(Surv(time, any) ~ group, data = d)$chisq,
  hazard_ratio = hazard_ratio(group),
  gray = gray(cause),
  incidence = incidence(group, cause, time),
  stop("unknown item ", item))
if (any(expected$item %in% without)) cat("Gray's test is left out: the package cmprsk is not installed.\\n")
expected <- expected[!expected$item %in% without, ]
for (i in seq_len(nrow(expected))) with(expected[i, ], {
  r <- again(item, group, cause, time_years)
  cat(sprintf("%-14s group %-3s %-22s %6s y  R %-18.12g page %.12g\\n", item, group, cause, time_years, r, value))
  if (is.na(r) || abs(r - value) > 1e-6 * max(1, abs(r))) stop(item, " differs")
})
cat("All", nrow(expected), "numbers agree.\\n")
`;
