import { splitGenes } from '@/components/ui/genes';
import { answerFigure } from '@/lib/exports/figure-export.server';
import { figurePng } from '@/lib/exports/figure-png.server';
import { figureSvg } from '@/lib/exports/figure-svg';

/** The comparison as a picture of 2560 px width, for slides. */
export async function GET(request: Request): Promise<Response> {
  return answerFigure(request, ({ figure, texts, footer }) => ({ body: figurePng(figureSvg(figure, texts, { footer, split: splitGenes })), type: 'image/png', extension: 'png' }));
}
