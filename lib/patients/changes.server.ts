import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, type Viewer } from '../access/policy';
import { asViewer, type Transaction } from '../db.server';
import { AppError, expectedCode } from '../errors';
import { fromDay, toDay } from './calendar';
import { refusedByDatabase } from './database-refusal.server';
import { refused, saved, type FieldErrors, type FormState, type FormValues } from './form-state';
import { lockPatient } from './locked-patient.server';
import { contradictionsAt, findContradictions } from './quality';
import { patientFormValues, type PatientRecord } from './record';
import { fieldErrors, PatientInput, Target } from './schema';

export type ChangeOptions = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };

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
  if (!input.success || site === null)
    return refused(values, {
      formError: 'invalid',
      fieldErrors: { ...(site === null ? { siteId: 'site' } : {}), ...(input.success ? {} : fieldErrors(input.error)) },
    });

  return answering(values, () =>
    asViewer(
      viewer.id,
      async (tx) => {
        const records: PatientRecord['records'] = {
          mrd: [],
          treatment: [],
          transplant: [],
          event: [],
          'follow-up': [],
        };
        await refuseBadPatient(
          tx,
          { ...input.data, id: '', siteId: site, siteName: '', madeUp: false, version: 1, records },
          null,
          options.today,
        );
        const { features, response } = input.data;
        const { id } = await tx.patient.create({
          data: { ...identityRow(input.data), siteId: site },
          select: { id: true },
        });
        await tx.diagnosisFeatures.create({
          data: { ...features, patientId: id, siteId: site },
          select: { patientId: true },
        });
        await tx.response.create({
          data: { ...responseRow(response), patientId: id, siteId: site },
          select: { patientId: true },
        });
        return saved(values, id);
      },
      options,
    ),
  );
}

/** Changes a patient's identity, features and response, all or nothing, unless somebody changed the patient meanwhile. */
export async function updatePatient(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const target = Target.safeParse(values);
  if (!target.success) return refused(values, { formError: 'not-found' });
  const { patientId: id, version } = target.data;
  const input = PatientInput.safeParse(values);
  if (!input.success)
    return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(input.error), patientId: id });

  return answering(values, () =>
    asViewer(
      viewer.id,
      async (tx) => {
        const stored = await lockPatient(tx, viewer, id);
        if (stored.version !== version)
          return refused(values, {
            formError: 'conflict',
            conflict: { stored: patientFormValues(stored), version: stored.version },
            patientId: id,
          });
        await refuseBadPatient(tx, { ...stored, ...input.data }, stored.identity.protocolSlug, options.today);
        const key = { patientId: id, siteId: stored.siteId };
        const { features } = input.data;
        const writeIdentity = () =>
          tx.patient.update({
            where: { id },
            data: { ...identityRow(input.data), version: { increment: 1 } },
            select: { id: true },
          });
        // Where the diagnosis moves later, the remission goes first: the old one may lie before the new diagnosis.
        const movesLater = input.data.identity.diagnosisDate > stored.identity.diagnosisDate;
        if (!movesLater) await writeIdentity();
        await writeResponse(tx, key, input.data);
        if (movesLater) await writeIdentity();
        await tx.diagnosisFeatures.upsert({
          where: { patientId: id },
          create: { ...features, ...key },
          update: features,
          select: { patientId: true },
        });
        return saved(values, id);
      },
      options,
    ),
  );
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

async function refuseBadPatient(
  tx: Transaction,
  patient: PatientRecord,
  protocolBefore: string | null,
  today = serverDay(),
): Promise<void> {
  refuse(contradictionsAt(findContradictions(patient, today), 'patient', null));
  const slug = patient.identity.protocolSlug;
  if (slug !== null && slug !== protocolBefore && (await tx.trial.count({ where: { slug } })) === 0)
    refuse({ protocolSlug: 'protocol' });
}

async function writeResponse(
  tx: Transaction,
  key: { patientId: string; siteId: string },
  input: PatientInput,
): Promise<void> {
  const response = responseRow(input.response);
  await tx.response.upsert({
    where: { patientId: key.patientId },
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

function identityRow({
  identity,
}: PatientInput): Omit<PatientInput['identity'], 'diagnosisDate'> & { diagnosisDate: Date } {
  return { ...identity, diagnosisDate: toDay(identity.diagnosisDate) };
}

function responseRow(
  response: PatientInput['response'],
): Omit<PatientInput['response'], 'remissionDate'> & { remissionDate: Date | null } {
  return { ...response, remissionDate: response.remissionDate === null ? null : toDay(response.remissionDate) };
}
