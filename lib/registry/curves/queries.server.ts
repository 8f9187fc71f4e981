import { mayCurate, type Viewer } from '@/lib/access/policy';
import { findNames } from '@/lib/access/names.server';
import { asViewer, db } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { comparedUntil, isSameFile } from '@/lib/figure-reading/person/agreement';
import { isUnseen } from './curation.server';
import type {
  CuratedCurve,
  CurationStep,
  CurveReadingNote,
  CurveTrial,
  SecondCurveReading,
  StoredCurve,
  WaitingCurve,
} from './records';
import { CURVE_STATUSES } from './schema';
import { keptWithEvidence } from '../kept-evidence.server';
import { SOURCE_COLUMNS, toSource } from '../rows/evidence.server';
import {
  KMT2A_STRATA,
  RISK_STRATA,
  SOURCE_LEVELS,
  SURVIVAL_ENDPOINTS,
  TIME_ZEROS,
  type SurvivalEndpoint,
} from '../vocabulary';

const READ_FROM = ['drawing', 'image'] as const;
const byTime = { orderBy: { timeYears: 'asc' } } as const;
const COLUMNS = {
  id: true,
  trialSlug: true,
  endpoint: true,
  timeZero: true,
  stratumKmt2a: true,
  stratumRisk: true,
  stratumArm: true,
  labelEn: true,
  labelRu: true,
  totalEvents: true,
  ...SOURCE_COLUMNS,
  trial: { select: { acronym: true } },
  points: { select: { timeYears: true, survival: true }, ...byTime },
  numbersAtRisk: { select: { timeYears: true, atRisk: true }, ...byTime },
  reading: { select: { method: true, sha256: true } },
  secondReading: { select: { differencePoints: true, atYears: true, endYears: true, sha256: true } },
} as const satisfies Prisma.ReconstructedCurveSelect;
const CURATION = {
  ...COLUMNS,
  reading: {
    select: {
      method: true,
      sha256: true,
      page: true,
      marks: true,
      corrections: true,
      waypoints: true,
      doubtfulShare: true,
      seconds: true,
    },
  },
  secondReading: {
    select: { ...COLUMNS.secondReading.select, method: true, readBy: true, readAt: true },
  },
  status: true,
  proposedBy: true,
  proposedAt: true,
  approvedBy: true,
  approvedAt: true,
  withdrawnBy: true,
  withdrawnAt: true,
  withdrawalReason: true,
} as const;

const getApproved = keptWithEvidence(async (tx) => {
  const rows = await tx.reconstructedCurve.findMany({
    where: { status: 'approved' },
    orderBy: [{ trialSlug: 'asc' }, { id: 'asc' }],
    select: COLUMNS,
  });
  return rows.map(toCurve);
});

/** The approved curves, which everybody may see: all, or those of an endpoint and of these trials. */
export async function findApprovedCurves(
  { endpoint, trials }: Readonly<{ endpoint?: SurvivalEndpoint; trials?: readonly string[] }> = {},
  database: PrismaClient = db(),
): Promise<StoredCurve[]> {
  return (await getApproved(database)).filter(
    (curve) => (endpoint === undefined || curve.endpoint === endpoint) && (trials?.includes(curve.trial) ?? true),
  );
}

/** Every curve with its curation, what waits first, then the latest. Throws AppError `forbidden` for who is no curator. */
export async function findCurvesOfCuration(
  viewer: Viewer,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<CuratedCurve[]> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await tx.reconstructedCurve.findMany({
        orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }],
        select: { ...CURATION, sights: { where: { readBy: viewer.id }, select: { curveId: true } } },
      });
      const people = await findNames(
        tx,
        rows.flatMap(({ proposedBy, approvedBy, withdrawnBy, secondReading }) => [
          proposedBy,
          approvedBy,
          withdrawnBy,
          secondReading?.readBy ?? null,
        ]),
      );
      const step = (by: string | null, at: Date | null): CurationStep | null =>
        by === null || at === null ? null : { by: people.get(by) ?? null, on: at.toISOString().slice(0, 10) };
      const curves = rows.map((row): CuratedCurve => {
        const withdrawn = step(row.withdrawnBy, row.withdrawnAt);
        const own = row.proposedBy === viewer.id;
        const hidden = isUnseen(row, viewer);
        const again = step(row.secondReading?.readBy ?? null, row.secondReading?.readAt ?? null);
        return {
          ...(hidden ? withoutReading(toCurve(row)) : toCurve(row)),
          hidden,
          status: known(CURVE_STATUSES, row.status),
          proposed: { by: people.get(row.proposedBy) ?? null, on: row.proposedAt.toISOString().slice(0, 10) },
          approved: step(row.approvedBy, row.approvedAt),
          withdrawn: withdrawn === null ? null : { ...withdrawn, reason: row.withdrawalReason ?? '' },
          secondRead:
            again === null || row.secondReading === null
              ? null
              : { ...again, method: known(READ_FROM, row.secondReading.method) },
          reading: hidden ? null : noteOf(row.reading),
          own,
        };
      });
      return curves.sort((a, b) => CURVE_STATUSES.indexOf(a.status) - CURVE_STATUSES.indexOf(b.status));
    },
    { database },
  );
}

