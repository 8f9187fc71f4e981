import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import { ruleSetOf } from '@/lib/patients/risk/course';
import { BASELINE_POINTS, type Facts } from '@/lib/risk/facts';
import { risksAtStart } from './risk-at-start';

/**
 * Two published figures of infants who are of one risk group by the rules of both protocols, treated by different ones.
 * `named`: a source says of its patients that they are of the other protocol's group; `equal`: the rules of the two
 * protocols put the same children into the two populations.
 */
export type LikePair = Readonly<{
  why: 'named' | 'equal';
  endpoint: SurvivalEndpoint;
  figures: readonly [PublishedEstimate, PublishedEstimate];
}>;

/** Horizons further apart are not set side by side. */
const MOST_YEARS_APART = 1;

/** Every like-for-like pair among the figures, in the order of the figures; of two populations the nearest horizons. */
export function likePairs(estimates: readonly PublishedEstimate[]): LikePair[] {
  const figures = estimates.flatMap((figure) => populationOf(figure) ?? []);
  const nearest = new Map<string, Found>();
  for (const [i, a] of figures.entries()) {
    for (const b of figures.slice(i + 1)) {
      const why = likeness(a, b);
      const apart = Math.abs(yearsOf(a) - yearsOf(b));
      if (why === null || apart > MOST_YEARS_APART) continue;
      const found = {
        why,
        endpoint: a.endpoint,
        figures: [a.figure, b.figure],
        apart,
        sum: yearsOf(a) + yearsOf(b),
      } as const;
      const key = `${a.key} ${b.key}`;
      const before = nearest.get(key);
      if (before === undefined || isNearer(found, before)) nearest.set(key, found);
    }
  }
  return [...nearest.values()].map(({ why, endpoint, figures: two }) => ({ why, endpoint, figures: two }));
}

type Found = LikePair & Readonly<{ apart: number; sum: number }>;

/** The nearer horizons; of equally near ones the later. */
function isNearer(a: Found, b: Found): boolean {
  return a.apart < b.apart || (a.apart === b.apart && a.sum > b.sum);
}

function yearsOf({ figure }: Population): number {
  return figure.timeYears ?? 0;
}

type Population = Readonly<{
  figure: PublishedEstimate;
  /** the same for figures of the same patients at other horizons */
  key: string;
  endpoint: SurvivalEndpoint;
  /** the group of another protocol that the source names */
  named: Readonly<{ protocol: string; risk: string }> | null;
}>;

/** A figure that may stand in a pair: of a whole stratum, or of one that its source names by the rules of another protocol. */
function populationOf(figure: PublishedEstimate): Population | null {
  const { preferred, chartable, estimate, timeYears, timeZero, endpointDetail, stratum, trial } = figure;
  const endpoint = SURVIVAL_ENDPOINTS.find((one) => one === figure.endpoint);
  if (!preferred || !chartable || estimate === null || timeYears === null || timeZero === 'unknown') return null;
  if (endpoint === undefined || endpointDetail !== null || stratum.arm !== null || stratum.age !== null) return null;
  if (ruleSetOf(trial) === null) return null;
  const named = stratum.alsoGroup ?? null;
  if (stratum.other !== null && named === null) return null;
  return { figure, key: JSON.stringify([trial, endpoint, timeZero, stratum]), endpoint, named };
}

function likeness(a: Population, b: Population): LikePair['why'] | null {
  const [one, other] = [a.figure, b.figure];
  const alike =
    a.endpoint === b.endpoint && one.timeZero === other.timeZero && one.stratum.kmt2a === other.stratum.kmt2a;
  if (!alike || one.trial === other.trial) return null;
  if (names(a, b) || names(b, a)) return 'named';
  if (a.named !== null || b.named !== null) return null;
  // Of whole cohorts by KMT2A alone the chart of trials shows more.
  if (one.stratum.risk === 'all' && other.stratum.risk === 'all') return null;
  return sameChildren(one, other) ? 'equal' : null;
}

function names({ named }: Population, { figure, named: own }: Population): boolean {
  return named !== null && own === null && named.protocol === figure.trial && named.risk === figure.stratum.risk;
}

/** What was found of two populations: rules do not change while the program runs. */
const SAME = new Map<string, boolean>();

/** Whether the rules of both protocols put the same ones of the children whom both would take into the two populations. */
function sameChildren(a: PublishedEstimate, b: PublishedEstimate): boolean {
  const key = [a, b].map(({ trial, stratum: { kmt2a, risk } }) => `${trial} ${kmt2a} ${risk}`).join('|');
  const known = SAME.get(key);
  if (known !== undefined) return known;
  const [one, other] = [membersOf(a), membersOf(b)];
  const shared = (one ?? []).flatMap((inA, i) => {
    const inB = other?.[i];
    return inA === null || inB === null || inB === undefined ? [] : [inA === inB];
  });
  const same = shared.length > 0 && shared.every(Boolean);
  SAME.set(key, same);
  return same;
}

/** Of each made-up child: of the population or not; null: not eligible. No list where the group is not settled by day 8. */
function membersOf({ trial, stratum }: PublishedEstimate): readonly (boolean | null)[] | null {
  const { kmt2a } = stratum;
  const answers = answersOf(trial);
  // Figures of a protocol with one treatment group may carry the name of that group.
  const risk = ruleSetOf(trial)?.ruleSet.stratification.kind === 'none' ? 'all' : stratum.risk;
  if (risk !== 'all' && (changesLater(trial) || answers.includes(null))) return null;
  return CHILDREN.map((child, i) => {
    const answer = answers[i] ?? null;
    if (answer === 'not-eligible') return null;
    const status = kmt2a === 'all' || (kmt2a === 'r') === (child.kmt2a === 'rearranged');
    return status && (risk === 'all' || answer === risk);
  });
}

/** A group that may be changed after day 8 is not what a figure of it says at the beginning. */
function changesLater(protocol: string): boolean {
  const stratification = ruleSetOf(protocol)?.ruleSet.stratification;
  return (
    stratification?.kind === 'groups' &&
    stratification.restratifications.some(({ point }) => !BASELINE_POINTS.includes(point))
  );
}

/** Presenting features of made-up children on both sides of every threshold of the rules of day 8. */
const AGES = [20, 89, 90, 179, 180, 182, 183, 300];
const WHITE_CELLS = [20, 299.9, 300];
const CNS = ['CNS1', 'CNS2', 'CNS3'] as const;
const BLASTS = [100, 1000];
/** No rule of day 8 asks for the partner; both are here for one that would. */
const MET_PARTNERS = ['AFF1', 'other'] as const;
const CHILDREN: readonly Facts[] = [...MET_PARTNERS, null].flatMap((partner) =>
  AGES.flatMap((ageDays) =>
    WHITE_CELLS.flatMap((wbc) =>
      CNS.flatMap((cns) =>
        BLASTS.map(
          (day8Blasts): Facts => ({
            ...{ ageDays, wbc, cns, cnsDay8: cns, day8Blasts, kmt2aEvaluable: true, kmt2aPartner: partner },
            kmt2a: partner === null ? 'germline' : 'rearranged',
            prednisoneResponse: day8Blasts >= 1000 ? 'poor' : 'good',
          }),
        ),
      ),
    ),
  ),
);

const ANSWERS = new Map<string, readonly (string | null)[]>();

function answersOf(protocol: string): readonly (string | null)[] {
  const known = ANSWERS.get(protocol);
  if (known !== undefined) return known;
  const answers = CHILDREN.map((child) => risksAtStart(child, [protocol])[protocol] ?? null);
  ANSWERS.set(protocol, answers);
  return answers;
}
