import { csvText } from '@/lib/api/csv';
import { csvColumns } from '@/lib/patients/list/columns';
import { answerListDownload } from '@/lib/patients/list/list-download.server';

/** The list of patients as it is shown, as CSV, the same in every language. */
export async function GET(request: Request): Promise<Response> {
  return answerListDownload(request, (rows, columns) => ({
    body: csvText(rows, csvColumns(columns)),
    type: 'text/csv; charset=utf-8',
    name: 'patients.csv',
  }));
}
