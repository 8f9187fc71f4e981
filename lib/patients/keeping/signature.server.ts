import { z } from 'zod';
import { confirmPassword } from '@/lib/access/confirm-password.server';
import { findNames } from '@/lib/access/names.server';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { refuse, type ChangeOptions } from '../changes.server';
import { refused, type FormState, type FormValues } from '../form-state';
import { enterAs, readAs, takeStep } from './step.server';
import type { Signature } from './shown';
import { SIGNATURE_MEANINGS } from './words';

const SignatureInput = z.object({ meaning: z.enum(SIGNATURE_MEANINGS) });

/**
 * Signs everything stored about a patient, where the site asks for it: the signer types the password again. The signature
 * holds for these data alone; whatever changes, it is no longer valid.
 */
export async function signPatient(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  const { password = '', ...others } = values;
  if (!(await confirmPassword(viewer, password, options)))
    return refused(others, {
      formError: 'invalid',
      fieldErrors: { password: password === '' ? 'required' : 'password-wrong' },
    });
  return takeStep(
    viewer,
    others,
    { schema: SignatureInput, evenLocked: true, byMonitor: true },
    async (tx, { id: patientId, siteId }, { meaning }) => {
      const site = await tx.site.findUniqueOrThrow({ where: { id: siteId }, select: { signatures: true } });
      if (!site.signatures) refuse({ meaning: 'signatures-off' });
      if (meaning === 'entered' && !mayManagePatients(viewer, siteId)) refuse({ meaning: 'refused' });
      const [now] = await tx.$queryRaw<
        { digest: string }[]
      >`SELECT patient_digest(${siteId}::uuid, ${patientId}::uuid) AS digest`;
      const signed = { patientId, siteId, meaning, signedBy: viewer.id, digest: now?.digest ?? '' };
      if ((await tx.patientSignature.count({ where: signed })) > 0) return;
      await tx.patientSignature.createMany({ data: { patientId, siteId, meaning } });
    },
    options,
  );
}

/** The signatures under a patient, latest first, and whether the site asks for them. */
export async function findSignatures(
  viewer: Viewer,
  { id: patientId, siteId }: { id: string; siteId: string },
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<{ asked: boolean; signatures: Signature[] }> {
  return readAs(viewer, options, async (tx, sites) => {
    const rows = await tx.patientSignature.findMany({
      where: { patientId, siteId: { in: sites } },
      orderBy: { signedAt: 'desc' },
    });
    const [now] = await tx.$queryRaw<
      { digest: string }[]
    >`SELECT patient_digest(${siteId}::uuid, ${patientId}::uuid) AS digest`;
    const site = await tx.site.findUnique({ where: { id: siteId }, select: { signatures: true } });
    const names = await findNames(
      tx,
      rows.map(({ signedBy }) => signedBy),
    );
    return {
      asked: site?.signatures ?? false,
      signatures: rows.map(({ meaning, digest, signedBy, signedAt }) => ({
        meaning: SIGNATURE_MEANINGS.find((one) => one === meaning) ?? 'entered',
        valid: digest === now?.digest,
        ...{ by: names.get(signedBy ?? '') ?? null, at: signedAt.toISOString() },
      })),
    };
  });
}

/** Decides whether a site signs its records; false where the viewer may not. */
export async function setSiteSignatures(
  viewer: Viewer,
  siteId: string,
  asked: boolean,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<boolean> {
  return enterAs(viewer, options, async (tx) => {
    const [row] = await tx.$queryRaw<
      { done: boolean }[]
    >`SELECT set_site_signatures(${siteId}::uuid, ${asked}) AS done`;
    return row?.done ?? false;
  });
}

/** The sites of the viewer, and whether each signs its records. */
export async function findSiteSignatures(
  viewer: Viewer,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<{ id: string; name: string; signatures: boolean }[]> {
  return enterAs(viewer, options, (tx, sites) =>
    tx.site.findMany({
      where: { id: { in: sites } },
      select: { id: true, name: true, signatures: true },
      orderBy: { name: 'asc' },
    }),
  );
}
