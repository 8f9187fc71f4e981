import write from 'write-excel-file/universal';
import { answerListDownload } from '@/lib/patients/list/list-download.server';

/** The list of patients as it is shown, as a workbook; text in it is never a formula. */
export async function GET(request: Request): Promise<Response> {
  return answerListDownload(request, async (rows, columns) => {
    const head = Object.keys(columns).map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
    const cells = rows.map((row) =>
      Object.values(columns).map((value) => {
        const said = value(row);
        if (said === null) return null;
        return typeof said === 'number' ? { value: said, type: Number } : { value: String(said), type: String };
      }),
    );
    const body = await write([{ sheet: 'patients', data: [head, ...cells] }]).toBlob();
    return {
      body,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      name: 'patients.xlsx',
    };
  });
}
