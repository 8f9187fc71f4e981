import { LEVELS } from '@/lib/risk/sources';
import type { PublishedEstimate } from '../estimate-filter';
import { toCitation } from '../references/citation';
import { forReaders } from '../references/for-readers';
import type { Reference } from '../schema';
import { isQuoted, type RiskEvidence } from './risk-outcomes';
import { populationOf } from './stratum-population';
import type { TrialSummary } from './summary';

/** Puts together what the risk pages need of the evidence, and nothing else, since it travels to the browser. */
export function riskEvidence(
  trials: readonly TrialSummary[],
  estimates: readonly PublishedEstimate[],
  references: readonly Reference[],
): RiskEvidence {
  const figures = estimates.filter(isQuotable);
  const cited = new Set([...Object.keys(LEVELS), ...figures.map(({ source }) => source.ref)]);
  return {
    protocols: Object.fromEntries(
      trials.map(({ slug, acronym, group, status, enrolment: { start, end } }) => [
        slug,
        { slug, acronym, group, status, enrolment: { start, end } },
      ]),
    ),
    estimates: forReaders(figures),
    citations: Object.fromEntries(
      references.filter(({ id }) => cited.has(id)).map((reference) => [reference.id, toCitation(reference)]),
    ),
  };
}

/** The endpoints that are quoted, with a value, of a population that is described by facts alone, and the value to read where sources differ. */
function isQuotable({ endpoint, estimate, preferred, stratum }: PublishedEstimate): boolean {
  const valued = isQuoted(endpoint) && estimate !== null && preferred;
  return valued && populationOf(stratum) !== null;
}
