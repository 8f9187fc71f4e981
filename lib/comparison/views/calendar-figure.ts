import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { enrolmentSpan } from '@/lib/registry/trials/enrolment-position';
import { byPreference, HORIZON, isSecondHand } from '@/lib/registry/trials/progress';
import type { Enrolment } from '@/lib/registry/schema';
import { KMT2A_STRATA, type Kmt2aStratum, type TimeZero } from '@/lib/registry/vocabulary';
import { USUAL_TIME_ZERO } from '../time-zero';
import { publishedPoints, type ComparisonFigure, type PublishedPoint } from '../figure/figure-model';
import { comparisonFigure, type FigureInput } from '../figure/figure';
import { isChartable, isSelected, type ChartableEstimate } from '../figure/published-point';
import { sharedPatients } from '../selection/shared-patients';

/** A published figure in calendar time. */
export type CalendarPoint = Readonly<{
  point: PublishedPoint;
  /** years of enrolment as fractions, and their middle */
  from: number;
  to: number;
  middle: number;
  /** not of the reader's choice: drawn grey, for the progress of the field */
  field: boolean;
}>;

export type CalendarExclusion =
  | 'no-years'
  | 'enrolment-open'
  | 'start-unknown'
  | 'other-time-zero'
  | 'nearer-horizon'
  | 'second-hand'
  | 'shared-patients';
export type CalendarLeftOut = Readonly<{
  estimateId: string;
  acronym: string;
  kmt2a: Kmt2aStratum;
  years: number;
  reason: CalendarExclusion;
  instead: string | null;
}>;

export type CalendarPanel = Readonly<{ kmt2a: Kmt2aStratum; points: readonly CalendarPoint[] }>;

/** The selection among the figures of the field, over calendar time. `comparison` holds exactly what is drawn, with citations and caveats. */
export type CalendarFigure = Readonly<{
  comparison: ComparisonFigure;
  panels: readonly CalendarPanel[];
  axis: Readonly<{ from: number; to: number }>;
  horizon: number;
  leftOut: readonly CalendarLeftOut[];
}>;

type Trial = Readonly<{ slug: string; enrolment: Enrolment }>;

/**
 * The chosen figures and, in grey, one figure for the whole KMT2A stratum of every other trial, the one that the home page takes
 * too (`byPreference`, at the horizon asked for), at the middle of its enrolment. Who has no middle (enrolment open, or a year not reported), another time
 * zero, or patients that are drawn already is left out by name.
 */
export function calendarFigure(input: FigureInput, trials: readonly Trial[], asked: number | null): CalendarFigure {
  const horizon = asked ?? HORIZON;
  const leftOut: CalendarLeftOut[] = [];
  const leaveOut = (
    { id, acronym, stratum, timeYears }: ChartableEstimate,
    reason: CalendarExclusion,
    instead: string | null = null,
  ): void => void leftOut.push({ estimateId: id, acronym, kmt2a: stratum.kmt2a, years: timeYears, reason, instead });
  const kept: ChartableEstimate[] = [];
  for (const estimate of candidates(input, horizon)) {
    const reason = timeReason(estimate, input, trials);
    const double = kept.find((other) => isDouble(estimate, other));
    if (reason !== null) leaveOut(estimate, reason);
    else if (double === undefined) kept.push(estimate);
    else leaveOut(estimate, doubleReason(estimate, double), double.acronym);
  }
  // Colour, marker and letter of a chosen figure are those of the reader's list, also where others of it are not drawn.
  const named = [...input.chosen, ...kept.filter((estimate) => !input.chosen.includes(estimate))];
  const inOrder = named.filter((estimate) => kept.includes(estimate));
  const comparison = comparisonFigure({
    ...input,
    chosen: inOrder,
    named,
    curves: [],
    local: null,
    displayYears: null,
  });
  const points = publishedPoints(comparison).flatMap((point) => calendarPoint(point, input, trials));
  return {
    comparison,
    panels: (['r', 'g', 'all'] as const)
      .map((kmt2a) => ({ kmt2a, points: points.filter(({ point }) => point.kmt2a === kmt2a) }))
      .filter((panel) => panel.points.length > 0),
    axis: {
      from: roundTo5(Math.min(...points.map(({ from }) => from)), Math.floor),
      to: roundTo5(Math.max(...points.map(({ to }) => to)), Math.ceil),
    },
    horizon,
    leftOut,
  };
}

