import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '@/lib/db.server';
import { RECORD_TABLES } from '../keeping/put-back.server';
import { keepNewObservations, keepObservations } from '../observations/keep.server';
import type { PatientRecord } from '../records/record';
import { keepChecks, keepNewChecks } from '../rules/patient-checks.server';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import type { Outcome } from './compare';

type Row = Readonly<Record<string, unknown>>;
type Writing = Readonly<{ id: string; siteId: string; today: string }>;

/** Writes what an import does with these patients, a table at a time, and keeps what was stored before. */
export async function writeOutcomes(tx: Transaction, writing: Writing, outcomes: readonly Outcome[]): Promise<void> {
  const fresh = outcomes.flatMap(({ status, after, findings }) =>
    status === 'new' && after !== null ? [{ record: after, findings }] : [],
  );
  const added = fresh.map(({ record }) => record);
  const changed = outcomes.filter(({ status }) => status === 'changed');
  await keepBefore(tx, writing, changed);
  await insertPatients(tx, added);
  await changePatients(tx, changed);
  await keepNewChecks(tx, fresh, writing.today);
  await keepChecks(
    tx,
    changed.flatMap(({ stored }) => (stored === null ? [] : [stored.id])),
    writing.today,
  );
  await keepNewObservations(tx, added);
  await keepObservations(
    tx,
    changed.flatMap(({ stored }) => (stored === null ? [] : [stored.id])),
  );
  await tx.$executeRaw`
    INSERT INTO patient_import_row (import_id, patient_id, site_id, version, before)
    SELECT ${writing.id}::uuid, p, ${writing.siteId}::uuid, 1, NULL FROM unnest(${added.map(({ id }) => id)}::uuid[]) AS p`;
}

async function keepBefore(tx: Transaction, { id, siteId }: Writing, changed: readonly Outcome[]): Promise<void> {
  const ids = changed.flatMap(({ stored }) => (stored === null ? [] : [stored.id]));
  await tx.$executeRaw`
    INSERT INTO patient_import_row (import_id, patient_id, site_id, version, before)
    SELECT ${id}::uuid, r.patient_id, ${siteId}::uuid, (r.said #>> '{patient,version}')::int + 1, r.said FROM patient_rows_of(${siteId}::uuid, ${ids}::uuid[]) r`;
}

/** New patients with everything recorded; deaths come last, for each row is checked against the others. */
async function insertPatients(tx: Transaction, patients: readonly PatientRecord[]): Promise<void> {
  await insert(
    tx,
    'patient',
    patients.map((one) => ({ ...patientRow(one), version: 1, createdAt: new Date() })),
  );
  await insert(tx, 'diagnosis_features', patients.map(featuresRow));
  await insert(tx, 'response', patients.map(responseRow));
  const records = patients.flatMap((patient) => recordRows(patient));
  for (const late of [false, true])
    for (const kind of RECORD_KINDS)
      await insert(
        tx,
        RECORD_TABLES[kind],
        rowsOf(records, kind, (row) => isDeath(row) === late),
      );
}

/**
 * Changed patients. Each row is checked against the others, so a diagnosis that moves later goes after what it would leave
 * behind, a death that moves later before it, and any other death last.
 */
async function changePatients(tx: Transaction, changed: readonly Outcome[]): Promise<void> {
  for (const later of [false, true]) {
    const own = changed.filter(({ stored, after }) => later === dayOf(after) > dayOf(stored));
    if (!later) await changeOwn(tx, own, later);
    const records = own.flatMap(({ stored, after, records: said }) => {
      const ids = new Set(said.map(({ id }) => id));
      const deaths = new Map(stored?.records.event.map((event) => [event.id, event]));
      return after === null
        ? []
        : recordRows(after)
            .filter(([, row]) => ids.has(String(row['id'])))
            .map(([kind, row]): [RecordKind, Row, number] => [kind, row, turnOf(row, deaths.get(String(row['id'])))]);
    });
    for (const at of [0, 1, 2])
      for (const kind of RECORD_KINDS)
        await upsert(
          tx,
          RECORD_TABLES[kind],
          'site_id, id',
          records.filter((one) => one[0] === kind && one[2] === at).map(([, row]) => row),
        );
    if (later) await changeOwn(tx, own, later);
  }
}

function turnOf(row: Row, before: { kind: string; date: string } | undefined): number {
  if (isDeath(row)) return before?.kind === 'death' && String(row['date']) > before.date ? 0 : 2;
  // A death that becomes something else limits the others no more.
  return before?.kind === 'death' ? 0 : 1;
}

