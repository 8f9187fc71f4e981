import { fieldLabel, projectWords } from '@/components/patients/codebook-label';
import { findExport } from '@/lib/patients/export/export.server';
import { EXPORT_FILES } from '@/lib/patients/export/files';
import { answerPatientFile } from '@/lib/patients/list/list-download.server';

type Context = { params: Promise<{ file: string }> };

/** Everything recorded of the patients of the list under its filter, as one of the files of an export. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { file: name } = await params;
  return answerPatientFile(request, async (viewer, filter) => {
    const file = Object.hasOwn(EXPORT_FILES, name) ? EXPORT_FILES[name] : undefined;
    if (file === undefined) return null;
    const { type, make, rows, holdsPatients = true } = file;
    const patients = holdsPatients ? await findExport(viewer, filter) : [];
    const body = await make(patients, fieldLabel, projectWords);
    return { file: { body, type, name }, patients: patients.length, rows: rows(patients) };
  });
}
