import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { makePerson, type TestPerson } from '../testing/sites';
import { dropFile, keepPiece } from './file.server';
import { checkImport, commitImport, findImports, readImport, undoImport } from './import.server';
import type { Choices } from './plan.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let monitor: TestPerson;
const options = () => ({ database: database.app, today: '2026-11-01' });
const reason = 'the centre sent its sheet';
const SHEET = `id,site,sex,age days,diagnosis date,wbc,MRD1 date,MRD1 time point,MRD1 value,death date
I-1,A,ж,60,2021-01-02,120,2021-02-05,EOI,0.05,2021-06-01
I-2,A,м,90,2021-03-01,12.5,,,,
I-3,A,м,190,2022-03-01,н/д,,,,
`;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  monitor = await makePerson(database, 'monitor', 'monitor', 'A');
});
afterAll(() => database.drop());

async function upload(bytes: Uint8Array | string, person = anna, name = 'sheet.csv'): Promise<Choices> {
  const file = randomUUID();
  const sent = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes);
  await keepPiece(person, { file, place: 0, name }, Uint8Array.from(sent), options());
  return { file, siteId: anna.siteId, sheet: null, columns: [] };
}
async function read(text: string): Promise<Choices> {
  const sent = await upload(text);
  const opened = await readImport(anna, sent, options());
  if (opened.refused !== null) throw new Error(opened.refused);
  return { ...sent, columns: opened.columns.map(({ target }) => ({ target })) };
}
async function importText(text: string, id: string = randomUUID()) {
  const choices = await read(text);
  const { digest } = await checkImport(anna, choices, options());
  return commitImport(anna, { ...choices, id, reason, digest }, options());
}
const statuses = async (text: string): Promise<string[]> =>
  (await checkImport(anna, await read(text), options())).outcomes.map(({ status }) => status);
/** Everything of patients, but for versions and moments. */
async function stored(): Promise<string> {
  const { rows } = await database.owner.query<{ said: string }>(
    `SELECT coalesce(string_agg((patient_rows(id) #- '{patient,version}' #- '{patient,updated_at}')::text, '' ORDER BY pseudonym), '') AS said FROM patient`,
  );
  return rows[0]?.said ?? '';
}
const asOwner = async (): Promise<string> => {
  await database.owner.query(`SELECT set_config('registry.viewer', '${anna.id}', false)`);
  return stored();
};

test('a sheet is imported whole, is the same when it comes again, and an edit is one change; each can be undone', async () => {
  const nothing = await asOwner();
  expect(await statuses(SHEET)).toEqual(['new', 'new', 'new']);
  const id = randomUUID();
  expect(await importText(SHEET, id)).toEqual({ done: 'imported', added: 3, changed: 0 });
  const first = await asOwner();
  expect(first).not.toBe(nothing);
  expect(await statuses(SHEET)).toEqual(['same', 'same', 'same']);
  // Sent again after a lost answer it is the same import.
  expect(await importText(SHEET, id)).toMatchObject({ done: 'before', added: 3 });
  expect(await importText(SHEET)).toMatchObject({ added: 0, changed: 0 });
  expect(await asOwner()).toBe(first);

  const edited = SHEET.replace('12.5', '13.5').replace('0.05', '0.06').replace('2021-06-01', '2021-07-01');
  const plan = await checkImport(anna, await read(edited), options());
  expect(plan.outcomes.flatMap(({ changes }) => changes)).toEqual([
    { of: 'mrd', field: 'valuePercent', before: '0.05', after: '0.06' },
    { of: 'event', field: 'date', before: '2021-06-01', after: '2021-07-01' },
    { of: 'patient', field: 'wbc', before: '12.5', after: '13.5' },
  ]);
  const edit = randomUUID();
  expect(await importText(edited, edit)).toEqual({ done: 'imported', added: 0, changed: 2 });
  // The first cannot be undone any more; the edit can, and then the first.
  expect(await undoImport(anna, id, options())).toBe('changed');
  expect(await undoImport(boris, edit, options())).toBe('not-found');
  expect(await undoImport(anna, edit, options())).toBeNull();
  expect(await asOwner()).toBe(first);
  expect(await undoImport(anna, edit, options())).toBe('undone');
  const { rows } = await database.owner.query(
    "SELECT count(*)::int AS n FROM audit_entry WHERE action = 'import' AND actor_id = $1",
    [anna.id],
  );
  expect(rows[0]).toEqual({ n: 4 });
  const { rows: why } = await database.owner.query(
    "SELECT DISTINCT reason FROM audit_entry WHERE table_name = 'mrd_measurement' AND action = 'insert'",
  );
  expect(why[0]).toEqual({ reason });
  expect((await findImports(anna, options())).map(({ undone }) => undone)).toEqual([true, false, false]);
});

test('an import that nothing has touched since is undone to nothing', async () => {
  const before = await asOwner();
  const id = randomUUID();
  await importText('id,age days,diagnosis date,relapse date\nU-1,60,2021-01-02,2021-05-05\n', id);
  expect(await undoImport(anna, id, options())).toBeNull();
  expect(await asOwner()).toBe(before);
});

