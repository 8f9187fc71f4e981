import { cookies } from 'next/headers';
import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { logUnexpected } from '@/lib/access/log.server';
import { managedSites, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { recordEvent } from '@/lib/audit/record.server';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import { patientQuerySchema, type PatientFilter, type PatientRow } from '../filter';
import { findAllRows } from './patient-list.server';
import { COLUMNS_COOKIE, fileColumns, readColumns } from './columns';

export type ListFile = { body: string | Blob; type: string; name: string };
type Columns = ReturnType<typeof fileColumns>;

/** The list of patients under its filter, in its order, with its columns and without pages, as a file. */
export async function answerListDownload(
  request: Request,
  write: (rows: readonly PatientRow[], columns: Columns) => ListFile | Promise<ListFile>,
): Promise<Response> {
  return answerPatientFile(request, async (viewer, filter) => {
    const chosen = readColumns((await cookies()).get(COLUMNS_COOKIE)?.value, managedSites(viewer).length > 1);
    const rows = await findAllRows(viewer, filter);
    return { file: await write(rows, fileColumns(chosen)), patients: rows.length, rows: rows.length };
  });
}

/**
 * A file of the patients under the list's filter, whose taking is recorded with its filter and how many patients and rows it holds. For data managers;
 * anybody else is told that nothing is here. An address that cannot be read exactly is refused.
 */
export async function answerPatientFile(
  request: Request,
  make: (viewer: Viewer, filter: PatientFilter) => Promise<{ file: ListFile; patients: number; rows: number } | null>,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  try {
    const viewer = await getViewer();
    const sites = viewer === null ? [] : managedSites(viewer);
    if (viewer === null || sites.length === 0) return new Response(null, { status: 404 });
    const { values: filter, problems } = readAddress(patientQuerySchema, parametersOf(searchParams));
    if (problems.length > 0) return await refuse(request, refuseQuery(problems));
    const made = await make(viewer, filter);
    if (made === null) return new Response(null, { status: 404 });
    const { file, patients, rows } = made;
    await recordEvent(viewer, {
      kind: 'export',
      what: 'patient',
      siteId: sites.length === 1 ? (sites[0]?.siteId ?? null) : null,
      detail: { file: file.name, patients, rows, query: searchParams.toString().slice(0, 500) },
    });
    return new Response(file.body, {
      headers: {
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename="${file.name}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    logUnexpected(`${request.method} ${pathname}`, error);
    return refuse(request, { status: 500, key: 'unexpected' });
  }
}
