import type { CategoryValues, NumberQuestion, Question } from '../condition';
import { isKnown, type FactName, type Facts } from '../facts';

/** Blasts per µL of blood on day 8 from which the prednisone response is poor; 1000 itself is poor (dordelmann-1999, abstract). */
export const POOR_RESPONSE_FROM = 1000;

/** The answer to each question, null where it is unknown. */
export type Answers = { [Q in NumberQuestion]: number | null } & {
  [Q in keyof CategoryValues]: CategoryValues[Q] | null;
};

/**
 * What the facts say, question by question. `from` names the fact an answer was taken from. `kmt2aEvaluable` true
 * excludes *not evaluable* while the status itself is unknown.
 */
export type DerivedAnswers = { answers: Answers; from: Record<Question, FactName | null>; kmt2aEvaluable: boolean };

/** The day-8 response that a number of blasts per µL of blood stands for. */
export function responseOfBlasts(blasts: number): 'good' | 'poor' {
  return blasts >= POOR_RESPONSE_FROM ? 'poor' : 'good';
}

/**
 * Derives the KMT2A status and the prednisone response; the other answers are facts as they stand. A known partner
 * means a rearrangement, and a count of blasts goes before a recorded category. Facts must be free of contradictions.
 */
export function deriveAnswers(facts: Facts): DerivedAnswers {
  const blasts = facts.day8Blasts ?? null;
  const direct = (fact: FactName): FactName | null => (isKnown(facts[fact]) ? fact : null);
  return {
    answers: {
      ageDays: facts.ageDays ?? null,
      wbc: facts.wbc ?? null,
      mrdEoi: facts.mrdEoi ?? null,
      mrdBlina1: facts.mrdBlina1 ?? null,
      kmt2a: facts.kmt2a ?? (isKnown(facts.kmt2aPartner) ? 'rearranged' : notEvaluable(facts)),
      kmt2aPartner: facts.kmt2aPartner ?? null,
      prednisoneResponse: blasts === null ? (facts.prednisoneResponse ?? null) : responseOfBlasts(blasts),
      cns: facts.cns ?? null,
      cnsDay8: facts.cnsDay8 ?? null,
      remissionEoi: facts.remissionEoi ?? null,
      mrdHr1: facts.mrdHr1 ?? null,
    },
    from: {
      ageDays: direct('ageDays'),
      wbc: direct('wbc'),
      mrdEoi: direct('mrdEoi'),
      mrdBlina1: direct('mrdBlina1'),
      kmt2a: direct('kmt2a') ?? direct('kmt2aPartner') ?? direct('kmt2aEvaluable'),
      kmt2aPartner: direct('kmt2aPartner'),
      prednisoneResponse: direct('day8Blasts') ?? direct('prednisoneResponse'),
      cns: direct('cns'),
      cnsDay8: direct('cnsDay8'),
      remissionEoi: direct('remissionEoi'),
      mrdHr1: direct('mrdHr1'),
    },
    kmt2aEvaluable: facts.kmt2aEvaluable === true,
  };
}

function notEvaluable(facts: Facts): 'not-evaluable' | null {
  return facts.kmt2aEvaluable === false ? 'not-evaluable' : null;
}
