import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import type { AuditEntry } from '@/prisma/generated/client';
import type { ChangeOptions } from '../changes.server';
import type { FormValues } from '../form-state';
import type { MissingCodes } from '../entry/missing-codes';
import { formValues, kmt2aAsTyped, type StoredValue } from '../records/record';
import { RECORD_KINDS } from '../vocabulary';
import { RECORD_TABLES } from './put-back.server';
import { readAs } from './step.server';
import type { FieldChange } from './shown';
import { PARTS, type Part } from './words';

const PATIENT_TABLES = ['patient', 'diagnosis_features', 'response'];
const BOOKKEEPING = ['id', 'patient_id', 'site_id', 'version', 'created_at', 'updated_at'];
const ACTIONS = ['insert', 'update', 'delete'] as const;
/** What is known of a row, column by column. */
type Row = Record<string, StoredValue | undefined>;

/** Every change of every field of a patient, latest first. */
export async function findHistory(
  viewer: Viewer,
  patientId: string,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<FieldChange[]> {
  return readAs(viewer, options, async (tx, sites) => {
    const entries = await readEntries(tx, sites, patientId);
    const unlocked = await tx.stateChange.findMany({
      where: { patientId, siteId: { in: sites } },
      orderBy: { changedAt: 'desc' },
      select: { state: true, reason: true, changedAt: true },
    });
    const names = await findNames(
      tx,
      entries.map(({ actorId }) => actorId),
    );
    const rows = new Map<string, Row>();
    const changes = entries.map(({ tableName, rowId, action, oldValues, newValues, at, actorId }) => {
      const part = partOf(tableName);
      const did = ACTIONS.find((one) => one === action);
      if (part === undefined || did === undefined) return [];
      // The audit holds changed columns only; what a form shows in one field may come from several.
      const known = rows.get(rowId) ?? {};
      const [before, after] = [
        { ...known, ...columns(oldValues) },
        did === 'delete' ? {} : { ...known, ...columns(newValues) },
      ];
      rows.set(rowId, after);
      const [was, is] = [asTyped(part, before), asTyped(part, after)];
      const last = unlocked.find(({ changedAt }) => changedAt <= at);
      return [...new Set([...Object.keys(was), ...Object.keys(is)])]
        .filter((field) => (was[field] ?? '') !== (is[field] ?? ''))
        .map(
          (field): FieldChange => ({
            ...{ part, recordId: part === 'patient' ? null : rowId, field, action: did },
            ...{ before: was[field] ?? '', after: is[field] ?? '' },
            ...{ by: names.get(actorId ?? '') ?? null, at: at.toISOString() },
            why: last?.state === 'complete' ? last.reason : null,
          }),
        );
    });
    return changes.reverse().flat();
  });
}

/** What the audit says of the patient and of every record that was ever its own, oldest first. */
async function readEntries(tx: Transaction, sites: string[], patientId: string): Promise<AuditEntry[]> {
  const tables = RECORD_KINDS.map((kind) => RECORD_TABLES[kind]);
  const named = { path: ['patient_id'], equals: patientId };
  const own = await tx.auditEntry.findMany({
    where: {
      siteId: { in: sites },
      tableName: { in: tables },
      OR: [{ newValues: named }, { oldValues: named }],
    },
    select: { rowId: true },
    distinct: ['rowId'],
  });
  return tx.auditEntry.findMany({
    where: {
      siteId: { in: sites },
      action: { in: [...ACTIONS] },
      OR: [
        { tableName: { in: PATIENT_TABLES }, rowId: patientId },
        { tableName: { in: tables }, rowId: { in: own.map(({ rowId }) => rowId) } },
      ],
    },
    orderBy: { id: 'asc' },
  });
}

function partOf(tableName: string): Part | undefined {
  if (PATIENT_TABLES.includes(tableName)) return 'patient';
  return PARTS.find((part) => part !== 'patient' && RECORD_TABLES[part] === tableName);
}

/** The columns of an audit entry under the names that the program gives them. */
function columns(stored: unknown): Row {
  const read = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  return Object.fromEntries(
    Object.entries(read)
      .filter(([column]) => !BOOKKEEPING.includes(column))
      .map(([column, value]) => [
        column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
        value as StoredValue,
      ]),
  );
}

/** A stored row as its form shows it, under the names of its fields. */
function asTyped(part: Part, row: Row): FormValues {
  const { kmt2aEvaluable, failureExcluded, missingCodes, ...stored } = row;
  const own =
    part === 'patient'
      ? {
          kmt2a: kmt2aAsTyped({ kmt2a: stored['kmt2a'], kmt2aEvaluable }),
          inductionFailure: failureExcluded === true ? false : null,
        }
      : {};
  return formValues({ ...stored, ...own, missingCodes: (missingCodes ?? {}) as MissingCodes });
}
