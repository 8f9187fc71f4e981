import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { findEstimates, findReferences, findTrials } from '../queries.server';
import { notesIn } from '../references/notes-in';
import { riskEvidence } from './risk-evidence';
import type { RiskEvidence } from './risk-outcomes';
import { inShortNames } from './short-name';
import type { Locale } from '@/lib/i18n/routing';

/** Names, figures and references of the protocols that have a rule set. */
export async function findRiskEvidence(locale: Locale): Promise<RiskEvidence> {
  const protocols = [...new Set(ALL_RULE_SETS.map(({ protocol }) => protocol))];
  const [trials, estimates, references] = await Promise.all([
    findTrials(),
    findEstimates({ trials: protocols, preferred: true }),
    findReferences(),
  ]);
  return riskEvidence(
    inShortNames(trials, locale).filter(({ slug }) => protocols.includes(slug)),
    inShortNames(estimates, locale),
    notesIn(references, locale),
  );
}
