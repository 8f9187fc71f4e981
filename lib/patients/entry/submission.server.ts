import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { keepObservations } from '../observations/keep.server';
import { keepCheck } from '../rules/patient-checks.server';
import { refused, saved, type FormState, type FormValues } from '../form-state';

/** How long a form that was sent may be sent again. */
const KEPT_DAYS = 30;

/**
 * Stores a form once, however often it is sent: the key that it carries is written in the transaction of the change. Sent
 * again unchanged it is answered as saved. Sent again with something changed since, nothing is written; the answer says
 * what the first sending stored, and the form can go on as a change of that. A saved form's draft goes with it, and what the
 * rules say of the patient now is kept.
 */
export async function once(
  tx: Transaction,
  viewer: Viewer,
  values: FormValues,
  work: () => Promise<FormState>,
): Promise<FormState> {
  const key = z.uuid().safeParse(values['submission']).data;
  if (key !== undefined) {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`;
    const before = await tx.entrySubmission.findUnique({ where: { userId_key: { userId: viewer.id, key } } });
    if (before !== null) {
      const found = { patientId: before.patientId, recordId: before.recordId, storedBefore: true };
      return before.digest === digestOf(values)
        ? { ...saved(values, before.patientId), ...found }
        : refused(values, { formError: 'conflict', ...found });
    }
  }
  const state = await work();
  if (!state.ok || state.patientId === null) return state;
  await keepCheck(tx, state.patientId);
  await keepObservations(tx, [state.patientId]);
  const draft = values['draft'];
  if (draft !== undefined) await tx.entryDraft.deleteMany({ where: { userId: viewer.id, form: draft } });
  if (key !== undefined) {
    const { patientId, recordId } = state;
    const data = { userId: viewer.id, key, digest: digestOf(values), patientId, recordId };
    await tx.entrySubmission.create({ data, select: { key: true } });
    const old = new Date(Date.now() - KEPT_DAYS * 86_400_000);
    await tx.entrySubmission.deleteMany({ where: { userId: viewer.id, createdAt: { lt: old } } });
  }
  return state;
}

function digestOf(values: FormValues): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
