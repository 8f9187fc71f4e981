import { getViewer } from '@/lib/access/session/session.server';
import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { csvText, type Columns } from '@/lib/api/csv';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import type { ListedEntry } from './entry';
import { findAudit, mayReadAudit } from './queries.server';
import { auditQuerySchema } from './reading';
import { recordEvent } from './record.server';

const COLUMNS: Columns<ListedEntry> = {
  at: ({ at }) => at,
  actor: ({ actor }) => actor,
  actor_id: ({ actorId }) => actorId,
  action: ({ action }) => action,
  table: ({ table }) => table,
  row: ({ row }) => row,
  patient_id: ({ patientId }) => patientId,
  before: ({ before }) => (Object.keys(before).length === 0 ? null : JSON.stringify(before)),
  after: ({ after }) => (Object.keys(after).length === 0 ? null : JSON.stringify(after)),
  reason: ({ reason }) => reason,
  erased: ({ erased }) => erased,
};

/** A visitor and who may read none of it find nothing here; that the file left the program is an entry of its own. */
export async function answerAudit(request: Request): Promise<Response> {
  const { values: filter, problems } = readAddress(auditQuerySchema, parametersOf(new URL(request.url).searchParams));
  if (problems.length > 0) return refuse(request, refuseQuery(problems));
  const viewer = await getViewer();
  if (viewer === null || !mayReadAudit(viewer)) return refuse(request, { status: 404, key: 'notFoundAudit' });
  const { entries } = await findAudit(viewer, filter, { whole: true });
  await recordEvent(viewer, { kind: 'export', what: 'audit_entry', siteId: null, detail: { entries: entries.length } });
  return new Response(csvText(entries, COLUMNS), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit.csv"',
      'Cache-Control': 'private, no-store',
      Vary: 'Cookie',
    },
  });
}
