import { splitGenes } from '@/components/ui/genes';
import { answerSlides } from '@/lib/figure/formats/slides-export.server';

/** A figure laid out as slides; the reader's own title and the room of a template come as JSON. */
export async function POST(request: Request): Promise<Response> {
  return answerSlides(request, splitGenes);
}
