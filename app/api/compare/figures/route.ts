import { answerFiguresToAdd } from '@/lib/comparison/selection/offered-figures.server';

/** The published figures that can be added to a comparison, for its page. */
export async function GET(request: Request): Promise<Response> {
  return answerFiguresToAdd(request);
}