/** The version is raised once, whatever is written of the patient. */
async function changeOwn(tx: Transaction, changed: readonly Outcome[], movesLater: boolean): Promise<void> {
  const after = changed.flatMap((one) => (one.after === null ? [] : [one.after]));
  const differs = (rowOf: (patient: PatientRecord) => Row): PatientRecord[] =>
    changed.flatMap(({ stored: before, after: own }) =>
      own !== null && (before === null || !areSame(rowOf(before), rowOf(own))) ? [own] : [],
    );
  // Where the diagnosis moves later, the remission goes first: the old one may lie before the new diagnosis.
  if (movesLater) await upsert(tx, 'response', 'site_id, patient_id', differs(responseRow).map(responseRow));
  await changePatientRows(tx, after);
  if (!movesLater) await upsert(tx, 'response', 'site_id, patient_id', differs(responseRow).map(responseRow));
  await upsert(tx, 'diagnosis_features', 'site_id, patient_id', differs(featuresRow).map(featuresRow));
}

/** Whether two rows store the same; a field that a row does not say is empty. */
function areSame(one: Row, other: Row): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => JSON.stringify(one[name] ?? null) === JSON.stringify(other[name] ?? null));
}

async function changePatientRows(tx: Transaction, patients: readonly PatientRecord[]): Promise<void> {
  const rows = patients.map((one) => patientRow(one));
  const [first] = rows;
  if (first === undefined) return;
  const names = Object.keys(stored(first)).filter((name) => name !== 'id' && name !== 'site_id');
  const columns = Prisma.raw(names.join(', '));
  const values = Prisma.raw(names.map((name) => `b.${name}`).join(', '));
  await tx.$executeRaw`UPDATE patient p SET (${columns}, version) = ROW(${values}, p.version + 1)
    FROM jsonb_populate_recordset(NULL::patient, ${JSON.stringify(rows.map(stored))}::jsonb) b
    WHERE p.site_id = b.site_id AND p.id = b.id`;
}

function dayOf(patient: PatientRecord | null): string {
  return patient?.identity.diagnosisDate ?? '';
}

function isDeath(row: Row): boolean {
  return row['kind'] === 'death';
}

function patientRow({ id, siteId, identity, missingCodes }: PatientRecord): Row {
  return { id, siteId, ...identity, missingCodes: missingCodes ?? {}, updatedAt: new Date() };
}

function featuresRow({ id, siteId, features }: PatientRecord): Row {
  return { patientId: id, siteId, ...features };
}

function responseRow({ id, siteId, response }: PatientRecord): Row {
  return { patientId: id, siteId, ...response };
}

function recordRows({ id, siteId, records }: PatientRecord): [RecordKind, Row][] {
  return RECORD_KINDS.flatMap((kind) =>
    records[kind].map((record): [RecordKind, Row] => [
      kind,
      { patientId: id, siteId, ...record, missingCodes: record.missingCodes ?? {} },
    ]),
  );
}

function rowsOf(records: readonly [RecordKind, Row][], kind: RecordKind, fits: (row: Row) => boolean): Row[] {
  return records.filter(([of, row]) => of === kind && fits(row)).map(([, row]) => row);
}

async function insert(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const name = Prisma.raw(table);
  const json = JSON.stringify(rows.map(stored));
  await tx.$executeRaw`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, ${json}::jsonb)`;
}

/** Rows that are there by their key become what these say, others are new. */
async function upsert(tx: Transaction, table: string, key: string, rows: readonly Row[]): Promise<void> {
  const all = rows.map(stored);
  if (all.length === 0) return;
  // A field that one row does not say at all is empty in it.
  const names = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const set = names.filter((name) => name !== 'id' && name !== 'patient_id' && name !== 'site_id');
  const [of, columns, excluded] = [table, names.join(', '), set.map((name) => `EXCLUDED.${name}`).join(', ')];
  await tx.$executeRaw`INSERT INTO ${Prisma.raw(of)} (${Prisma.raw(columns)})
    SELECT ${Prisma.raw(columns)} FROM jsonb_populate_recordset(NULL::${Prisma.raw(of)}, ${JSON.stringify(all)}::jsonb)
    ON CONFLICT (${Prisma.raw(key)}) DO UPDATE SET (${Prisma.raw(set.join(', '))}) = ROW(${Prisma.raw(excluded)})`;
}

/** A row as the database names its columns: `day8Blasts` is stored as `day8_blasts`. */
function stored(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
