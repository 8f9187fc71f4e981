import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, PREPARED_RULE_SETS } from '../classify';
import type { Facts } from '../facts';
import { bandsAlong, briefAnswer, isSameAnswer } from './number-bands';
import { cutsOf, isInside, NUMBER_FACTS, type NumberFact } from './number-intervals';
import { ruleSetKey } from '../rule-sets/rule-set-key';

/** The bands of one rule set as text: where each begins, and its group or status. */
function along(fact: NumberFact, facts: Facts, key: string): string {
  const found = bandsAlong(fact, facts).find(({ prepared }) => ruleSetKey(prepared.ruleSet) === key);
  return (found?.bands ?? [])
    .map(
      ({ interval: { from }, answer }) =>
        `${from === null ? 'from 0' : `${from.after ? 'over' : 'from'} ${from.value}`}: ${answer.group ?? answer.status}${answer.subgroup === null ? '' : ` ${answer.subgroup}`}`,
    )
    .join(', ');
}

// Cut points and groups as rules.md, sections 4 and 5, print them.
describe('bandsAlong', () => {
  const young: Facts = { ageDays: 60, kmt2a: 'rearranged', wbc: 20, day8Blasts: 500 };

  test.each([
    ['ageDays', { ...young, wbc: 300 }, 'interfant-06', 'from 0: HR, from 183: IR, from 366: not-eligible'],
    ['ageDays', young, 'interfant-06', 'from 0: IR, from 366: not-eligible'],
    ['ageDays', young, 'aall0631', 'from 0: HR, from 90: IR, from 366: not-eligible'],
    ['ageDays', { ...young, cns: 'CNS1' }, 'mll-10', 'from 0: HR, from 180: IR, from 365: not-eligible'],
    ['ageDays', young, 'mll-96', 'from 0: HR, from 396: not-eligible'],
    ['ageDays', young, 'p9407', 'from 0: not-stratified, from 366: not-eligible'],
    ['wbc', young, 'interfant-06', 'from 0: IR, from 300: HR'],
    ['wbc', { ...young, ageDays: 183 }, 'interfant-06', 'from 0: IR'],
    ['day8Blasts', young, 'interfant-99', 'from 0: LR, from 1000: HR'],
    [
      'day8Blasts',
      { ...young, day8Blasts: null, prednisoneResponse: 'poor' },
      'interfant-99',
      'from 0: LR, from 1000: HR',
    ],
    ['mrdEoi', { ...young, remissionEoi: true }, 'interfant-21', 'from 0: IR MR-low, from 0.05: IR MR-high'],
    ['mrdEoi', young, 'interfant-21:review', 'from 0: IR, from 1: HR'],
    ['mrdBlina1', { ...young, remissionEoi: true }, 'interfant-21', 'from 0: IR, over 0.01: HR'],
    ['mrdEoi', { ageDays: 250, kmt2a: 'germline' }, 'all-baby-2021', 'from 0: LR, from 0.1: HR'],
  ] as const)('%s, %o, %s: %s %s', (fact, facts, key, expected) => {
    expect(along(fact, facts, key)).toBe(expected);
  });

  test('gives at every value the answer that classifying it gives', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 0.01, 0.05, 0.1, 1, 89, 90, 180, 183, 300, 364, 365, 366, 396, 1000),
      fc.nat(1500),
      fc.double({ min: 0, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBER_FACTS),
        value,
        fc.constantFrom<Facts>(
          young,
          { kmt2a: 'germline' },
          { ageDays: 200, kmt2aPartner: 'AFF1', cns: 'CNS3', remissionEoi: true },
          {},
        ),
        (fact, number, facts) => {
          const exact = fact === 'ageDays' ? Math.floor(number) : number;
          for (const { prepared, bands } of bandsAlong(fact, facts)) {
            const here = bands.filter(({ interval }) => isInside(interval, exact));
            expect(here).toHaveLength(1);
            const [band] = here;
            expect(
              band !== undefined && isSameAnswer(band.answer, briefAnswer(prepared, { ...facts, [fact]: exact })),
            ).toBe(true);
          }
        },
      ),
    );
  });

  test('asks only at the cut points', () => {
    const most = Math.max(
      ...PREPARED_RULE_SETS.flatMap(({ ruleSet }) => NUMBER_FACTS.map((fact) => cutsOf(ruleSet, fact).length)),
    );
    expect(most).toBe(2);
  });

  test('leaves contradictory facts aside as classifying does', () => {
    const facts: Facts = { ageDays: 200, kmt2a: 'germline', kmt2aPartner: 'AFF1' };
    const key = 'mll-96';
    const now = classify(facts).results.find((result) => ruleSetKey(result) === key);
    expect(now?.status).toBe('undetermined');
    expect(along('ageDays', facts, key)).toBe('from 0: undetermined, from 396: not-eligible');
  });
});
