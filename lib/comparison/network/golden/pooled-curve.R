# Pooled curve of three sites in whole months: R 4, survival 3. Each child once, days since diagnosis as recorded; the tail after the
# last month before which five were at risk is censored there, as the release does. Printed values stand in releases.database.test.ts.
library(survival)
day <- function(site, i) 40 + ((i * 37 + site * 101) %% 97) * 20
children <- do.call(rbind, lapply(1:3, function(site) do.call(rbind, lapply(1:c(9, 8, 7)[site], function(i) {
  died <- (i + site) %% 3 == 0
  data.frame(month = round(12 * day(site, i) / 365.25), event = as.integer(died))
}))))
last <- sort(children$month, decreasing = TRUE)[5]
children$event[children$month > last] <- 0
children$month <- pmin(children$month, last)
fit <- survfit(Surv(month, event) ~ 1, data = children, conf.type = "log-log")
s <- summary(fit, times = c(12, 24, 36), extend = FALSE)
cat(sprintf("n = %d, events = %d, last = %d\n", nrow(children), sum(children$event), last))
cat(sprintf("%.10f %.10f %.10f %d\n", s$surv, s$lower, s$upper, s$n.risk), sep = "")
