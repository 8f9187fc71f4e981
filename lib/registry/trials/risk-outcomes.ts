import type { RiskResult } from '@/lib/risk/classify';
import type { Kmt2aStatus } from '@/lib/risk/facts';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { SOURCES } from '@/lib/risk/sources';
import { toCitation, type Citation } from '../references/citation';
import type { PublishedEstimate } from '../estimate-filter';
import type { Enrolment, Reference } from '../schema';
import type { TrialSummary } from './summary';

/** What the risk pages show of a protocol's trial. */
export type ProtocolRecord = Pick<TrialSummary, 'slug' | 'acronym' | 'group'> & {
  enrolment: Pick<Enrolment, 'start' | 'end'>;
};

/** The evidence beside the rules: names of protocols by slug, figures of whole strata, and references by id. */
export type RiskEvidence = Readonly<{
  protocols: Readonly<Record<string, ProtocolRecord>>;
  estimates: readonly PublishedEstimate[];
  citations: Readonly<Record<string, Citation>>;
}>;

/** Puts together what the risk pages need of the evidence, and nothing else, since it travels to the browser. */
export function riskEvidence(
  trials: readonly TrialSummary[],
  estimates: readonly PublishedEstimate[],
  references: readonly Reference[],
): RiskEvidence {
  const figures = estimates.filter(isOfWholeStratum);
  const cited = new Set([...Object.keys(SOURCES), ...figures.map(({ source }) => source.ref)]);
  return {
    protocols: Object.fromEntries(
      trials.map(({ slug, acronym, group, enrolment: { start, end } }) => [
        slug,
        { slug, acronym, group, enrolment: { start, end } },
      ]),
    ),
    estimates: figures,
    citations: Object.fromEntries(
      references.filter(({ id }) => cited.has(id)).map((reference) => [reference.id, toCitation(reference)]),
    ),
  };
}

/** EFS and OS of a risk group as a whole: no arm, no age band and no other restriction, and the value to read where sources differ. */
function isOfWholeStratum({ endpoint, estimate, preferred, stratum }: PublishedEstimate): boolean {
  const restricted = stratum.arm !== null || stratum.age !== null || stratum.other !== null;
  return (endpoint === 'EFS' || endpoint === 'OS') && estimate !== null && preferred && !restricted;
}

/**
 * The published figures of exactly the stratum that a result puts a patient into, EFS first. A classified patient's
 * stratum is the protocol's group, whatever the KMT2A status; where only the part of the group with the patient's own
 * status is published, that part. A protocol that is not stratified is one stratum. A figure of a wider or another
 * population is none, even if the patient belongs to it; so is every figure while the group or the entry is open, and
 * under the review's reading of a protocol whose own groups are known, since the figures are of those.
 */
export function outcomesOf(
  { estimates }: RiskEvidence,
  result: Pick<RiskResult, 'protocol' | 'variant' | 'status' | 'group' | 'eligible'>,
  kmt2a: Kmt2aStatus | null,
): PublishedEstimate[] {
  if (result.eligible !== true || isOtherReading(result)) return [];
  const ofGroup = estimates.filter(({ trial, stratum }) => {
    if (trial !== result.protocol) return false;
    // Figures of a protocol with one treatment group may carry the name of that group.
    return result.status === 'not-stratified' || (result.group !== null && stratum.risk === result.group);
  });
  return (['EFS', 'OS'] as const).flatMap((endpoint) => {
    const figures = ofGroup.filter((figure) => figure.endpoint === endpoint);
    const whole = figures.filter(({ stratum }) => stratum.kmt2a === 'all');
    return whole.length > 0 ? whole : figures.filter(({ stratum }) => stratum.kmt2a === ofPatient(kmt2a));
  });
}

/** Whether a result is a second reading of a protocol that has a primary one. */
export function isOtherReading(result: Pick<RiskResult, 'protocol' | 'variant'>): boolean {
  return ruleSetKey(result) !== result.protocol;
}

function ofPatient(kmt2a: Kmt2aStatus | null): 'r' | 'g' | null {
  if (kmt2a === null) return null;
  return kmt2a === 'rearranged' ? 'r' : 'g';
}
