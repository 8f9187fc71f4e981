import { describe, expect, test } from 'vitest';
import type { DecimalSign } from '@/lib/tables/numbers';
import { meantColumn, readCohort } from './reading';

const noted = (text: string): string[] =>
  readCohort(text).problems.map(
    ({ line, fact, value, problem }) => `${line} ${String(fact)} ${String(value)} ${problem}`,
  );

describe('readCohort', () => {
  test.each([
    ['comma', 'id,ageDays,wbc,remissionEoi\np1,60,12.5,TRUE\n'],
    ['semicolon and decimal comma', 'id;ageDays;wbc;remissionEoi\np1;60;12,5;true\n'],
    ['tab', 'id\tageDays\twbc\tremissionEoi\np1\t60\t12.5\ttrue\n'],
    ['JSON', '[{"id":"p1","ageDays":60,"wbc":12.5,"remissionEoi":true}]'],
    ['JSON with facts apart', '[{"id":"p1","facts":{"ageDays":60,"wbc":12.5,"remissionEoi":true}}]'],
  ])('%s', (_name, text) => {
    const { rows, problems, refused, total } = readCohort(text);
    expect(problems).toEqual([]);
    expect([refused, total]).toEqual([null, 1]);
    expect(rows[0]).toMatchObject({ id: 'p1', facts: { ageDays: 60, wbc: 12.5, remissionEoi: true } });
  });

  test('a wrong row stays out with its reasons, the others are kept', () => {
    const text =
      'id,ageDays,kmt2a,wbc\na,60,rearranged,20\nb,-1.5,Rearranged,\n\nc,90,,"12,5"\nd,91,,7,8\ne,92,germline,\n';
    expect(noted(text)).toEqual([
      '3 ageDays -1.5 out-of-range',
      '3 ageDays -1.5 not-an-integer',
      '3 kmt2a Rearranged not-in-list',
      '6 null 5 too-many-cells',
    ]);
    const { rows, total } = readCohort(text);
    expect(rows.map(({ row, id }) => `${row} ${String(id)}`)).toEqual(['2 a', '5 c', '7 e']);
    // The comma of a column in which nothing else has decimals is a decimal comma.
    expect(rows[1]?.facts).toMatchObject({ wbc: 12.5 });
    expect(total).toBe(5);
  });

  test.each([
    [
      'a point beside decimal commas',
      'ageDays;wbc;mrdEoi\n60;12,5;0,01\n61;1.234;0,02\n',
      ['3 wbc 1.234 ambiguous-number'],
    ],
    ['a comma before three digits', 'ageDays;wbc\n60;9\n61;1,020\n', ['3 wbc 1,020 ambiguous-number']],
    ['a unit', 'ageDays;wbc\n60;9\n61;12 G/L\n', ['3 wbc 12 G/L wrong-type']],
  ])('%s is a problem, never another number', (_, text, problems) => {
    expect(noted(text)).toEqual(problems);
  });

  test('words for a missing value are unknown facts; thousands among large numbers are thousands', () => {
    const { rows } = readCohort('id,ageDays,kmt2a,wbc\na,60,NA,"1,020"\nb,н/д,rearranged,300\n');
    expect(rows.map(({ facts }) => facts)).toEqual([
      { ageDays: 60, wbc: 1020 },
      { kmt2a: 'rearranged', wbc: 300 },
    ]);
  });

  test('a column that can be read in two ways is asked about, and the answer is its sign', () => {
    const text = 'id;wbc;mrdEoi\na;1.250;5×10⁻⁴\nb;9;10^-4\n';
    expect(readCohort(text)).toMatchObject({
      askedSigns: [{ column: 'wbc', example: '1.250' }],
      rows: [{ id: 'b', facts: { wbc: 9, mrdEoi: 0.0001 } }],
    });
    const wbcOf = (decimal: DecimalSign): unknown =>
      readCohort(text, { decimals: { wbc: decimal } }).rows.map(({ facts }) => facts?.wbc);
    expect([wbcOf('point'), wbcOf('comma')]).toEqual([
      [1.25, 9],
      [1250, 9],
    ]);
  });

  test('what was left out of the table, and ids that repeat, are named', () => {
    const { notes, repeatedIds, rows } = readCohort('# made up\nid,wbc\na,1\nb,2\na,3\nTotal,6\n', { rows: 'all' });
    expect(rows.map(({ id, facts }) => [id, facts?.wbc])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ]);
    expect(notes.map(({ code, lines }) => [code, lines])).toEqual([
      ['lines-above', [1]],
      ['summary-rows', [6]],
    ]);
    expect(repeatedIds).toEqual([{ id: 'a', lines: [3, 5] }]);
  });

  test('where ids repeat nothing is read before the reader has said which rows are patients', () => {
    const text = 'id,visit,ageDays,wbc\na,first,60,1\na,late,60,3\nb,first,90,2\nb,late,90,x\nc,first,80,5,7\n';
    const asked = readCohort(text, { leaveOutUnknown: true });
    expect(asked).toMatchObject({ refused: null, rows: [], problems: [], total: 5, notChosen: 0 });
    expect(asked.rowsQuestion?.repeated.offers).toEqual([
      { column: 1, value: 'first', rows: 2 },
      { column: 1, value: 'late', rows: 2 },
    ]);
    expect(asked.repeatedIds.map(({ id, lines }) => [id, lines])).toEqual([
      ['a', [2, 3]],
      ['b', [4, 5]],
    ]);
    const chosen = readCohort(text, { leaveOutUnknown: true, rows: { column: 1, value: 'first' } });
    expect(chosen.rows.map(({ id, facts }) => [id, facts?.wbc])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    // The row with too many cells has no visit that could be read: it stays a problem of its own.
    expect(chosen.problems.map(({ line, problem }) => [line, problem])).toEqual([[6, 'too-many-cells']]);
    expect([chosen.total, chosen.notChosen, chosen.repeatedIds]).toEqual([3, 2, []]);
    expect(readCohort('id,wbc\na,1\nb,2\n').rowsQuestion).toBeNull();
  });

  test('an empty cell is unknown, and so is a cell that a short row does not have', () => {
    expect(readCohort('ageDays,kmt2a,wbc\n60,,\n61\n').rows.map(({ facts }) => facts)).toEqual([
      { ageDays: 60 },
      { ageDays: 61 },
    ]);
  });

  // By hand: 0.05 % is 5 in 10,000 cells, 10⁻⁴ % one in a million; of other facts a percentage means nothing.
  test('residual disease may say that it is a percentage', () => {
    const { rows } = readCohort('id;mrdEoi;mrdBlina1\na;0,05%;1 %\nb;10^-4 %;0,01\n');
    expect(rows.map(({ facts }) => facts)).toEqual([
      { mrdEoi: 0.05, mrdBlina1: 1 },
      { mrdEoi: 0.0001, mrdBlina1: 0.01 },
    ]);
    expect(noted('id,wbc\na,20%\n')).toEqual(['2 wbc 20% wrong-type']);
  });

  test('the sign of a power of ten is no delimiter', () => {
    const { rows } = readCohort('id,mrdEoi\na,10^-2\nb,10^-4\n');
    expect(rows.map(({ id, facts }) => [id, facts?.mrdEoi])).toEqual([
      ['a', 0.01],
      ['b', 0.0001],
    ]);
  });

  test('a misspelt column stops everything until it is left out', () => {
    const text = 'id,ageDays,WBC,sex\na,60,400,f\n';
    expect(readCohort(text)).toMatchObject({ unknownColumns: ['WBC', 'sex'], rows: [], total: 1, refused: null });
    expect(readCohort(text, { leaveOutUnknown: true })).toMatchObject({
      unknownColumns: ['WBC', 'sex'],
      rows: [{ id: 'a', facts: { ageDays: 60 } }],
    });
  });

  test.each([
    ['WBC', 'wbc'],
    ['age_days', 'ageDays'],
    ['ID', 'id'],
    ['sex', null],
  ])('the name %s is perhaps %s', (name, meant) => expect(meantColumn(name)).toBe(meant));

  test.each([
    ['', 'no-rows'],
    ['a,b\n1,2\n', 'no-fact-column'],
    ['ageDays,wbc\n', 'no-rows'],
    ['{"ageDays":60', 'not-json'],
    ['{"ageDays":60}', 'not-a-list'],
    ['[]', 'no-rows'],
    ['[{"id":"a","ageDays":100},{"id":"b","ageDays":100,"ageDays":200}]', 'repeated-name'],
  ])('refuses %j as a whole', (text, refused) => {
    expect(readCohort(text).refused).toBe(refused);
  });

  test('JSON: the wrong value is shown as it stands there', () => {
    expect(noted('[{"ageDays":"60"},{"age":60},7]')).toEqual([
      '1 ageDays "60" wrong-type',
      '2 age 60 unknown-fact',
      '3 null null facts-not-an-object',
    ]);
  });
});
