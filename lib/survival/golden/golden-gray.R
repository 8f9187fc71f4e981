# Gray's test where its covariance is singular or nearly so: groups of one patient, groups that leave before the cause is seen, a
# cause in one group alone, groups with the same times. cmprsk prints a statistic of -1 where it cannot invert.
gray_sets <- list(
  leaves_early = list(time = c(1, 2, 3, 4, 5, 6, 7, 8, 0.5, 0.7), event = c(1, 2, 1, 0, 2, 1, 1, 0, 0, 0), group = rep(0:2, c(4, 4, 2))),
  one_patient_last = list(time = 1:9, event = c(1, 2, 1, 0, 2, 1, 1, 0, 1), group = c(0, 0, 0, 0, 1, 1, 1, 1, 2)),
  one_patient_early = list(time = c(1, 2, 3, 4, 5, 6, 7, 8, 1.5), event = c(1, 2, 1, 0, 2, 1, 1, 0, 2), group = c(0, 0, 0, 0, 1, 1, 1, 1, 2)),
  one_event_at_the_end = list(time = c(2, 3, 4, 5, 9, 2, 3, 4, 5, 9), event = c(0, 2, 0, 2, 1, 2, 0, 2, 0, 0), group = rep(0:1, each = 5)),
  same_times = list(time = rep(c(1, 1, 2, 2, 3, 3), 2), event = rep(c(1, 2, 1, 0, 2, 1), 2), group = rep(0:1, each = 6)),
  cause_after_the_others = list(time = c(5, 6, 7, 1, 2, 3, 8, 9, 10), event = c(1, 2, 1, 2, 2, 2, 2, 0, 2), group = rep(0:2, each = 3)),
  groups_after_each_other = list(time = 1:40, event = c(1, rep(2, 19), rep(c(1, 2, 0, 1), 5)), group = rep(0:1, each = 20)))
write_golden("gray", list(sets = lapply(names(gray_sets), function(name) {
  s <- gray_sets[[name]]; tests <- cmprsk::cuminc(s$time, s$event, s$group)$Tests
  c(list(name = name), lapply(s, I), list(stat = I(unname(tests[, "stat"])), p = I(unname(tests[, "pv"])), df = I(unname(tests[, "df"]))))
})))
