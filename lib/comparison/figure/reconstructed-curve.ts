import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { StoredCurve } from '@/lib/registry/curves/records';
import { reconstructFromCurve, type ReconstructedData } from '@/lib/survival/reconstruction/guyot';
import { SurvivalInputError } from '@/lib/survival/errors';
import { firstAtOrAfter } from '@/lib/survival/data/event-table';
import { kaplanMeier, type SurvivalCurve } from '@/lib/survival/curves/kaplan-meier';
import { survivalAt } from '@/lib/survival/curves/survival-at-times';
import { medianSurvival } from '@/lib/survival/curves/survival-quantiles';
import { lastAtOrBefore } from '@/lib/survival/data/tied-times';

/** Difference in survival, as a share, that a reconstruction may have at any digitised point. */
export const FIT_LIMIT = 0.01;
/** Percentage points by which a printed figure and the curve beside it may differ: rounding and digitising together. */
export const PRINTED_LIMIT = 2;

/** What of a published figure is compared with a curve. */
export type PrintedFigure = Pick<
  PublishedEstimate,
  'id' | 'trial' | 'endpoint' | 'timeZero' | 'timeYears' | 'estimate' | 'stratum'
>;

export type CurveCorner = Readonly<{ years: number; percent: number }>;
/** The largest difference beyond what is allowed, or the largest of all. */
export type Deviation = Readonly<{ years: number; points: number }>;
export type PrintedBeside = Readonly<{
  estimateId: string;
  years: number;
  printed: number /** null: the curve ends before */;
  reconstructed: number | null;
}>;

/** Why a reconstruction is not to be trusted as it is. */
export type FitCheck =
  | Readonly<{ code: 'curve'; years: number; points: number }>
  | Readonly<{ code: 'counts'; years: number; published: number; rebuilt: number }>
  | Readonly<{ code: 'events'; given: number; rebuilt: number }>
  | Readonly<{ code: 'printed'; years: number; printed: number; reconstructed: number }>;

/** A published curve rebuilt as individual data, drawn again, and compared with what was published. Percent and years. */
export type Reconstruction = Readonly<{
  n: number;
  events: number;
  eventsGiven: number | null;
  /** from (0, 100) to the last digitised point; a step line */
  steps: readonly CurveCorner[];
  lastYears: number;
  /** null: not reached */
  medianYears: number | null;
  largest: Deviation;
  /** root mean square deviation at the digitised points, percentage points */
  rootMeanSquare: number;
  risk: readonly Readonly<{ years: number; published: number; rebuilt: number }>[];
  printed: readonly PrintedBeside[];
  /** empty: it fits */
  checks: readonly FitCheck[];
}>;

type CurveRows = Pick<StoredCurve, 'points' | 'counts' | 'totalEvents'>;

/**
 * Rebuilds a curve by the method of Guyot (2012) and says how well that gives back what was published: at every digitised
 * point within FIT_LIMIT, or within half a patient where few are at risk; the numbers at risk; the events; and, within
 * PRINTED_LIMIT, the figures that the registry holds for the same patients. Null where the engine refuses the rows.
 */
export function reconstruction(
  { points, counts, totalEvents }: CurveRows,
  printedFigures: readonly PrintedFigure[] = [],
): Reconstruction | null {
  const drawn = points[0]?.years === 0 ? points : [{ years: 0, percent: 100 }, ...points];
  const digitised = {
    time: Float64Array.from(drawn, ({ years }) => years),
    survival: Float64Array.from(drawn, ({ percent }) => percent / 100),
  };
  const rebuilt = orNull(() =>
    reconstructFromCurve(digitised, {
      time: counts.map(({ years }) => years),
      atRisk: counts.map(({ atRisk }) => atRisk),
      totalEvents,
    }),
  );
  if (rebuilt === null) return null;
  const curve = kaplanMeier(rebuilt);
  const deviations = drawn.map(({ years, percent }) => deviationAt(curve, years, percent / 100));
  const worst = deviations.reduce((most, one) => (one.share - one.allowed > most.share - most.allowed ? one : most));
  const largest = deviations.reduce((most, one) => (one.share > most.share ? one : most));
  const printed = printedFigures.flatMap(({ id, timeYears, estimate }) =>
    timeYears === null || estimate === null
      ? []
      : [{ estimateId: id, years: timeYears, printed: estimate, reconstructed: percentAt(curve, timeYears) }],
  );
  return {
    n: rebuilt.time.length,
    events: rebuilt.totalEvents,
    eventsGiven: totalEvents,
    steps: corners(curve),
    lastYears: curve.lastTime ?? 0,
    medianYears: medianSurvival(curve).estimate,
    largest: { years: largest.years, points: 100 * largest.share },
    rootMeanSquare: 100 * rebuilt.fit.rootMeanSquaredError,
    risk: rebuilt.fit.risk.map(({ time, published, rebuilt: count }) => ({ years: time, published, rebuilt: count })),
    printed: printed.sort((a, b) => a.years - b.years),
    checks: fitChecks(rebuilt, worst, totalEvents, printed),
  };
}

