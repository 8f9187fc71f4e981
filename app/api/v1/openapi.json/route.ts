import { answerRecord } from '@/lib/api/answer.server';
import { openApiDocument } from '@/lib/api/document/openapi';
import { DOCUMENT } from '@/lib/api/document/routes';

/** The description of the API. */
export async function GET(request: Request): Promise<Response> {
  return answerRecord(request, DOCUMENT, async () => ({ answer: openApiDocument() }));
}
