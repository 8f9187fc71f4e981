import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { hashPassword } from '@/lib/access/password.server';
import { asViewer } from '@/lib/db.server';
import { openSession } from '@/prisma/testing/sessions';
import { createPatient, updatePatient } from '../changes.server';
import type { FormValues } from '../form-state';
import { getPatient } from '../queries.server';
import { saveRecord } from '../records/changes.server';
import { patientFormValues } from '../records/record';
import { acceptFinding } from '../rules/accepted-findings.server';
import { findCohort, findPatientQuality } from '../rules/findings.server';
import { findQuality } from '../rules/quality-report.server';
import { DONE, GONE, refusedAt, step, twoCentres } from '../testing/two-centres.server';
import { typed } from '../testing/typed-patient';
import { findFieldQueries, saveQueryEntry } from './field-queries.server';
import { findHistory } from './history.server';
import { findSignatures, setSiteSignatures, signPatient } from './signature.server';
import { changeState, findRecordState } from './state.server';
import { findVerifications, verifyPart } from './verification.server';

const REASON = 'decided with the study chair';

const { database, anna, irina, boris, options, add, addVisit, opened, nameOfLast, yearOf } = await twoCentres('K');
afterAll(() => database.drop());

describe('the state of a record', () => {
  test('goes from draft to complete to locked, and back with a reason', async () => {
    const id = await add();
    const to = async (state: string, reason = ''): Promise<object> =>
      step(await changeState(anna, { patientId: id, state, reason }, options()));
    expect(await to('locked')).toEqual(refusedAt({ state: 'state-step' }));
    expect(await to('complete')).toEqual(DONE);
    expect(await to('complete')).toEqual(DONE);
    expect(await to('locked')).toEqual(DONE);
    expect(await to('complete')).toEqual(refusedAt({ reason: 'required' }));
    expect(await to('complete', REASON)).toEqual(DONE);
    const { state, changes } = await findRecordState(anna, { id, siteId: anna.siteId }, options());
    expect(state).toBe('complete');
    expect(changes.map((one) => [one.state, one.reason, one.by])).toEqual([
      ['complete', REASON, 'anna'],
      ['locked', null, 'anna'],
      ['complete', null, 'anna'],
    ]);
  });

  test('is not complete with open errors', async () => {
    const id = await add({ remissionDate: '' });
    expect(step(await changeState(anna, { patientId: id, state: 'complete' }, options()))).toEqual(
      refusedAt({ state: 'errors-open' }),
    );
  });

  test('locked: the program refuses, and so does the database, whichever way', async () => {
    const id = await add();
    const visit = await addVisit(id, `${yearOf()}-12-01`);
    for (const state of ['complete', 'locked']) await changeState(anna, { patientId: id, state }, options());
    const values = { patientId: id, version: '1', recordId: '', recordKind: 'follow-up', status: 'lost' };
    expect(step(await saveRecord(anna, { ...values, date: `${yearOf()}-12-24` }, options()))).toMatchObject({
      form: 'locked',
    });
    const { record } = await opened(id);
    for (const sql of [
      `UPDATE patient SET sex = 'male' WHERE id = '${id}'`,
      `UPDATE patient SET version = version + 1 WHERE id = '${id}'`,
      `UPDATE response SET day8_blasts = 1 WHERE patient_id = '${id}'`,
      `UPDATE diagnosis_features SET wbc = 1 WHERE patient_id = '${id}'`,
      `DELETE FROM follow_up WHERE id = '${visit}'`,
      // As an import that is undone says it, which is no import's undoing.
      `DELETE FROM follow_up WHERE id = '${visit}' AND set_config('registry.undoing', txid_current()::text, true) <> ''`,
      `UPDATE follow_up SET status = 'lost' WHERE id = '${visit}'`,
      `UPDATE follow_up SET status = 'lost' WHERE id = '${visit}' AND set_config('registry.undoing', txid_current()::text, true) <> ''`,
      `INSERT INTO follow_up (patient_id, site_id, date, status) VALUES ('${id}', '${anna.siteId}', '2020-01-01', 'lost')`,
      `INSERT INTO risk_override (patient_id, site_id, protocol_slug, decision_point, assigned_on, reason) VALUES ('${id}', '${anna.siteId}', 'x', 'diagnosis', '2020-01-01', '${REASON}')`,
      `INSERT INTO patient_bin (patient_id, site_id, reason) VALUES ('${id}', '${anna.siteId}', '${REASON}')`,
    ])
      await expect(
        asViewer(anna, (tx) => tx.$executeRawUnsafe(sql), options()),
        sql,
      ).rejects.toThrow(/record_locked/);
    await expect(
      asViewer(anna, (tx) => tx.$executeRawUnsafe(`UPDATE patient_state SET state = 'draft'`), options()),
    ).rejects.toThrow(/permission denied/);
    expect((await opened(id)).record).toEqual(record);
  });

  test('is of its own site alone', async () => {
    const id = await add();
    expect(step(await changeState(boris, { patientId: id, state: 'complete' }, options()))).toEqual(GONE);
    expect((await findRecordState(boris, { id, siteId: anna.siteId }, options())).changes).toEqual([]);
  });
});

