import { splitGenes } from '@/components/ui/genes';
import { answerDeck } from '@/lib/figure/formats/deck-export.server';

/** Saved comparisons as one presentation; the list comes as JSON, because an address could not hold it. */
export async function POST(request: Request): Promise<Response> {
  return answerDeck(request, splitGenes);
}
