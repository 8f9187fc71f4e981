import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';

const Moment = z.iso.datetime();

/**
 * Keeps that this curator has seen what happened until then: the moment of the newest entry that the page showed, so that
 * what came in between stays unseen. What was seen does not become unseen.
 */
export async function markSeen(
  viewer: Viewer,
  until: unknown,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<void> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const moment = Moment.safeParse(until);
  if (!moment.success) throw new AppError('invalid');
  const asked = new Date(Math.min(Date.parse(moment.data), Date.now()));
  await asViewer(
    viewer,
    async (tx) => {
      const held = await tx.evidenceSeen.findUnique({ where: { userId: viewer.id } });
      if (held !== null && held.until >= asked) return;
      await tx.evidenceSeen.upsert({
        where: { userId: viewer.id },
        create: { userId: viewer.id, until: asked },
        update: { until: asked },
        select: { userId: true },
      });
    },
    { database },
  );
}
