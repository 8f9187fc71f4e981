import { splitGenes } from '@/components/ui/genes';
import { answerFigure } from '@/lib/figure/formats/export.server';

type Context = Readonly<{ params: Promise<{ file: string }> }>;

/** A figure as a file: `/api/figures/<kind>.<format>` with the query of the figure's page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerFigure(request, (await params).file, splitGenes);
}
