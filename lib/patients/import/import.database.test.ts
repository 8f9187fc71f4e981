import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { settleList } from '../list/settled.server';
import { renewObservations } from '../observations/keep.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { importWork } from '../testing/import-work.server';
import { dropFile, keepPiece } from './file.server';
import { findImports } from './import.server';
import { findFindings, findJob, keepAlive, startJob, stopJob } from './job/jobs.server';
import { runJob } from './job/run-job.server';
import { questionsOf } from './questions';
import type { ImportReport } from './report';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let monitor: TestPerson;
const options = () => ({ database: database.app, today: '2026-11-01' });
const reason = 'the centre sent its sheet';
const whyUndone = 'the wrong sheet was sent';
const SHEET = `id,site,sex,age days,diagnosis date,wbc,MRD1 date,MRD1 time point,MRD1 value %,death date
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

const steps = (person = anna) => importWork(person, options());
const read = (text: string) => steps().read(text);
const check = async (text: string) => steps().check(await read(text));
const statuses = async (text: string): Promise<string[]> => (await check(text)).patients.map(({ status }) => status);
const importText = async (text: string, id?: string) => steps().commit((await check(text)).id, reason, id);
const undo = async (id: string): Promise<unknown> =>
  ((await steps().work('undo', { import: id, reason: whyUndone })).result as { why: string | null }).why;
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
  expect(await importText(SHEET, id)).toMatchObject({ done: 'imported', added: 3 });
  await database.app.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT set_config('registry.viewer', ${anna.token()}, true)`;
    await tx.importJob.deleteMany({});
  });
  expect(await importText(SHEET, id)).toMatchObject({ done: 'before', added: 3 });
  expect(await importText(SHEET)).toMatchObject({ added: 0, changed: 0 });
  expect(await asOwner()).toBe(first);

  const edited = SHEET.replace('12.5', '13.5').replace('0.05', '0.06').replace('2021-06-01', '2021-07-01');
  const { patients } = await check(edited);
  expect(patients.flatMap(({ changes }) => changes)).toEqual([
    { of: 'mrd', field: 'valuePercent', before: '0.05', after: '0.06' },
    { of: 'event', field: 'date', before: '2021-06-01', after: '2021-07-01' },
    { of: 'patient', field: 'wbc', before: '12.5', after: '13.5' },
  ]);
  const edit = randomUUID();
  expect(await importText(edited, edit)).toEqual({ done: 'imported', added: 0, changed: 2 });
  // The first cannot be undone any more; the edit can, and then the first.
  expect(await undo(id)).toBe('changed');
  expect(await undo(edit)).toBeNull();
  expect(await asOwner()).toBe(first);
  expect(await undo(edit)).toBe('undone');
  // Whoever enters for another site finds no such import.
  const other = await importWork({ ...boris, siteId: boris.siteId }, options()).work('undo', {
    import: edit,
    reason: whyUndone,
  });
  expect(other.result).toEqual({ why: 'not-found' });
  const { rows } = await database.owner.query(
    "SELECT count(*)::int AS n FROM audit_entry WHERE action = 'import' AND actor_id = $1",
    [anna.id],
  );
  expect(rows[0]).toEqual({ n: 4 });
  const { rows: why } = await database.owner.query(
    "SELECT DISTINCT reason FROM audit_entry WHERE table_name = 'mrd_measurement' AND action = 'insert'",
  );
  expect(why[0]).toEqual({ reason });
  const past = await findImports(anna, options());
  expect(past.map(({ undone }) => undone?.reason)).toEqual([whyUndone, undefined, undefined]);
});

test('an import that nothing has touched since is undone to nothing', async () => {
  const before = await asOwner();
  const id = randomUUID();
  await importText('id,age days,diagnosis date,relapse date\nU-1,60,2021-01-02,2021-05-05\n', id);
  expect(await undo(id)).toBeNull();
  expect(await asOwner()).toBe(before);
});

