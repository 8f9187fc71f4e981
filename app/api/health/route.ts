import { logUnexpected } from '@/lib/access/log.server';
import { checkHealth } from '@/lib/registry/health.server';

/** Asked anew each time: an answer from the build would always be well. */
export const dynamic = 'force-dynamic';

/** 200 where the program can serve its readers, otherwise 503 with the part that fails. */
export async function GET(): Promise<Response> {
  const health = await checkHealth((error) => logUnexpected('GET /api/health', error));
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
