import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { refuse, serverDay, type ChangeOptions } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { knownPart } from '../entry/partial-date';
import { raiseVersion, readNow } from '../locked-patient.server';
import { contradictionsAt, findContradictions } from '../quality';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import { hasPart, readAs, takeStep } from './step.server';
import type { RemovedRecord } from './shown';

/** How long a removed record can be put back. */
export const PUT_BACK_MINUTES = 10;

/** The tables of the records of a course. */
export const RECORD_TABLES: Readonly<Record<RecordKind, string>> = {
  mrd: 'mrd_measurement',
  treatment: 'treatment',
  transplant: 'transplant',
  event: 'clinical_event',
  'follow-up': 'follow_up',
};

const PutBackInput = z.object({ recordKind: z.enum(RECORD_KINDS), recordId: z.uuid() });

/** Puts a record that was removed in the last ten minutes back as it was; one that is there stays as it is. */
export async function putRecordBack(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: PutBackInput },
    async (tx, stored, { recordKind: kind, recordId }) => {
      if (hasPart(stored, kind, recordId)) return;
      const [removed] = await removedRows(tx, stored.id, [stored.siteId], kind, recordId);
      if (removed === undefined) return refuse({ recordId: 'too-late' });
      const table = Prisma.raw(RECORD_TABLES[kind]);
      await tx.$executeRaw`INSERT INTO ${table}
        SELECT * FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(removed.values)}::jsonb)`;
      await raiseVersion(tx, stored);
      const now = await readNow(tx, stored);
      refuse(contradictionsAt(findContradictions(now, options.today ?? serverDay()), kind, recordId));
    },
    options,
  );
}

/** The records of a patient that were removed in the last ten minutes and are not back, latest first. */
export async function findRemovedRecords(
  viewer: Viewer,
  patientId: string,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<RemovedRecord[]> {
  return readAs(viewer, options, async (tx, sites) =>
    (await removedRows(tx, patientId, sites)).map(({ kind, recordId, values, at }) => ({
      ...{ kind, recordId, at: at.toISOString() },
      date: dayKnown(values),
    })),
  );
}

/** The date of a record, as much as is known of it. */
function dayKnown(values: Readonly<Record<string, unknown>>): string {
  const name = 'start_date' in values ? 'start_date' : 'date';
  const { [name]: day, [`${name}_precision`]: precision } = values;
  return knownPart(String(day ?? ''), precision === 'month' || precision === 'year' ? precision : null);
}

type RemovedRow = { kind: RecordKind; recordId: string; values: Record<string, unknown>; at: Date };

/** What the audit says of records taken away of late and not put back since. */
async function removedRows(
  tx: Transaction,
  patientId: string,
  sites: readonly string[],
  wantedKind?: RecordKind,
  wantedId?: string,
): Promise<RemovedRow[]> {
  const kinds = RECORD_KINDS.filter((kind) => wantedKind === undefined || kind === wantedKind);
  const entries = await tx.auditEntry.findMany({
    where: {
      siteId: { in: [...sites] },
      at: { gte: new Date(Date.now() - PUT_BACK_MINUTES * 60_000) },
      tableName: { in: kinds.map((kind) => RECORD_TABLES[kind]) },
      action: { in: ['insert', 'delete'] },
      ...(wantedId === undefined ? {} : { rowId: wantedId }),
    },
    orderBy: { id: 'asc' },
    select: { tableName: true, rowId: true, action: true, oldValues: true, at: true },
  });
  const last = new Map(entries.map((entry) => [entry.rowId, entry]));
  return [...last.values()].reverse().flatMap(({ tableName, rowId, action, oldValues, at }): RemovedRow[] => {
    const kind = RECORD_KINDS.find((one) => RECORD_TABLES[one] === tableName);
    const values = z.record(z.string(), z.unknown()).safeParse(oldValues).data;
    return kind === undefined || action !== 'delete' || values?.['patient_id'] !== patientId
      ? []
      : [{ kind, recordId: rowId, values, at }];
  });
}
