import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, type Viewer } from '../access/policy';
import { asViewer, type Transaction } from '../db.server';
import { AppError, expectedCode } from '../errors';
import { fromDay, toDay } from './calendar';
import { placePatientDates, placeRecordDates } from './entry/placed-dates';
import { soundPatient } from './entry/sound-part';
import { once } from './entry/submission.server';
import { readBase, threeWayMerge } from '@/lib/merging/three-way-merge';
import { refusedByDatabase } from './database-refusal.server';
import { refused, saved, type FieldErrors, type FormState, type FormValues } from './form-state';
import { lockPatient } from './locked-patient.server';
import { contradictionsAt, findContradictions } from './quality';
import { patientFormValues, withoutSaidByRecords, type PatientRecord } from './records/record';
import { changeRecord, insertRecord } from './records/rows.server';
import { fieldErrors, PatientInput, Target, type RecordInput } from './schema';
import { fitsPattern } from './worklist/site-settings';

export type ChangeOptions = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

const NO_RECORDS: PatientRecord['records'] = { mrd: [], treatment: [], transplant: [], event: [], 'follow-up': [] };
const NOBODY = { id: '', siteId: '', siteName: '', madeUp: false, version: 1, records: NO_RECORDS };

/** Thrown inside a transaction to leave it with nothing written and say why at the fields. */
class Refusal extends Error {
  constructor(readonly errors: FieldErrors) {
    super('refused');
  }
}

/** Adds a patient with features and response, all or nothing. The site must be one of which the viewer is data manager. */
export async function createPatient(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const input = PatientInput.safeParse(values);
  const site = chooseSite(viewer, values['siteId'] ?? '');
  const today = options.today ?? serverDay();
  return answering(values, () =>
    asViewer(
      viewer,
      async (tx) => {
        if (!input.success || site === null) {
          const errors = input.success ? {} : fieldErrors(input.error);
          return refuseForm(
            tx,
            values,
            site === null ? { siteId: 'site', ...errors } : errors,
            { siteId: site },
            today,
          );
        }
        return once(tx, viewer, values, () => addPatient(tx, values, input.data, site, today));
      },
      options,
    ),
  );
}

async function addPatient(
  tx: Transaction,
  values: FormValues,
  input: PatientInput,
  site: string,
  today: string,
): Promise<FormState> {
  const placed = placePatientDates(input, NO_RECORDS, today);
  const patient = { ...NOBODY, ...placed, siteId: site };
  refuse(await faultsOf(tx, patient, null, today));
  const { features, response } = placed;
  const { id } = await tx.patient.create({
    data: { ...identityRow(placed), siteId: site, missingCodes: placed.missingCodes ?? {} },
    select: { id: true },
  });
  const key = { patientId: id, siteId: site };
  await tx.diagnosisFeatures.create({ data: { ...features, ...key }, select: { patientId: true } });
  await tx.response.create({ data: { ...responseRow(response), ...key }, select: { patientId: true } });
  await recordFailure(tx, { ...patient, id }, today);
  return saved(values, id);
}

/**
 * Changes a patient's identity, features and response, all or nothing. What somebody else changed meanwhile in other
 * fields stays; where both changed one field, nothing is written and both values are shown.
 */
export async function updatePatient(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const target = Target.safeParse(values);
  if (!target.success) return refused(values, { formError: 'not-found' });
  const { patientId: id, version } = target.data;
  const input = PatientInput.safeParse(values);
  const today = options.today ?? serverDay();
  return answering(values, () =>
    asViewer(
      viewer,
      async (tx) => {
        if (!input.success)
          return refuseForm(tx, values, fieldErrors(input.error), await lockPatient(tx, viewer, id), today);
        return once(tx, viewer, values, async () => {
          const stored = await lockPatient(tx, viewer, id);
          const { merged, adopted, conflict } = mergeWithStored(
            values,
            patientFormValues(input.data),
            patientFormValues(stored),
            { opened: version, stored: stored.version },
          );
          if (conflict !== null) return refused(values, { formError: 'conflict', conflict, adopted, patientId: id });
          const together = PatientInput.safeParse(merged);
          if (!together.success)
            return refused(values, {
              formError: 'invalid',
              fieldErrors: fieldErrors(together.error),
              adopted,
              patientId: id,
            });
          await writePatient(tx, stored, together.data, merged, today);
          return { ...saved(values, id), adopted };
        });
      },
      options,
    ),
  );
}

