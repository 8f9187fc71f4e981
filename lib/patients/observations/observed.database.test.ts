import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, updatePatient } from '../changes.server';
import type { CourseFilter } from '../course-filter.server';
import type { FormState, FormValues } from '../form-state';
import { saveCourse } from '../grid/save-course.server';
import { binPatient, restorePatient } from '../keeping/bin.server';
import { findMerges, mergePatients, undoMerge } from '../keeping/merge.server';
import { putRecordBack } from '../keeping/put-back.server';
import { getPatient } from '../queries.server';
import { removeRecord, saveRecord } from '../records/changes.server';
import { patientFormValues, type PatientRecord } from '../records/record';
import { findCohort } from '../rules/findings.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { typed } from '../testing/typed-patient';
import { DEFAULT_DEFINITIONS, type EndpointDefinition } from '../timeline';
import { findGroups, findObserved } from './observed.server';
import { gatherObserved, observedRow } from './observed';

let database: TestDatabase;
let anna: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const REASON = 'decided with the study chair';

const DEFINITIONS: readonly EndpointDefinition[] = [
  ...Object.values(DEFAULT_DEFINITIONS),
  { endpoint: 'EFS', timeZero: 'diagnosis', events: ['relapse', 'death'] },
  { endpoint: 'DFS', timeZero: 'remission', events: ['induction-failure', 'relapse'] },
  { ...DEFAULT_DEFINITIONS.EFS, failureAt: 'time-zero', censorAtTransplant: true },
];
const FILTERS: readonly CourseFilter[] = [
  {},
  { kmt2a: 'rearranged' },
  { kmt2a: 'germline', diagnosedFrom: '2019-01-01', diagnosedTo: '2020-12-31' },
];

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
});
afterAll(() => database.drop());

/** The patients whom the program sees and of whom nothing is kept, and the kept ones whom it does not see. */
async function lacking(): Promise<[number, number]> {
  const [row] = await asViewer(
    anna,
    (tx) => tx.$queryRaw<{ lacking: number; beyond: number }[]>`
      SELECT (SELECT count(*)::int FROM patient p WHERE NOT EXISTS (SELECT FROM patient_observation o WHERE o.patient_id = p.id)) AS lacking,
             (SELECT count(*)::int FROM patient_observation o WHERE NOT EXISTS (SELECT FROM patient p WHERE p.id = o.patient_id)) AS beyond`,
    options(),
  );
  return [row?.lacking ?? -1, row?.beyond ?? -1];
}

/** What is kept, as counts of every definition and filter, is what the courses say; for whoever sees the curve. */
async function isRight(person: TestPerson = anna): Promise<void> {
  for (const filter of FILTERS) {
    const { courses } = await findCohort(person, filter, options());
    for (const definition of DEFINITIONS) {
      const expected = gatherObserved(courses.map((course) => observedRow(course, definition)));
      expect(await findObserved(person, filter, definition, options())).toEqual(expected);
    }
    const groups = await findGroups(person, filter, options());
    const reached = groups.filter(({ remissionDate }) => remissionDate !== null);
    const sum = (some: typeof groups): number => some.reduce((all, { patients }) => all + patients, 0);
    expect([sum(groups), sum(reached)]).toEqual([
      courses.length,
      courses.filter(({ remissionDate }) => remissionDate !== null).length,
    ]);
  }
}

async function opened(id: string): Promise<PatientRecord> {
  const found = await getPatient(anna, id, options());
  if (found === null) throw new Error('not there');
  return found.record;
}
const send = async (
  action: (viewer: TestPerson, values: FormValues, given: ReturnType<typeof options>) => Promise<FormState>,
  values: FormValues,
): Promise<FormState> => action(anna, values, options());
const made: string[] = [];
const add = async (changes: FormValues): Promise<string> => {
  const state = await send(
    createPatient,
    typed({ pseudonym: `K-${made.length}-${randomUUID().slice(0, 4)}`, ...changes }),
  );
  if (state.patientId === null) throw new Error(JSON.stringify(state.fieldErrors));
  made.push(state.patientId);
  return state.patientId;
};
const target = async (id: string): Promise<FormValues> => ({
  ...{ patientId: id, recordId: '', version: String((await opened(id)).version) },
});

