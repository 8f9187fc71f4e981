import type { PrismaClient } from '@/prisma/generated/client';
import type { Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';

/** Patients copied in one transaction: soon done, so that somebody who saves one of them hardly waits. */
const BATCH = 1000;
/** What a request gives to it, in milliseconds; of whom it does not come to, the list looks up what is not copied. */
const WITHIN_REQUEST_MS = 300;

/**
 * Copies what stands beside the records of the viewer's sites (state, what the rules say, whether a patient was perhaps entered
 * twice) to what the list reads, where it has changed, until nothing is left or the time is over.
 */
export async function settleList(
  viewer: Pick<Viewer, 'token'>,
  {
    withinMs = WITHIN_REQUEST_MS,
    ...options
  }: { withinMs?: number; database?: PrismaClient; purpose?: 'aggregate' } = {},
): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (let copied = BATCH; copied === BATCH; ) {
    if (performance.now() >= end) return false;
    copied = await asViewer(
      viewer,
      async (tx) => {
        const [row] = await tx.$queryRaw<{ copied: number }[]>`SELECT settle_list(${BATCH}::int) AS copied`;
        return row?.copied ?? 0;
      },
      options,
    );
  }
  return true;
}
