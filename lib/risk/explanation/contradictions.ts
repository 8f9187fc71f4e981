import { responseOfBlasts } from './derived-answers';
import { isKnown, type FactName, type Facts } from '../facts';
import type { Text } from '../sources';

/** Facts of which at least one must be wrong; `facts` is sorted. */
export type Conflict = { facts: FactName[]; message: Text };

/** A kind of contradiction. `involved` gives the facts to set aside, or none when they agree. */
export type Contradiction = { id: string; message: Text; involved: (facts: Facts) => FactName[] };

export const CONTRADICTIONS: readonly Contradiction[] = [
  {
    id: 'K1',
    message: {
      en: 'KMT2A is germline, yet a fusion partner is given',
      ru: 'KMT2A герминальный, но указан ген-партнёр',
    },
    involved: (facts: Facts): FactName[] =>
      facts.kmt2a === 'germline' && isKnown(facts.kmt2aPartner) ? ['kmt2a', 'kmt2aPartner'] : [],
  },
  {
    id: 'K2',
    message: {
      en: 'KMT2A is said not to be evaluable, yet a status or a partner is given',
      ru: 'Статус KMT2A не установлен, но указан результат или ген-партнёр',
    },
    involved: (facts: Facts): FactName[] => {
      if (facts.kmt2aEvaluable !== false) return [];
      const given = (['kmt2a', 'kmt2aEvaluable', 'kmt2aPartner'] as const).filter((fact) => isKnown(facts[fact]));
      return given.length > 1 ? given : [];
    },
  },
  {
    id: 'K3',
    message: {
      en: 'The day-8 blast count and the recorded response disagree',
      ru: 'Число бластов на 8-й день и записанный ответ не согласуются',
    },
    involved: ({ day8Blasts: blasts, prednisoneResponse: response }: Facts): FactName[] => {
      if (blasts === null || blasts === undefined || response === null || response === undefined) return [];
      return responseOfBlasts(blasts) === response ? [] : ['day8Blasts', 'prednisoneResponse'];
    },
  },
];

/**
 * Removes every fact of every contradiction, so that all rule sets treat them as unknown, and names them. All
 * contradictions are found in the facts as received; the union is set aside.
 */
export function setAsideContradictions(facts: Facts): { facts: Facts; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  for (const { message, involved } of CONTRADICTIONS) {
    const names = involved(facts);
    if (names.length > 0) conflicts.push({ facts: names, message });
  }
  if (conflicts.length === 0) return { facts, conflicts };
  const remaining = { ...facts };
  for (const conflict of conflicts) for (const name of conflict.facts) delete remaining[name];
  return { facts: remaining, conflicts };
}
