import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { adapterFor } from '@/lib/database-pool.server';
import { PrismaClient } from '@/prisma/generated/client';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, serverDay, updatePatient } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { saveCourse } from '../grid/save-course.server';
import { findMerges, mergePatients, undoMerge } from '../keeping/merge.server';
import { putRecordBack } from '../keeping/put-back.server';
import { findPatientList } from '../list/patient-list.server';
import { patientQuerySchema } from '../filter';
import { getPatient } from '../queries.server';
import { removeRecord, saveRecord } from '../records/changes.server';
import { patientFormValues } from '../records/record';
import { addRiskOverride } from '../risk/override.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { typed } from '../testing/typed-patient';
import { acceptFinding } from './accepted-findings.server';
import { findCohort, findPatientQuality } from './findings.server';
import { findQuality } from './quality-report.server';
import { checkedSql } from './patient-checks.server';
import { renewKept } from './renewal.server';
import { QUALITY_RULES } from './quality-rules';

let database: TestDatabase;
let anna: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const REASON = 'decided with the study chair';
const every = patientQuerySchema.parse({});

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
  await database.owner.query(`INSERT INTO trial (slug, acronym, kind, title_en, title_ru, study_group, status, design_en, design_ru, eligibility_en, eligibility_ru, backbone_en, backbone_ru, hsct_policy_en, hsct_policy_ru, notes_en, notes_ru)
    SELECT 'interfant-99', 'I', 'trial', '', '', '', 'active', '', '', '', '', '', '', '', '', '', '' ON CONFLICT DO NOTHING`);
});
afterAll(() => database.drop());

/** What is kept of a patient and holds now, with no look at the record. */
async function kept(id: string): Promise<{ errors: number; group: string | null } | null> {
  const [row] = await asViewer(
    anna,
    (tx) => tx.$queryRaw<{ errors: number; group: string | null }[]>`
      SELECT c.open_errors AS errors, c.risk_group AS group FROM patient p ${checkedSql(serverDay())}
      WHERE p.id = ${id}::uuid AND c.patient_id IS NOT NULL`,
    options(),
  );
  return row ?? null;
}
/** The open errors of one record, computed from the whole of it. */
async function computed(id: string): Promise<number> {
  const opened = await getPatient(anna, id, options());
  if (opened === null) throw new Error('not there');
  const { findings } = await findPatientQuality(anna, opened.record, options());
  return findings.filter(({ rule }) => QUALITY_RULES[rule] === 'error' && rule !== 'patient-doubled').length;
}
const send = async (
  action: (viewer: TestPerson, values: FormValues, given: ReturnType<typeof options>) => Promise<FormState>,
  values: FormValues,
): Promise<FormState> => {
  const state = await action(anna, values, options());
  expect([state.formError, state.fieldErrors]).toEqual([null, {}]);
  return state;
};
const spoil = (): Promise<number> =>
  asViewer(anna, (tx) => tx.$executeRaw`UPDATE patient_check SET program = 'another', open_errors = 0`, options());
const versionOf = async (id: string): Promise<string> =>
  String((await getPatient(anna, id, options()))?.record.version ?? 0);

test('every way of changing a record keeps, in the same transaction, what the rules say of it then', async () => {
  const told: unknown[] = [];
  const tell = async (id: string): Promise<void> => {
    const now = await kept(id);
    expect(now?.errors).toBe(await computed(id));
    told.push([now?.errors, now?.group]);
  };
  const id = (
    await send(
      createPatient,
      typed({ pseudonym: 'K-1', remissionDate: '', remissionEoi: '', protocolSlug: '', kmt2a: '' }),
    )
  ).patientId as string;
  await tell(id);
  const opened = await getPatient(anna, id, options());
  if (opened === null) throw new Error('not there');
  // Interfant-99 does not stratify by age alone: poor response to prednisone is its high-risk group.
  const changed = { ...patientFormValues(opened.record), protocolSlug: 'interfant-99', prednisoneResponse: 'poor' };
  await send(updatePatient, { ...changed, patientId: id, version: '1' });
  await tell(id);
  const target = { patientId: id, version: await versionOf(id), recordId: '' };
  const visit = { recordKind: 'follow-up', date: '2021-12-01', status: 'alive-in-remission' };
  const recordId = (await send(saveRecord, { ...target, ...visit })).recordId as string;
  await tell(id);
  const finding = { patientId: id, rule: 'remission-missing-alive', part: 'follow-up', recordId, field: 'status' };
  await send(acceptFinding, { ...finding, accept: 'yes', reason: REASON });
  await tell(id);
  await send(acceptFinding, { ...finding, accept: 'no' });
  await tell(id);
  await send(removeRecord, { ...target, version: await versionOf(id), recordId, recordKind: 'follow-up' });
  await tell(id);
  await send(putRecordBack, { patientId: id, recordKind: 'follow-up', recordId });
  await tell(id);
  const row = randomUUID();
  await send(saveCourse, {
    ...{ patientId: id, version: await versionOf(id), recordId: '', base: '{}' },
    ...{ [`follow-up.${row}.date`]: '2021-11-01', [`follow-up.${row}.status`]: 'alive-in-remission' },
  });
  await tell(id);
  await send(addRiskOverride, {
    ...{ patientId: id, version: await versionOf(id), decisionPoint: 'day-8', assignedGroup: 'LR' },
    ...{ assignedOn: '2021-03-10', reason: REASON },
  });
  await tell(id);
  expect(told).toEqual([
    [0, null],
    [0, 'HR'],
    [1, 'HR'],
    [0, 'HR'],
    [1, 'HR'],
    [0, 'HR'],
    [1, 'HR'],
    [2, 'HR'],
    [2, 'LR'],
  ]);

  const other = (
    await send(
      createPatient,
      typed({ pseudonym: 'K-2', ageDays: '10', remissionDate: '', remissionEoi: '', protocolSlug: '', kmt2a: '' }),
    )
  ).patientId as string;
  const choices = { 'choose-ageDays': 'kept', 'choose-pseudonym': 'kept' };
  await send(mergePatients, { patientId: other, mergedId: id, reason: REASON, ...choices });
  expect(await kept(other)).toMatchObject({ errors: await computed(other) });
  expect((await kept(other))?.errors).toBe(2);
  const [merge] = await findMerges(anna, other, options());
  await send(undoMerge, { mergeId: merge?.id ?? '' });
  expect((await kept(other))?.errors).toBe(0);
  // The records are back, and the check of before holds no more.
  expect(await kept(id)).toBeNull();
  const list = await findPatientList(anna, { ...every, errors: 'open' }, options());
  expect(list.rows.map(({ pseudonym, check }) => [pseudonym, check.openErrors])).toEqual([['K-1', 2]]);
  expect(await kept(id)).toEqual({ errors: 2, group: 'LR' });
});

