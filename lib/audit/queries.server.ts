import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { findNames } from '../access/names.server';
import { mayAdminister, mayReadPatients, type Viewer } from '../access/policy';
import { asViewer } from '../db.server';
import type { ListedEntry } from './entry';
import type { AuditAction, AuditFilter } from './reading';

type Options = { database?: PrismaClient };
const PAGE = 100;
const LONGEST_FILE = 50_000;
const DAY = 86_400_000;

/** Whether the viewer may read any of the audit. */
export function mayReadAudit(viewer: Viewer | null): boolean {
  return mayReadPatients(viewer) || mayAdminister(viewer);
}

/** The newest entries that fit and that the viewer may see; `whole`: as many as a file holds. */
export async function findAudit(
  viewer: Viewer,
  filter: AuditFilter,
  { whole = false, ...options }: Options & { whole?: boolean } = {},
): Promise<{ entries: readonly ListedEntry[]; more: boolean }> {
  const most = whole ? LONGEST_FILE : PAGE;
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await tx.auditEntry.findMany({
        where: whereOf(filter),
        orderBy: { id: 'desc' },
        take: most + 1,
        omit: { siteId: true },
      });
      const shown = rows.slice(0, most);
      const names = await findNames(
        tx,
        shown.map(({ actorId }) => actorId),
      );
      return { entries: shown.map((row) => listed(row, names)), more: rows.length > most };
    },
    options,
  );
}

/** Everybody who stands in what the viewer may see, for the filter. */
export async function findActors(viewer: Viewer, options: Options = {}): Promise<{ id: string; name: string }[]> {
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await tx.auditEntry.groupBy({ by: ['actorId'] });
      const names = await findNames(
        tx,
        rows.map(({ actorId }) => actorId),
      );
      return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
    },
    options,
  );
}

function whereOf({ person, patient, kind, from, to, before }: AuditFilter): Prisma.AuditEntryWhereInput {
  return {
    ...(person === null ? {} : { actorId: person }),
    ...(patient === null ? {} : { patientId: patient }),
    ...(kind === null ? {} : { action: kind }),
    ...(before === null ? {} : { id: { lt: BigInt(before) } }),
    at: {
      ...(from === null ? {} : { gte: new Date(from) }),
      ...(to === null ? {} : { lt: new Date(Date.parse(to) + DAY) }),
    },
  };
}

type Row = {
  id: bigint;
  at: Date;
  actorId: string | null;
  action: string;
  tableName: string;
  rowId: string;
  patientId: string | null;
  oldValues: Prisma.JsonValue;
  newValues: Prisma.JsonValue;
  reason: string | null;
  nonce: string | null;
};

function listed(row: Row, names: ReadonlyMap<string, string>): ListedEntry {
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    actorId: row.actorId,
    actor: row.actorId === null ? null : (names.get(row.actorId) ?? null),
    // A check constraint holds the words.
    action: row.action as AuditAction,
    table: row.tableName,
    row: row.rowId,
    patientId: row.patientId,
    before: fieldsOf(row.oldValues),
    after: fieldsOf(row.newValues),
    reason: row.reason,
    erased: row.nonce === null,
  };
}

function fieldsOf(values: Prisma.JsonValue): Record<string, unknown> {
  return typeof values === 'object' && values !== null && !Array.isArray(values) ? values : {};
}
