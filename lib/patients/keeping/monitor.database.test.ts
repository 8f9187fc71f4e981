import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { hashPassword } from '@/lib/access/password.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { createPatient, updatePatient } from '../changes.server';
import { patientQuerySchema } from '../filter';
import type { FormState } from '../form-state';
import { findAllRows, findPatientList } from '../list/patient-list.server';
import { getPatient } from '../queries.server';
import { findQuality } from '../rules/quality-report.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { typed } from '../testing/typed-patient';
import { binPatient } from './bin.server';
import { findFieldQueries, saveQueryEntry } from './field-queries.server';
import { findSignatures, setSiteSignatures, signPatient } from './signature.server';
import { changeState } from './state.server';
import { findVerifications, verifyPart } from './verification.server';

let database: TestDatabase;
let manager: TestPerson;
let monitor: TestPerson;
let elsewhere: TestPerson;
let patientId = '';
const options = () => ({ database: database.app, today: '2021-12-31' });
const place = () => ({ patientId, part: 'patient', recordId: '', field: 'sex' });
const step = ({ ok, formError, fieldErrors }: FormState): object => ({ ok, form: formError, fields: fieldErrors });
const DONE = { ok: true, form: null, fields: {} };
const GONE = { ok: false, form: 'not-found', fields: {} };
const refusedAt = (fields: object): object => ({ ok: false, form: 'invalid', fields });

beforeAll(async () => {
  database = await createTestDatabase();
  manager = await makePerson(database, 'manager', 'data-manager', 'A');
  monitor = await makePerson(database, 'monitor', 'monitor', 'A');
  elsewhere = await makePerson(database, 'elsewhere', 'monitor', 'B');
  const state = await createPatient(manager, typed({ pseudonym: 'M-1' }), options());
  patientId = state.patientId ?? '';
});
afterAll(() => database.drop());

test('reads the patients of the own site one by one, and of no other; takes no list away', async () => {
  const filter = patientQuerySchema.parse({});
  expect((await findPatientList(monitor, filter, options())).rows.map(({ pseudonym }) => pseudonym)).toEqual(['M-1']);
  expect((await getPatient(monitor, patientId, options()))?.record.identity.pseudonym).toBe('M-1');
  expect((await findQuality(monitor, options())).patients).toBe(1);
  expect(await findAllRows(monitor, filter, options())).toEqual([]);
  expect(await getPatient(monitor, patientId, { ...options(), toEnter: true })).toBeNull();
  expect((await findPatientList(elsewhere, filter, options())).rows).toEqual([]);
  expect(await getPatient(elsewhere, patientId, options())).toBeNull();
});

test('asks, closes and asks again, once however often it is sent; the answer is for who enters the data', async () => {
  const first = { ...place(), action: 'open', text: 'Is this in the source?', submission: randomUUID() };
  expect(step(await saveQueryEntry(elsewhere, first, options()))).toEqual(GONE);
  for (const sent of [first, first]) expect(step(await saveQueryEntry(monitor, sent, options()))).toEqual(DONE);
  const queries = await findFieldQueries(manager, { patientId }, options());
  expect(queries.map(({ entries }) => entries.map(({ by, action }) => [by, action]))).toEqual([[['monitor', 'open']]]);
  const queryId = queries[0]?.id ?? '';
  const go = async (person: TestPerson, action: string): Promise<object> =>
    step(await saveQueryEntry(person, { ...place(), queryId, action, text: `${action} by hand` }, options()));
  expect(await go(monitor, 'answer')).toEqual(refusedAt({ text: 'refused' }));
  expect(await go(manager, 'answer')).toEqual(DONE);
  expect(await go(monitor, 'reopen')).toEqual(DONE);
  await expect(
    asViewer(
      monitor,
      (tx) =>
        tx.$executeRaw`INSERT INTO field_query_entry (query_id, patient_id, site_id, part, field, action, text)
          VALUES (${queryId}::uuid, ${patientId}::uuid, ${monitor.siteId}::uuid, 'patient', 'sex', 'answer', 'by hand')`,
      options(),
    ),
  ).rejects.toThrow(/row-level security/);
  expect(await go(monitor, 'close')).toEqual(DONE);
});

test('compares with the source, which a change of the data ends', async () => {
  expect(step(await verifyPart(monitor, { ...place(), verified: 'yes' }, options()))).toEqual(DONE);
  expect(await findVerifications(manager, patientId, options())).toMatchObject([{ part: 'patient', by: 'monitor' }]);
  const changed = typed({ patientId, version: '1', pseudonym: 'M-1', sex: 'male' });
  expect(step(await updatePatient(manager, changed, options()))).toEqual(DONE);
  expect(await findVerifications(monitor, patientId, options())).toEqual([]);
});

test('signs for having looked, not for having entered', async () => {
  const hash = await hashPassword('right');
  await database.owner.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [monitor.id, hash]);
  // A new password ends every session.
  await openSession(database.owner, monitor.id);
  await setSiteSignatures(manager, manager.siteId, true, options());
  const sign = async (meaning: string): Promise<object> =>
    step(await signPatient(monitor, { patientId, meaning, password: 'right' }, options()));
  expect(await sign('entered')).toEqual(refusedAt({ meaning: 'refused' }));
  expect(await sign('reviewed')).toEqual(DONE);
  expect(
    (await findSignatures(manager, { id: patientId, siteId: manager.siteId }, options())).signatures,
  ).toMatchObject([{ meaning: 'reviewed', by: 'monitor', valid: true }]);
  await expect(
    asViewer(
      monitor,
      (tx) =>
        tx.$executeRaw`INSERT INTO patient_signature (patient_id, site_id, meaning) VALUES (${patientId}::uuid, ${monitor.siteId}::uuid, 'entered')`,
      options(),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('changes nothing: neither through the program nor by SQL of its role', async () => {
  const before = await getPatient(monitor, patientId, options());
  const changed = typed({ patientId, version: '2', pseudonym: 'M-2' });
  expect(step(await updatePatient(monitor, changed, options()))).toEqual(GONE);
  expect(step(await changeState(monitor, { patientId, state: 'complete' }, options()))).toEqual(GONE);
  expect(step(await binPatient(monitor, { patientId, reason: 'as the clinic asked' }, options()))).toEqual(GONE);
  for (const sql of [
    `UPDATE patient SET sex = 'female' WHERE id = '${patientId}'`,
    `UPDATE response SET day8_blasts = 7 WHERE patient_id = '${patientId}'`,
    `DELETE FROM follow_up WHERE patient_id = '${patientId}'`,
  ])
    expect(await asViewer(monitor, (tx) => tx.$executeRawUnsafe(sql), options()), sql).toBe(0);
  for (const sql of [
    `INSERT INTO follow_up (patient_id, site_id, date, status) VALUES ('${patientId}', '${monitor.siteId}', '2021-12-01', 'lost')`,
    `INSERT INTO state_change (patient_id, site_id, state) VALUES ('${patientId}', '${monitor.siteId}', 'complete')`,
    `INSERT INTO patient_bin (patient_id, site_id, reason) VALUES ('${patientId}', '${monitor.siteId}', 'as the clinic asked')`,
  ])
    await expect(
      asViewer(monitor, (tx) => tx.$executeRawUnsafe(sql), options()),
      sql,
    ).rejects.toThrow(/row-level security/);
  expect(await getPatient(monitor, patientId, options())).toEqual(before);
});
