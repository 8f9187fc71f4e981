import { answerList } from '@/lib/api/answer.server';
import { findListedTrials } from '@/lib/api/evidence-lists.server';
import { TRIALS } from '@/lib/api/document/routes';

/** Every trial and cohort that fits the address, as rows of the list. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, TRIALS, findListedTrials);
}
