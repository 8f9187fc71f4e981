import type { Estimate } from '../schema';
import { ENDPOINTS, SURVIVAL_ENDPOINTS, type Endpoint, type SurvivalEndpoint } from '../vocabulary';

/** All figures of one endpoint; `preferred` are the ones to read, `others` show what else was printed. */
export type OutcomeGroup = { endpoint: Endpoint; preferred: Estimate[]; others: OtherValue[] };

/** A figure that gives way to another one of the same endpoint, time and patients (`instead`, if there is one). */
export type OtherValue = { estimate: Estimate; instead: Estimate | null; reason: OtherReason };
/** Why it gives way; `kept-to-show`: it is there only to show a differing or misprinted figure. */
export type OtherReason = 'second-hand' | 'no-interval' | 'smaller-n' | 'kept-to-show';

/** Figures by endpoint in the order of the vocabulary, each group in the order of the data set. */
export function groupOutcomes(estimates: readonly Estimate[]): OutcomeGroup[] {
  return ENDPOINTS.flatMap((endpoint) => {
    const own = estimates.filter((estimate) => estimate.endpoint === endpoint);
    if (own.length === 0) return [];
    const preferred = own.filter((estimate) => estimate.preferred);
    const others = own.filter((estimate) => !estimate.preferred).map((estimate) => otherValue(estimate, preferred));
    return [{ endpoint, preferred, others }];
  });
}

function otherValue(estimate: Estimate, preferred: readonly Estimate[]): OtherValue {
  const instead = preferred.find((candidate) => patientsAndTime(candidate) === patientsAndTime(estimate)) ?? null;
  return { estimate, instead, reason: reasonFor(estimate, instead) };
}

function reasonFor(estimate: Estimate, instead: Estimate | null): OtherReason {
  if (instead === null) return 'kept-to-show';
  const isPrimary = ({ source }: Estimate) =>
    source.level === 'primary-fulltext' || source.level === 'primary-abstract';
  if (isPrimary(instead) && !isPrimary(estimate)) return 'second-hand';
  const hasInterval = ({ ci, se }: Estimate) => ci !== null || se !== null;
  if (hasInterval(instead) && !hasInterval(estimate)) return 'no-interval';
  if (instead.n !== null && estimate.n !== null && estimate.n < instead.n) return 'smaller-n';
  return 'kept-to-show';
}

function patientsAndTime({ endpoint, endpointDetail, timeYears, stratum }: Estimate): string {
  const { kmt2a, risk, arm, age, other } = stratum;
  return JSON.stringify([endpoint, endpointDetail?.en ?? null, timeYears, kmt2a, risk, arm, age, other?.en ?? null]);
}

/**
 * Ids of the figures that open on the comparison page for an endpoint: those that are not restricted by arm, age or
 * otherwise; where a trial has none, those of whole arms, and failing that all of them. Of one population a figure told
 * second hand gives way to those of the study's own reports. At most as many as one chart can tell apart.
 */
export function comparableIds(estimates: readonly Estimate[], endpoint: Endpoint, most: number): string[] {
  const all = estimates.filter((estimate) => estimate.endpoint === endpoint && estimate.chartable);
  const drawable = all.filter((estimate) => !all.some((other) => isToldFirstHand(other, estimate)));
  const byArm = drawable.filter(({ stratum }) => stratum.age === null && stratum.other === null);
  const whole = byArm.filter(({ stratum }) => stratum.arm === null);
  const chosen = [whole, byArm, drawable].find((choice) => choice.length > 0) ?? [];
  return chosen.slice(0, most).map(({ id }) => id);
}

/** More rows than this are a table, not a picture. */
const MOST_PICTURED = 10;

/** The figures of a study in one picture: endpoint by endpoint, each as the comparison page opens with them. */
export function picturedFigures(estimates: readonly Estimate[]): Estimate[] {
  return SURVIVAL_ENDPOINTS.flatMap((endpoint) =>
    comparableIds(estimates, endpoint, MOST_PICTURED).flatMap((id) => estimates.find((one) => one.id === id) ?? []),
  ).slice(0, MOST_PICTURED);
}

/** Whether the study's own report has a figure of the very patients that the other one is told of second hand. */
export function isToldFirstHand(one: Estimate, other: Estimate): boolean {
  const samePatients = JSON.stringify(one.stratum) === JSON.stringify(other.stratum);
  return samePatients && one.source.level !== 'review' && other.source.level === 'review';
}

/** The endpoint that a trial's comparison opens with, or null where a chart can draw none of its figures. */
export function mainEndpoint(estimates: readonly Estimate[]): SurvivalEndpoint | null {
  return (
    SURVIVAL_ENDPOINTS.find((endpoint) =>
      estimates.some((estimate) => estimate.chartable && estimate.endpoint === endpoint),
    ) ?? null
  );
}

/** The comparison page showing these figures. */
export function compareAddress(endpoint: Endpoint, ids: readonly string[]): string {
  return `/compare?endpoint=${endpoint}&series=${ids.join(',')}`;
}
