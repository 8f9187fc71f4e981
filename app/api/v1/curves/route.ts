import { answerList } from '@/lib/api/answer.server';
import { findListedCurves } from '@/lib/api/evidence-lists.server';
import { CURVES } from '@/lib/api/document/routes';

/** Curves read off published figures. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, CURVES, findListedCurves);
}
