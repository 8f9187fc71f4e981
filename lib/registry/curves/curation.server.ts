import { randomUUID } from 'node:crypto';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { CurveInput, curveFieldErrors, ReadFigureInput, WithdrawalReason } from './schema';
import { CURVE_SAVED, curveRefused, type CurveState } from './state';

type Options = { database?: PrismaClient };

/** Stores a curve with all its points as proposed. What the page checked is checked again: an action can be called by anyone. */
export async function proposeCurve(
  viewer: Viewer,
  input: unknown,
  { database = db() }: Options = {},
): Promise<CurveState> {
  requireCurator(viewer);
  const read = CurveInput.safeParse(input);
  if (!read.success) return curveRefused('invalid', curveFieldErrors(read.error));
  return answering(() =>
    asViewer(
      viewer,
      async (tx) => {
        await store(tx, viewer, read.data);
        return CURVE_SAVED;
      },
      { database },
    ),
  );
}

/** Stores all curves of a figure as proposed, with how each was read; all of them or none. */
export async function proposeReadCurves(
  viewer: Viewer,
  input: unknown,
  { database = db() }: Options = {},
): Promise<CurveState> {
  requireCurator(viewer);
  const read = ReadFigureInput.safeParse(input);
  if (!read.success) return curveRefused('invalid');
  return answering(() =>
    asViewer(
      viewer,
      async (tx) => {
        for (const { curve, reading } of read.data) {
          const curveId = await store(tx, viewer, curve);
          await tx.curveReading.create({ data: { curveId, ...reading }, select: { curveId: true } });
        }
        return CURVE_SAVED;
      },
      { database },
    ),
  );
}

async function store(tx: Transaction, viewer: Viewer, { points, counts, ...fields }: CurveInput): Promise<string> {
  const curveId = randomUUID();
  await tx.reconstructedCurve.create({ data: { id: curveId, ...fields, proposedBy: viewer.id }, select: { id: true } });
  await tx.curvePoint.createMany({
    data: points.map(({ years, percent }) => ({ curveId, timeYears: years, survival: percent })),
  });
  await tx.numberAtRisk.createMany({
    data: counts.map(({ years, atRisk }) => ({ curveId, timeYears: years, atRisk })),
  });
  return curveId;
}

/**
 * The viewer asks to see what was read of a curve that waits, and so declares not to be its second reader: from now on the
 * list draws it to them, and their reading of the figure is no longer taken as a second one.
 */
export async function showWaitingCurve(
  viewer: Viewer,
  id: string,
  { database = db() }: Options = {},
): Promise<CurveState> {
  requireCurator(viewer);
  return asViewer(
    viewer,
    async (tx) => {
      const stored = await tx.reconstructedCurve.findUnique({
        where: { id },
        select: { status: true, proposedBy: true },
      });
      if (stored === null) return curveRefused('not-found');
      if (stored.status !== 'proposed') return curveRefused('conflict');
      // Asked twice it is shown already; who proposed it sees it anyway.
      if (stored.proposedBy !== viewer.id)
        await tx.curveSight.createMany({ data: [{ curveId: id, readBy: viewer.id }], skipDuplicates: true });
      return CURVE_SAVED;
    },
    { database },
  );
}

/**
 * Shows a proposed curve to every reader from now on. Whoever proposed it cannot, nor who was not shown it: they may still
 * read its figure blind, and would approve what they have not seen.
 */
export async function approveCurve(viewer: Viewer, id: string, { database = db() }: Options = {}): Promise<CurveState> {
  requireCurator(viewer);
  return answering(() =>
    asViewer(
      viewer,
      async (tx) => {
        const stored = await tx.reconstructedCurve.findUnique({
          where: { id },
          select: { proposedBy: true, status: true, ...whetherSeen(viewer) },
        });
        if (stored?.proposedBy === viewer.id) return curveRefused('own-proposal');
        if (stored !== null && isUnseen(stored, viewer)) return curveRefused('not-seen');
        return changeStatus(tx, id, ['proposed'], { status: 'approved' });
      },
      { database },
    ),
  );
}

/** Columns that say whether a curve was shown to the viewer. */
export const whetherSeen = ({ id }: Viewer) =>
  ({
    secondReading: { select: { curveId: true } },
    sights: { where: { readBy: id }, select: { curveId: true } },
  }) as const;

/** Waits, and the viewer may still read its figure blind: neither their own, nor shown to them, nor read a second time. */
export const isUnseen = (
  curve: Readonly<{ status: string; proposedBy: string; secondReading: unknown; sights: readonly unknown[] }>,
  viewer: Viewer,
): boolean =>
  curve.status === 'proposed' &&
  curve.proposedBy !== viewer.id &&
  curve.secondReading === null &&
  curve.sights.length === 0;

/** Takes a proposed or approved curve back, for good and with the reason; it stays in the list of curators. */
export async function withdrawCurve(
  viewer: Viewer,
  id: string,
  typed: string,
  { database = db() }: Options = {},
): Promise<CurveState> {
  requireCurator(viewer);
  const reason = WithdrawalReason.safeParse(typed);
  if (!reason.success) return curveRefused('reason-length');
  return answering(() =>
    asViewer(
      viewer,
      (tx) => changeStatus(tx, id, ['proposed', 'approved'], { status: 'withdrawn', withdrawalReason: reason.data }),
      { database },
    ),
  );
}

export function requireCurator(viewer: Viewer): void {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
}

/** Only from the statuses named: who looks at an old page learns that somebody was faster. */
async function changeStatus(
  tx: Transaction,
  id: string,
  from: readonly string[],
  data: { status: string; withdrawalReason?: string },
): Promise<CurveState> {
  const { count } = await tx.reconstructedCurve.updateMany({ where: { id, status: { in: [...from] } }, data });
  return count === 1 ? CURVE_SAVED : curveRefused('conflict');
}

/** What the database refuses, in words for the curator; the rest is thrown on. */
async function answering(work: () => Promise<CurveState>): Promise<CurveState> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    if (code === 'P2002') return curveRefused('one-approved');
    if (code === 'P2003') return curveRefused('unknown-source');
    throw error;
  }
}
