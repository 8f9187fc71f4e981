import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULE_SETS_IN_COHORT, categoryAt } from './classified-cohort';
import { answerCohort, type CohortMessage } from './request';
import { unitKey, type UnitAnswer } from './unit-questions';

const FILE = readFileSync(new URL('../tables/testing/files/21-cohort-wbc-per-microlitre.csv', import.meta.url), 'utf8');
const KEY = unitKey({ line: 2, fact: 'wbc', value: 340_000 });

async function classified(answer: UnitAnswer | null) {
  const said: CohortMessage[] = [];
  const units = answer === null ? {} : { [KEY]: answer };
  await answerCohort({ kind: 'classify', text: FILE, answers: {}, units }, (message) => said.push(message));
  const last = said.at(-1);
  if (last?.kind !== 'classified') throw new Error('no result');
  return last.result;
}

/** 21-cohort-wbc-per-microlitre.csv: 340,000 × 10⁹/L is asked about; 340 × 10⁹/L is above the cut of 300 for 120 days as well. */
describe('white cells that look like a count per µL', () => {
  test('are asked about, and the row is no patient before', async () => {
    const { questions, patients, codes } = await classified(null);
    expect(questions).toEqual([
      { line: 2, id: 'P1', fact: 'wbc', slip: 'wbc-per-microlitre', value: 340_000, instead: 340, answer: null },
    ]);
    expect(patients.map(({ id }) => id)).toEqual(['P2']);
    expect(codes).toHaveLength(RULE_SETS_IN_COHORT);
  });

  test.each<[UnitAnswer, number]>([
    ['other-unit', 340],
    ['as-written', 340_000],
  ])('%s', async (answer, wbc) => {
    const { questions, patients, codes } = await classified(answer);
    expect(questions[0]?.answer).toBe(answer);
    expect(patients.map(({ id, facts }) => [id, facts.wbc])).toEqual([
      ['P1', wbc],
      ['P2', 20],
    ]);
    expect(categoryAt(codes, 1, 0)).not.toBe('not-eligible');
  });
});
