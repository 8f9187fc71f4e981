import { describe, expect, test } from 'vitest';
import { all, any, compare, evaluate, is, not, type Condition } from '../condition';
import { alternativesOf, questionsIn, type Alternative } from './decision-table';
import { clausesOf } from '../rule-set';
import { ALL_RULE_SETS } from '../rule-sets/all-rule-sets';

/** A line of the table as one would write it down. */
function written(alternative: Alternative): string[] {
  return alternative.map((one) =>
    one.kind === 'number'
      ? `${one.question} ${one.relation} ${one.limit}`
      : `${one.question} ${one.negated ? 'not ' : ''}${String(one.value)}`,
  );
}

const clauses = ALL_RULE_SETS.flatMap(clausesOf);
const clause = (id: string): Condition => clauses.find((one) => one.id === id)?.condition ?? all();

describe('alternativesOf', () => {
  test('high risk of Interfant-06 has two ways, as rules.md 4.2 writes it', () => {
    expect(alternativesOf(clause('I06-HR')).map(written)).toEqual([
      ['kmt2a rearranged', 'ageDays < 183', 'wbc >= 300'],
      ['kmt2a rearranged', 'ageDays < 183', 'prednisoneResponse poor'],
    ]);
  });

  test('what is not under 183 days is 183 or more, and a poor response that does not hold stays a negation', () => {
    expect(alternativesOf(clause('I06-IR')).map(written)).toEqual([
      ['kmt2a rearranged', 'ageDays >= 183'],
      ['kmt2a rearranged', 'wbc < 300', 'prednisoneResponse not poor'],
    ]);
  });

  test('a condition that always holds is one line without requirements', () => {
    expect(alternativesOf(all())).toEqual([[]]);
    expect(alternativesOf(any())).toEqual([]);
    expect(alternativesOf(not(all(compare('wbc', '>', 1), compare('mrdEoi', '<=', 2)))).map(written)).toEqual([
      ['wbc <= 1'],
      ['mrdEoi > 2'],
    ]);
  });

  test.each(clauses.map(({ id, condition }) => [id, condition] as const))(
    '%s: the lines are true exactly when the condition is',
    (_id, condition) => {
      for (const ageDays of [0, 89, 90, 179, 180, 182, 183, 364, 365, 366, 395, 396])
        for (const wbc of [0, 299.9, 300])
          for (const [prednisoneResponse, kmt2a, cns] of [
            ['poor', 'rearranged', 'CNS3'],
            ['good', 'rearranged', 'CNS1'],
            ['not-evaluable', 'germline', 'CNS2'],
            ['good', 'not-evaluable', 'CNS3'],
          ])
            for (const kmt2aPartner of ['AFF1', 'MLLT3'])
              for (const [remissionEoi, mrd, mrdHr1] of [
                [true, 0.01, 'negative'],
                [false, 0.1, 'positive'],
                [true, 1, 'negative'],
              ]) {
                const values: Record<string, unknown> = {
                  ageDays,
                  wbc,
                  prednisoneResponse,
                  kmt2a,
                  cns,
                  cnsDay8: cns,
                  kmt2aPartner,
                  remissionEoi,
                  mrdEoi: mrd,
                  mrdBlina1: mrd,
                  mrdHr1,
                };
                const truth = (one: Condition): boolean | null =>
                  evaluate(one, (comparison) => holds(comparison, values));
                const lines = any(
                  ...alternativesOf(condition).map((line) =>
                    all(
                      ...line.map((one) =>
                        one.kind === 'category' && one.negated ? not(is(one.question, one.value as never)) : one,
                      ),
                    ),
                  ),
                );
                expect(truth(lines)).toBe(truth(condition));
              }
    },
  );
});

test('the columns of Interfant-21 are those that its groups ask for, in the order of the table', () => {
  expect(questionsIn(clauses.filter(({ id }) => id === 'I21-HR'))).toEqual(['ageDays', 'wbc', 'prednisoneResponse']);
  expect(questionsIn(clauses.filter(({ id }) => id === 'MB-IR'))).toEqual(['kmt2a', 'kmt2aPartner']);
});

function holds(
  comparison: Parameters<Parameters<typeof evaluate>[1]>[0],
  values: Readonly<Record<string, unknown>>,
): boolean {
  const value = values[comparison.question];
  if (comparison.kind === 'category') return value === comparison.value;
  const number = Number(value);
  const { relation, limit } = comparison;
  if (relation === '<') return number < limit;
  if (relation === '<=') return number <= limit;
  return relation === '>=' ? number >= limit : number > limit;
}