test('why an import was undone stands in the audit beside everything that went back, and nothing is undone without it', async () => {
  const id = randomUUID();
  await importText('id,age days,diagnosis date,relapse date\nY-1,60,2021-01-02,2021-05-05\n', id);
  for (const said of [{}, { reason: 'too short' }, { reason: 'write to anna@clinic.example' }])
    await expect(steps().work('undo', { import: id, ...said })).rejects.toThrow();
  const { rows: last } = await database.owner.query<{ id: string }>('SELECT max(id) AS id FROM audit_entry');
  expect(await undo(id)).toBeNull();
  const { rows } = await database.owner.query(
    `SELECT table_name, action, reason, new_values ->> 'undone' AS undone FROM audit_entry
      WHERE id > $1 AND table_name IN ('patient', 'clinical_event', 'patient_import') ORDER BY table_name`,
    [last[0]?.id],
  );
  expect(rows).toEqual([
    { table_name: 'clinical_event', action: 'delete', reason: whyUndone, undone: null },
    { table_name: 'patient', action: 'delete', reason: whyUndone, undone: null },
    { table_name: 'patient_import', action: 'import', reason: whyUndone, undone: id },
  ]);
});

test('rows of no patient are refused one by one, however many, and stand with the others', async () => {
  const rows = Array.from({ length: 1200 }, () => ',60,2021-01-02').join('\n');
  const checked = await check(`id,age days,diagnosis date\nN-1,60,2021-01-02\n${rows}\n`);
  expect(checked.report.counts).toEqual({ new: 1, changed: 0, same: 0, refused: 1200 });
  const refused = checked.patients.filter(({ status }) => status === 'refused');
  expect(refused.map(({ lines }) => lines[0])).toEqual(Array.from({ length: 1200 }, (_, at) => at + 3));
  expect(new Set(refused.flatMap(({ problems }) => problems.map(({ error }) => error)))).toEqual(
    new Set(['no-pseudonym']),
  );
  expect(await steps().commit(checked.id, reason)).toBe('refused');
});

test('what a column of a sheet of samples means is not what it means in a sheet of events', async () => {
  await importText('id,age days,diagnosis date\nS-1,300,2019-01-02\n');
  const mrd = 'id,date,time point,value %\nS-1,2021-02-05,EOI,0.05\n';
  const { check: checkChosen, commit, open, read: readNamed, upload } = steps();
  await commit((await checkChosen(await readNamed(mrd, 'mrd.csv'))).id, reason);
  const events = await open(await upload('id,date,kind\nS-1,2021-06-05,relapse\n', 'event.csv'));
  expect(events).toMatchObject({ sheets: [{ columns: [{}, { target: 'event#.date' }, { target: 'event#.kind' }] }] });
  const again = await open(await upload(mrd, 'mrd.csv'));
  expect(again).toMatchObject({ sheets: [{ columns: [{}, { target: 'mrd#.date' }, {}, {}] }] });
});

test('one row that cannot be imported keeps all of them out', async () => {
  const before = await asOwner();
  for (const [text, error] of [
    ['id,site,age days,diagnosis date\nR-1,A,60,2021-01-02\nR-2,B,60,2021-01-02\n', 'other-site'],
    ['id,age days,diagnosis date\nR-1,60,2021-01-02\nR-2,sixty,2021-01-02\n', 'number'],
    ['id,age days,diagnosis date,death date\nR-1,60,2021-01-02,2020-01-02\n', 'date-before-diagnosis'],
  ] as const) {
    const { patients } = await check(text);
    expect(patients.flatMap(({ problems }) => problems).map((one) => one.error)).toContain(error);
    expect(await importText(text)).toBe('refused');
  }
  expect(await asOwner()).toBe(before);
});

test('what changed between check and import is said, and likely doubles are shown', async () => {
  const text = 'id,sex,age days,diagnosis date\nD-1,f,61,2021-01-03\n';
  const checked = await check(text);
  expect(checked.report.doubles).toEqual([{ pseudonym: 'D-1', others: ['I-1'], count: 1 }]);
  expect(checked.report.doubled).toBe(1);
  expect(checked.patients.map(({ doubles }) => doubles)).toEqual([{ others: ['I-1'], count: 1 }]);
  const wbc = 'id,age days,diagnosis date,wbc\nD-1,61,2021-01-03,9\n';
  const other = await check(wbc);
  await steps().commit(checked.id, reason);
  const before = await asOwner();
  expect(await steps().commit(other.id, reason)).toBe('stale');
  expect(await asOwner()).toBe(before);
});