describe('queries at a field', () => {
  test('are opened, answered, closed and reopened, each step once, also on a locked record', async () => {
    const id = await add();
    for (const state of ['complete', 'locked']) await changeState(anna, { patientId: id, state }, options());
    const place = { patientId: id, part: 'patient', recordId: '', field: 'wbc' };
    const first = { ...place, action: 'open', text: 'Is this per litre?', submission: randomUUID() };
    expect(step(await saveQueryEntry(anna, first, options()))).toEqual(DONE);
    expect(step(await saveQueryEntry(anna, first, options()))).toEqual(DONE);
    const own = async () => (await findFieldQueries(anna, { patientId: id }, options()))[0];
    const queryId = (await own())?.id ?? '';
    const go = async (action: string, text: string): Promise<object> =>
      step(await saveQueryEntry(irina, { ...place, queryId, action, text }, options()));
    expect(await go('reopen', 'not yet')).toEqual(refusedAt({ text: 'query-step' }));
    expect(await go('answer', 'no')).toEqual(refusedAt({ text: 'text-length' }));
    expect(await go('answer', 'born on 5.3.2021')).toEqual(refusedAt({ text: 'reason-identifies' }));
    expect(await go('answer', 'Yes, checked.')).toEqual(DONE);
    expect(await go('answer', 'Yes, checked.')).toEqual(DONE);
    expect((await findFieldQueries(anna, { openOnly: true }, options())).map((one) => one.id)).toContain(queryId);
    expect(await go('close', 'thank you')).toEqual(DONE);
    expect((await findFieldQueries(anna, { openOnly: true }, options())).map((one) => one.id)).not.toContain(queryId);
    expect(await go('reopen', 'one more question')).toEqual(DONE);
    expect(await own()).toMatchObject({ action: 'reopen', field: 'wbc', pseudonym: nameOfLast(), ageDays: 0 });
    expect((await own())?.entries.map(({ action, by }) => [action, by])).toEqual([
      ['open', 'anna'],
      ['answer', 'irina'],
      ['close', 'irina'],
      ['reopen', 'irina'],
    ]);
    expect(await findFieldQueries(boris, {}, options())).toEqual([]);
    expect(step(await saveQueryEntry(boris, { ...place, queryId, action: 'close', text: 'mine' }, options()))).toEqual(
      GONE,
    );
  });

  test('count their age from the day on which they were opened', async () => {
    const id = await add();
    const query = { patientId: id, part: 'patient', recordId: '', field: 'sex', action: 'open', text: 'please check' };
    await saveQueryEntry(anna, query, options());
    const { owner } = database;
    await owner.query('ALTER TABLE field_query_entry NO FORCE ROW LEVEL SECURITY');
    await owner.query("UPDATE field_query_entry SET written_at = now() - interval '9 days' WHERE patient_id = $1", [
      id,
    ]);
    await owner.query('ALTER TABLE field_query_entry FORCE ROW LEVEL SECURITY');
    expect((await findFieldQueries(anna, { patientId: id }, options()))[0]?.ageDays).toBe(9);
  });
});

