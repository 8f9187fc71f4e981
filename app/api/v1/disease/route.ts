import { answerList } from '@/lib/api/answer.server';
import { findDiseaseItems } from '@/lib/api/evidence-lists.server';
import { DISEASE } from '@/lib/api/document/routes';

/** Facts and statements on the disease that fit the address. */
export async function GET(request: Request): Promise<Response> {
  return answerList(request, DISEASE, findDiseaseItems);
}
