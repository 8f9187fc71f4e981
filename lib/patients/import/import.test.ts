import { describe, expect, test } from 'vitest';
import { readTable } from '../../tables/read-text';
import { compareDraft, type Against } from './compare';
import type { Table } from '../../tables/table';
import { groupRows, type PatientDraft, type RowProblem } from './drafts';
import type { ColumnChoice } from './questions';
import { identifyingColumns, proposeTargets } from './mapping';
import { readCell } from './read-value';
import { readRearrangement } from './words/words';

const STYLE = { order: null, decimal: 'point', factor: 1, coded: false } as const;
const TODAY = '2026-11-01';
const AGAINST: Against = {
  ...{ siteId: 's', today: TODAY, pattern: null, protocols: new Set(['interfant-06']), locked: new Set() },
  newId: () => crypto.randomUUID(),
};

/** The rows of one table by patient. */
function draftsOf(
  table: Table,
  columns: readonly ColumnChoice[],
  site: Readonly<{ siteCode: string; today: string }>,
): { drafts: PatientDraft[]; loose: readonly RowProblem[] } {
  const { pseudonyms, loose, draft } = groupRows([{ table, columns, name: null }], site);
  return { drafts: pseudonyms.map(draft), loose };
}

describe('the columns of a centre', () => {
  test('are proposed by their names, English or Russian, of a patient or of records in a wide row', () => {
    const names = [
      'Код',
      'Пол',
      'Дата диагноза',
      'Age (days)',
      'WBC, x10^9/L',
      'MRD1_date',
      'MRD2 value',
      'HSCT_date',
      'relapse_date',
      'дата смерти',
      'shoe size',
    ];
    expect(proposeTargets(names, {}, 'patient')).toEqual([
      ...['patient.pseudonym', 'patient.sex', 'patient.diagnosisDate', 'patient.ageDays', 'patient.wbc'],
      ...['mrd#1.date', 'mrd#2.valuePercent', 'transplant#1.date', 'event#relapse.date', 'event#death.date', null],
    ]);
  });

  test('are those of our own fields on a sheet of records, and what the site said before goes first', () => {
    expect(proposeTargets(['pseudonym', 'site', 'date', 'timePoint'], {}, 'mrd')).toEqual([
      'patient.pseudonym',
      'patient.site',
      'mrd#.date',
      'mrd#.timePoint',
    ]);
    expect(proposeTargets(['Shoe size', 'id'], { 'shoe size': 'patient.wbc', id: null }, 'patient')).toEqual([
      'patient.wbc',
      null,
    ]);
  });

  test('that say who a child is are found', () => {
    expect(identifyingColumns(['ФИО', 'Date of birth', 'sex', 'Protocol name'])).toEqual(['ФИО', 'Date of birth']);
  });
});

describe('a cell', () => {
  test.each([
    ['м', 'sex', 'sex', { sex: 'male' }],
    ['Да', 'testicular', 'yesNo', { testicular: 'yes' }],
    ['43831', 'date', 'date', { date: '2020-01-01' }],
    ['5 марта 2021 г.', 'date', 'date', { date: '2021-03-05' }],
    ['03.2021', 'date', 'date', { date: '2021-03' }],
    ['12.5', 'wbc', 'number', { wbc: '12.5' }],
    ['UNK', 'sex', 'sex', { sex: 'UNK' }],
    ['н/д', 'sex', 'sex', null],
    ['NA', 'sex', 'sex', null],
  ] as const)('%s is read', (cell, field, takes, values) => {
    expect(readCell(cell, field, takes, STYLE, TODAY)).toEqual({ values });
  });

  test.each([
    ['05/03/2021', 'date', 'day-ambiguous'],
    ['31.02.2021', 'date', 'day'],
    ['soon', 'date', 'day'],
    ['12 G/L', 'number', 'number'],
    ['x', 'sex', 'choose'],
  ] as const)('%s is no value and no gap, but an error', (cell, takes, error) => {
    expect(readCell(cell, 'field', takes, STYLE, TODAY)).toEqual({ error });
  });

  // Bands by the Mitelman database: ENL 19p13.3, ELL 19p13.1, EPS15 1p32, MLLT11 1q21, TET1 10q21.
  test.each([
    ['t(4;11)', 'AFF1'],
    ['t(4;11)(q21;q23)', 'AFF1'],
    ['t(9;11)(p21.3;q23.3)', 'MLLT3'],
    ['t(10;11)(p12;q23)', 'MLLT10'],
    ['t(10;11)(q21;q23)', 'other'],
    ['t(11;19)(q23;p13.3)', 'MLLT1'],
    ['t(11;19)(q23.3;p13.11)', 'other'],
    ['t(1;11)(p32;q23)', 'EPS15'],
    ['t(1;11)(q21;q23)', 'other'],
    ['MLL-AF9', 'MLLT3'],
    ['KMT2A::MLLT1', 'MLLT1'],
    // Which gene, or whether KMT2A at all, is left open.
    ['t(11;19)', null],
    ['t(11;19)(q23;p13)', null],
    ['t(1;11)', null],
    ['t(4;11)(q21;p15)', null],
    ['t(1;22)', null],
  ])('%s names the partner %s', (said, partner) => {
    expect(readRearrangement(said)).toBe(partner);
  });
});