test('what a column of a sheet of samples means is not what it means in a sheet of events', async () => {
  await importText('id,age days,diagnosis date\nS-1,300,2019-01-02\n');
  const mrd = 'id,date,time point,value\nS-1,2021-02-05,EOI,0.05\n';
  const sent = await upload(mrd, anna, 'mrd.csv');
  const opened = await readImport(anna, sent, options());
  if (opened.refused !== null) throw new Error(opened.refused);
  const choices = { ...sent, columns: opened.columns.map(({ target }) => ({ target })) };
  const { digest } = await checkImport(anna, choices, options());
  await commitImport(anna, { ...choices, id: randomUUID(), reason, digest }, options());
  const events = await readImport(
    anna,
    await upload('id,date,kind\nS-1,2021-06-05,relapse\n', anna, 'event.csv'),
    options(),
  );
  expect(events).toMatchObject({ columns: [{}, { target: 'event#.date' }, { target: 'event#.kind' }] });
  const again = await readImport(anna, await upload(mrd, anna, 'mrd.csv'), options());
  expect(again).toMatchObject({ columns: [{}, { target: 'mrd#.date' }, {}, {}] });
});

test('one row that cannot be imported keeps all of them out', async () => {
  const before = await asOwner();
  for (const [text, error] of [
    ['id,site,age days,diagnosis date\nR-1,A,60,2021-01-02\nR-2,B,60,2021-01-02\n', 'other-site'],
    ['id,age days,diagnosis date\nR-1,60,2021-01-02\nR-2,sixty,2021-01-02\n', 'number'],
    ['id,age days,diagnosis date,death date\nR-1,60,2021-01-02,2020-01-02\n', 'date-before-diagnosis'],
  ] as const) {
    const plan = await checkImport(anna, await read(text), options());
    expect(plan.outcomes.flatMap(({ problems }) => problems).map((one) => one.error)).toContain(error);
    expect(await importText(text)).toEqual({ done: 'refused', added: 0, changed: 0 });
  }
  expect(await asOwner()).toBe(before);
});

test('what changed between check and import is said, and likely doubles are shown', async () => {
  const text = 'id,sex,age days,diagnosis date\nD-1,f,61,2021-01-03\n';
  const choices = await read(text);
  const plan = await checkImport(anna, choices, options());
  expect(plan.doubles).toEqual([{ pseudonym: 'D-1', others: ['I-1'] }]);
  const input = { ...choices, id: randomUUID(), reason };
  expect(await commitImport(anna, { ...input, digest: 'f'.repeat(64) }, options())).toMatchObject({ done: 'stale' });
  const stop = AbortSignal.abort();
  await expect(commitImport(anna, { ...input, digest: plan.digest }, { ...options(), signal: stop })).rejects.toThrow();
  expect(await statuses(text)).toEqual(['new']);
});

test('of two at once one waits and finds everything there', async () => {
  const text = 'id,age days,diagnosis date\nT-1,10,2023-01-03\nT-2,200,2023-01-03\n';
  const done = await Promise.all([importText(text), importText(text)]);
  expect(done.map(({ added, done: how }) => `${how} ${added}`).sort()).toEqual(['imported 2', 'stale 0']);
});

test('nobody else sees the file, and only who enters patients at the site may import there', async () => {
  const choices = await read(SHEET);
  await expect(readImport(boris, { ...choices, siteId: boris.siteId }, options())).rejects.toMatchObject({
    code: 'not-found',
  });
  for (const person of [boris, monitor])
    await expect(checkImport(person, choices, options())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    keepPiece(monitor, { file: randomUUID(), place: 0, name: 'x' }, new Uint8Array([1]), options()),
  ).rejects.toThrow();
});

test('a file that may say who a child is is not kept', async () => {
  const sent = await upload('ФИО,age days\nx,1\n');
  expect(await readImport(anna, sent, options())).toEqual({ refused: 'identifying', columns: ['ФИО'] });
  await expect(readImport(anna, sent, options())).rejects.toMatchObject({ code: 'not-found' });
});

test('columns that leave open what they say are asked about before anything is read', async () => {
  const sent = await upload('id,age days,diagnosis date,wbc\nQ-1,60,05/03/2021,340000\n');
  const opened = await readImport(anna, sent, options());
  expect(opened.refused === null && opened.columns.map(({ questions }) => questions)).toEqual([
    [],
    [],
    ['order'],
    ['unit'],
  ]);
  const targets = opened.refused === null ? opened.columns.map(({ target }) => ({ target })) : [];
  await expect(checkImport(anna, { ...sent, columns: targets }, options())).rejects.toMatchObject({ code: 'invalid' });
  const answers = [{}, {}, { order: 'day-first' as const }, { unit: 'per-microlitre' as const }];
  const columns = targets.map((one, at) => ({ ...one, ...answers[at] }));
  const { outcomes } = await checkImport(anna, { ...sent, columns }, options());
  expect(outcomes[0]?.after).toMatchObject({ identity: { diagnosisDate: '2021-03-05' }, features: { wbc: 340 } });
});

test('whatever bytes come, there is an answer and nothing is written', async () => {
  const before = await asOwner();
  const zip = fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 400 }), zip), async (bytes) => {
      const sent = await upload(bytes);
      const opened = await readImport(anna, sent, options());
      if (opened.refused === null) {
        const columns = opened.columns.map(({ target }) => ({ target }));
        const plan = await checkImport(anna, { ...sent, columns }, options()).catch(() => null);
        expect(plan?.outcomes.every(({ status }) => status === 'refused') ?? true).toBe(true);
      }
      await dropFile(anna, sent.file, options());
    }),
    { numRuns: 60 },
  );
  expect(await asOwner()).toBe(before);
});
