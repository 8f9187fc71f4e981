import type { PublishedEstimate } from '../estimate-filter';
import { groupBy, groupKey } from '../grouping';
import { SE_MULTIPLIER } from '../published-interval';
import { SURVIVAL_ENDPOINTS } from '../vocabulary';

/** The questions that are put to every published figure, in the order in which they are shown. */
export const PLAUSIBILITY_CHECKS = [
  'interval-contains-estimate',
  'error-fits-n',
  'events-within-n',
  'efs-within-os',
  'not-rising',
  'strata-within-whole',
  'whole-between-strata',
] as const;
export type PlausibilityCheck = (typeof PLAUSIBILITY_CHECKS)[number];

/** What the numbers of a check are: shares of the patients in percent, percentage points, or patients themselves. */
const CHECKED_UNIT = {
  'interval-contains-estimate': 'percent',
  'error-fits-n': 'points',
  'events-within-n': 'patients',
  'efs-within-os': 'percent',
  'not-rising': 'percent',
  'strata-within-whole': 'patients',
  'whole-between-strata': 'percent',
} as const satisfies Record<PlausibilityCheck, 'percent' | 'points' | 'patients'>;

/** Whether the numbers that a check names are percentages: then each is told with its sign. */
export function tellsPercent(check: PlausibilityCheck): boolean {
  return CHECKED_UNIT[check] === 'percent';
}

/** Figures that cannot all be true, or hardly: their ids, and the numbers that disagree (percent, patients or percentage points). */
export type Implausibility = Readonly<{
  check: PlausibilityCheck;
  trial: string;
  acronym: string;
  estimates: readonly string[];
  values: readonly number[];
}>;

/** How many figures, pairs or groups a check could be put to, and what it found. */
export type CheckedFigures = Readonly<{ check: PlausibilityCheck; compared: number; found: readonly Implausibility[] }>;

/** Figures printed to one decimal may differ by half of its last digit, in percentage points. */
const ROUNDING = 0.05;
/** Percentages printed without decimals. */
const WHOLE_ROUNDING = 0.5;
/**
 * A standard error of a survival figure lies above that of a plain proportion of the same n, because of censoring, but not
 * far: outside these multiples of it, n or the error belongs to something else.
 */
const ERROR_AT_LEAST = 0.8;
const ERROR_AT_MOST = 2;
type Result = Implausibility | 'fine';

/** Puts every check to every figure that it can be put to. Pairs and groups are compared across sources: preferred figures only. */
export function checkPlausibility(estimates: readonly PublishedEstimate[]): CheckedFigures[] {
  const preferred = estimates.filter((estimate) => estimate.preferred && estimate.estimate !== null);
  const results: Record<PlausibilityCheck, Result[]> = {
    'interval-contains-estimate': estimates.flatMap(intervalContainsEstimate),
    'error-fits-n': estimates.flatMap(errorFitsN),
    'events-within-n': estimates.flatMap(eventsWithinN),
    'efs-within-os': groupBy(preferred, (one) =>
      groupKey(one.trial, one.timeYears, one.timeZero, stratum(one)),
    ).flatMap(efsWithinOs),
    'not-rising': groupBy(preferred.filter(isCurve), (one) =>
      groupKey(one.trial, one.endpoint, one.endpointDetail?.en, one.timeZero, stratum(one)),
    ).flatMap(notRising),
    'strata-within-whole': groupBy(preferred.filter(isWholeOrStratum), sameQuestion).flatMap(strataWithinWhole),
    'whole-between-strata': groupBy(preferred.filter(isWholeOrStratum), sameQuestion).flatMap(wholeBetweenStrata),
  };
  return PLAUSIBILITY_CHECKS.map((check) => ({
    check,
    compared: results[check].length,
    found: results[check].filter((result) => result !== 'fine'),
  }));
}

function intervalContainsEstimate(one: PublishedEstimate): Result[] {
  const { estimate, ci } = one;
  if (estimate === null || ci === null) return [];
  return [
    verdict(
      'interval-contains-estimate',
      ci.low <= estimate && estimate <= ci.high,
      [one],
      [estimate, ci.low, ci.high],
    ),
  ];
}

/** The standard error, or what a 95 % interval makes of it, against the number of patients. */
function errorFitsN(one: PublishedEstimate): Result[] {
  const { estimate, n } = one;
  const error = errorOf(one);
  if (estimate === null || error === null || n === null || n === 0 || estimate <= 0 || estimate >= 100) return [];
  const ofProportion = Math.sqrt((estimate * (100 - estimate)) / n);
  // An error printed without decimals may be half a point off.
  const tolerance = Number.isInteger(error) ? WHOLE_ROUNDING : ROUNDING;
  return [
    verdict(
      'error-fits-n',
      error + tolerance >= ERROR_AT_LEAST * ofProportion && error - tolerance <= ERROR_AT_MOST * ofProportion,
      [one],
      [estimate, error, n],
    ),
  ];
}

