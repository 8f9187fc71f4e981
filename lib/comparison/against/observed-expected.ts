import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { SurvivalInputError } from '@/lib/survival/errors';
import type { EventTable } from '@/lib/survival/data/event-table';
import { oneSampleOfTable } from '@/lib/survival/tests/one-sample';
import type { ReferenceCurve } from '@/lib/survival/tests/reference-hazard';
import { isSmall } from '../disclosure';
import type { PublishedPoint, ReconstructedLine } from '../figure/figure-model';
import type { LocalCohort } from '../figure/local-curve';
import { isChartable, type ChartableEstimate } from '../figure/published-point';
import { toDays } from '../years';
import { LEAST_EXPECTED, type ObservedExpected, type ReferenceBasis } from './model';

type Reference = Readonly<{
  estimateId: string;
  basis: ReferenceBasis;
  untilYears: number;
  curve: ReferenceCurve;
}>;

/** What is known of the patients of the chosen figures: a curve, or one horizon only. */
export type References = Readonly<{ curves: readonly Reference[]; single: readonly string[] }>;

/**
 * For each group of patients among the chosen figures that count time as the local cohort does: its reconstructed curve
 * where there is one, else the figures that one source gives of it at two horizons or more, chosen or not, else those that the
 * study's own reports give together: of the same patients, never of what another paper quotes. Figures that rise with time lie on
 * no curve, and one that has reached 0 leaves nothing to expect.
 */
export function referencesOf(
  cohort: LocalCohort,
  points: readonly PublishedPoint[],
  lines: readonly ReconstructedLine[],
  catalogue: readonly PublishedEstimate[],
): References {
  const comparable = points.filter(({ timeZero }) => timeZero === cohort.description.timeZero);
  const groups = new Map<string, PublishedPoint>();
  for (const point of comparable) if (!groups.has(groupKey(point))) groups.set(groupKey(point), point);
  const curves = [...groups.values()].flatMap((point) => {
    const same = comparable.filter((other) => groupKey(other) === groupKey(point));
    const line = lines.find(({ estimateId }) => same.some((other) => other.estimateId === estimateId));
    const reference = line === undefined ? null : reconstructedReference(point.estimateId, line);
    return reference ?? pointsReference(point, cohort.description.endpoint, catalogue) ?? [];
  });
  const known = curves.filter(
    ({ estimateId, basis }, i) =>
      !curves
        .slice(0, i)
        .some((before) => isSameGroup(points, before.estimateId, estimateId) && isSame(before.basis, basis)),
  );
  const covered = new Set(
    curves.flatMap(({ estimateId }) => points.filter((p) => p.estimateId === estimateId).map(groupKey)),
  );
  return {
    curves: known,
    single: comparable.filter((point) => !covered.has(groupKey(point))).map(({ estimateId }) => estimateId),
  };
}

