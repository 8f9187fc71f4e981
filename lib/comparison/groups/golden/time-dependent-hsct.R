# Twelve children: day of HSCT (NA: none), last day and event; ties on days 100 and 400, an event on day 0, one on the day of HSCT.
library(survival)
hsct <- c(NA, 150, 90, NA, 200, 120, NA, 130, NA, 100, 170, NA)
time <- c(0, 400, 900, 100, 700, 400, 100, 1500, 1200, 100, 1600, 300)
event <- c(1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1)
rows <- do.call(rbind, lapply(seq_along(time), function(i) {
  if (is.na(hsct[i]) || hsct[i] >= time[i]) return(data.frame(start = -1, time = time[i], event = event[i], after = 0))
  data.frame(start = c(-1, hsct[i]), time = c(hsct[i], time[i]), event = c(0, event[i]), after = 0:1)
}))
fit <- coxph(Surv(start, time, event) ~ after, rows, ties = "efron", eps = 1e-12, iter.max = 50)
print(c(exp(coef(fit)), exp(confint(fit)), summary(fit)$coefficients[, "Pr(>|z|)"]), digits = 12)
print(cox.zph(fit, "km", terms = FALSE)$table, digits = 12)
print(coxph(Surv(start, time, event) ~ after, rows, ties = "exact")$score, digits = 12)
