import { answerAudit } from '@/lib/audit/file.server';

/** The audit as the viewer may see it, with the filters of its page. */
export async function GET(request: Request): Promise<Response> {
  return answerAudit(request);
}
