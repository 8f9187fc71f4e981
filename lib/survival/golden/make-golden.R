# Expected values of the engine's tests, computed by R. Run from this folder: Rscript make-golden.R
# Every file holds the versions that produced it; numbers have 17 significant digits (jsonlite stops at 15).
suppressMessages({library(survival); library(metafor)})

environment_used <- function() list(
  R = as.character(getRversion()), survival = as.character(packageVersion("survival")),
  metafor = as.character(packageVersion("metafor")))
# Vectors become arrays, also of length one when wrapped in I(); names make objects; NA, NaN and Inf become null.
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.matrix(x)) return(json(unname(split(x, row(x)))))
  if (is.list(x) && is.null(names(x))) return(paste0("[", paste(vapply(x, json, ""), collapse = ",\n"), "]"))
  if (is.list(x)) return(paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}"))
  keep <- inherits(x, "AsIs") || length(x) != 1
  text <- if (is.character(x)) paste0('"', gsub('"', '\\\\"', x), '"') else if (is.logical(x))
    ifelse(is.na(x), "null", ifelse(x, "true", "false")) else
    ifelse(is.finite(x), sprintf("%.17g", as.numeric(x)), "null")
  if (keep) paste0("[", paste(text, collapse = ","), "]") else text
}
write_golden <- function(name, content) {
  writeLines(json(c(list(environment = environment_used()), content)), paste0(name, ".json"))
}
# Used by several parts, whichever comes first.
read_data <- function(name, levels = NULL) {
  d <- read.csv(file.path("datasets", paste0(name, ".csv")))
  if (!is.null(levels)) d$group <- factor(d$group, levels = levels)
  d
}
for (part in sort(list.files(".", pattern = "^golden-.*[.]R$"))) source(part)
