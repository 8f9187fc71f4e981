import type { FactName, Facts } from '../facts';

/** Facts that answer one question between them. */
const SAME_QUESTION: readonly (readonly FactName[])[] = [
  ['kmt2a', 'kmt2aEvaluable', 'kmt2aPartner'],
  ['day8Blasts', 'prednisoneResponse'],
];

/** The facts with one question answered anew: what answered it before gives way, so that no contradiction arises. */
export function withAnswer(facts: Facts, answer: Facts): Facts {
  const remaining = { ...facts };
  for (const names of SAME_QUESTION) {
    if (names.some((name) => name in answer)) for (const name of names) delete remaining[name];
  }
  return { ...remaining, ...answer };
}