describe('an accepted finding', () => {
  const accept = async (id: string, more: FormValues = {}, person = anna): Promise<object> =>
    step(
      await acceptFinding(
        person,
        {
          ...{ patientId: id, rule: 'remission-date-missing', part: 'patient', recordId: '', field: 'remissionDate' },
          ...{ accept: 'yes', reason: REASON, ...more },
        },
        options(),
      ),
    );
  const rules = async (id: string): Promise<string[]> =>
    (await findPatientQuality(anna, (await opened(id)).record, options())).findings.map(({ rule }) => rule);

  test('is no open error any more, is withdrawn, and comes back when the value changes', async () => {
    const id = await add({ remissionDate: '' });
    const all = await findQuality(anna, options());
    expect(await rules(id)).toContain('remission-date-missing');
    expect(await accept(id, { reason: 'short' })).toEqual(refusedAt({ reason: 'reason-length' }));
    expect(await accept(id, { rule: 'mrd-unit' })).toEqual(refusedAt({ reason: 'nothing-to-accept' }));
    expect(await accept(id, {}, boris)).toEqual(GONE);
    expect(await accept(id)).toEqual(DONE);
    expect(await accept(id)).toEqual(DONE);
    const { accepted } = await findPatientQuality(anna, (await opened(id)).record, options());
    expect(accepted).toMatchObject([{ acceptance: { by: 'anna', reason: REASON } }]);
    const fewer = await findQuality(anna, options());
    expect(fewer.withErrors).toBe(all.withErrors - 1);
    expect(fewer.rules.find(({ rule }) => rule === 'remission-date-missing')?.accepted).toBe(1);
    expect((await findCohort(anna, {}, options())).withErrors).toBe(fewer.withErrors);
    expect(await accept(id, { accept: 'no' })).toEqual(DONE);
    expect(await rules(id)).toContain('remission-date-missing');
    await accept(id);
    expect(await rules(id)).not.toContain('remission-date-missing');
    const [before, version] = [(await opened(id)).record, String((await opened(id)).record.version)];
    const day = before.identity.diagnosisDate;
    const fields = typed({
      pseudonym: before.identity.pseudonym,
      diagnosisDate: day,
      remissionEoi: '',
      remissionDate: '',
    });
    expect(step(await updatePatient(anna, { ...fields, patientId: id, version }, options()))).toEqual(DONE);
    const again = { ...fields, remissionEoi: 'yes', wbc: '10', patientId: id, version: String(Number(version) + 1) };
    expect(step(await updatePatient(anna, again, options()))).toEqual(DONE);
    // The values that were accepted are there again; another patient's field, the white cells, is none of them.
    expect(await rules(id)).not.toContain('remission-date-missing');
  });

  test('comes back with another value of the same field', async () => {
    const id = await add();
    const [sample, year] = [{ patientId: id, version: '1', recordKind: 'mrd' }, yearOf()];
    const values = { date: `${year}-04-05`, timePoint: 'end-of-induction', method: 'flow', result: 'quantified' };
    const saved = await saveRecord(anna, { ...sample, ...values, recordId: '', valuePercent: '60' }, options());
    const recordId = saved.recordId ?? '';
    expect(await accept(id, { rule: 'mrd-unit', part: 'mrd', recordId, field: 'valuePercent' })).toEqual(DONE);
    expect(await rules(id)).not.toContain('mrd-unit');
    const other = { ...sample, ...values, recordId, valuePercent: '70', version: '2' };
    expect(step(await saveRecord(anna, other, options()))).toEqual(DONE);
    expect(await rules(id)).toContain('mrd-unit');
  });

  test('says of two patients, at either of them, that they are not one child, while their marks stay', async () => {
    const [one, day] = [await add(), `${yearOf()}-03-01`];
    const other = await add({ diagnosisDate: day, remissionDate: '' });
    expect(await rules(one)).toContain('patient-doubled');
    const pair = { rule: 'patient-doubled', part: 'patient', recordId: other, field: 'pseudonym' };
    expect(await accept(one, pair)).toEqual(DONE);
    expect([...(await rules(one)), ...(await rules(other))]).not.toContain('patient-doubled');
    await add({ diagnosisDate: day, remissionDate: '', ageDays: '121' });
    expect(await rules(one)).toContain('patient-doubled');
  });
});

describe('verification against the source', () => {
  test('says by whom, and is over when the record changes, and not before', async () => {
    const id = await add();
    const [year, visit] = [yearOf(), await addVisit(id, `${yearOf()}-12-01`)];
    const ofVisit = { patientId: id, part: 'follow-up', recordId: visit, verified: 'yes' };
    for (const values of [ofVisit, ofVisit, { ...ofVisit, part: 'patient', recordId: '' }])
      expect(step(await verifyPart(irina, values, options()))).toEqual(DONE);
    expect(step(await verifyPart(boris, ofVisit, options()))).toEqual(GONE);
    const parts = async (): Promise<string[]> =>
      (await findVerifications(anna, id, options())).map(({ part, by }) => `${part} ${by}`);
    expect(await parts()).toEqual(['follow-up irina', 'patient irina']);
    await addVisit(id, `${year}-12-24`);
    expect(await parts()).toEqual(['follow-up irina', 'patient irina']);
    const changed = { patientId: id, version: '9', recordId: visit, recordKind: 'follow-up', status: 'lost' };
    const base = JSON.stringify({ date: `${year}-12-01`, status: 'alive-in-remission' });
    expect(step(await saveRecord(anna, { ...changed, date: `${year}-12-01`, base }, options()))).toEqual(DONE);
    expect(await parts()).toEqual(['patient irina']);
    await asViewer(
      anna,
      (tx) => tx.response.updateMany({ where: { patientId: id }, data: { day8Blasts: 1 } }),
      options(),
    );
    expect(await parts()).toEqual([]);
    expect(await findVerifications(boris, id, options())).toEqual([]);
  });
});

