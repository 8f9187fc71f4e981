import { answerRecord } from '@/lib/api/answer.server';
import { openApiDocument } from '@/lib/api/openapi';
import { DOCUMENT } from '@/lib/api/routes';

/** The description of the API. */
export async function GET(request: Request): Promise<Response> {
  return answerRecord(request, DOCUMENT, async () => ({ answer: openApiDocument() }));
}
