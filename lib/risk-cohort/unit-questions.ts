import type { BatchRow } from '@/lib/risk/batch';
import { unitSlips, type UnitSlip } from '@/lib/risk/numbers/unit-slips';

/** What the reader says of a number: it is right as written, or it was meant in the other unit. */
export type UnitAnswer = 'as-written' | 'other-unit';
/** Answers by `unitKey`. */
export type UnitAnswers = Readonly<Record<string, UnitAnswer>>;

/** A number that looks like another unit, with the answer; null: not answered yet. */
export type UnitQuestion = UnitSlip & Readonly<{ line: number; id: string | null; answer: UnitAnswer | null }>;

/** Names a question by its row, its fact and the value, so that an answer does not outlive another text. */
export function unitKey({ line, fact, value }: Pick<UnitQuestion, 'line' | 'fact' | 'value'>): string {
  return `${line} ${fact} ${value}`;
}

/**
 * The rows with the numbers that the reader has settled, and every question. A row with an open question is left out: it
 * would stand in a group for which nobody vouches.
 */
export function settleUnits(
  rows: readonly BatchRow[],
  answers: UnitAnswers,
): Readonly<{ rows: BatchRow[]; questions: UnitQuestion[] }> {
  const settled: BatchRow[] = [];
  const questions: UnitQuestion[] = [];
  for (const row of rows) {
    const own = unitSlips(row.facts ?? {}).map((slip): UnitQuestion => {
      const question = { ...slip, line: row.row, id: row.id };
      return { ...question, answer: answers[unitKey(question)] ?? null };
    });
    questions.push(...own);
    if (own.some(({ answer }) => answer === null)) continue;
    const corrected = own.filter(({ answer, instead }) => answer === 'other-unit' && instead !== null);
    const facts = Object.fromEntries(corrected.map(({ fact, instead }) => [fact, instead]));
    settled.push(corrected.length === 0 ? row : { ...row, facts: { ...row.facts, ...facts } });
  }
  return { rows: settled, questions };
}
