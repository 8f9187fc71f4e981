# Guyot et al. 2012, written from the paper's steps without the engine's data structures. Curves are read off simulated
# trials at irregular times and rounded to three decimals, as a digitiser would.
guyot <- function(t, S, risk_time, n_risk, total) {
  first <- sapply(risk_time, function(r) which(t >= r)[1]); n_int <- length(first); last <- c(first[-1] - 1, length(t))
  n <- d <- cens <- numeric(length(t) + 1); km <- rep(1, length(t)); m <- numeric(n_int); start_event <- rep(1, n_int)
  spread <- function(i, end) {
    cens[first[i]:last[i]] <<- 0
    if (m[i] > 0) {
      at <- t[first[i]] + seq_len(m[i]) * (t[end] - t[first[i]]) / (m[i] + 1)
      cens[first[i]:(end - 1)] <<- hist(at, breaks = t[first[i]:end], plot = FALSE)$counts
    }
  }
  walk <- function(i) {
    n[first[i]] <<- n_risk[i]; ev <- start_event[i]
    for (k in first[i]:last[i]) {
      d[k] <<- if (k == 1 || km[ev] == 0 || n[k] == 0) 0 else round(n[k] * (1 - S[k] / km[ev]))
      km[k] <<- if (n[k] > 0) km[ev] * (1 - d[k] / n[k]) else km[ev]
      n[k + 1] <<- n[k] - d[k] - cens[k]
      if (i == n_int && n[k + 1] < 0) { cens[k] <<- n[k] - d[k]; n[k + 1] <<- 0 }
      if (d[k] != 0) ev <- k
    }
    ev
  }
  for (i in seq_len(n_int - 1)) {
    nxt <- first[i + 1]; m[i] <- round(n_risk[i] * S[nxt] / S[first[i]] - n_risk[i + 1])
    for (round_number in 1:200) {
      m[i] <- max(0, m[i]); spread(i, nxt); ev <- walk(i); off <- n[nxt] - n_risk[i + 1]
      m[i] <- m[i] + off
      # the published code stops here, also when no censoring at all has not been tried yet
      if (off == 0 || (off < 0 && m[i] <= 0)) break
    }
    if (off > 0 || (off < 0 && m[i] > 0)) return(NULL)
    n_risk[i + 1] <- n[nxt]
    start_event[i + 1] <- ev
  }
  end <- length(t); lo <- first[n_int]
  m[n_int] <- min(round(sum(m) * (t[end] - t[lo]) / (t[last[n_int - 1]] - t[1])), n_risk[n_int])
  spread(n_int, end); walk(n_int)
  before <- sum(d[seq_len(lo - 1)])
  if (!is.na(total) && before >= total) d[lo:end] <- cens[lo:end] <- 0
  if (!is.na(total) && before < total) for (round_number in 1:200) {
    found <- sum(d)
    if (found == total || (found < total && m[n_int] <= 0)) break
    m[n_int] <- max(0, m[n_int] + found - total); spread(n_int, end); walk(n_int)
  }
  if (!is.na(total) && before < total && round_number == 200) return(NULL)
  k <- seq_len(end)
  time <- c(rep(t, d[k]), rep((t[-end] + t[-1]) / 2, pmax(0, cens[k[-end]]))); event <- c(rep(1, sum(d)), rep(0, sum(pmax(0, cens[k[-end]]))))
  left <- n_risk[1] - length(time)
  if (left < 0) return(NULL)
  list(time = c(time, rep(t[end], left)), event = c(event, rep(0, left)))
}
set.seed(11); rebuilt <- list()
while (length(rebuilt) < 16) {
  size <- sample(30:150, 1); x <- rexp(size, 1 / 20); censoring <- runif(size, 5, 60)
  km <- survfit(Surv(pmin(x, censoring), x <= censoring) ~ 1)
  t <- sort(unique(round(c(0, runif(25, 0, max(km$time))), 2))); S <- round(summary(km, times = t, extend = TRUE)$surv, 3); S[1] <- 1
  risk_time <- seq(0, 0.9 * max(km$time), length.out = 5); n_risk <- sapply(risk_time, function(u) sum(pmin(x, censoring) >= u))
  total <- if (length(rebuilt) %% 2) sum(x <= censoring) else NA
  if (anyDuplicated(sapply(risk_time, function(r) which(t >= r)[1])) || anyNA(sapply(risk_time, function(r) which(t >= r)[1])) || which(t >= risk_time[5])[1] == length(t)) next
  got <- guyot(t, S, risk_time, n_risk, total)
  if (is.null(got)) next
  order_of <- order(got$time, got$event)
  rebuilt[[length(rebuilt) + 1]] <- list(t = t, S = S, risk_time = risk_time, n_risk = n_risk, total = total, time = got$time[order_of], event = got$event[order_of])
}
write_golden("guyot", list(cases = rebuilt))
