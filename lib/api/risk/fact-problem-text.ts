import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Unit } from '@/lib/risk/facts';
import type { FactProblem } from '@/lib/risk/validate';

const UNIT_KEYS: Record<Unit, KeysUnder<'apiPage.fact.unit'>> = {
  days: 'days',
  '10^9/L': 'wbc',
  'per-microlitre': 'perMicrolitre',
  percent: 'percent',
};

/** What is wrong with a fact and what would be right, as a sentence with the allowed values or the range and its unit. */
export function factProblemText({ fact, problem, allowed, range }: FactProblem, lookup: MessageLookup): string {
  const name = fact ?? '';
  if (problem === 'facts-not-an-object') return lookup('apiPage.fact.factsNotAnObject');
  if (problem === 'unknown-fact')
    return lookup('apiPage.fact.unknownFact', { fact: name, allowed: (allowed ?? []).join(', ') });
  if (allowed !== null) return lookup('apiPage.fact.list', { fact: name, allowed: allowed.join(', ') });
  if (range === null) return lookup('apiPage.fact.identifier', { fact: name });
  return lookup(range.integer ? 'apiPage.fact.wholeNumber' : 'apiPage.fact.number', {
    fact: name,
    minimum: String(range.minimum),
    unit: lookup(`apiPage.fact.unit.${UNIT_KEYS[range.unit]}`),
  });
}