/** In percentage points; of an interval that ends at 0 or 100 % only the other side says how wide it is. */
function errorOf({ estimate, se, ci }: PublishedEstimate): number | null {
  if (se !== null || estimate === null || ci === null || ci.level !== 95) return se;
  if (ci.high === 100) return (estimate - ci.low) / SE_MULTIPLIER;
  return (ci.low === 0 ? ci.high - estimate : (ci.high - ci.low) / 2) / SE_MULTIPLIER;
}

function eventsWithinN(one: PublishedEstimate): Result[] {
  const { events, n } = one;
  return events === null || n === null ? [] : [verdict('events-within-n', events <= n, [one], [events, n])];
}

/** Whoever is free of events is alive. */
function efsWithinOs(group: readonly PublishedEstimate[]): Result[] {
  const of = (endpoint: string): PublishedEstimate[] =>
    group.filter((one) => one.endpoint === endpoint && one.endpointDetail === null);
  return of('EFS').flatMap((efs) =>
    of('OS').map((os) =>
      verdict('efs-within-os', value(efs) <= value(os) + ROUNDING, [efs, os], [value(efs), value(os)]),
    ),
  );
}

/** Survival never rises with time, cumulative incidence never falls. */
function notRising(group: readonly PublishedEstimate[]): Result[] {
  const inTime = group.toSorted((a, b) => (a.timeYears ?? 0) - (b.timeYears ?? 0));
  return inTime.slice(1).map((later, i) => {
    const earlier = inTime[i] ?? later;
    const rise = value(later) - value(earlier);
    return verdict(
      'not-rising',
      later.endpoint === 'CIR' ? rise >= -ROUNDING : rise <= ROUNDING,
      [earlier, later],
      [value(earlier), value(later)],
    );
  });
}

/** Rearranged and germline infants together are not more than all infants. */
function strataWithinWhole(group: readonly PublishedEstimate[]): Result[] {
  const { whole, parts } = split(group);
  const [all, ...counts] = [whole?.n, ...parts.map(({ n }) => n)];
  if (whole === undefined || all === null || all === undefined || parts.length < 2 || counts.includes(null)) return [];
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  return [verdict('strata-within-whole', sum <= all, [whole, ...parts], [sum, all])];
}

/** The figure of all infants lies between those of its parts. */
function wholeBetweenStrata(group: readonly PublishedEstimate[]): Result[] {
  const { whole, parts } = split(group);
  if (whole === undefined || parts.length < 2) return [];
  const figures = parts.map(value);
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  return [
    verdict(
      'whole-between-strata',
      value(whole) >= low - WHOLE_ROUNDING && value(whole) <= high + WHOLE_ROUNDING,
      [whole, ...parts],
      [value(whole), low, high],
    ),
  ];
}

function split(group: readonly PublishedEstimate[]): {
  whole: PublishedEstimate | undefined;
  parts: PublishedEstimate[];
} {
  const parts = (['r', 'g'] as const).flatMap((kmt2a) =>
    group.filter((one) => one.stratum.kmt2a === kmt2a).slice(0, 1),
  );
  return { whole: group.find((one) => one.stratum.kmt2a === 'all' && one.stratum.risk === 'all'), parts };
}

function isCurve({ endpoint, timeYears }: PublishedEstimate): boolean {
  return timeYears !== null && (endpoint === 'CIR' || SURVIVAL_ENDPOINTS.some((survival) => survival === endpoint));
}

/** All infants of a trial, or those of one KMT2A status: in some protocols this status is a risk group. */
function isWholeOrStratum({
  endpoint,
  timeYears,
  stratum: { kmt2a, risk, arm, age, other },
}: PublishedEstimate): boolean {
  const isSurvival = SURVIVAL_ENDPOINTS.some((survival) => survival === endpoint);
  return (
    isSurvival &&
    timeYears !== null &&
    arm === null &&
    age === null &&
    other === null &&
    (kmt2a !== 'all' || risk === 'all')
  );
}

function sameQuestion(one: PublishedEstimate): string {
  return groupKey(one.trial, one.endpoint, one.endpointDetail?.en, one.timeYears, one.timeZero);
}

function stratum({ stratum: { kmt2a, risk, arm, age, other } }: PublishedEstimate): string {
  return groupKey(kmt2a, risk, arm, age, other?.en);
}

function value({ estimate }: PublishedEstimate): number {
  return estimate ?? Number.NaN;
}

function verdict(
  check: PlausibilityCheck,
  holds: boolean,
  figures: readonly PublishedEstimate[],
  values: readonly number[],
): Result {
  const [first] = figures;
  return holds || first === undefined
    ? 'fine'
    : { check, trial: first.trial, acronym: first.acronym, estimates: figures.map(({ id }) => id), values };
}