test('of two at once one waits and finds everything there', async () => {
  const text = 'id,age days,diagnosis date\nT-1,10,2023-01-03\nT-2,200,2023-01-03\n';
  const [one, two] = [await check(text), await check(text)];
  const done = await Promise.all([one, two].map(({ id }) => steps().commit(id, reason)));
  expect(done).toContainEqual({ done: 'imported', added: 2, changed: 0 });
  expect(done).toContain('stale');
});

test('nobody else sees the file or what was found in it, and only who enters patients at the site may import there', async () => {
  const choices = await read(SHEET);
  const { id } = await steps().check(choices);
  expect((await steps(boris).work('read', { file: choices.file })).result).toEqual({ error: 'not-found' });
  await expect(findJob(boris, id, options())).rejects.toMatchObject({ code: 'not-found' });
  expect(await findFindings(boris, { id, status: null, from: 0, count: 10 }, options())).toEqual({
    of: 0,
    patients: [],
  });
  await expect(steps({ ...boris, siteId: anna.siteId }).check(choices)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(steps(monitor).check(choices)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    keepPiece(monitor, { file: randomUUID(), place: 0, name: 'x' }, new Uint8Array([1]), options()),
  ).rejects.toThrow();
});

test('a file that may say who a child is is not kept', async () => {
  const file = await steps().upload('ФИО,age days\nx,1\n');
  expect(await steps().open(file)).toEqual({ refused: 'identifying', columns: ['ФИО'] });
  expect(await steps().open(file)).toEqual({ error: 'not-found' });
});

test('names and cells that every object of the program has are names and cells like any other', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'id', 'sex', 'age days', 'diagnosis date'];
  const file = await steps().upload(`${names.join(',')}\n1,2,3,constructor,__proto__,60,2021-01-02\n`);
  const opened = await steps().open(file);
  const [sheet] = opened.refused === null ? opened.sheets : [];
  expect(sheet?.columns.map(({ target }) => target)).toEqual([
    ...[null, null, null, 'patient.pseudonym', 'patient.sex', 'patient.ageDays', 'patient.diagnosisDate'],
  ]);
  expect(sheet?.columns[4]?.facts.signs.flatMap(({ says }) => Object.values(says ?? {}))).toEqual([]);
  for (const text of ['"no\\u0000te": "x"', '"note": "a\\u0000b"', '"note": "a\\ud800b"']) {
    const document = `{"patients": [{"pseudonym": "Z-1", "ageDays": 60, "diagnosisDate": "2021-01-02", ${text}}]}`;
    expect(await steps().open(await steps().upload(document, 'records.json'))).toEqual({
      refused: 'json',
      columns: [],
    });
  }
});

test('of a cell that holds a whole file no more is said than can be read', async () => {
  const text = `id,age days,diagnosis date,note\nG-1,60,2021-01-02,${'z'.repeat(20_000)}\n`;
  const opened = await steps().open(await steps().upload(text));
  const shown = `${'z'.repeat(200)}…`;
  expect(opened.refused === null && opened.sheets[0]?.columns[3]?.examples).toEqual([shown]);
  const { patients } = await check(text);
  expect(patients[0]?.problems).toEqual([{ line: 2, column: 'note', value: shown, error: 'text-length' }]);
});

test('a table of more columns than anybody can say something of is refused as that, before anything is asked', async () => {
  const wide = (columns: number): string =>
    ['id', 'age days', 'diagnosis date', ...Array.from({ length: columns - 3 }, (_, at) => `c${at}`)].join(',');
  const cells = (columns: number): string => `W-1,60,2021-01-02${',1'.repeat(columns - 3)}`;
  const opened = (columns: number) =>
    steps()
      .upload(`${wide(columns)}\n${cells(columns)}\n`)
      .then(steps().open);
  expect(await opened(501)).toEqual({ refused: 'too-wide', columns: [] });
  expect(await opened(500)).toMatchObject({ refused: null });
});

