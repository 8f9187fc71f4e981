import type { RiskResult } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import type { Citation } from '../references/citation';
import type { PublishedEstimate } from '../estimate-filter';
import { groupKey } from '../grouping';
import { publishedInterval } from '../published-interval';
import type { Enrolment } from '../schema';
import { isToldFirstHand } from './outcome-groups';
import {
  contains,
  isNarrower,
  isSamePopulation,
  narrowed,
  populationOf,
  type StratumFacts,
} from './stratum-population';
import type { TrialSummary } from './summary';
import type { Endpoint } from '../vocabulary';

/** What the risk pages show of a protocol's trial. */
export type ProtocolRecord = Pick<TrialSummary, 'slug' | 'acronym' | 'group' | 'status'> & {
  enrolment: Pick<Enrolment, 'start' | 'end'>;
};

/** The evidence beside the rules: names of protocols by slug, figures of whole strata, and references by id. */
export type RiskEvidence = Readonly<{
  protocols: Readonly<Record<string, ProtocolRecord>>;
  estimates: readonly PublishedEstimate[];
  citations: Readonly<Record<string, Citation>>;
}>;

const QUOTED: readonly Endpoint[] = ['EFS', 'DFS', 'OS'];

/** Whether the risk pages quote figures of an endpoint. */
export function isQuoted(endpoint: Endpoint): boolean {
  return QUOTED.includes(endpoint);
}

type Result = Pick<RiskResult, 'protocol' | 'variant' | 'status' | 'group' | 'eligible'>;

/**
 * For each endpoint, EFS first, the published figures of the narrowest populations of this protocol that certainly contain
 * the patient: by risk group, KMT2A, partner and age. Where no such population has an EFS, its DFS stands there. A population is narrower than another when it is restricted in
 * everything in which the other is and in something besides. Where neither is narrower both are given: the study's own
 * report before what is told second hand, then the risk group, an interval before none, and more patients before fewer. Of one
 * population a figure told second hand gives way to those of the study's own reports; of several of one population, time zero and
 * horizon one with an interval stands, then that of more patients (not reported counts as fewest), then the first of the data
 * set. Figures of an arm or of a later choice (transplanted, MRD known) are none, since nothing says that the
 * patient would belong to them, nor are those of all ages; so is every figure while it is open whether the patient may be
 * entered, and under the review's reading of a protocol whose own groups are known, since the figures are of those.
 */
export function outcomesOf({ estimates }: RiskEvidence, result: Result, facts: StratumFacts): PublishedEstimate[] {
  if (result.eligible !== true || isOtherReading(result)) return [];
  const containing = estimates
    .filter(({ trial }) => trial === result.protocol)
    .flatMap((figure) => {
      const population = populationOf(figure.stratum);
      return population !== null && contains(population, result, facts)
        ? [{ figure, population, narrowed: narrowed(population) }]
        : [];
    });
  const has = (endpoint: Endpoint): boolean => containing.some(({ figure }) => figure.endpoint === endpoint);
  return QUOTED.filter((endpoint) => endpoint !== 'DFS' || !has('EFS')).flatMap((endpoint) => {
    const candidates = containing.filter(({ figure }) => figure.endpoint === endpoint);
    return candidates
      .filter(({ narrowed: own }) => !candidates.some(({ narrowed: other }) => isNarrower(other, own)))
      .filter(({ figure }) => !candidates.some((other) => isToldFirstHand(other.figure, figure)))
      .filter((one, _, rest) => rest.filter((other) => isSameQuantity(one, other)).toSorted(byPrecision)[0] === one)
      .map(({ figure }) => figure)
      .toSorted(byWeight);
  });
}

type Candidate = Readonly<{ figure: PublishedEstimate; population: Parameters<typeof isSamePopulation>[0] }>;

/** Of the same patients, counted from the same time zero to the same horizon. */
function isSameQuantity({ figure: a, population }: Candidate, { figure: b, population: other }: Candidate): boolean {
  const timeOf = ({ stratum, endpointDetail, timeZero, timeYears }: PublishedEstimate): string =>
    groupKey(stratum.arm, endpointDetail?.en, timeZero, timeYears);
  return isSamePopulation(population, other) && timeOf(a) === timeOf(b);
}

function byPrecision({ figure: a }: Candidate, { figure: b }: Candidate): number {
  const lacksInterval = (figure: PublishedEstimate): number => Number(publishedInterval(figure) === null);
  return lacksInterval(a) - lacksInterval(b) || (b.n ?? 0) - (a.n ?? 0);
}

/** What stands beside a row: of the first endpoint one figure for each of the narrowest populations. */
export function leading(figures: readonly PublishedEstimate[]): PublishedEstimate[] {
  const populations = new Set<string>();
  return figures.filter(({ endpoint, stratum }) => {
    const population = JSON.stringify(stratum);
    const leads = endpoint === figures[0]?.endpoint && !populations.has(population);
    populations.add(population);
    return leads;
  });
}

function byWeight(a: PublishedEstimate, b: PublishedEstimate): number {
  const weights = ({ source, stratum, n, ...uncertainty }: PublishedEstimate): number[] => [
    source.level === 'review' ? 0 : 1,
    stratum.risk === 'all' ? 0 : 1,
    uncertainty.ci === null && uncertainty.se === null ? 0 : 1,
    n ?? 0,
  ];
  const other = weights(b);
  return weights(a).reduce((order, weight, i) => order || (other[i] ?? 0) - weight, 0);
}

/** Whether a figure is of the risk group that the result puts the patient into, not of a wider population. */
export function isOfGroup(figure: PublishedEstimate, result: Pick<RiskResult, 'group'>): boolean {
  return result.group !== null && figure.stratum.risk === result.group;
}

/** Whether a result is a second reading of a protocol that has a primary one. */
export function isOtherReading(result: Pick<RiskResult, 'protocol' | 'variant'>): boolean {
  return ruleSetKey(result) !== result.protocol;
}
