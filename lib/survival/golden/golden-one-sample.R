# One-sample log-rank test where each patient has an expected survival of the own age and sex: survival's US life tables, which
# survexp reads for everybody at the own end of follow-up; with thirty times their hazard the statistic is an ordinary one.
late <- lung; late$sex <- factor(late$sex, 1:2, c("male", "female")); late <- late[seq(1, nrow(late), 2), ]
expected_each <- survexp(time ~ 1, data = late, rmap = list(age = age * 365.25, sex = sex, year = as.Date("1990-01-01")), ratetable = survexp.us, method = "individual.s")^30
each_test <- survdiff(Surv(time, status) ~ offset(expected_each), data = late)
write_golden("one-sample", list(time = I(late$time), event = I(late$status - 1), survival = I(unname(expected_each)),
  observed = each_test$obs, expected = each_test$exp, chisq = each_test$chisq, p = each_test$pvalue, limits = I(as.numeric(poisson.test(each_test$obs, each_test$exp)$conf.int))))
