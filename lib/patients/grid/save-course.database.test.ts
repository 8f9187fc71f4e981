import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { getPatient } from '../queries.server';
import type { PatientRecord } from '../records/record';
import { removeRecord, saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { courseCells } from './cells';
import { saveCourse } from './save-course.server';

let database: TestDatabase;
let anna: TestPerson;
let berta: TestPerson;
let boris: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  berta = await makePerson(database, 'berta', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
});
afterAll(() => database.drop());

let made = 0;
async function add(): Promise<PatientRecord> {
  made += 1;
  const values = { pseudonym: `G-${made}`, ageDays: '120', diagnosisDate: '2021-03-20', remissionDate: '2021-04-22' };
  return open((await createPatient(anna, values, options())).patientId ?? '');
}
async function open(id: string): Promise<PatientRecord> {
  const found = await getPatient(anna, id, options());
  if (found === null) throw new Error('the patient is not there');
  return found.record;
}
/** What the form sends: every stored cell as it was, and what is typed. */
function sent(record: PatientRecord, typed: FormValues, more: FormValues = {}): FormValues {
  const base = courseCells(record.records);
  return {
    ...base,
    ...typed,
    ...more,
    patientId: record.id,
    version: String(record.version),
    base: JSON.stringify(base),
  };
}
const save = (values: FormValues, by = anna): Promise<FormState> => saveCourse(by, values, options());
const mrd = (id: string, date: string, result = 'negative', valuePercent = ''): FormValues => ({
  [`mrd.${id}.date`]: date,
  [`mrd.${id}.timePoint`]: 'other',
  [`mrd.${id}.result`]: result,
  [`mrd.${id}.valuePercent`]: valuePercent,
});
const visit = (id: string, date: string): FormValues => ({
  [`follow-up.${id}.date`]: date,
  [`follow-up.${id}.status`]: 'alive-in-remission',
});

test('rows of several sections are stored by one saving, empty new rows are none', async () => {
  const record = await add();
  const [a, b, c, blank] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const values = {
    ...mrd(a, '22.4.21'),
    ...mrd(b, '1.6.21', 'quantified', '0,05'),
    ...visit(c, '1.3.22'),
    ...mrd(blank, '', ''),
  };
  const state = await save(sent(record, { ...values, [`mrd.${blank}.timePoint`]: '' }));
  expect(state).toMatchObject({ ok: true, fieldErrors: {} });
  const stored = await open(record.id);
  expect(stored.records.mrd).toMatchObject([
    { id: a, date: '2021-04-22', result: 'negative', valuePercent: null },
    { id: b, date: '2021-06-01', result: 'quantified', valuePercent: 0.05 },
  ]);
  expect(stored.records['follow-up']).toMatchObject([{ id: c, date: '2022-03-01' }]);
  expect(stored.version).toBe(record.version + 1);
});

test('one cell that cannot be read keeps everything out and is named by its cell', async () => {
  const record = await add();
  const [a, b] = [randomUUID(), randomUUID()];
  const state = await save(sent(record, { ...mrd(a, '22.4.21'), ...mrd(b, '31.2.21', 'perhaps') }));
  expect(state.ok).toBe(false);
  expect(state.fieldErrors).toEqual({ [`mrd.${b}.date`]: 'day', [`mrd.${b}.result`]: 'choose' });
  expect(state.values[`mrd.${b}.date`]).toBe('31.2.21');
  expect((await open(record.id)).records.mrd).toEqual([]);
});

test('with a cell that cannot be read everything else that is wrong is named at once', async () => {
  const record = await add();
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const death = { [`event.${c}.date`]: '31.2.21', [`event.${c}.kind`]: 'death' };
  const state = await save(sent(record, { ...mrd(a, '22.4.2999'), ...mrd(b, '22.4.21', 'perhaps'), ...death }));
  expect(state.fieldErrors).toEqual({
    [`mrd.${a}.date`]: 'date-in-future',
    [`mrd.${b}.result`]: 'choose',
    [`event.${c}.date`]: 'day',
  });
});

