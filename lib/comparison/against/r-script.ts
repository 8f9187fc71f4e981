import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import type { LocalCohort } from '../figure/local-curve';
import type { FigurePanel, PublishedPoint } from '../figure/figure-model';
import type { AgainstPublished, MatchedHorizon, ObservedExpected } from './model';

/** How far R may be from a printed number. */
const TOLERANCE = '1e-8';

/**
 * An R script that holds the event table of the local cohort and the published figures, computes what the page shows of them
 * (the curve at each horizon, the differences, observed over expected events, the median follow-up), prints it, and stops
 * where a number differs. For who may see the patients alone: the table has every time, if no name.
 */
export function rScript(cohort: LocalCohort, panel: FigurePanel & Readonly<{ against: AgainstPublished }>): string {
  const { table, description } = cohort;
  const rows = Array.from(table.time, (time, i) => [time, table.events[i] ?? 0, table.censored[i] ?? 0] as const);
  const column = (at: 0 | 1 | 2): string => vector(rows.map((row) => row[at]));
  const points = panel.against.matched.flatMap((match) => {
    const point = panel.published.find(({ estimateId }) => estimateId === match.estimateId);
    return point === undefined || match.why === 'time-zero' ? [] : [{ match, point }];
  });
  return [
    `# Local cohort (${comment(description.siteNames.join(', '))}), ${description.endpoint} from ${description.timeZero}, against published figures.`,
    ...(description.madeUp ? ['# MADE-UP PATIENTS: a demonstration, not real children.'] : []),
    "# Needs the package survival. Times in days; a year is 365.25 days. It stops where a number of the page is not R's own.",
    'library(survival)',
    `table <- data.frame(day = ${column(0)},`,
    `  events = ${column(1)},`,
    `  censored = ${column(2)})`,
    'time <- with(table, c(rep(day, events), rep(day, censored)))',
    'event <- with(table, c(rep(1, sum(events)), rep(0, sum(censored))))',
    `YEAR <- ${DAYS_PER_YEAR}; z <- qnorm(0.975); n <- length(time)`,
    'fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")',
    'print(summary(fit))',
    SAME,
    READ,
    ...(points.length === 0 ? [] : [MATCH, ...points.map(({ match, point }) => matchedCall(match, point))]),
    ...panel.against.expected.flatMap((one) => expectedCalls(one, panel)),
    '# Median follow-up, reverse Kaplan-Meier',
    'reverse <- summary(survfit(Surv(time, 1 - event) ~ 1, conf.type = "log-log"))$table',
    `same("median follow-up, years", reverse[["median"]] / YEAR, ${number(panel.against.followUp.years)})`,
    'cat("All numbers agree.\\n")',
    '',
  ].join('\n');
}

const SAME = `same <- function(what, r, page) {
  cat(sprintf("%-60s R %-20.10g page %.10g\\n", what, r, page))
  if (is.na(r) != is.na(page) || (!is.na(r) && abs(r - page) > ${TOLERANCE} * max(1, abs(r)))) stop(what, " differs")
}`;

/** Nothing is read beyond the last observation unless the curve has reached 0. */
const READ = `read_at <- function(years) {
  s <- summary(fit, times = years * YEAR, extend = TRUE)
  beyond <- years * YEAR > max(time) && s$surv > 0
  list(survival = if (beyond) NA else s$surv, error = s$std.err)
}`;

const MATCH = `# Difference on the log(-log S) scale with both variances, said in points around the published figure
compare <- function(name, years, percent, error, difference, low, high) {
  S <- percent / 100; here <- read_at(years); L <- here$survival
  same(paste(name, "difference"), 100 * L - percent, difference)
  if (is.na(low)) return(invisible())
  theta <- log(-log(L)) - log(-log(S))
  limits <- exp(theta + c(1, -1) * z * sqrt((here$error / (L * log(L)))^2 + error^2))
  same(paste(name, "low"), 100 * S^limits[1] - percent, low)
  same(paste(name, "high"), 100 * S^limits[2] - percent, high)
}
from_limits <- function(low, high, level) abs(log(-log(high / 100)) - log(-log(low / 100))) / (2 * qnorm(1 - (1 - level / 100) / 2))
from_se <- function(percent, se) (se / 100) / (percent / 100 * -log(percent / 100))`;

function matchedCall({ difference, low, high }: MatchedHorizon, point: PublishedPoint): string {
  const { percent, interval, printedError, years, estimateId } = point;
  const error =
    low === null || interval === null
      ? 'NA'
      : interval.how === 'from-se'
        ? `from_se(${percent}, ${number(printedError)})`
        : `from_limits(${interval.low}, ${interval.high}, ${interval.level})`;
  return `compare(${text(estimateId)}, ${years}, ${percent}, ${error}, ${number(difference)}, ${number(low)}, ${number(high)})`;
}

/** Observed over expected events against figures that are exponential in between; a rebuilt curve is not written out. */
function expectedCalls({ basis, ...one }: ObservedExpected, panel: FigurePanel): string[] {
  if (basis.kind !== 'points' || one.expected === null) return [];
  const name = panel.published.find(({ estimateId }) => estimateId === one.estimateId)?.estimateId ?? one.estimateId;
  return [
    `knots <- c(0, ${vector(basis.points.map(({ years }) => years))}) * YEAR; hazard <- c(0, -log(${vector(basis.points.map(({ percent }) => percent))} / 100))`,
    'E <- sum(approx(knots, hazard, pmin(time, max(knots)))$y); O <- sum(event * (time <= max(knots)))',
    `same(${text(`${name} observed`)}, O, ${number(one.observed)}); same(${text(`${name} expected`)}, E, ${number(one.expected)})`,
    'limits <- poisson.test(O, E)$conf.int',
    `same(${text(`${name} O/E low`)}, limits[1], ${number(one.low)}); same(${text(`${name} O/E high`)}, limits[2], ${number(one.high)})`,
    ...(one.p === null
      ? []
      : [`same(${text(`${name} one-sample log-rank p`)}, 2 * pnorm(-abs(O - E) / sqrt(E)), ${number(one.p)})`]),
  ];
}

function vector(values: readonly number[]): string {
  return `c(${values.map(number).join(', ')})`;
}

function number(value: number | null): string {
  return value === null ? 'NA' : String(value);
}

function text(value: string): string {
  return `"${value.replaceAll(/[^\w.\- /]/gu, '_')}"`;
}

/** One line, whatever a site is called. */
function comment(value: string): string {
  return value.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