/** What a form typed (as it would be stored) joined with what is stored now, against what it started from. */
export function mergeWithStored(
  sent: FormValues,
  mine: FormValues,
  theirs: FormValues,
  version: { opened: number; stored: number },
): { merged: FormValues; adopted: FormValues; conflict: FormState['conflict'] } {
  const base = version.opened === version.stored ? theirs : (readBase(sent['base']) ?? {});
  const inForm = Object.fromEntries(Object.entries(mine).filter(([name]) => sent[name] !== undefined));
  const { merged, adopted, conflicts } = threeWayMerge(base, inForm, theirs);
  const fields = conflicts.map(({ name }) => name);
  return {
    merged,
    adopted,
    conflict: fields.length === 0 ? null : { stored: theirs, version: version.stored, fields },
  };
}

/** Writes a patient's identity, features and response; leaves the transaction where they contradict the records. */
export async function writePatient(
  tx: Transaction,
  stored: PatientRecord,
  input: PatientInput,
  merged: FormValues,
  today: string,
): Promise<void> {
  const { id } = stored;
  const placed = placePatientDates(withoutSaidByRecords(input, stored.records, stored.identity), stored.records, today);
  const failed = stored.records.event.some(({ kind }) => kind === 'induction-failure');
  // The event is where a failure stands: the form adds or dates it, and never takes it away in passing.
  const denied = failed && placed.response.remissionEoi === false && merged['inductionFailure'] !== 'yes';
  refuse({
    ...(await faultsOf(tx, { ...stored, ...placed }, stored, today)),
    ...(denied ? { inductionFailure: 'failure-recorded' } : {}),
  });
  const { siteId } = stored;
  const key = { patientId: id, siteId };
  const { features } = placed;
  const writeIdentity = () =>
    tx.patient.update({
      where: { siteId_id: { siteId, id } },
      data: { ...identityRow(placed), missingCodes: placed.missingCodes ?? {}, version: { increment: 1 } },
      select: { id: true },
    });
  // Where the diagnosis moves later, the remission goes first: the old one may lie before the new diagnosis.
  const movesLater = placed.identity.diagnosisDate > stored.identity.diagnosisDate;
  if (!movesLater) await writeIdentity();
  await writeResponse(tx, key, placed);
  if (movesLater) await writeIdentity();
  await tx.diagnosisFeatures.upsert({
    where: { siteId_patientId: key },
    create: { ...features, ...key },
    update: features,
    select: { patientId: true },
  });
  await recordFailure(tx, { ...stored, ...placed }, today);
}

/** The induction failure that the response form says, as an event of the course: a new one, or the one recorded on another day. */
function failureOf(
  patient: PatientRecord,
  today: string,
): { id: string | null; event: RecordInput; errors: FieldErrors } | null {
  const { failure } = patient;
  if (failure === undefined) return null;
  const recorded = patient.records.event.find(({ kind }) => kind === 'induction-failure');
  const data = {
    kind: 'induction-failure' as const,
    date: failure.day,
    datePrecision: failure.precision,
    relapseSites: [],
    lineage: null,
    deathCause: null,
    remissionDate: null,
  };
  const id = recorded?.id ?? 'new';
  const event = placeRecordDates({ kind: 'event', data }, patient, id, today);
  const others = patient.records.event.filter((one) => one.id !== id);
  const records = { ...patient.records, event: [...others, { ...data, ...event.data, id }] as typeof others };
  const { date } = contradictionsAt(findContradictions({ ...patient, records }, today), 'event', id);
  return { id: recorded?.id ?? null, event, errors: date === undefined ? {} : { inductionFailureDate: date } };
}

async function recordFailure(tx: Transaction, patient: PatientRecord, today: string): Promise<void> {
  const failure = failureOf(patient, today);
  if (failure === null) return;
  const key = { patientId: patient.id, siteId: patient.siteId };
  if (failure.id === null) await insertRecord(tx, key, failure.event);
  else await changeRecord(tx, key, failure.id, failure.event);
}