describe('a draft', () => {
  const read = (text: string) => {
    const table = readTable(text);
    const targets = proposeTargets(
      table.view.columns.map(({ name }) => name),
      {},
      'patient',
    );
    return draftsOf(
      table,
      targets.map((target) => ({ target })),
      { siteCode: 'A', today: TODAY },
    );
  };

  test('of a wide row becomes a patient with its records; the death is one event', () => {
    const { drafts } = read(
      'id,site,sex,age days,diagnosis date,MRD1 date,MRD1 time point,MRD1 value,death date\nA-1,a,ж,60,2021-01-02,2021-02-05,EOI,0.05,2021-06-01\n',
    );
    const outcome = compareDraft(drafts[0] ?? ({} as never), null, AGAINST);
    expect(outcome.problems).toEqual([]);
    expect([outcome.status, outcome.after?.identity.sex, outcome.after?.identity.ageDays]).toEqual([
      'new',
      'female',
      60,
    ]);
    expect(outcome.after?.records.mrd).toMatchObject([
      { date: '2021-02-05', timePoint: 'end-of-induction', result: 'quantified', valuePercent: 0.05 },
    ]);
    expect(outcome.after?.records.event).toMatchObject([{ kind: 'death', date: '2021-06-01' }]);
    // The same again is the same, and one cell more is one change.
    const stored = outcome.after;
    expect(compareDraft(drafts[0] ?? ({} as never), stored, AGAINST).status).toBe('same');
    const more = read('id,wbc\nA-1,300\n').drafts[0];
    expect(compareDraft(more ?? ({} as never), stored, AGAINST)).toMatchObject({
      status: 'changed',
      changes: [{ of: 'patient', field: 'wbc', before: '', after: '300' }],
    });
  });

  test('is refused with row, column and value', () => {
    const { drafts, loose } = read(
      'id,site,age days,diagnosis date,sex\nA-1,B,60,2021-01-02,ж\nA-2,A,60,2021-13-02,m\n,A,1,2021-01-01,m\nA-3,A,60,2021-01-02,f\nA-3,A,61,2021-01-02,f\n',
    );
    const problems = drafts.map((draft) => compareDraft(draft, null, AGAINST).problems);
    expect(problems[0]).toEqual([{ line: 2, column: 'site', value: 'B', error: 'other-site' }]);
    expect(problems[1]?.[0]).toEqual({ line: 3, column: 'diagnosis date', value: '2021-13-02', error: 'day' });
    expect(loose).toEqual([{ line: 4, column: 'id', value: '', error: 'no-pseudonym' }]);
    expect(problems[2]).toEqual([{ line: 6, column: 'age days', value: '61', error: 'contradicts-row' }]);
  });

  test('whose cell cannot be read is refused for that alone, and not as if the cell were empty', () => {
    const { drafts } = read(
      'id,age days,diagnosis date,MRD1 date,MRD1 time point,MRD1 value %\nA-1,ninety,2021-02-31,5th week,EOI,0.05\nA-2,,2021-02-03,,,\n',
    );
    const problems = drafts.map((draft) => compareDraft(draft, null, AGAINST).problems);
    expect(problems[0]?.map(({ column, value }) => [column, value])).toEqual([
      ['age days', 'ninety'],
      ['diagnosis date', '2021-02-31'],
      ['MRD1 date', '5th week'],
    ]);
    expect(problems[1]).toEqual([{ line: 3, column: 'ageDays', value: '', error: 'required' }]);
    const known = read('id,age days,diagnosis date\nA-1,60,2021-01-02\n').drafts[0] ?? ({} as never);
    const stored = compareDraft(known, null, AGAINST).after;
    const late = read('id,MRD1 date,MRD1 value %\nA-1,someday,0.05\n').drafts[0] ?? ({} as never);
    expect(compareDraft(late, stored, AGAINST).problems.map(({ column, error }) => [column, error])).toEqual([
      ['MRD1 date', 'day'],
      ['mrd.timePoint', 'choose'],
    ]);
  });

  test('whose dates contradict says which, in its own row', () => {
    const { drafts } = read('id,diagnosis date,age days\nA-1,2031-02-03,60\n');
    expect(compareDraft(drafts[0] ?? ({} as never), null, AGAINST).problems).toEqual([
      { line: 2, column: 'patient.diagnosisDate', value: '2031-02-03', error: 'date-in-future' },
    ]);
    const rows = read(
      'id,age days,diagnosis date,relapse date\nA-1,60,2021-01-02,2021-05-06\nA-1,60,2021-01-02,2020-01-02\n',
    );
    expect(compareDraft(rows.drafts[0] ?? ({} as never), null, AGAINST).problems).toContainEqual({
      ...{ line: 3, column: 'event.date', value: '2020-01-02', error: 'date-before-diagnosis' },
    });
  });

  test('is refused where the dates contradict', () => {
    const { drafts } = read('id,age days,diagnosis date,relapse date\nA-1,60,2021-01-02,2020-01-02\n');
    expect(compareDraft(drafts[0] ?? ({} as never), null, AGAINST).problems.map(({ error }) => error)).toContain(
      'date-before-diagnosis',
    );
  });

  test('says of a failed induction what the file says once, in whichever of its sheets it was edited', () => {
    const rows = 'id,age days,diagnosis date,cr eoi,induction failure,induction failure date\n';
    const first = read(`${rows}A-1,60,2021-01-02,no,yes,2021-02-10\n`).drafts[0] ?? ({} as never);
    const { after: stored, problems, changes } = compareDraft(first, null, AGAINST);
    expect(problems).toEqual([]);
    expect(changes.filter(({ of }) => of === 'event')).toHaveLength(2);
    expect(changes.map(({ field }) => field)).not.toContain('inductionFailure');
    const id = stored?.records.event[0]?.id ?? '';
    /** The sheet of patients, and that of events, as an export writes both. */
    const both = (ofPatient: string, ofEvent: string): PatientDraft => ({
      ...first,
      records: [
        { kind: 'event', line: 2, sheet: 'patient', values: { kind: 'induction-failure', date: ofPatient } },
        { kind: 'event', line: 2, sheet: 'event', id, values: { kind: 'induction-failure', date: ofEvent } },
      ],
    });
    const moved = { of: 'event', field: 'date', before: '2021-02-10', after: '2021-02-12' };
    expect(compareDraft(both('2021-02-10', '2021-02-10'), stored, AGAINST).status).toBe('same');
    expect(compareDraft(both('2021-02-12', '2021-02-10'), stored, AGAINST).changes).toEqual([moved]);
    expect(compareDraft(both('2021-02-10', '2021-02-12'), stored, AGAINST).changes).toEqual([moved]);
    expect(compareDraft(both('2021-02-11', '2021-02-12'), stored, AGAINST).problems.map(({ error }) => error)).toEqual([
      'contradicts-row',
    ]);
    // That there was none, is said of the patient; against its event it is refused.
    const none = read(`${rows}A-1,60,2021-01-02,no,no,\n`).drafts[0] ?? ({} as never);
    expect(compareDraft(none, null, AGAINST).after?.response.failureExcluded).toBe(true);
    expect(compareDraft(none, stored, AGAINST).problems.map(({ error }) => error)).toEqual(['failure-recorded']);
    const undated = read('id,age days,diagnosis date,induction failure\nA-1,60,2021-01-02,yes\n').drafts[0];
    expect(compareDraft(undated ?? ({} as never), null, AGAINST).problems).toEqual([
      { line: 2, column: 'inductionFailureDate', value: '', error: 'required' },
    ]);
    // An event that comes later takes the answer back.
    const said = compareDraft(none, null, AGAINST).after;
    const later = read('id,induction failure date\nA-1,2021-02-10\n').drafts[0] ?? ({} as never);
    expect(compareDraft(later, said, AGAINST).changes).toContainEqual({
      ...{ of: 'patient', field: 'inductionFailure', before: 'no', after: 'yes' },
    });
    expect(compareDraft(later, said, AGAINST).after?.response.failureExcluded).toBeNull();
  });
});