describe('a signature', () => {
  test('needs the site to ask for it and the password, and holds for these data alone', async () => {
    const id = await add();
    for (const { id: person } of [anna, boris]) {
      const hash = await hashPassword('right');
      await database.owner.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [person, hash]);
      // A new password ends every session.
      await openSession(database.owner, person);
    }
    const sign = async (password: string, person = anna): Promise<object> =>
      step(await signPatient(person, { patientId: id, meaning: 'approved', password }, options()));
    expect(await sign('right')).toEqual(refusedAt({ meaning: 'signatures-off' }));
    expect(await setSiteSignatures(boris, anna.siteId, true, options())).toBe(false);
    expect(await setSiteSignatures(anna, anna.siteId, true, options())).toBe(true);
    expect(await sign('wrong')).toEqual(refusedAt({ password: 'password-wrong' }));
    expect(await sign('')).toEqual(refusedAt({ password: 'required' }));
    expect(await sign('right', boris)).toEqual(GONE);
    expect(await sign('right')).toEqual(DONE);
    expect(await sign('right')).toEqual(DONE);
    const found = async () => (await findSignatures(anna, { id, siteId: anna.siteId }, options())).signatures;
    expect(await found()).toMatchObject([{ meaning: 'approved', by: 'anna', valid: true }]);
    await verifyPart(anna, { patientId: id, part: 'patient', recordId: '', verified: 'yes' }, options());
    expect(await found()).toMatchObject([{ valid: true }]);
    await addVisit(id, `${yearOf()}-12-01`);
    expect(await found()).toMatchObject([{ valid: false }]);
    const { rows } = await database.owner.query<{ said: string }>(
      "SELECT new_values::text AS said FROM audit_entry WHERE table_name = 'patient_signature'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.said).not.toContain('right');
    // Ten wrong ones, and the right one has to wait, too: the count is that of the account.
    for (let turn = 0; turn < 10; turn += 1) await sign('wrong');
    expect(await sign('right')).toEqual(refusedAt({ password: 'password-wrong' }));
  });
});

test('the history tells each change of a field: who, when, from what to what, and why where the lock was opened', async () => {
  const id = await add();
  const year = yearOf();
  const visit = await addVisit(id, `${year}-12-01`);
  for (const [state, reason] of [
    ['complete', ''],
    ['locked', ''],
    ['complete', REASON],
  ] as const)
    await changeState(anna, { patientId: id, state, reason }, options());
  const version = String((await opened(id)).record.version);
  const changed = { patientId: id, version, recordId: visit, recordKind: 'follow-up', status: 'lost' };
  expect(step(await saveRecord(irina, { ...changed, date: `${year}-12` }, options()))).toEqual(DONE);
  const history = await findHistory(anna, id, options());
  const ofField = (field: string) => history.filter((one) => one.recordId === visit && one.field === field);
  expect(ofField('status')).toMatchObject([
    { action: 'update', before: 'alive-in-remission', after: 'lost', by: 'irina', why: REASON },
    { action: 'insert', before: '', after: 'alive-in-remission', by: 'anna', why: null },
  ]);
  expect(ofField('date')[0]).toMatchObject({ before: `${year}-12-01`, after: `${year}-12` });
  expect(history.filter(({ part, field }) => part === 'patient' && field === 'wbc')).toMatchObject([
    { after: '312.5' },
  ]);
  expect(await findHistory(boris, id, options())).toEqual([]);
});

test('the history speaks in the fields of the form, whichever columns hold them', async () => {
  const first = typed({
    ...{ pseudonym: 'H-2', diagnosisDate: '2020-02-01', kmt2a: 'awaited', kmt2aPartner: '', wbc: 'UNK' },
    ...{ remissionEoi: 'no', inductionFailure: 'no', remissionDate: '03.2020' },
  });
  const id = (await createPatient(anna, first, options())).patientId as string;
  const second = { ...first, kmt2a: 'germline', wbc: '250', remissionDate: '2020-03-20', inductionFailure: '' };
  expect((await updatePatient(anna, { ...second, patientId: id, version: '1' }, options())).fieldErrors).toEqual({});
  const opened = await getPatient(anna, id, options());
  if (opened === null) throw new Error('not there');
  const history = await findHistory(anna, id, options());
  const form = Object.keys(patientFormValues(opened.record));
  expect([...new Set(history.map(({ field }) => field))].filter((field) => !form.includes(field))).toEqual([]);
  const told = (wanted: string) =>
    history.filter(({ field }) => field === wanted).map(({ before, after }) => `${before} > ${after}`);
  expect([told('kmt2a'), told('remissionDate'), told('inductionFailure')]).toEqual([
    ['awaited > germline', ' > awaited'],
    ['2020-03 > 2020-03-20', ' > 2020-03'],
    ['no > ', ' > no'],
  ]);
  // The code goes in one row and the value comes in another, of one transaction.
  expect(told('wbc').toSorted()).toEqual([' > 250', ' > UNK', 'UNK > ']);
});