/** Turns every expected failure into a form state that keeps what was typed; anything unexpected is thrown on. */
export async function answering(values: FormValues, work: () => Promise<FormState>): Promise<FormState> {
  try {
    return await work();
  } catch (error) {
    const fields = error instanceof Refusal ? error.errors : refusedByDatabase(error);
    if (fields !== null)
      return refused(values, { formError: 'invalid', fieldErrors: fields, patientId: values['patientId'] ?? null });
    const code = expectedCode(error);
    if (code === null) throw error;
    return refused(values, { formError: code, patientId: values['patientId'] ?? null });
  }
}

/** Leaves the transaction where a rule refuses the entries. */
export function refuse(errors: FieldErrors): void {
  if (Object.keys(errors).length > 0) throw new Refusal(errors);
}

/** The server's calendar day. */
export function serverDay(): string {
  return fromDay(new Date());
}

/** Everything that is wrong with a patient beyond single fields; what stays as it was stored is no fault of this form. */
async function faultsOf(
  tx: Transaction,
  patient: PatientRecord,
  stored: PatientRecord | null,
  today: string,
): Promise<FieldErrors> {
  const { siteId, identity } = patient;
  const { protocolSlug: slug, pseudonym } = identity;
  const unknown =
    slug !== null && slug !== stored?.identity.protocolSlug && (await tx.trial.count({ where: { slug } })) === 0;
  // A new pseudonym is as its site wants them; older ones stay.
  const settings =
    siteId === '' || pseudonym === stored?.identity.pseudonym
      ? null
      : await tx.siteSettings.findUnique({ where: { siteId }, select: { pseudonymPattern: true } });
  return {
    ...failureOf(patient, today)?.errors,
    ...contradictionsAt(findContradictions(patient, today), 'patient', null),
    ...(unknown ? { protocolSlug: 'protocol' } : {}),
    ...(fitsPattern(pseudonym, settings?.pseudonymPattern ?? null) ? {} : { pseudonym: 'pseudonym-pattern' }),
  };
}

/** Leaves the transaction with all that is wrong with a form at once: the fields that are refused, and what the others say. */
async function refuseForm(
  tx: Transaction,
  values: FormValues,
  errors: FieldErrors,
  stored: PatientRecord | { siteId: string | null },
  today: string,
): Promise<FormState> {
  const known = 'records' in stored ? stored : null;
  const input = soundPatient(values, errors);
  const whole = { ...NOBODY, siteId: stored.siteId ?? '', ...known };
  const found =
    input === null
      ? {}
      : await faultsOf(tx, { ...whole, ...placePatientDates(input, whole.records, today) }, known, today);
  throw new Refusal({ ...found, ...errors });
}

async function writeResponse(
  tx: Transaction,
  key: { patientId: string; siteId: string },
  input: PatientInput,
): Promise<void> {
  const response = responseRow(input.response);
  await tx.response.upsert({
    where: { siteId_patientId: key },
    create: { ...response, ...key },
    update: response,
    select: { patientId: true },
  });
}

function chooseSite(viewer: Viewer, wanted: string): string | null {
  const sites = managedSites(viewer).map((site) => site.siteId);
  if (sites.length === 0) throw new AppError('forbidden');
  if (wanted === '' && sites.length === 1) return sites[0] ?? null;
  return sites.find((id) => id === wanted) ?? null;
}

function identityRow({ identity }: PatientInput): Omit<
  PatientInput['identity'],
  'diagnosisDate' | 'protocolArmDate'
> & {
  diagnosisDate: Date;
  protocolArmDate: Date | null;
} {
  const { diagnosisDate, protocolArmDate } = identity;
  return {
    ...identity,
    diagnosisDate: toDay(diagnosisDate),
    protocolArmDate: protocolArmDate === null ? null : toDay(protocolArmDate),
  };
}

function responseRow(
  response: PatientInput['response'],
): Omit<PatientInput['response'], 'remissionDate'> & { remissionDate: Date | null } {
  return { ...response, remissionDate: response.remissionDate === null ? null : toDay(response.remissionDate) };
}