/** The chosen figures first, then those of the field, joint reports after the trials that they join; each by preference. */
function candidates({ chosen, catalogue, endpoint }: FigureInput, horizon: number): ChartableEstimate[] {
  const inOrder = byPreference(horizon);
  const field = catalogue
    .filter(isChartable)
    .filter(
      (estimate) =>
        estimate.endpoint === endpoint &&
        !chosen.includes(estimate) &&
        isOfTheField(estimate, USUAL_TIME_ZERO[endpoint], catalogue),
    );
  const whole = [...new Set(field.map(({ trial }) => trial))].flatMap((trial) =>
    KMT2A_STRATA.flatMap((kmt2a) =>
      field
        .filter((one) => one.trial === trial && one.stratum.kmt2a === kmt2a)
        .toSorted(inOrder)
        .slice(0, 1),
    ),
  );
  const covered = ({ trial, stratum }: ChartableEstimate): boolean =>
    chosen.some((one) => one.trial === trial && one.stratum.kmt2a === stratum.kmt2a && !isSelected(one, catalogue));
  const kinds = whole.filter((estimate) => !covered(estimate));
  return [
    ...chosen.toSorted(inOrder),
    ...kinds.toSorted((a, b) => Number(isJoint(a, kinds)) - Number(isJoint(b, kinds))),
  ];
}

/** Speaks for a whole KMT2A stratum, from the endpoint's usual time zero or one that the source does not state. */
function isOfTheField(estimate: ChartableEstimate, usual: TimeZero, catalogue: readonly PublishedEstimate[]): boolean {
  const { endpointDetail, timeZero, stratum } = estimate;
  return (
    (timeZero === 'unknown' || timeZero === usual) &&
    endpointDetail === null &&
    !isSelected(estimate, catalogue) &&
    !(stratum.kmt2a === 'all' && stratum.risk !== 'all')
  );
}

function isJoint(estimate: ChartableEstimate, others: readonly ChartableEstimate[]): boolean {
  return others.some(
    (other) => other.trial !== estimate.trial && shares(estimate, other)?.overlap?.whole === estimate.trial,
  );
}

function shares(one: ChartableEstimate, other: ChartableEstimate) {
  return sharedPatients(
    { estimateId: one.id, trialSlug: one.trial, stratum: one.stratum },
    { estimateId: other.id, trialSlug: other.trial, stratum: other.stratum },
  );
}

function doubleReason(estimate: ChartableEstimate, drawn: ChartableEstimate): CalendarExclusion {
  if (drawn.trial !== estimate.trial) return 'shared-patients';
  return isSecondHand(estimate) && !isSecondHand(drawn) ? 'second-hand' : 'nearer-horizon';
}

/** The same children in one panel: another horizon of the same group, or a record that shares patients. */
function isDouble(estimate: ChartableEstimate, drawn: ChartableEstimate): boolean {
  if (estimate.stratum.kmt2a !== drawn.stratum.kmt2a) return false;
  if (estimate.trial === drawn.trial)
    return JSON.stringify(estimate.stratum) === JSON.stringify(drawn.stratum) && estimate.timeZero === drawn.timeZero;
  return shares(estimate, drawn) !== null;
}

function timeReason(
  { trial, timeZero }: ChartableEstimate,
  { confirmed, endpoint }: FigureInput,
  trials: readonly Trial[],
): CalendarExclusion | null {
  const enrolment = trials.find(({ slug }) => slug === trial)?.enrolment;
  if (timeZero !== 'unknown' && timeZero !== USUAL_TIME_ZERO[endpoint] && !confirmed) return 'other-time-zero';
  if (enrolment === undefined || (enrolment.start === null && enrolment.end === null)) return 'no-years';
  if (enrolment.start === null) return 'start-unknown';
  return enrolment.end === null ? 'enrolment-open' : null;
}

function calendarPoint(point: PublishedPoint, { chosen }: FigureInput, trials: readonly Trial[]): CalendarPoint[] {
  const enrolment = trials.find(({ slug }) => slug === point.trialSlug)?.enrolment;
  const span = enrolment === undefined ? null : enrolmentSpan(enrolment);
  return span === null
    ? []
    : [{ point, ...span, middle: (span.from + span.to) / 2, field: !chosen.some(({ id }) => id === point.estimateId) }];
}

function roundTo5(year: number, round: (value: number) => number): number {
  return Number.isFinite(year) ? 5 * round(year / 5) : 0;
}