test('two patients perhaps one child are an open error of both, until somebody says that they are not', async () => {
  const add = async (pseudonym: string): Promise<string> =>
    (
      await send(
        createPatient,
        typed({ pseudonym, diagnosisDate: '2019-03-01', remissionDate: '', remissionEoi: '', ageDays: '200' }),
      )
    ).patientId as string;
  const [first, second] = [await add('D-1'), await add('D-2')];
  const open = async (): Promise<unknown[]> =>
    (await findPatientList(anna, { ...every, q: 'D-', errors: 'open' }, options())).rows.map(({ pseudonym, check }) => [
      pseudonym,
      check.openErrors,
    ]);
  expect(await open()).toEqual([
    ['D-1', 1],
    ['D-2', 1],
  ]);
  const pair = { patientId: second, rule: 'patient-doubled', part: 'patient', recordId: first, field: 'pseudonym' };
  await send(acceptFinding, { ...pair, accept: 'yes', reason: REASON });
  expect(await open()).toEqual([]);
  const opened = await getPatient(anna, first, options());
  if (opened === null) throw new Error('not there');
  await send(updatePatient, {
    ...{ ...patientFormValues(opened.record), patientId: first, version: '1', ageDays: '201' },
  });
  // It was said of other marks.
  expect(await open()).toHaveLength(2);
});

test('what another state of the program kept, or what lacks, is made anew; a curve counts it too', async () => {
  const before = (await findCohort(olga, {}, options())).withErrors;
  expect(before).toBe(3);
  expect(await spoil()).toBe(4);
  expect((await findCohort(olga, {}, options())).withErrors).toBe(before);
  await spoil();
  const list = await findPatientList(anna, { ...every, errors: 'none' }, options());
  expect([list.found, list.all]).toEqual([1, 4]);
});

test('patients not checked yet are neither sound nor faulty: each count says how many they are', async () => {
  const short = { ...options(), withinMs: 0 };
  const checked = await findCohort(olga, {}, short);
  expect([checked.withErrors, checked.unchecked]).toEqual([3, 0]);
  await spoil();
  const found = async (errors?: 'open' | 'none' | 'unchecked', risk?: 'none'): Promise<(number | null)[]> => {
    const list = await findPatientList(anna, { ...every, errors, risk }, short);
    return [list.found, list.unchecked];
  };
  // The two perhaps one child are known to be an error of each, whatever their records say.
  expect(await found('open')).toEqual([2, 4]);
  expect(await found('none')).toEqual([0, 2]);
  await spoil();
  expect(await found('unchecked')).toEqual([4, 4]);
  await spoil();
  expect(await found(undefined, 'none')).toEqual([0, 4]);
  const cohort = await findCohort(olga, {}, short);
  expect([cohort.withErrors, cohort.unchecked]).toEqual([2, 4]);
  const report = await findQuality(anna, short);
  const told = report.rules.filter(({ count }) => count > 0).map(({ rule, count }) => [rule, count]);
  expect([report.patients, report.withErrors, report.unchecked, told]).toEqual([4, 2, 4, [['patient-doubled', 2]]]);
});

test('a task beside the program checks the rest, one process at a time', async () => {
  await spoil();
  const owner = new PrismaClient({ adapter: adapterFor(database.ownerUrl) });
  try {
    await owner.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(140)::text`;
      expect(await renewKept(owner)).toBe('elsewhere');
    });
    expect((await findCohort(olga, {}, { ...options(), withinMs: 0 })).unchecked).toBe(4);
    expect(await renewKept(owner)).toBe('done');
  } finally {
    await owner.$disconnect();
  }
  const cohort = await findCohort(olga, {}, { ...options(), withinMs: 0 });
  expect([cohort.withErrors, cohort.unchecked]).toEqual([3, 0]);
});

test('another site sees no check and keeps none', async () => {
  const boris = await makePerson(database, 'boris', 'data-manager', 'B');
  const as = <Result>(work: Parameters<typeof asViewer<Result>>[1]) => asViewer(boris, work, options());
  expect(await as((tx) => tx.$queryRaw`SELECT FROM patient_check`)).toEqual([]);
  expect(await as((tx) => tx.$executeRaw`UPDATE patient_check SET open_errors = 0`)).toBe(0);
  await expect(
    as(
      (
        tx,
      ) => tx.$executeRaw`INSERT INTO patient_check (patient_id, site_id, version, accepted, program, checked_on, open_errors)
        VALUES (gen_random_uuid(), ${anna.siteId}::uuid, 1, 0, '', now(), 0)`,
    ),
  ).rejects.toThrow(/row-level security/);
});
