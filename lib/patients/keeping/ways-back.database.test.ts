import { afterAll, describe, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { getPatient } from '../queries.server';
import { removeRecord, saveRecord } from '../records/changes.server';
import { findCohort } from '../rules/findings.server';
import type { TestPerson } from '../testing/sites';
import { DONE, GONE, refusedAt, step, twoCentres } from '../testing/two-centres.server';
import { askForErasure, binPatient, erasePatient, findBin, restorePatient } from './bin.server';
import { findFieldQueries, saveQueryEntry } from './field-queries.server';
import { findToMerge } from './find-to-merge.server';
import { findMerges, mergePatients, undoMerge } from './merge.server';
import { findRemovedRecords, putRecordBack } from './put-back.server';
import { changeState } from './state.server';

const REASON = 'decided with the study chair';

const { database, anna, irina, boris, options, add, addVisit, opened, yearOf } = await twoCentres('W');
afterAll(() => database.drop());

describe('a removed record', () => {
  test('can be put back as it was for ten minutes, once', async () => {
    const id = await add();
    const visit = await addVisit(id, `${yearOf()}-12`);
    const before = (await opened(id)).record.records;
    const target = { patientId: id, recordKind: 'follow-up', recordId: visit };
    await removeRecord(anna, { ...target, version: String((await opened(id)).record.version) }, options());
    expect((await opened(id)).record.records['follow-up']).toEqual([]);
    expect(await findRemovedRecords(anna, id, options())).toMatchObject([
      { kind: 'follow-up', recordId: visit, date: `${yearOf()}-12` },
    ]);
    expect(await findRemovedRecords(boris, id, options())).toEqual([]);
    expect(step(await putRecordBack(boris, target, options()))).toEqual(GONE);
    expect(step(await putRecordBack(anna, target, options()))).toEqual(DONE);
    expect(step(await putRecordBack(anna, target, options()))).toEqual(DONE);
    expect((await opened(id)).record.records).toEqual(before);
    expect(await findRemovedRecords(anna, id, options())).toEqual([]);
  });

  test('is not put back later, nor where it contradicts what was entered since', async () => {
    const id = await add();
    const visit = await addVisit(id, `${yearOf()}-12-01`);
    const target = { patientId: id, recordKind: 'follow-up', recordId: visit };
    await removeRecord(anna, { ...target, version: String((await opened(id)).record.version) }, options());
    const death = { patientId: id, version: '1', recordId: '', recordKind: 'event', kind: 'death' };
    await saveRecord(anna, { ...death, date: `${yearOf()}-11-01` }, options());
    expect(step(await putRecordBack(anna, target, options()))).toMatchObject({ ok: false });
    expect((await opened(id)).record.records['follow-up']).toEqual([]);
    await database.owner.query("UPDATE audit_entry SET at = at - interval '11 minutes' WHERE row_id = $1", [visit]);
    expect(await findRemovedRecords(anna, id, options())).toEqual([]);
    expect(step(await putRecordBack(anna, target, options()))).toEqual(refusedAt({ recordId: 'too-late' }));
  });
});

describe('the bin', () => {
  test('hides a patient everywhere, and restoring brings everything back', async () => {
    const id = await add();
    await addVisit(id, `${yearOf()}-12-01`);
    const before = await opened(id);
    const cohort = async (): Promise<number> => (await findCohort(anna, {}, options())).courses.length;
    const n = await cohort();
    expect(step(await binPatient(anna, { patientId: id, reason: '' }, options()))).toEqual(
      refusedAt({ reason: 'required' }),
    );
    expect(step(await binPatient(boris, { patientId: id, reason: REASON }, options()))).toEqual(GONE);
    expect(step(await binPatient(anna, { patientId: id, reason: REASON }, options()))).toEqual(DONE);
    expect(await getPatient(anna, id, options())).toBeNull();
    expect(await cohort()).toBe(n - 1);
    const visit = { patientId: id, version: '1', recordId: '', recordKind: 'follow-up', status: 'lost' };
    expect(step(await saveRecord(anna, { ...visit, date: '2020-01-01' }, options()))).toEqual(GONE);
    expect(await findBin(anna, options())).toMatchObject([
      { patientId: id, by: 'anna', reason: REASON, erasable: false },
    ]);
    expect(await findBin(boris, options())).toEqual([]);
    expect(step(await restorePatient(boris, { patientId: id }, options()))).toEqual(GONE);
    expect(step(await restorePatient(anna, { patientId: id }, options()))).toEqual(DONE);
    expect(step(await restorePatient(anna, { patientId: id }, options()))).toEqual(DONE);
    expect(await opened(id)).toEqual(before);
  });

  test('is emptied after 30 days by two people, and then nothing is left', async () => {
    const id = await add();
    await addVisit(id, `${yearOf()}-12-01`);
    await saveQueryEntry(
      anna,
      { patientId: id, part: 'patient', field: 'sex', action: 'open', text: 'why' },
      options(),
    );
    await changeState(anna, { patientId: id, state: 'complete' }, options());
    await binPatient(anna, { patientId: id, reason: REASON }, options());
    const ask = async (person: TestPerson): Promise<object> =>
      step(await askForErasure(person, { patientId: id }, options()));
    const erase = async (person: TestPerson): Promise<object> =>
      step(await erasePatient(person, { patientId: id }, options()));
    expect(await ask(anna)).toEqual(refusedAt({ patientId: 'bin-days' }));
    await expect(
      asViewer(anna, (tx) => tx.patientBin.updateMany({ data: { erasureAt: new Date() } }), options()),
    ).rejects.toThrow(/bin_days/);
    await database.owner.query('ALTER TABLE patient_bin NO FORCE ROW LEVEL SECURITY');
    await database.owner.query("UPDATE patient_bin SET binned_at = now() - interval '31 days' WHERE patient_id = $1", [
      id,
    ]);
    await database.owner.query('ALTER TABLE patient_bin FORCE ROW LEVEL SECURITY');
    expect(await erase(irina)).toEqual(refusedAt({ patientId: 'second-person' }));
    expect(await ask(anna)).toEqual(DONE);
    expect(await erase(anna)).toEqual(refusedAt({ patientId: 'second-person' }));
    await expect(asViewer(anna, (tx) => tx.$queryRaw`SELECT erase_patient(${id}::uuid)`, options())).rejects.toThrow(
      /erasure_second_person/,
    );
    expect(await erase(boris)).toEqual(GONE);
    expect(await erase(irina)).toEqual(DONE);
    expect(await findBin(anna, options())).toEqual([]);
    for (const table of [
      'patient',
      'response',
      'follow_up',
      'state_change',
      'field_query_entry',
      'patient_bin',
      'patient_check',
      'patient_observation',
      'observation_due',
      'patient_double',
      'patient_doubled',
      'list_due',
    ]) {
      await database.owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      const key = table === 'patient' ? 'id' : 'patient_id';
      const { rows } = await database.owner.query(`SELECT 1 FROM ${table} WHERE ${key} = $1`, [id]);
      await database.owner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      expect(rows, table).toEqual([]);
    }
  });
});

describe('two patients made one', () => {
  test('ask for each field of which both say something else, keep the records of both, and can be parted again', async () => {
    const [kept, year] = [await add({ wbc: '', cns: 'CNS1' }), yearOf()];
    await addVisit(kept, `${year}-10-01`);
    const merged = await add({
      diagnosisDate: `${year}-03-02`,
      remissionDate: `${year}-04-05`,
      cns: 'CNS2',
      wbc: '12',
    });
    const visit = await addVisit(merged, `${year}-11-01`);
    const query = {
      patientId: merged,
      part: 'follow-up',
      recordId: visit,
      field: 'status',
      action: 'open',
      text: 'sure?',
    };
    await saveQueryEntry(anna, query, options());
    const [first, second] = [await opened(kept), await opened(merged)];
    const named = { patientId: kept, pseudonym: ` ${second.record.identity.pseudonym} ` };
    expect(await findToMerge(anna, named, options())).toMatchObject({ ok: true, patientId: merged });
    expect(await findToMerge(boris, named, options())).toMatchObject({ ok: false, formError: 'not-found' });
    const itself = { ...named, pseudonym: first.record.identity.pseudonym };
    expect(await findToMerge(anna, itself, options())).toMatchObject({ ok: false, formError: 'not-found' });
    const pair = { patientId: kept, mergedId: merged, reason: REASON };
    expect(step(await mergePatients(anna, pair, options()))).toEqual(
      refusedAt({ cns: 'choose', diagnosisDate: 'choose' }),
    );
    const chosen = { ...pair, 'choose-cns': 'merged', 'choose-diagnosisDate': 'kept' };
    expect(step(await mergePatients(boris, chosen, options()))).toEqual(GONE);
    expect(step(await mergePatients(anna, chosen, options()))).toEqual(DONE);
    expect(step(await mergePatients(anna, chosen, options()))).toEqual(DONE);
    const { record } = await opened(kept);
    expect([record.features.cns, record.features.wbc, record.identity.diagnosisDate]).toEqual([
      'CNS2',
      12,
      `${year}-03-01`,
    ]);
    expect(record.records['follow-up'].map(({ date }) => date)).toEqual([`${year}-10-01`, `${year}-11-01`]);
    expect(await getPatient(anna, merged, options())).toBeNull();
    expect(await findFieldQueries(anna, { patientId: kept }, options())).toMatchObject([{ recordId: visit }]);
    await addVisit(kept, `${year}-12-01`);
    const [{ id: mergeId } = { id: '' }] = await findMerges(anna, kept, options());
    expect(step(await undoMerge(boris, { mergeId }, options()))).toEqual(GONE);
    expect(step(await undoMerge(anna, { mergeId }, options()))).toEqual(DONE);
    expect(step(await undoMerge(anna, { mergeId }, options()))).toEqual(DONE);
    const [a, b] = [await opened(kept), await opened(merged)];
    // A form opened before the merge is told that the record changed meanwhile.
    expect(b.record).toEqual({ ...second.record, version: second.record.version + 2 });
    expect({ ...a.record, version: 0, records: null }).toEqual({ ...first.record, version: 0, records: null });
    expect(a.record.records['follow-up'].map(({ date }) => date)).toEqual([`${year}-10-01`, `${year}-12-01`]);
    expect(await findFieldQueries(anna, { patientId: merged }, options())).toMatchObject([{ recordId: visit }]);
  });

  test('take an earlier diagnosis over, and are refused where they contradict each other', async () => {
    const [kept, year] = [await add(), yearOf()];
    const merged = await add({ diagnosisDate: `${year}-02-20`, ageDays: '111', remissionDate: `${year}-04-05` });
    await addVisit(merged, `${year}-02-21`);
    const early = { 'choose-diagnosisDate': 'merged', 'choose-ageDays': 'merged', reason: REASON };
    expect(step(await mergePatients(anna, { patientId: kept, mergedId: merged, ...early }, options()))).toEqual(DONE);
    expect((await opened(kept)).record.identity).toMatchObject({ diagnosisDate: `${year}-02-20`, ageDays: 111 });
    const [mergeId] = (await findMerges(anna, kept, options())).map(({ id }) => id);
    expect(step(await undoMerge(anna, { mergeId: mergeId ?? '' }, options()))).toEqual(DONE);
    expect((await opened(kept)).record.identity).toMatchObject({ diagnosisDate: `${year}-03-01`, ageDays: 120 });
    const death = { version: '1', recordId: '', recordKind: 'event', kind: 'death', date: `${year}-06-01` };
    for (const patientId of [kept, merged]) await saveRecord(anna, { ...death, patientId }, options());
    expect(step(await mergePatients(anna, { patientId: kept, mergedId: merged, ...early }, options()))).toMatchObject({
      ok: false,
    });
    expect((await opened(merged)).record.records.event).toHaveLength(1);
  });
});
