import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import type { ChangeOptions } from '../changes.server';
import { refused, saved, type FormState, type FormValues } from '../form-state';
import { fieldErrors } from '../schema';
import { enterAs } from './step.server';

const Wanted = z.object({ patientId: z.uuid(), pseudonym: z.string().trim().min(1, 'required') });

/**
 * The other patient of the same site under this pseudonym: somebody may know that two are one child where no rule says it,
 * as with a day of diagnosis mistyped by a month.
 */
export async function findToMerge(
  viewer: Viewer,
  values: FormValues,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<FormState> {
  const input = Wanted.safeParse(values);
  if (!input.success) return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(input.error) });
  const { patientId: id, pseudonym } = input.data;
  const other = await enterAs(viewer, options, async (tx, sites) => {
    const kept = await tx.patient.findFirst({ where: { id, siteId: { in: sites } }, select: { siteId: true } });
    if (kept === null) return null;
    return tx.patient.findFirst({ where: { siteId: kept.siteId, pseudonym, NOT: { id } }, select: { id: true } });
  });
  return other === null ? refused(values, { formError: 'not-found' }) : saved(values, other.id);
}
