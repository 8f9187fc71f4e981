import { splitGenes } from '@/components/ui/genes';
import { answerFigure } from '@/lib/exports/figure-export.server';
import { figureSvg } from '@/lib/exports/figure-svg';

/** The comparison as an SVG: text stays text, for print and editing. */
export async function GET(request: Request): Promise<Response> {
  return answerFigure(request, ({ figure, texts, footer }) => ({ body: figureSvg(figure, texts, { footer, split: splitGenes }), type: 'image/svg+xml; charset=utf-8', extension: 'svg' }));
}
