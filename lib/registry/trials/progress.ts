import { enrolmentPosition, type EnrolmentPosition } from './enrolment-position';
import type { PublishedEstimate } from '../estimate-filter';
import { partsOfJointReport } from '../quality/overlaps';
import { publishedInterval, type PublishedInterval } from '../published-interval';
import type { Enrolment } from '../schema';
import type { Kmt2aStratum, TrialStatus } from '../vocabulary';
import type { TrialSummary } from './summary';

/** The horizon that figures of different trials are brought as near to as their sources allow, in years. */
export const HORIZON = 5;

/** One published EFS on the chart of progress. */
export type ProgressPoint = {
  id: string;
  trial: string;
  acronym: string;
  kmt2a: Kmt2aStratum;
  enrolment: Enrolment;
  status: TrialStatus;
  position: EnrolmentPosition;
  /** years from time zero */
  horizon: number;
  /** percent */
  efs: number;
  interval: PublishedInterval | null;
  n: number | null;
  /** false: the source does not state from when the years count; drawn hollow */
  timeZeroStated: boolean;
  /** false: the source prints the error as "±" without naming it */
  errorNamed: boolean;
  /** true: the source can be read in more than one way, and this is the probable one */
  readingProbable: boolean;
  /** true: approved by one curator alone */
  oneCurator: boolean;
  source: PublishedEstimate['source'];
};

export type OmissionReason = 'restricted' | 'no-years' | 'pooled' | 'other-endpoint';
/** A trial with figures that a chart may draw, none of which is on this one (`pooled`: not for every stratum), and why. */
export type Omission = { trial: string; acronym: string; reason: OmissionReason };

export type Progress = { points: ProgressPoint[]; omissions: Omission[] };

type Drawable = PublishedEstimate & { estimate: number; timeYears: number };

/**
 * One EFS per trial and KMT2A stratum: chartable, counted from diagnosis (or time zero not stated), not restricted by arm,
 * age or otherwise. The risk group must be unrestricted, or be the only one that the trial pairs with that KMT2A status
 * (MLL96 calls all rearranged infants high risk). Of several the first by `byPreference` at 5 years. In order of calendar time.
 */
export function selectProgress(estimates: readonly PublishedEstimate[], trials: readonly TrialSummary[]): Progress {
  const points: ProgressPoint[] = [];
  const omissions: Omission[] = [];
  for (const trial of trials) {
    const own = estimates.filter((estimate) => estimate.trial === trial.slug);
    if (!own.some((estimate) => estimate.chartable)) continue;
    const chosen = chooseStrata(own);
    const position = enrolmentPosition(trial.enrolment);
    const omit = (reason: OmissionReason) => omissions.push({ trial: trial.slug, acronym: trial.acronym, reason });
    if (!own.some((estimate) => estimate.chartable && estimate.endpoint === 'EFS')) omit('other-endpoint');
    else if (chosen.length === 0) omit('restricted');
    else if (position === null) omit('no-years');
    else points.push(...chosen.map((estimate) => toPoint(estimate, trial, position)));
  }
  const { kept, dropped } = withoutDoubles(points);
  const told = (slug: string) => [...kept, ...omissions].some(({ trial }) => trial === slug);
  for (const { trial, acronym } of dropped) if (!told(trial)) omissions.push({ trial, acronym, reason: 'pooled' });
  return { points: kept.sort((a, b) => a.position.year - b.position.year || b.efs - a.efs), omissions };
}

function chooseStrata(own: readonly PublishedEstimate[]): Drawable[] {
  return (['r', 'g', 'all'] as const).flatMap((kmt2a) => {
    const whole = own.filter(
      (estimate): estimate is Drawable =>
        estimate.stratum.kmt2a === kmt2a && isDrawable(estimate) && isWholeStratum(estimate, own),
    );
    return [...whole].sort(byPreference(HORIZON)).slice(0, 1);
  });
}

function isDrawable({
  endpoint,
  endpointDetail,
  chartable,
  timeZero,
  estimate,
  timeYears,
  stratum,
}: PublishedEstimate): boolean {
  const unrestricted = stratum.arm === null && stratum.age === null && stratum.other === null;
  const fromDiagnosis = timeZero === 'diagnosis' || timeZero === 'unknown';
  return (
    chartable &&
    endpoint === 'EFS' &&
    endpointDetail === null &&
    fromDiagnosis &&
    unrestricted &&
    estimate !== null &&
    timeYears !== null
  );
}

/** A figure of one risk group speaks for a KMT2A stratum only if the trial has no other group of that status, and none across groups. */
function isWholeStratum({ stratum }: PublishedEstimate, own: readonly PublishedEstimate[]): boolean {
  if (stratum.risk === 'all') return true;
  if (stratum.kmt2a === 'all') return false;
  const sameStatus = own.filter(
    (other) =>
      other.stratum.kmt2a === stratum.kmt2a &&
      other.stratum.age === null &&
      other.stratum.arm === null &&
      other.stratum.other === null,
  );
  return sameStatus.every((other) => other.stratum.risk === stratum.risk);
}

/**
 * Which of several figures of the same patients is drawn first, wherever a picture has one of each study: one of the study's own
 * report before one told second hand, whatever its horizon; then the horizon nearest to the one asked for; of two equally near the
 * one with an interval, then with a number of patients, then the shorter.
 */
export function byPreference(horizon: number): (a: Drawable, b: Drawable) => number {
  const distance = (estimate: Drawable): number => Math.abs(estimate.timeYears - horizon);
  const lacksInterval = (estimate: Drawable): number => Number(publishedInterval(estimate) === null);
  const lacksNumber = (estimate: Drawable): number => Number(estimate.n === null);
  return (a, b) =>
    Number(isSecondHand(a)) - Number(isSecondHand(b)) ||
    distance(a) - distance(b) ||
    lacksInterval(a) - lacksInterval(b) ||
    lacksNumber(a) - lacksNumber(b) ||
    a.timeYears - b.timeYears;
}

/** Known from a review or a commentary, not from the study's own report. */
export function isSecondHand({ source }: Pick<PublishedEstimate, 'source'>): boolean {
  return source.level === 'review';
}

function toPoint(estimate: Drawable, trial: TrialSummary, position: EnrolmentPosition): ProgressPoint {
  return {
    id: estimate.id,
    trial: trial.slug,
    acronym: trial.acronym,
    kmt2a: estimate.stratum.kmt2a,
    enrolment: trial.enrolment,
    status: trial.status,
    position,
    horizon: estimate.timeYears,
    efs: estimate.estimate,
    interval: publishedInterval(estimate),
    n: estimate.n,
    timeZeroStated: estimate.timeZero !== 'unknown',
    errorNamed: !estimate.caveats.includes('error-type-not-stated'),
    readingProbable: estimate.caveats.includes('probable-reading'),
    oneCurator: estimate.caveats.includes('one-curator'),
    source: estimate.source,
  };
}

/** A joint report is drawn only for a stratum that none of its trials has a figure for, otherwise the same patients would appear twice. */
function withoutDoubles(points: readonly ProgressPoint[]): { kept: ProgressPoint[]; dropped: ProgressPoint[] } {
  const isDouble = ({ trial, kmt2a }: ProgressPoint) =>
    partsOfJointReport(trial).some((part) => points.some((point) => point.trial === part && point.kmt2a === kmt2a));
  return { kept: points.filter((point) => !isDouble(point)), dropped: points.filter(isDouble) };
}
