import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { refuse, type ChangeOptions } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { guardedText } from '../risk/override';
import { hasPart, PlaceInput, readAs, takeStep } from './step.server';
import type { FieldQuery } from './shown';
import { NEXT_QUERY_ACTIONS, QUERY_ACTIONS, type Part, type QueryAction } from './words';

const QueryInput = PlaceInput.extend({
  queryId: z.union([z.uuid(), z.literal('')]).default(''),
  action: z.enum(QUERY_ACTIONS),
  text: guardedText(3, 'text-length'),
});

/**
 * Opens a query at a field, or answers, closes or reopens one; a monitor does all but answer. A lock does not stop it:
 * nothing of the data changes.
 */
export async function saveQueryEntry(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: QueryInput, evenLocked: true, byMonitor: true },
    async (tx, stored, { queryId, action, text, ...place }) => {
      const { id: patientId, siteId } = stored;
      if (action === 'answer' && !mayManagePatients(viewer, siteId)) refuse({ text: 'refused' });
      if (queryId === '') {
        if (action !== 'open') refuse({ text: 'query-step' });
        if (!hasPart(stored, place.part, place.recordId)) refuse({ text: 'refused' });
        await tx.fieldQueryEntry.createMany({
          data: { queryId: randomUUID(), patientId, siteId, ...place, action, text },
        });
        return;
      }
      const last = await tx.fieldQueryEntry.findFirst({
        where: { queryId, patientId, siteId },
        orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
      });
      const before = QUERY_ACTIONS.find((one) => one === last?.action);
      if (last === null || before === undefined) return refuse({ text: 'refused' });
      if (before === action && last.text === text && last.writtenBy === viewer.id) return;
      if (!NEXT_QUERY_ACTIONS[before].includes(action)) refuse({ text: 'query-step' });
      const { part, recordId, field } = last;
      await tx.fieldQueryEntry.createMany({
        data: { queryId, patientId, siteId, part, recordId, field, action, text },
      });
    },
    options,
  );
}

type Wanted = { patientId?: string; openOnly?: boolean };

/** The queries of the viewer's sites or of one patient, oldest first. */
export async function findFieldQueries(
  viewer: Viewer,
  { patientId, openOnly = false }: Wanted,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<FieldQuery[]> {
  return readAs(viewer, options, async (tx, sites) => {
    const ids = openOnly ? await openQueries(tx, sites) : null;
    const rows = await tx.fieldQueryEntry.findMany({
      where: {
        siteId: { in: sites },
        ...(patientId === undefined ? {} : { patientId }),
        ...(ids === null ? {} : { queryId: { in: ids } }),
      },
      orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
      include: { patient: { select: { pseudonym: true, site: { select: { name: true } } } } },
    });
    const names = await findNames(
      tx,
      rows.map(({ writtenBy }) => writtenBy),
    );
    const byQuery = new Map<string, FieldQuery>();
    for (const row of rows) {
      const action = row.action as QueryAction;
      const entry = {
        action,
        text: row.text,
        by: names.get(row.writtenBy ?? '') ?? null,
        at: row.writtenAt.toISOString(),
      };
      const known = byQuery.get(row.queryId);
      const asked = action === 'open' || action === 'reopen' ? daysSince(row.writtenAt) : known?.ageDays;
      byQuery.set(row.queryId, {
        ...{
          id: row.queryId,
          patientId: row.patientId,
          part: row.part as Part,
          recordId: row.recordId,
          field: row.field,
        },
        ...{ pseudonym: row.patient.pseudonym, siteId: row.siteId, siteName: row.patient.site.name },
        ...{ action, ageDays: asked ?? 0, entries: [...(known?.entries ?? []), entry] },
      });
    }
    return [...byQuery.values()];
  });
}

/** More than anybody works through at a time. */
const MOST_LISTED = 1000;

async function openQueries(tx: Transaction, sites: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT query_id AS id FROM (
      SELECT DISTINCT ON (query_id) query_id, action, written_at FROM field_query_entry
      WHERE site_id = ANY (${[...sites]}::uuid[]) ORDER BY query_id, written_at DESC, id DESC) AS last
    WHERE action <> 'close' ORDER BY written_at LIMIT ${MOST_LISTED}`;
  return rows.map(({ id }) => id);
}

function daysSince(at: Date): number {
  return Math.max(0, Math.floor((Date.now() - at.getTime()) / 86_400_000));
}
