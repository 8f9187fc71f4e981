import { answerList } from '@/lib/api/answer.server';
import { findListedBaselineFacts } from '@/lib/api/evidence-lists.server';
import { BASELINE } from '@/lib/api/document/routes';

/** Presenting features of the patients of each trial. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, BASELINE, findListedBaselineFacts);
}
