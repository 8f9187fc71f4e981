import { answerFigure } from '@/lib/exports/figure-export.server';
import { figureCsv } from '@/lib/exports/figure-csv';

/** Every plotted number of the comparison, the same in every language. */
export async function GET(request: Request): Promise<Response> {
  return answerFigure(request, ({ figure }) => ({ body: figureCsv(figure), type: 'text/csv; charset=utf-8', extension: 'csv' }));
}