test('columns that leave open what they say are asked about before anything is read', async () => {
  const choices = await read('id,age days,diagnosis date,wbc\nQ-1,60,05/03/2021,340000\n');
  const opened = await steps().open(choices.file);
  const [sheet] = opened.refused === null ? opened.sheets : [];
  expect(sheet?.columns.map(({ facts, target }) => questionsOf(facts, target))).toEqual([[], [], ['order'], ['unit']]);
  await expect(steps().check(choices)).rejects.toThrow('invalid');
  const answers = [{}, {}, { order: 'day-first' }, { unit: 'per-microlitre' }];
  const columns = choices.sheets[0]?.columns.map((one, at) => ({ ...one, ...answers[at] }));
  const { patients } = await steps().check({ ...choices, sheets: [{ sheet: null, columns }] });
  expect(patients[0]?.changes).toEqual(
    expect.arrayContaining([
      { of: 'patient', field: 'diagnosisDate', before: '', after: '2021-03-05' },
      { of: 'patient', field: 'wbc', before: '', after: '340' },
    ]),
  );
});

test('an empty cell says nothing, and empties its field where that was chosen', async () => {
  await importText(
    'id,age days,diagnosis date,wbc,MRD1 date,MRD1 time point,MRD1 value %\nE-1,60,2021-01-02,9,2021-02-05,EOI,1\n',
  );
  const text = 'id,age days,diagnosis date,wbc,MRD1 date\nE-1,60,2021-01-02,,\n';
  expect((await check(text)).patients[0]).toMatchObject({ status: 'same', changes: [] });
  const { patients } = await steps().check({ ...(await read(text)), emptyClears: true });
  expect(patients[0]?.changes).toEqual([{ of: 'patient', field: 'wbc', before: '9', after: '' }]);
  // What a patient cannot be without is not emptied: the row is refused.
  const needed = await steps().check({ ...(await read('id,diagnosis date\nE-1,\n')), emptyClears: true });
  expect(needed.report.counts.refused).toBe(1);
});

test('the unit of an age and of MRD is asked where the column does not say it', async () => {
  const text = 'id,age,diagnosis date,MRD1 date,MRD1 time point,MRD1 value\nM-1,3,2021-01-02,2021-02-05,EOI,4\n';
  const choices = await read(text);
  await expect(steps().check(choices)).rejects.toThrow('invalid');
  const said = async (age: string, share: string) => {
    const answers = [{}, { age }, {}, {}, {}, { share }];
    const columns = choices.sheets[0]?.columns.map((one, at) => ({ ...one, ...answers[at] }));
    const { patients } = await steps().check({ ...choices, sheets: [{ sheet: null, columns }] });
    const valueOf = (name: string) => patients[0]?.changes.find(({ field }) => field === name)?.after;
    return [valueOf('ageDays'), valueOf('valuePercent')];
  };
  expect(await said('days', 'percent')).toEqual(['3', '4']);
  // Three months are 91 days; 10⁻⁴ is 0.01 %.
  expect(await said('months', 'exponent')).toEqual(['91', '0.01']);
});

test('whatever bytes come, there is an answer and nothing is written', async () => {
  const before = await asOwner();
  const { open, upload, work } = steps();
  const zip = fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 400 }), zip), async (bytes) => {
      const file = await upload(bytes);
      const opened = await open(file);
      if (opened.refused === null) {
        const sheets = opened.sheets.map(({ sheet, columns }) => ({
          sheet,
          columns: columns.map(({ target }) => ({ target })),
        }));
        const { state, result } = await work('check', { file, siteId: anna.siteId, sheets });
        const { counts } = (state === 'done' ? result : { counts: { new: 0, changed: 0 } }) as ImportReport;
        expect([counts.new, counts.changed]).toEqual([0, 0]);
      }
      await dropFile(anna, file, options());
    }),
    { numRuns: 60 },
  );
  expect(await asOwner()).toBe(before);
});

