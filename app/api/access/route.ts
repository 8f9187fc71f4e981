import { logUnexpected } from '@/lib/access/log.server';
import { readAccess } from '@/lib/access/session/session.server';

/** A mark of what the reader may see now: an open page asks whether it is still the one it was made for. */
export async function GET(): Promise<Response> {
  const mark = await readAccess().catch((error: unknown) => {
    logUnexpected('GET /api/access', error);
    // The database is away, which says nothing of the roles.
    return '';
  });
  return new Response(mark, {
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'private, no-store', Vary: 'Cookie' },
  });
}