const draws = { year: fc.constantFrom('2018', '2019', '2020'), month: fc.integer({ min: 1, max: 9 }) };
const anyStep = fc.oneof(
  fc.record({
    does: fc.constant('add' as const),
    kmt2a: fc.constantFrom('rearranged', 'germline', ''),
    remission: fc.boolean(),
    ...draws,
  }),
  fc.record({
    does: fc.constantFrom('visit' as const, 'event' as const, 'grid' as const),
    kind: fc.constantFrom('relapse', 'death', 'second-malignancy'),
    months: fc.boolean(),
    at: fc.nat(),
    ...draws,
  }),
  fc.record({
    does: fc.constantFrom('change' as const, 'remove' as const, 'bin' as const, 'merge' as const),
    at: fc.nat(),
    back: fc.boolean(),
  }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

/** One thing that people do; what the forms refuse changes nothing. */
async function take(step: Step): Promise<void> {
  if (step.does === 'add') {
    const day = `${step.year}-0${step.month}-01`;
    const remission = step.remission ? { remissionDate: `${step.year}-0${step.month}-28` } : {};
    await add({
      diagnosisDate: day,
      remissionDate: '',
      remissionEoi: '',
      kmt2a: step.kmt2a,
      kmt2aPartner: '',
      ...remission,
    });
    return;
  }
  const id = made[step.at % made.length];
  if (id === undefined || (await getPatient(anna, id, options())) === null) return;
  if ('year' in step) {
    const date = `${Number(step.year) + 1}-0${step.month}${step.months ? '' : '-15'}`;
    const record: FormValues =
      step.does === 'event' ? { recordKind: 'event', kind: step.kind } : { recordKind: 'follow-up', status: 'lost' };
    const row = `follow-up.${randomUUID()}`;
    const grid = { base: '{}', [`${row}.date`]: date, [`${row}.status`]: 'lost' };
    if (step.does === 'grid') await send(saveCourse, { ...(await target(id)), ...grid });
    else await send(saveRecord, { ...(await target(id)), ...record, date });
    return;
  }
  await undoable(id, step.does, step.back);
}

async function undoable(id: string, does: 'change' | 'remove' | 'bin' | 'merge', back: boolean): Promise<void> {
  if (does === 'change') {
    const values = { ...patientFormValues(await opened(id)), remissionDate: back ? '' : '2020-12-24' };
    await send(updatePatient, { ...values, ...(await target(id)) });
  }
  if (does === 'remove') {
    const [visit] = (await opened(id)).records['follow-up'];
    if (visit === undefined) return;
    await send(removeRecord, { ...(await target(id)), recordId: visit.id, recordKind: 'follow-up' });
    if (back) await send(putRecordBack, { patientId: id, recordKind: 'follow-up', recordId: visit.id });
  }
  if (does === 'bin') {
    await send(binPatient, { patientId: id, reason: REASON });
    expect(await lacking()).toEqual([0, 0]);
    if (back) await send(restorePatient, { patientId: id });
  }
  const other = made.find((one) => one !== id);
  if (does === 'merge' && other !== undefined) {
    const choices = ['pseudonym', 'ageDays', 'diagnosisDate', 'remissionDate', 'kmt2a', 'kmt2aPartner', 'sex'];
    const chosen = Object.fromEntries(choices.map((name) => [`choose-${name}`, 'kept']));
    await send(mergePatients, { patientId: id, mergedId: other, reason: REASON, ...chosen });
    const [merge] = await findMerges(anna, id, options());
    expect(await lacking()).toEqual([0, 0]);
    if (!back || merge === undefined) return;
    await send(undoMerge, { mergeId: merge.id });
  }
}

test('after whatever people do, what is kept is what the courses say, and nobody is missed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 12 }), async (steps) => {
      for (const step of steps) {
        await take(step);
        // Kept in the transaction that changed the record; what comes back from elsewhere is derived by whoever asks next.
        // A patient who comes back from elsewhere is derived by whoever asks next.
        if (step.does === 'bin' || step.does === 'merge') await isRight();
        expect(await lacking()).toEqual([0, 0]);
      }
      await isRight();
      await isRight(olga);
      expect(await lacking()).toEqual([0, 0]);
    }),
    { numRuns: 6 },
  );
}, 240_000);

