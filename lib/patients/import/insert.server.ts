import { Prisma } from '@/prisma/generated/client';
import type { Transaction } from '@/lib/db.server';
import type { PatientRecord } from '../records/record';
import { RECORD_KINDS } from '../vocabulary';
import { RECORD_TABLES } from '../keeping/put-back.server';

/** Patients written by one statement. */
const BATCH = 2000;

type Row = Readonly<Record<string, unknown>>;

/** Writes new patients with everything recorded, a table at a time; deaths come last, for each row is checked against the others. */
export async function insertPatients(
  tx: Transaction,
  patients: readonly PatientRecord[],
  signal?: AbortSignal,
): Promise<void> {
  for (let from = 0; from < patients.length; from += BATCH) {
    signal?.throwIfAborted();
    const batch = patients.slice(from, from + BATCH);
    const now = new Date().toISOString();
    await insert(
      tx,
      'patient',
      batch.map(({ id, siteId, identity, missingCodes }) => ({
        ...{ id, siteId, ...identity, missingCodes: missingCodes ?? {}, version: 1, createdAt: now, updatedAt: now },
      })),
    );
    await insert(
      tx,
      'diagnosis_features',
      batch.map(({ id, siteId, features }) => ({ patientId: id, siteId, ...features })),
    );
    await insert(
      tx,
      'response',
      batch.map(({ id, siteId, response }) => ({ patientId: id, siteId, ...response })),
    );
    const records = RECORD_KINDS.flatMap((kind) =>
      batch.flatMap(({ id, siteId, records: all }) =>
        all[kind].map((record): [typeof kind, Row] => [
          kind,
          { patientId: id, siteId, ...record, missingCodes: record.missingCodes ?? {} },
        ]),
      ),
    );
    const isDeath = ([, row]: [unknown, Row]): boolean => row['kind'] === 'death';
    for (const late of [false, true])
      for (const kind of RECORD_KINDS)
        await insert(
          tx,
          RECORD_TABLES[kind],
          records.filter((one) => one[0] === kind && isDeath(one) === late).map(([, row]) => row),
        );
  }
}

async function insert(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const name = Prisma.raw(table);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [columnOf(key), value]))),
  );
  await tx.$executeRaw`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, ${json}::jsonb)`;
}

/** `day8Blasts` is stored as `day8_blasts`. */
function columnOf(field: string): string {
  return field.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
