import { describe, expect, test } from 'vitest';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { categoryAt, classifyInto, codeOf, countCategories, outcomeOf, RULE_SETS_IN_COHORT } from './classified-cohort';
import { layOutFlow } from './flow';
import { agreementOf, migrationBetween } from './migration';
import { readCohort } from './reading';

const place = (key: string): number => PREPARED_RULE_SETS.findIndex(({ ruleSet }) => ruleSetKey(ruleSet) === key);

/** Four infants whose groups rules.md gives: section 8, examples 1–4 and 9, and the limit of age. */
const TEXT = `id,ageDays,kmt2a,wbc,day8Blasts
a,60,rearranged,800,
b,183,rearranged,900,20000
c,250,germline,,
d,60,rearranged,20,
e,366,rearranged,400,2000
`;

function classified(text: string): {
  patients: { line: number; id: string | null; facts: object; conflicts: number }[];
  codes: Uint8Array;
} {
  const { rows } = readCohort(text);
  const codes = new Uint8Array(rows.length * RULE_SETS_IN_COHORT);
  const conflicts = classifyInto(codes, rows, 0, rows.length);
  return {
    patients: rows.map(({ row, id, facts }, i) => ({
      line: row,
      id,
      facts: facts ?? {},
      conflicts: conflicts[i] ?? 0,
    })),
    codes,
  };
}

describe('a classified cohort', () => {
  const cohort = classified(TEXT);

  test('every patient has the group of the worked examples', () => {
    const of = (key: string): string[] => cohort.patients.map((_, i) => categoryAt(cohort.codes, i, place(key)));
    expect(of('interfant-06')).toEqual(['HR', 'IR', 'LR', 'open', 'not-eligible']);
    expect(of('interfant-99')).toEqual(['open', 'HR', 'open', 'open', 'not-eligible']);
    expect(of('interfant-21')).toEqual(['HR', 'IR', 'not-eligible', 'open', 'not-eligible']);
    expect(of('mll-baby')).toEqual(['open', 'open', 'IR', 'open', 'not-eligible']);
    expect(of('aall0631')).toEqual(['HR', 'IR', 'LR', 'HR', 'not-eligible']);
    expect(of('p9407')).toEqual([...Array.from({ length: 4 }, () => 'not-stratified'), 'not-eligible']);
  });

  test('counts per rule set add up to the patients', () => {
    expect(countCategories(cohort)[place('interfant-06')]).toEqual({
      HR: 1,
      IR: 1,
      LR: 1,
      open: 1,
      'not-eligible': 1,
      'not-stratified': 0,
    });
    for (const counts of countCategories(cohort)) expect(Object.values(counts).reduce((a, b) => a + b)).toBe(5);
  });

  test('an open group keeps the groups still possible', () => {
    expect(outcomeOf(cohort.codes[3 * RULE_SETS_IN_COHORT + place('interfant-06')] ?? 0)).toEqual({
      category: 'open',
      possible: ['HR', 'IR'],
    });
    expect(outcomeOf(codeOf({ status: 'undetermined', group: null, possible: ['IR'] }))).toEqual({
      category: 'open',
      possible: ['IR'],
    });
    // A group that is settled now may still change later: it is its group, and not open.
    expect(outcomeOf(codeOf({ status: 'classified', group: 'IR', possible: ['HR', 'IR'] }))).toEqual({
      category: 'IR',
      possible: [],
    });
  });

  test('from Interfant-06 to AALL0631, counted by hand', () => {
    const migration = migrationBetween(cohort, place('interfant-06'), place('aall0631'));
    expect(migration.rows).toEqual(['HR', 'IR', 'LR', 'open', 'not-eligible']);
    expect(migration.columns).toEqual(['HR', 'IR', 'LR', 'not-eligible']);
    expect(migration.counts).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(migration.agreement).toEqual({ n: 3, same: 3, kappa: 1 });
  });
});

describe('agreementOf', () => {
  test('Cohen’s kappa by hand: (0.7 − 0.5) / (1 − 0.5)', () => {
    expect(
      agreementOf([
        [20, 5],
        [10, 15],
      ]),
    ).toEqual({ n: 50, same: 35, kappa: 0.4 });
  });

  test('three groups: observed 6/9, by chance (3·4 + 3·2 + 3·3)/81 = 1/3, so kappa 0.5', () => {
    expect(
      agreementOf([
        [3, 0, 0],
        [1, 1, 1],
        [0, 1, 2],
      ]),
    ).toEqual({ n: 9, same: 6, kappa: 0.5 });
  });

  test('no kappa where everybody is in one group, or nobody in any', () => {
    expect(
      agreementOf([
        [4, 0],
        [0, 0],
      ]),
    ).toEqual({ n: 4, same: 4, kappa: null });
    expect(
      agreementOf([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({ n: 0, same: 0, kappa: null });
  });
});

describe('layOutFlow', () => {
  const layout = layOutFlow(
    {
      rows: ['HR', 'IR'],
      columns: ['HR', 'IR', 'LR'],
      counts: [
        [20, 0, 10],
        [5, 5, 0],
      ],
      n: 40,
      agreement: { n: 0, same: 0, kappa: null },
    },
    400,
  );

  test('every patient is equally high on both sides, and bars do not touch', () => {
    expect(layout.left.map(({ n, height }) => [n, height])).toEqual([
      [30, 300],
      [10, 100],
    ]);
    expect(layout.right.map(({ n, height }) => [n, height])).toEqual([
      [25, 250],
      [5, 50],
      [10, 100],
    ]);
    for (const side of [layout.left, layout.right])
      side.slice(1).forEach((bar, i) => expect(bar.top).toBeGreaterThan((side[i]?.top ?? 0) + (side[i]?.height ?? 0)));
    expect(layout.height).toBe((layout.right.at(-1)?.top ?? 0) + 100);
  });

  test('bands fill their bars without a gap', () => {
    expect(layout.bands.map(({ from, to, n }) => [from, to, n])).toEqual([
      ['HR', 'HR', 20],
      ['HR', 'LR', 10],
      ['IR', 'HR', 5],
      ['IR', 'IR', 5],
    ]);
    expect(layout.bands.map(({ leftTop }) => leftTop - (layout.left[0]?.top ?? 0))).toEqual([0, 200, 322, 372]);
    const intoHigh = layout.bands.filter(({ to }) => to === 'HR');
    expect(intoHigh.map(({ rightTop, height }) => [rightTop, height])).toEqual([
      [0, 200],
      [200, 50],
    ]);
  });
});