test('a change past the program is seen too, by whoever asks next', async () => {
  const id = await add({ diagnosisDate: '2017-01-01', remissionDate: '', remissionEoi: '' });
  await database.owner.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true);
    INSERT INTO follow_up (patient_id, site_id, date, status) VALUES ('${id}', '${anna.siteId}', '2018-01-01', 'lost'); COMMIT`);
  expect(await lacking()).toEqual([1, 0]);
  await isRight(olga);
  expect(await lacking()).toEqual([0, 0]);
});

test('what another state of the program keeps is not used, and nothing is kept over it', async () => {
  await database.owner.query("UPDATE observation_program SET fingerprint = 'another'");
  try {
    const { patients } = await findObserved(anna, {}, DEFAULT_DEFINITIONS.EFS, options());
    await database.owner.query('UPDATE patient_observation SET failure_day = 1, relapse_day = 1');
    await isRight();
    await add({ diagnosisDate: '2017-05-01', remissionDate: '', remissionEoi: '' });
    expect(await lacking()).toEqual([1, 0]);
    expect((await findObserved(anna, {}, DEFAULT_DEFINITIONS.EFS, options())).patients).toBe(patients + 1);
  } finally {
    await database.owner.query("UPDATE observation_program SET fingerprint = ''");
    await database.owner.query('INSERT INTO observation_due SELECT patient_id, site_id, 0 FROM patient_observation');
    await database.owner.query('DELETE FROM patient_observation');
  }
  await isRight();
});

test('who saves while another derives is never overwritten with the record of before', async () => {
  const id = await add({ diagnosisDate: '2017-08-01', remissionDate: '', remissionEoi: '' });
  const visits = Array.from({ length: 12 }, (_, month) => `2019-${String(month + 1).padStart(2, '0')}-01`);
  await Promise.all([
    ...visits.map(async (date) => {
      const visit = { recordKind: 'follow-up', status: 'lost', date, patientId: id, recordId: '', version: '1' };
      await send(saveRecord, visit);
    }),
    ...visits.map(() => findObserved(olga, {}, DEFAULT_DEFINITIONS.OS, options())),
  ]);
  expect(await lacking()).toEqual([0, 0]);
  await isRight();
});

test('another site sees nothing of it and keeps nothing in it', async () => {
  const boris = await makePerson(database, 'boris', 'data-manager', 'B');
  const as = <Result>(work: Parameters<typeof asViewer<Result>>[1]) => asViewer(boris, work, options());
  expect(await as((tx) => tx.$queryRaw`SELECT FROM patient_observation`)).toEqual([]);
  expect(await as((tx) => tx.$executeRaw`DELETE FROM observation_due`)).toBe(0);
  await expect(
    as(
      (
        tx,
      ) => tx.$executeRaw`INSERT INTO patient_observation (patient_id, site_id, diagnosed_in, diagnosed_on, failure_undecided, contact_day, imputed, cr_imputed, pseudonym, age_days, version, list_key)
        VALUES (gen_random_uuid(), ${anna.siteId}::uuid, 2020, '2020-01-01', false, 1, 0, 0, 'X', 1, 1, 'x')`,
    ),
  ).rejects.toThrow(/row-level security/);
  expect((await findObserved(boris, { siteIds: [anna.siteId] }, DEFAULT_DEFINITIONS.EFS, options())).patients).toBe(0);
});
