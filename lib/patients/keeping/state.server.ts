import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import type { Viewer } from '@/lib/access/policy';
import { refuse, serverDay, type ChangeOptions } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { stateOf, type PatientKey } from '../locked-patient.server';
import { Reason } from '../risk/override';
import { openErrors } from '../rules/findings.server';
import { because, readAs, takeStep } from './step.server';
import type { RecordStateHistory } from './shown';
import { NEXT_STATES, RECORD_STATES } from './words';

const StateInput = z.object({ state: z.enum(RECORD_STATES), reason: z.string().default('') });

/**
 * Takes a patient's record to another state. What has open errors is not complete; a lock is opened with a reason. Locked,
 * the database refuses every change of the patient.
 */
export async function changeState(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  return takeStep(
    viewer,
    values,
    { schema: StateInput, evenLocked: true },
    async (tx, stored, { state, reason }) => {
      const before = await stateOf(tx, stored);
      if (before === state) return;
      if (!NEXT_STATES[before].includes(state)) refuse({ state: 'state-step' });
      const needed = before === 'locked' || reason.trim() !== '';
      const read = needed ? Reason.safeParse(reason) : undefined;
      if (read?.success === false)
        refuse({ reason: read.error.issues[0]?.message === 'required' ? 'required' : 'reason-length' });
      if (state === 'complete' && before === 'draft') {
        const open = await openErrors(tx, stored, options.today ?? serverDay());
        if (open > 0) refuse({ state: 'errors-open' });
      }
      const said = read?.data ?? null;
      if (said !== null) await because(tx, said);
      const { id: patientId, siteId } = stored;
      await tx.stateChange.createMany({ data: { patientId, siteId, state, reason: said } });
    },
    options,
  );
}

/** The state of a patient's record with the steps that led to it, latest first. */
export async function findRecordState(
  viewer: Viewer,
  patient: PatientKey,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<RecordStateHistory> {
  return readAs(viewer, options, async (tx, sites) => {
    const rows = await tx.stateChange.findMany({
      where: { patientId: patient.id, AND: [{ siteId: patient.siteId }, { siteId: { in: sites } }] },
      orderBy: { changedAt: 'desc' },
      select: { state: true, reason: true, changedBy: true, changedAt: true },
    });
    const names = await findNames(
      tx,
      rows.map(({ changedBy }) => changedBy),
    );
    return {
      state: await stateOf(tx, patient),
      changes: rows.map(({ state, reason, changedBy, changedAt }) => ({
        state: RECORD_STATES.find((one) => one === state) ?? 'draft',
        reason,
        by: names.get(changedBy ?? '') ?? null,
        at: changedAt.toISOString(),
      })),
    };
  });
}
