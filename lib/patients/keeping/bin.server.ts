import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { refuse, type ChangeOptions } from '../changes.server';
import { refused, saved, type FormState, type FormValues } from '../form-state';
import { AppError } from '@/lib/errors';
import { answering } from '../changes.server';
import { once } from '../entry/submission.server';
import { Reason } from '../risk/override';
import { because, enterAs, seeHidden, takeStep } from './step.server';
import type { BinnedPatient } from './shown';

/** Days for which a deleted patient can be restored before anybody may erase it. */
export const BIN_DAYS = 30;

/** Puts a patient into the bin: no list, curve or export has it any more, and it can be restored. */
export async function binPatient(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: z.object({ reason: Reason }) },
    async (tx, { id: patientId, siteId }, { reason }) => {
      await because(tx, reason);
      await tx.patientBin.createMany({ data: { patientId, siteId, reason } });
    },
    options,
  );
}

/** Takes a patient out of the bin again; one that is there already stays so. */
export async function restorePatient(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return inBin(viewer, values, options, async (tx, patientId, sites) => {
    const { count } = await tx.patientBin.deleteMany({ where: { patientId, siteId: { in: sites } } });
    if (count === 0 && (await tx.patient.count({ where: { id: patientId, siteId: { in: sites } } })) === 0)
      throw new AppError('not-found');
  });
}

/** Asks for the erasure of a patient that has been in the bin for 30 days; another person carries it out. */
export async function askForErasure(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return inBin(viewer, values, options, async (tx, patientId, sites) => {
    const entry = await lockedEntry(tx, patientId, sites);
    if (isYoung(entry.binnedAt)) refuse({ patientId: 'bin-days' });
    if (entry.erasureAt !== null) return;
    await tx.patientBin.updateMany({ where: { patientId }, data: { erasureAt: new Date() } });
  });
}

/** Erases a patient whose erasure another person asked for, with everything recorded. */
export async function erasePatient(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  return inBin(viewer, values, options, async (tx, patientId, sites) => {
    const entry = await lockedEntry(tx, patientId, sites);
    if (isYoung(entry.binnedAt)) refuse({ patientId: 'bin-days' });
    if (entry.erasureBy === null || entry.erasureBy === viewer.id) refuse({ patientId: 'second-person' });
    await because(tx, entry.reason);
    await tx.$queryRaw`SELECT erase_patient(${patientId}::uuid)`;
  });
}

/** The patients in the bin of the viewer's sites, the latest first. */
export async function findBin(viewer: Viewer, options: Pick<ChangeOptions, 'database'> = {}): Promise<BinnedPatient[]> {
  return enterAs(viewer, options, async (tx, sites) => {
    await seeHidden(tx);
    const rows = await tx.patientBin.findMany({
      where: { siteId: { in: sites } },
      orderBy: { binnedAt: 'desc' },
      include: { patient: { select: { pseudonym: true, site: { select: { name: true } } } } },
    });
    const names = await findNames(
      tx,
      rows.flatMap(({ binnedBy, erasureBy }) => [binnedBy, erasureBy]),
    );
    return rows.map((row) => ({
      ...{ patientId: row.patientId, pseudonym: row.patient.pseudonym, siteName: row.patient.site.name },
      ...{ reason: row.reason, by: names.get(row.binnedBy ?? '') ?? null, at: row.binnedAt.toISOString() },
      erasableFrom: new Date(row.binnedAt.getTime() + BIN_DAYS * 86_400_000).toISOString(),
      erasable: !isYoung(row.binnedAt),
      erasure:
        row.erasureAt === null
          ? null
          : {
              by: names.get(row.erasureBy ?? '') ?? null,
              at: row.erasureAt.toISOString(),
              own: row.erasureBy === viewer.id,
            },
    }));
  });
}

function isYoung(binnedAt: Date): boolean {
  return Date.now() - binnedAt.getTime() < BIN_DAYS * 86_400_000;
}

async function lockedEntry(
  tx: Transaction,
  patientId: string,
  sites: readonly string[],
): Promise<{ binnedAt: Date; erasureAt: Date | null; erasureBy: string | null; reason: string }> {
  await tx.$queryRaw`SELECT patient_id FROM patient_bin WHERE patient_id = ${patientId}::uuid FOR UPDATE`;
  const entry = await tx.patientBin.findFirst({ where: { patientId, siteId: { in: [...sites] } } });
  if (entry === null) throw new AppError('not-found');
  return entry;
}

async function inBin(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions,
  work: (tx: Transaction, patientId: string, sites: string[]) => Promise<void>,
): Promise<FormState> {
  const patientId = z.uuid().safeParse(values['patientId']).data;
  if (patientId === undefined) return refused(values, { formError: 'not-found' });
  return answering(values, () =>
    enterAs(viewer, options, (tx, sites) =>
      once(tx, viewer, values, async () => {
        await work(tx, patientId, sites);
        return saved(values, patientId);
      }),
    ),
  );
}
