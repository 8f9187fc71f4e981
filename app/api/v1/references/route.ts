import { answerList } from '@/lib/api/answer.server';
import { findListedReferences } from '@/lib/api/evidence-lists.server';
import { REFERENCES } from '@/lib/api/document/routes';

/** The references that fit the address as CSL-JSON items, in the order of the data set. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, REFERENCES, findListedReferences);
}
