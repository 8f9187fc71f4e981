import type { PrismaClient } from '@/prisma/generated/client';
import { visibleSites, type Viewer } from '../access/policy';
import { asViewer } from '../db.server';

/** What is written down although no row changes; changes are written by the database itself. */
export type AuditEvent =
  | Readonly<{ kind: 'read'; patientId: string; siteId: string }>
  | Readonly<{ kind: 'export'; what: string; siteId: string | null; detail: Readonly<Record<string, string | number>> }>
  | Readonly<{ kind: 'import'; what: string; siteId: string; detail: Readonly<Record<string, string | number>> }>;

/** That a file with a curve of local patients leaves the program; at the site that the query names, or the viewer's only one. */
export async function recordFigure(viewer: Viewer, file: string, query: URLSearchParams): Promise<void> {
  const sites = visibleSites(viewer);
  const named = sites.filter(({ siteCode }) => siteCode === query.get('site'));
  const [only, another] = named.length > 0 ? named : sites;
  await recordEvent(viewer, {
    kind: 'export',
    what: 'figure',
    siteId: another === undefined ? (only?.siteId ?? null) : null,
    detail: { file: file.slice(0, 80), query: query.toString().slice(0, 500) },
  });
}

/** Writes an event as the viewer. Await it before anything is given out: what could not be written down is not shown. */
export async function recordEvent(
  viewer: Viewer,
  event: AuditEvent,
  options: { database?: PrismaClient } = {},
): Promise<void> {
  const patient = event.kind === 'read' ? event.patientId : null;
  const subject = event.kind === 'read' ? 'patient' : event.what;
  const detail = event.kind === 'read' ? null : JSON.stringify(event.detail);
  await asViewer(
    viewer,
    (tx) =>
      tx.$executeRaw`SELECT record_event(${event.kind}, ${subject}, ${patient}::uuid, ${event.siteId}::uuid, ${detail}::jsonb)`,
    options,
  );
}
