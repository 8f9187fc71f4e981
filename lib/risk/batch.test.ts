import { describe, expect, test } from 'vitest';
import { classifyRow, flatColumns, flatRow, readJsonRow, type BatchRow } from './batch';
import { classify, PREPARED_RULE_SETS } from './classify';
import { ALL_RULE_SETS } from './rule-sets/all-rule-sets';

function cell(cells: string[], column: string): string | undefined {
  return cells[flatColumns().indexOf(column)];
}

const noted = (row: BatchRow): string[] => row.problems.map(({ fact, problem }) => `${String(fact)} ${problem}`);

describe('readJsonRow', () => {
  test('reads facts beside the id or below it', () => {
    const expected = { row: 1, id: '7', facts: { ageDays: 60 }, problems: [] };
    expect(readJsonRow({ id: 7, ageDays: 60 }, 1)).toEqual(expected);
    expect(readJsonRow({ id: '7', facts: { ageDays: 60, wbc: null } }, 1)).toEqual(expected);
    expect(readJsonRow({ facts: {} }, 1)).toEqual({ row: 1, id: null, facts: {}, problems: [] });
  });

  test.each<[unknown, string[]]>([
    [null, ['null facts-not-an-object']],
    [[60], ['null facts-not-an-object']],
    ['ageDays', ['null facts-not-an-object']],
    [{ id: 1, facts: null }, ['null facts-not-an-object']],
    [{ id: {}, ageDays: '60' }, ['id wrong-type', 'ageDays wrong-type']],
    [{ id: 1, facts: { sex: 'f' }, ageDays: 60 }, ['ageDays unknown-fact', 'sex unknown-fact']],
  ])('refuses %j', (input, problems) => {
    const row = readJsonRow(input, 1);
    expect(noted(row)).toEqual(problems);
    expect(classifyRow(row).answer).toBeNull();
  });
});

describe('flatRow', () => {
  test('has one cell for each column', () => {
    const cells = flatRow(classifyRow(readJsonRow({ id: 'a', ageDays: 60 }, 1)));
    expect(cells).toHaveLength(flatColumns().length);
    expect(new Set(flatColumns()).size).toBe(4 + ALL_RULE_SETS.length * 11);
    expect(flatRow(classifyRow(readJsonRow({ age: 60 }, 1)))).toHaveLength(flatColumns().length);
  });

  test('shows each result under its own rule set', () => {
    const cells = flatRow(
      classifyRow(readJsonRow({ id: 'a', ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdEoi: 0.02 }, 1)),
    );
    const shown = (field: string): string | undefined => cell(cells, `interfant-21.${field}`);
    expect(
      [
        'version',
        'status',
        'group',
        'possible',
        'decidedAt',
        'missing',
        'pending',
        'baselineGroup',
        'eligible',
        'subgroup',
        'because',
      ].map(shown),
    ).toEqual([
      '1',
      'classified',
      'IR',
      'HR IR',
      'end-of-induction',
      'mrdBlina1',
      'after-blina-1: mrdBlina1',
      'IR',
      'true',
      'MR-low',
      'I21-IR I21-EOI',
    ]);
    expect(cell(cells, 'interfant-21:review.subgroup')).toBe('');
    expect(cell(cells, 'total-xvi-infants.group')).toBe('HR');
  });

  test('shows conflicts, problems and what is unknown', () => {
    const contradictory = flatRow(
      classifyRow(
        readJsonRow({ kmt2a: 'germline', kmt2aPartner: 'AFF1', day8Blasts: 5, prednisoneResponse: 'poor' }, 1),
      ),
    );
    expect(cell(contradictory, 'conflicts')).toBe('kmt2a kmt2aPartner; day8Blasts prednisoneResponse');
    expect(cell(contradictory, 'mll-96.eligible')).toBe('');
    const refused = flatRow(classifyRow(readJsonRow({ id: 'b', ageDays: -1.5 }, 9)));
    expect(refused.slice(0, 5)).toEqual(['9', 'b', 'ageDays out-of-range; ageDays not-an-integer', '', '']);
    expect(refused.slice(4).every((text) => text === '')).toBe(true);
  });

  test('agrees with the answer for one patient, also under some rule sets only', () => {
    const two = PREPARED_RULE_SETS.slice(4, 6);
    const classified = classifyRow(readJsonRow({ ageDays: 60, kmt2a: 'rearranged' }, 1), two);
    expect(classified.answer).toEqual(classify({ ageDays: 60, kmt2a: 'rearranged' }, two));
    expect(flatColumns(two)).toHaveLength(flatRow(classified, two).length);
    expect(flatColumns(two)[15]).toBe('interfant-21:review.version');
    expect(flatColumns(two.slice(1))[4]).toBe('interfant-21:review.version');
  });
});
