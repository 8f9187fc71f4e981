import { answerReferenceExport } from '@/lib/api/reference-export.server';

/** References as a file for a reference manager: those named in `ids`, or those that fit the filter of the list. */
export async function GET(request: Request): Promise<Response> {
  return answerReferenceExport(request);
}
