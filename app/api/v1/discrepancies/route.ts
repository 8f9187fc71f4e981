import { answerList } from '@/lib/api/answer.server';
import { findListedDiscrepancies } from '@/lib/api/evidence-lists.server';
import { DISCREPANCIES } from '@/lib/api/document/routes';

/** Where sources disagree. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, DISCREPANCIES, findListedDiscrepancies);
}