/** The figures that a curve can be compared with: what the registry prefers of survival, at a horizon. */
export function comparableFigures(estimates: readonly PublishedEstimate[]): PrintedFigure[] {
  return estimates
    .filter(
      ({ preferred, endpointDetail, timeYears, estimate }) =>
        preferred && endpointDetail === null && timeYears !== null && estimate !== null,
    )
    .map(({ id, trial, endpoint, timeZero, timeYears, estimate, stratum }) => ({
      id,
      trial,
      endpoint,
      timeZero,
      timeYears,
      estimate,
      stratum,
    }));
}

/** The patients of a curve; also while they are being chosen. */
type WantedStratum = Readonly<{ kmt2a: string; risk: string; arm: string | null }>;

/** Those of them that speak of exactly the patients of a curve, counted from the same day. */
export function printedFor(
  {
    trial,
    endpoint,
    timeZero,
    stratum,
  }: Readonly<{ trial: string; endpoint: string; timeZero: string; stratum: WantedStratum }>,
  figures: readonly PrintedFigure[],
): PrintedFigure[] {
  return figures.filter(
    (one) =>
      one.trial === trial &&
      one.endpoint === endpoint &&
      one.timeZero === timeZero &&
      sameStratum(one.stratum, stratum),
  );
}

/** A figure's patients are those of the curve, and no narrower by age or otherwise. */
export function sameStratum(figure: PrintedFigure['stratum'], { kmt2a, risk, arm }: WantedStratum): boolean {
  return (
    figure.kmt2a === kmt2a && figure.risk === risk && figure.arm === arm && figure.age === null && figure.other === null
  );
}

type PointDeviation = Readonly<{ years: number; share: number; allowed: number }>;

function deviationAt(curve: SurvivalCurve, years: number, published: number): PointDeviation {
  const row = lastAtOrBefore(curve.time, years);
  const survival = row < 0 ? 1 : (curve.survival[row] ?? 0);
  // Survival moves by whole patients: with 20 at risk a step is 5 points, and the nearest is up to half of it away.
  const atRisk = curve.atRisk[firstAtOrAfter(curve.time, years)] ?? curve.atRisk.at(-1) ?? curve.n;
  return {
    years,
    share: Math.abs(survival - published),
    allowed: Math.max(FIT_LIMIT, (0.5 * survival) / Math.max(1, atRisk)),
  };
}

function percentAt(curve: SurvivalCurve, years: number): number | null {
  const { survival } = survivalAt(curve, years);
  return survival === null ? null : 100 * survival;
}

function corners(curve: SurvivalCurve): CurveCorner[] {
  const steps: CurveCorner[] = [{ years: 0, percent: 100 }];
  curve.time.forEach((years, row) => {
    if ((curve.events[row] ?? 0) > 0) steps.push({ years, percent: 100 * (curve.survival[row] ?? 0) });
  });
  const last = steps.at(-1);
  return last !== undefined && curve.lastTime !== null && curve.lastTime > last.years
    ? [...steps, { ...last, years: curve.lastTime }]
    : steps;
}

/** One check of a kind, the worst or the first. */
function fitChecks(
  { fit, totalEvents }: ReconstructedData,
  worst: PointDeviation,
  given: number | null,
  printed: readonly PrintedBeside[],
): FitCheck[] {
  const count = fit.risk.find(({ published, rebuilt }) => published !== rebuilt);
  const figure = printed.find(
    ({ printed: value, reconstructed }) => reconstructed !== null && Math.abs(reconstructed - value) > PRINTED_LIMIT,
  );
  return [
    ...(worst.share > worst.allowed ? [{ code: 'curve' as const, years: worst.years, points: 100 * worst.share }] : []),
    ...(count === undefined
      ? []
      : [{ code: 'counts' as const, years: count.time, published: count.published, rebuilt: count.rebuilt }]),
    ...(given === null || given === totalEvents ? [] : [{ code: 'events' as const, given, rebuilt: totalEvents }]),
    ...(figure?.reconstructed == null
      ? []
      : [
          {
            code: 'printed' as const,
            years: figure.years,
            printed: figure.printed,
            reconstructed: figure.reconstructed,
          },
        ]),
  ];
}

function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SurvivalInputError) return null;
    throw error;
  }
}