test('what a row has no use for is refused, never dropped', async () => {
  const record = await add();
  const id = randomUUID();
  const death = { [`event.${id}.date`]: '1.6.21', [`event.${id}.kind`]: 'death', [`event.${id}.lineage`]: 'same' };
  expect((await save(sent(record, death))).fieldErrors).toEqual({ [`event.${id}.lineage`]: 'not-for-this' });
});

test('rows that contradict each other or the diagnosis are named, whichever section they stand in', async () => {
  const record = await add();
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const death = { [`event.${a}.date`]: '1.6.21', [`event.${a}.kind`]: 'death' };
  const state = await save(sent(record, { ...death, ...visit(b, '1.7.21'), ...mrd(c, '1.3.21') }));
  expect(state.fieldErrors).toMatchObject({
    [`follow-up.${b}.date`]: 'date-after-death',
    [`event.${a}.date`]: 'records-after-death',
    [`mrd.${c}.date`]: 'date-before-diagnosis',
  });
});

test('the same sending twice stores once, and so does a changed one after a lost answer', async () => {
  const record = await add();
  const id = randomUUID();
  const first = sent(record, visit(id, '1.3.22'), { submission: randomUUID() });
  await save(first);
  expect(await save(first)).toMatchObject({ ok: true, storedBefore: true });
  const changed = { ...first, [`follow-up.${id}.date`]: '2.3.22' };
  expect(await save(changed)).toMatchObject({ ok: false, storedBefore: true });
  // The form goes on from what its first sending stored, under a key of its own.
  const base = JSON.stringify({
    ...courseCells(record.records),
    [`follow-up.${id}.date`]: '2022-03-01',
    [`follow-up.${id}.status`]: 'alive-in-remission',
  });
  expect(await save({ ...changed, base, version: '1', submission: randomUUID() })).toMatchObject({ ok: true });
  expect((await open(record.id)).records['follow-up']).toMatchObject([{ id, date: '2022-03-02' }]);
});

test('two people in one course keep what each changed; one cell changed by both is shown to the second', async () => {
  const record = await add();
  const id = randomUUID();
  await save(sent(record, mrd(id, '22.4.21')));
  const opened = await open(record.id);
  await save(sent(opened, { [`mrd.${id}.method`]: 'flow' }), berta);
  const other = randomUUID();
  const merged = await save(sent(opened, { [`mrd.${id}.timePoint`]: 'end-of-induction', ...visit(other, '1.3.22') }));
  expect(merged).toMatchObject({ ok: true, adopted: { [`mrd.${id}.method`]: 'flow' } });
  expect((await open(record.id)).records.mrd).toMatchObject([{ method: 'flow', timePoint: 'end-of-induction' }]);
  const both = await save(sent(opened, { [`mrd.${id}.method`]: 'ngs', ...visit(randomUUID(), '1.4.22') }));
  expect(both.conflict).toMatchObject({ fields: [`mrd.${id}.method`] });
  expect(both.conflict?.stored?.[`mrd.${id}.method`]).toBe('flow');
  expect((await open(record.id)).records['follow-up']).toHaveLength(1);
});

/** Cells that any course takes in any combination, with two values that are not what stands there. */
const FREE: readonly (readonly [row: number, field: string, values: readonly [string, string]])[] = [
  [0, 'method', ['flow', 'ngs']],
  [0, 'sensitivityPercent', ['0.01', 'UNK']],
  [1, 'method', ['flow', '']],
  [1, 'timePoint', ['relapse', 'before-hsct']],
  [2, 'agents', ['blinatumomab', 'NASK']],
  [2, 'cycle', ['1', '2']],
  [3, 'status', ['alive-with-disease', 'lost']],
];
const edits = fc.array(fc.constantFrom(undefined, 0 as const, 1 as const), {
  minLength: FREE.length,
  maxLength: FREE.length,
});