function groupKey({ trialSlug, stratum, source }: PublishedPoint): string {
  return JSON.stringify([trialSlug, stratum, source.ref]);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether two figures are of one group of patients, in whatever source. */
function isSameGroup(points: readonly PublishedPoint[], a: string, b: string): boolean {
  const of = (id: string): unknown => {
    const point = points.find(({ estimateId }) => estimateId === id);
    return point === undefined ? id : [point.trialSlug, point.stratum];
  };
  return isSame(of(a), of(b));
}

function pointsReference(
  point: PublishedPoint,
  endpoint: string,
  catalogue: readonly PublishedEstimate[],
): Reference | null {
  const ofGroup = catalogue
    .filter(isChartable)
    .filter(
      (one) =>
        one.trial === point.trialSlug &&
        one.endpoint === endpoint &&
        one.timeZero === point.timeZero &&
        isSame(one.stratum, point.stratum),
    );
  const ofSource = ofGroup.filter(({ source }) => source.ref === point.source.ref);
  const ownReports = ofGroup.filter(({ source }) => source.level !== 'review');
  return (
    curveOf(point.estimateId, ofSource) ??
    (point.source.level === 'review' ? null : curveOf(point.estimateId, ownReports))
  );
}

/** The curve through figures of one group of patients; null where they are fewer than two, contradict each other or rise. */
function curveOf(estimateId: string, figures: readonly ChartableEstimate[]): Reference | null {
  const own = figures
    .map(({ timeYears, estimate }) => ({ years: timeYears, percent: estimate }))
    .sort((a, b) => a.years - b.years || a.percent - b.percent);
  const known = own.filter(
    ({ years, percent }, i) => years > 0 && (years !== own[i - 1]?.years || percent !== own[i - 1]?.percent),
  );
  const last = known.at(-1);
  const falls = known.every(({ percent }, i) => percent > 0 && percent <= (known[i - 1]?.percent ?? 100));
  const twice = known.some(({ years }, i) => years === known[i - 1]?.years);
  if (last === undefined || known.length < 2 || twice || !falls) return null;
  return {
    estimateId,
    basis: { kind: 'points', sources: new Set(figures.map(({ source }) => source.ref)).size, points: known },
    untilYears: last.years,
    curve: {
      kind: 'points',
      time: known.map(({ years }) => toDays(years)),
      survival: known.map(({ percent }) => percent / 100),
    },
  };
}

/** The rebuilt curve as a cumulative hazard, −log S, up to its end or to where it reaches 0. */
function reconstructedReference(estimateId: string, { steps, lastYears }: ReconstructedLine): Reference | null {
  const falling = steps.filter(({ years, percent }, i) => years > 0 && percent < (steps[i - 1]?.percent ?? 101));
  const known = falling.filter(({ percent }) => percent > 0);
  const zero = falling.find(({ percent }) => percent <= 0);
  if (known.length === 0) return null;
  return {
    estimateId,
    basis: { kind: 'reconstructed' },
    untilYears: zero === undefined ? lastYears : (known.at(-1)?.years ?? lastYears),
    curve: {
      kind: 'step',
      time: known.map(({ years }) => toDays(years)),
      cumulativeHazard: known.map(({ percent }) => -Math.log(percent / 100)),
    },
  };
}

/**
 * Observed and expected events of the local patients up to where the published curve ends: E is its cumulative hazard
 * summed over everybody's time under observation until then, the limits of O / E are exact Poisson limits, the test is the
 * one-sample log-rank test. The published curve counts as exact. A small number of events is told only to who may see
 * the patients, and so is everything that gives it back.
 */
export function observedExpected(cohort: LocalCohort, reference: Reference): ObservedExpected {
  const { estimateId, basis, untilYears } = reference;
  const named = { estimateId, basis, untilYears } as const;
  const none = { expected: null, ratio: null, low: null, high: null, p: null } as const;
  const result = orNull(() => oneSampleOfTable(cutAt(cohort.table, toDays(untilYears)), reference.curve));
  if (result === null) return { ...named, ...none, observed: null, notEstimable: 'not_defined' };
  const { observed, expected, ratio, lower, upper, p, notEstimable } = result;
  if (cohort.description.guarded && isSmall(observed)) return { ...named, ...none, observed: null, notEstimable: null };
  const tested = expected !== null && expected >= LEAST_EXPECTED;
  return { ...named, observed, expected, ratio, low: lower, high: upper, p: tested ? p : null, notEstimable };
}

/** The table with everybody who was still under observation after a time censored there. */
function cutAt(table: EventTable, days: number): EventTable {
  const kept = table.time.filter((time) => time <= days).length;
  if (kept === table.time.length) return table;
  const left = table.atRisk[kept] ?? 0;
  const column = (values: ArrayLike<number>, last: number): Float64Array =>
    Float64Array.of(...Array.from(values).slice(0, kept), last);
  return {
    ...table,
    time: column(table.time, days),
    atRisk: column(table.atRisk, left),
    events: column(table.events, 0),
    censored: column(table.censored, left),
    byCause: table.byCause.map((values) => column(values, 0)),
  };
}

function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SurvivalInputError) return null;
    throw error;
  }
}
