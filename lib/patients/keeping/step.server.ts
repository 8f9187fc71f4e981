import { z } from 'zod';
import { managedSites, readableSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { answering, type ChangeOptions } from '../changes.server';
import { once } from '../entry/submission.server';
import { refused, saved, type FormState, type FormValues } from '../form-state';
import { lockPatient } from '../locked-patient.server';
import type { CourseRecord, PatientRecord } from '../records/record';
import { fieldErrors } from '../schema';
import { PARTS, type Part } from './words';

const uuidOrNone = z
  .union([z.uuid(), z.literal('')])
  .default('')
  .transform((text) => text || null);

/** The place that a step is about. */
export const PlaceInput = z.object({
  part: z.enum(PARTS),
  recordId: uuidOrNone,
  field: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
});

/** Whether the patient has such a part. */
export function hasPart({ records }: PatientRecord, part: Part, recordId: string | null): boolean {
  if (part === 'patient') return recordId === null;
  const list: readonly CourseRecord[] = records[part];
  return list.some(({ id }) => id === recordId);
}

type Step<Input> = Readonly<{
  schema: z.ZodType<Input>;
  /** The step changes nothing of the data, so a lock does not stop it. */
  evenLocked?: boolean;
  /** A monitor of the site may take the step, too. */
  byMonitor?: boolean;
}>;

/**
 * One step beside a patient's data: what was sent is read, the patient held, and the step taken once, however often it is
 * sent. `work` refuses by throwing, and says the reason to the audit by `because`.
 */
export async function takeStep<Input>(
  viewer: Viewer,
  values: FormValues,
  { schema, ...step }: Step<Input>,
  work: (tx: Transaction, stored: PatientRecord, input: Input) => Promise<void>,
  options: ChangeOptions = {},
): Promise<FormState> {
  const patientId = z.uuid().safeParse(values['patientId']).data;
  if (patientId === undefined) return refused(values, { formError: 'not-found' });
  const input = schema.safeParse(values);
  if (!input.success)
    return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(input.error), patientId });
  return answering(values, () =>
    asViewer(
      viewer,
      (tx) =>
        once(tx, viewer, values, async () => {
          await work(tx, await lockPatient(tx, viewer, patientId, step), input.data);
          return saved(values, patientId);
        }),
      options,
    ),
  );
}

/** Reads as this viewer, with the ids of the sites whose patients the viewer reads. */
export async function readAs<Result>(
  viewer: Viewer,
  options: Pick<ChangeOptions, 'database'>,
  work: (tx: Transaction, sites: string[]) => Promise<Result>,
): Promise<Result> {
  const sites = readableSites(viewer).map(({ siteId }) => siteId);
  return asViewer(viewer, (tx) => work(tx, sites), options);
}

/** Works as this viewer, with the ids of the sites whose patients the viewer enters. */
export async function enterAs<Result>(
  viewer: Viewer,
  options: Pick<ChangeOptions, 'database'>,
  work: (tx: Transaction, sites: string[]) => Promise<Result>,
): Promise<Result> {
  const sites = managedSites(viewer).map(({ siteId }) => siteId);
  return asViewer(viewer, (tx) => work(tx, sites), options);
}

/** Gives the transaction's changes a reason, which the audit keeps beside them. */
export async function because(tx: Transaction, reason: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('registry.reason', ${reason}, true)`;
}

/** Shows the transaction also patients in the bin and those merged into another. */
export async function seeHidden(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT set_config('registry.purpose', 'hidden', true)`;
}
