import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { refuse, type ChangeOptions } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { hasPart, PlaceInput, readAs, takeStep } from './step.server';
import type { Verification } from './shown';
import type { Part } from './words';

const VerificationInput = PlaceInput.omit({ field: true }).extend({ verified: z.enum(['yes', 'no']) });

/** Says that a part was compared with the source, or takes that back. A trigger ends it when the part changes. */
export async function verifyPart(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: VerificationInput, evenLocked: true, byMonitor: true },
    async (tx, stored, { verified, ...place }) => {
      if (!hasPart(stored, place.part, place.recordId)) refuse({ verified: 'refused' });
      const { id: patientId, siteId } = stored;
      const standing = (await readVerifications(tx, { patientId, siteId })).some(
        ({ part, recordId }) => part === place.part && recordId === place.recordId,
      );
      if (standing === (verified === 'yes')) return;
      await tx.sourceVerification.createMany({
        data: { patientId, siteId, ...place, verified: verified === 'yes' },
      });
    },
    options,
  );
}

/** The parts of a patient that are verified now. */
export async function findVerifications(
  viewer: Viewer,
  patientId: string,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<Verification[]> {
  return readAs(viewer, options, (tx, sites) => readVerifications(tx, { patientId, siteId: { in: sites } }));
}

async function readVerifications(
  tx: Transaction,
  where: { patientId: string; siteId: string | { in: string[] } },
): Promise<Verification[]> {
  const rows = await tx.sourceVerification.findMany({ where, orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }] });
  const last = new Map(rows.map((row) => [`${row.part} ${row.recordId ?? ''}`, row]));
  const standing = [...last.values()].filter(({ verified }) => verified);
  const names = await findNames(
    tx,
    standing.map(({ writtenBy }) => writtenBy),
  );
  return standing.map(({ part, recordId, writtenBy, writtenAt }) => ({
    ...{ part: part as Part, recordId },
    ...{ by: names.get(writtenBy ?? '') ?? null, at: writtenAt.toISOString() },
  }));
}
