# Direct standardisation of two published strata to the local shares; the delta method by the package msm is the same sum.
z <- qnorm(0.975)
standardise <- function(n, S, se) {
  w <- n / sum(n); s <- sum(w * S); e <- sqrt(sum((w * se)^2))
  g <- e / abs(s * log(s)); l <- log(-log(s))
  c(s, e, exp(-exp(l + z * g)), exp(-exp(l - z * g)))
}
# MLL-10 (Tomizawa 2020): KMT2A-rearranged 66.2 % (SE 5.6), germline 93.3 % (SE 6.4); 12 and 3 local patients.
print(standardise(c(12, 3), c(.662, .933), c(.056, .064)), digits = 15)
# From limits: 0.36 (0.21-0.59) and 0.80 (0.52-0.95), 5 and 5 patients; errors on the cloglog scale, then of S.
S <- c(.36, .80); low <- c(.21, .52); high <- c(.59, .95)
g <- (log(-log(low)) - log(-log(high))) / (2 * z)
print(standardise(c(5, 5), S, g * abs(S * log(S))), digits = 15)
