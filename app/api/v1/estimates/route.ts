import { answerList } from '@/lib/api/answer.server';
import { findListedEstimates } from '@/lib/api/evidence-lists.server';
import { ESTIMATES } from '@/lib/api/document/routes';

/** The published figures that fit the address; each names its trial. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, ESTIMATES, findListedEstimates);
}
