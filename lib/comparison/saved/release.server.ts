import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { findNames } from '@/lib/access/names.server';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { digestOf } from './digest.server';
import type { SavedFigures } from './figures';
import type { FigureAddress, Release } from './model';

type Options = { database?: PrismaClient };
/** A figure of one site's patients and what it says. */
export type Figure = FigureAddress & Readonly<{ figures: SavedFigures }>;

/** The release of a figure; it holds for exactly what was released. */
export async function findRelease(viewer: Viewer, figure: Figure, options: Options = {}): Promise<Release> {
  return asViewer(
    viewer,
    async (tx) => {
      const { siteId, page, query } = figure;
      const latest = await tx.figureRelease.findFirst({
        where: { siteId, page, query },
        orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
      });
      if (latest === null || latest.withdrawnAt !== null) return { state: 'internal' };
      const by = (await findNames(tx, [latest.releasedBy])).get(latest.releasedBy ?? '') ?? null;
      const state = latest.digest === digestOfFigure(figure) ? 'released' : 'changed';
      return { state, by, at: latest.releasedAt.toISOString() };
    },
    options,
  );
}

/** Lets a figure leave the site as it is now. */
export async function releaseFigure(viewer: Viewer, figure: Figure, options: Options = {}): Promise<void> {
  const { siteId, page, query } = figure;
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  const data = { siteId, page, query, digest: digestOfFigure(figure) };
  await asViewer(viewer, (tx) => tx.figureRelease.create({ data, select: { id: true } }), options);
}

/** Takes every release of a figure back. */
export async function withdrawFigure(
  viewer: Viewer,
  { siteId, page, query }: FigureAddress,
  options: Options = {},
): Promise<void> {
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  await asViewer(
    viewer,
    (tx) =>
      tx.figureRelease.updateMany({
        where: { siteId, page, query, withdrawnAt: null },
        data: { withdrawnAt: new Date() },
      }),
    options,
  );
}

/** Without what studies are called, which differs by the language in which a reader sees and releases the figure. */
function digestOfFigure({ figures: { patients, events, local, published } }: Figure): string {
  return digestOf(
    JSON.stringify([patients, events, local, published.map(({ trial: _, ...one }) => Object.values(one))]),
  );
}