test('work that is stopped, and work whose process is gone, has written nothing; sent again it is the same work', async () => {
  const before = await asOwner();
  const { id: checked } = await check('id,age days,diagnosis date\nST-1,10,2023-01-03\n');
  const begin = async (): Promise<string> => {
    const id = randomUUID();
    const input = { check: checked, reason };
    await startJob(anna, { id, siteId: anna.siteId, kind: 'commit', input }, () => undefined, options());
    return id;
  };
  const stopped = await begin();
  await stopJob(anna, stopped, options());
  await runJob(anna, stopped, options());
  expect(await findJob(anna, stopped, options())).toMatchObject({ state: 'stopped' });
  // Its process never came.
  const lost = await begin();
  expect(await findJob(anna, lost, options())).toMatchObject({ state: 'running' });
  await database.owner.query("SELECT set_config('registry.viewer', $1, false)", [anna.id]);
  const rest = "UPDATE import_job SET alive_at = alive_at - interval '2 minutes' WHERE id = $1";
  await database.owner.query(rest, [lost]);
  // One that is on its way, however long, is not lost; one of which nobody says it is, and it writes nothing afterwards.
  await keepAlive(anna, lost, options());
  expect(await findJob(anna, lost, options())).toMatchObject({ state: 'running' });
  await database.owner.query(rest, [lost]);
  expect(await findJob(anna, lost, options())).toMatchObject({ state: 'lost' });
  await runJob(anna, lost, options());
  expect(await findJob(anna, lost, options())).toMatchObject({ state: 'lost' });
  // Of one that had begun it is told within seconds, and no more than that is waited for.
  const begun = await begin();
  const rests = (seconds: number): Promise<unknown> =>
    database.owner.query(
      'UPDATE import_job SET begun_at = clock_timestamp(), alive_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1',
      [begun, seconds],
    );
  await rests(5);
  expect(await findJob(anna, begun, options())).toMatchObject({ state: 'running' });
  await rests(11);
  expect(await findJob(anna, begun, options())).toMatchObject({ state: 'lost' });
  expect(await steps().work('commit', { check: checked, reason }, lost)).toMatchObject({ state: 'lost' });
  expect(await asOwner()).toBe(before);
});

test('what an import keeps for the curves is what is derived of the records that it wrote', async () => {
  const text = [
    'id,age days,diagnosis date,kmt2a,kmt2a partner,cr eoi,remission date,MRD1 date,MRD1 time point,MRD1 result,hsct date,relapse date,death date,smn date,last contact date,last contact status',
    'K-1,10,2020-01-05,,AF4,yes,2020-02,2020-02-10,EOI,negative,,2020-09-01,2021-03,,,',
    'K-2,20,2020,germline,,no,,,,,2020-08-15,,,,2023-05-01,alive in remission',
    'K-3,30,2020-03-01,,,yes,2020-04-02,,,,,,,2022-01-01,2022,lost',
    'K-4,40,2020-03-01,,,,,,,,,,,,,',
  ].join('\n');
  expect(await importText(text)).toMatchObject({ done: 'imported', added: 4 });
  const kept = async (): Promise<unknown> => {
    await settleList(anna, { database: database.app });
    const { rows } = await database.owner.query(
      "SELECT to_jsonb(o) - 'patient_id' AS kept FROM patient_observation o JOIN patient p ON p.id = o.patient_id WHERE p.pseudonym LIKE 'K-%' ORDER BY p.pseudonym",
    );
    return rows;
  };
  await database.owner.query(`SELECT set_config('registry.viewer', '${anna.id}', false)`);
  const written = await kept();
  expect(written).toHaveLength(4);
  await database.owner.query(`
    INSERT INTO observation_due SELECT patient_id, site_id, 0 FROM patient_observation ON CONFLICT DO NOTHING;
    DELETE FROM patient_observation`);
  expect(await kept()).toEqual([]);
  expect(await renewObservations(anna, [anna.siteId], { database: database.app, withinMs: 60_000 })).toBe(true);
  expect(await kept()).toEqual(written);
});