test('of any edits by two people, in either order, none is lost: it is stored, or shown to who comes second', async () => {
  await fc.assert(
    fc.asyncProperty(edits, edits, fc.boolean(), fc.nat(2), async (one, two, annaFirst, added) => {
      const record = await add();
      const ids = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const kinds = ['mrd', 'mrd', 'treatment', 'follow-up'];
      const treatment = {
        [`treatment.${ids[2]}.class`]: 'chemotherapy',
        [`treatment.${ids[2]}.startDate`]: '2021-03-21',
      };
      const rows = {
        ...mrd(ids[0] ?? '', '22.4.21'),
        ...mrd(ids[1] ?? '', '22.5.21'),
        ...visit(ids[3] ?? '', '1.3.22'),
      };
      expect((await save(sent(record, { ...rows, ...treatment }))).ok).toBe(true);
      const opened = await open(record.id);
      const typed = (chosen: readonly (0 | 1 | undefined)[]): FormValues =>
        Object.fromEntries(
          FREE.flatMap(([row, field, values], place) => {
            const value = chosen[place];
            return value === undefined ? [] : [[`${kinds[row]}.${ids[row]}.${field}`, values[value]]];
          }),
        );
      const news = Array.from({ length: added }, (_, place) => visit(randomUUID(), `1.${place + 5}.22`));
      const [first, second] = annaFirst ? [typed(one), typed(two)] : [typed(two), typed(one)];
      const before = courseCells(opened.records);
      expect((await save(sent(opened, Object.assign({}, first, ...news)), annaFirst ? anna : berta)).ok).toBe(true);
      const state = await save(sent(opened, second), annaFirst ? berta : anna);
      const changes = (cells: FormValues): [string, string | undefined][] =>
        Object.entries(cells).filter(([name, value]) => (before[name] ?? '') !== value);
      const clash = changes(second).filter(
        ([name, value]) => name in first && first[name] !== value && first[name] !== (before[name] ?? ''),
      );
      const now = courseCells((await open(record.id)).records);
      expect(now).toMatchObject(Object.fromEntries(changes(first)));
      expect(Object.keys(now).filter((name) => name.startsWith('follow-up') && name.endsWith('.date'))).toHaveLength(
        1 + added,
      );
      expect(state.conflict?.fields.toSorted() ?? []).toEqual(clash.map(([name]) => name).toSorted());
      if (clash.length === 0) expect(now).toMatchObject(Object.fromEntries(changes(second)));
      // What the second typed is handed back as it was typed.
      else expect(state.values).toMatchObject(second);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('a changed row whose record is gone is asked about and can be stored anew; an untouched one is let go', async () => {
  const record = await add();
  const [a, b] = [randomUUID(), randomUUID()];
  await save(sent(record, { ...mrd(a, '22.4.21'), ...mrd(b, '22.5.21') }));
  const opened = await open(record.id);
  for (const recordId of [a, b])
    await removeRecord(
      berta,
      { recordKind: 'mrd', recordId, patientId: record.id, version: String((await open(record.id)).version) },
      options(),
    );
  const typed = sent(opened, { [`mrd.${a}.method`]: 'flow' });
  expect(await save(typed)).toMatchObject({ ok: false, formError: 'not-found' });
  expect(await save({ ...typed, recordId: '' })).toMatchObject({ ok: true });
  expect((await open(record.id)).records.mrd).toMatchObject([{ id: a, method: 'flow' }]);
});

test('a death moved on lets later rows in by the same saving', async () => {
  const record = await add();
  const [a, b] = [randomUUID(), randomUUID()];
  await save(sent(record, { [`event.${a}.date`]: '1.6.21', [`event.${a}.kind`]: 'death' }));
  const opened = await open(record.id);
  expect(await save(sent(opened, { [`event.${a}.date`]: '1.8.21', ...visit(b, '1.7.21') }))).toMatchObject({
    ok: true,
  });
});

test('what is in the course already is not stored a second time', async () => {
  const record = await add();
  await saveRecord(
    anna,
    { patientId: record.id, version: '1', recordId: '', recordKind: 'follow-up', date: '2022-01-01', status: 'lost' },
    options(),
  );
  const id = randomUUID();
  const twin = { [`follow-up.${id}.date`]: '1.1.22', [`follow-up.${id}.status`]: 'lost' };
  expect((await save(sent(await open(record.id), twin))).fieldErrors).toEqual({
    [`follow-up.${id}.date`]: 'record-identical',
  });
});

test('nobody writes into the course of another site', async () => {
  const record = await add();
  expect(await save(sent(record, visit(randomUUID(), '1.3.22')), boris)).toMatchObject({
    ok: false,
    formError: 'not-found',
  });
});