/** A curve by what it is of: whoever may still read its figure blind is sent no point of it. */
function withoutReading(curve: StoredCurve): StoredCurve {
  return { ...curve, points: [], counts: [], totalEvents: null };
}

type ReadingRow = NonNullable<Prisma.ReconstructedCurveGetPayload<{ select: typeof CURATION }>['reading']>;

function noteOf(row: ReadingRow | null): CurveReadingNote | null {
  if (row === null) return null;
  const { method: _, marks, ...note } = row;
  return { ...note, marks: marks.length };
}

/**
 * The curves that this curator may still read a second time, without anything of what was read: whoever reads must not see it.
 * Throws AppError `forbidden` for who is no curator.
 */
export async function findWaitingCurves(
  viewer: Viewer,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<WaitingCurve[]> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const rows = await asViewer(
    viewer,
    (tx) =>
      tx.reconstructedCurve.findMany({
        where: {
          status: 'proposed',
          proposedBy: { not: viewer.id },
          secondReading: null,
          sights: { none: { readBy: viewer.id } },
        },
        orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }],
        select: { id: true, endpoint: true, labelEn: true, labelRu: true, trial: { select: { acronym: true } } },
      }),
    { database },
  );
  return rows.map(({ id, endpoint, labelEn, labelRu, trial }) => ({
    id,
    acronym: trial.acronym,
    endpoint: known(SURVIVAL_ENDPOINTS, endpoint),
    label: { en: labelEn, ru: labelRu },
  }));
}

/** The trials that a curve can belong to, with their arms. */
export async function findCurveTrials(database: PrismaClient = db()): Promise<CurveTrial[]> {
  const rows = await database.trial.findMany({
    orderBy: { acronym: 'asc' },
    select: {
      slug: true,
      acronym: true,
      arms: { select: { slug: true, nameEn: true, nameRu: true }, orderBy: { position: 'asc' } },
    },
  });
  return rows.map(({ arms, ...trial }) => ({
    ...trial,
    arms: arms.map(({ slug, nameEn, nameRu }) => ({ slug, name: { en: nameEn, ru: nameRu } })),
  }));
}

function toCurve(row: Prisma.ReconstructedCurveGetPayload<{ select: typeof COLUMNS }>): StoredCurve {
  return {
    id: row.id,
    trial: row.trialSlug,
    acronym: row.trial.acronym,
    endpoint: known(SURVIVAL_ENDPOINTS, row.endpoint),
    timeZero: known(TIME_ZEROS, row.timeZero),
    stratum: {
      kmt2a: known(KMT2A_STRATA, row.stratumKmt2a),
      risk: known(RISK_STRATA, row.stratumRisk),
      arm: row.stratumArm,
    },
    label: { en: row.labelEn, ru: row.labelRu },
    totalEvents: row.totalEvents,
    source: { ...toSource(row), level: known(SOURCE_LEVELS, row.sourceLevel) },
    readFrom: row.reading === null ? null : known(READ_FROM, row.reading.method),
    secondReading: secondReadingOf(row),
    points: row.points.map(({ timeYears, survival }) => ({ years: timeYears, percent: survival })),
    counts: row.numbersAtRisk.map(({ timeYears, atRisk }) => ({ years: timeYears, atRisk })),
  };
}

function secondReadingOf({
  points,
  reading,
  secondReading,
}: Prisma.ReconstructedCurveGetPayload<{ select: typeof COLUMNS }>): SecondCurveReading | null {
  if (secondReading === null) return null;
  const { differencePoints, atYears, endYears, sha256 } = secondReading;
  return {
    differencePoints,
    atYears,
    untilYears: comparedUntil(points.at(-1)?.timeYears ?? 0, endYears),
    sameFile: isSameFile(reading?.sha256, sha256),
  };
}

/** A word that a CHECK constraint holds to the vocabulary. */
function known<Word extends string>(words: readonly Word[], stored: string): Word {
  const word = words.find((one) => one === stored);
  if (word === undefined) throw new Error('a curve is stored with a word outside the vocabulary');
  return word;
}
