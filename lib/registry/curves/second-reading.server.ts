import type { Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { comparedUntil, isSameFile, largestDifference } from '@/lib/figure-reading/person/agreement';
import type { PrismaClient } from '@/prisma/generated/client';
import { requireCurator } from './curation.server';
import { SecondReadingInput } from './schema';
import { secondReadingRefused, type SecondReadingState } from './state';

/**
 * Compares a second curator's own reading with the curve that waits and stores what came of it, once. The points of the
 * first reading stay here: only the difference is answered, and only after it is stored.
 */
export async function readCurveAgain(
  viewer: Viewer,
  input: unknown,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<SecondReadingState> {
  requireCurator(viewer);
  const read = SecondReadingInput.safeParse(input);
  if (!read.success) return secondReadingRefused('invalid');
  try {
    return await asViewer(viewer, (tx) => store(tx, viewer, read.data), { database });
  } catch (error) {
    // Another reader was faster.
    if ((error as { code?: unknown } | null)?.code === 'P2002') return secondReadingRefused('read-already');
    throw error;
  }
}

async function store(
  tx: Transaction,
  viewer: Viewer,
  { curveId, points, reading }: SecondReadingInput,
): Promise<SecondReadingState> {
  const curve = await tx.reconstructedCurve.findUnique({
    where: { id: curveId },
    select: {
      status: true,
      proposedBy: true,
      points: { select: { timeYears: true, survival: true }, orderBy: { timeYears: 'asc' } },
      reading: { select: { sha256: true } },
      secondReading: { select: { curveId: true } },
      sights: { where: { readBy: viewer.id }, select: { curveId: true } },
    },
  });
  if (curve === null) return secondReadingRefused('not-found');
  if (curve.proposedBy === viewer.id) return secondReadingRefused('own-reading');
  if (curve.status !== 'proposed') return secondReadingRefused('conflict');
  if (curve.secondReading !== null) return secondReadingRefused('read-already');
  if (curve.sights.length > 0) return secondReadingRefused('seen-already');
  const first = curve.points.map(({ timeYears, survival }) => ({ years: timeYears, percent: survival }));
  const difference = largestDifference(first, points);
  const endYears = points.at(-1)?.years ?? 0;
  const differencePoints = Number(difference.points.toFixed(4));
  const atYears = Math.min(Number(difference.years.toFixed(6)), endYears);
  await tx.curveSecondReading.create({
    data: { curveId, differencePoints, atYears, endYears, ...reading, readBy: viewer.id },
    select: { curveId: true },
  });
  return {
    ok: true,
    refusal: null,
    reading: {
      differencePoints,
      atYears,
      untilYears: comparedUntil(first.at(-1)?.years ?? 0, endYears),
      sameFile: isSameFile(curve.reading?.sha256, reading.sha256),
    },
  };
}
