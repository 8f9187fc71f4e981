import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { answering, refuse, serverDay, writePatient, type ChangeOptions } from '../changes.server';
import { once } from '../entry/submission.server';
import { refused, saved, type FieldErrors, type FormState, type FormValues } from '../form-state';
import { lockPatient, raiseVersion, readNow } from '../locked-patient.server';
import { findContradictions } from '../quality';
import { patientFormValues, type CourseRecords, type PatientRecord } from '../records/record';
import { Reason } from '../risk/override';
import { fieldErrors, PatientInput } from '../schema';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import { conflictsOf, joinedFields } from './merge';
import { because, enterAs, readAs, seeHidden } from './step.server';
import type { StandingMerge } from './shown';

const MergeInput = z.object({ patientId: z.uuid(), mergedId: z.uuid(), reason: Reason });
type Moved = { kind: RecordKind; id: string };
const MovedRecords = z.array(z.object({ kind: z.enum(RECORD_KINDS), id: z.uuid() }));
const Fields = z.record(z.string(), z.string());

/**
 * Makes two patients of one site one: where both say something different of a field, the form says which counts, under
 * `choose-<field>` (`kept` or `merged`); the records of both go together. The merged patient stays stored and unseen.
 */
export async function mergePatients(
  viewer: Viewer,
  values: FormValues,
  options: ChangeOptions = {},
): Promise<FormState> {
  const input = MergeInput.safeParse(values);
  if (!input.success) return refused(values, { formError: 'invalid', fieldErrors: fieldErrors(input.error) });
  const { patientId, mergedId, reason } = input.data;
  const today = options.today ?? serverDay();
  return answering(values, () =>
    enterAs(viewer, options, (tx) =>
      once(tx, viewer, values, async () => {
        if ((await standingMerge(tx, patientId, mergedId)) !== null) return saved(values, patientId);
        const { kept, merged } = await lockBoth(tx, viewer, patientId, mergedId);
        const chosen = chosenFields(kept, merged, values);
        await because(tx, reason);
        const union = { ...kept, records: joined(kept.records, merged.records) };
        const moved = RECORD_KINDS.flatMap((kind) => merged.records[kind].map(({ id }): Moved => ({ kind, id })));
        const before = patientFormValues(kept);
        const earlier = (chosen['diagnosisDate'] ?? '') < (before['diagnosisDate'] ?? '');
        if (earlier) await writeFields(tx, union, chosen, today);
        await moveRecords(tx, moved, { siteId: kept.siteId, from: mergedId, to: patientId });
        if (!earlier) await writeFields(tx, union, chosen, today);
        const after = await readNow(tx, kept);
        if (findContradictions(after, today).length > 0) refuse({ reason: 'merge-contradicts' });
        await tx.patientMerge.createMany({
          data: {
            ...{ siteId: kept.siteId, keptId: patientId, mergedId, moved, reason },
            ...{ before: onlyMerged(before), after: onlyMerged(patientFormValues(after)) },
          },
        });
        return saved(values, patientId);
      }),
    ),
  );
}

/**
 * Undoes a merge: the records that came with the merged patient go back to it, and fields that still say what the merge
 * wrote say again what they said before. What was entered since stays with the kept patient.
 */
export async function undoMerge(viewer: Viewer, values: FormValues, options: ChangeOptions = {}): Promise<FormState> {
  const id = z.uuid().safeParse(values['mergeId']).data;
  if (id === undefined) return refused(values, { formError: 'not-found' });
  const today = options.today ?? serverDay();
  return answering(values, () =>
    enterAs(viewer, options, (tx, sites) =>
      once(tx, viewer, values, async () => {
        const row = await tx.patientMerge.findFirst({ where: { id, siteId: { in: sites } } });
        if (row === null) throw new AppError('not-found');
        const { keptId, mergedId } = row;
        const kept = await lockPatient(tx, viewer, keptId);
        const standing = await tx.patientMerge.count({ where: { id, undoneAt: null } });
        if (standing === 0) return saved(values, keptId);
        await seeHidden(tx);
        await because(tx, row.reason);
        const moved = MovedRecords.parse(row.moved).filter(({ kind, id: recordId }) =>
          (kept.records[kind] as readonly { id: string }[]).some((record) => record.id === recordId),
        );
        await moveRecords(tx, moved, { siteId: kept.siteId, from: keptId, to: mergedId });
        const [before, after, now] = [Fields.parse(row.before), Fields.parse(row.after), patientFormValues(kept)];
        const back = Object.fromEntries(
          Object.entries(now).map(([name, value]) => [name, value === after[name] ? (before[name] ?? value) : value]),
        );
        await writeFields(tx, await readNow(tx, kept), back, today);
        await tx.patientMerge.updateMany({ where: { id, undoneAt: null }, data: { undoneAt: new Date() } });
        return saved(values, keptId);
      }),
    ),
  );
}

/** The patients that were merged into this one, latest first. */
export async function findMerges(
  viewer: Viewer,
  patientId: string,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<StandingMerge[]> {
  return readAs(viewer, options, async (tx, sites) => {
    await seeHidden(tx);
    const rows = await tx.patientMerge.findMany({
      where: { keptId: patientId, undoneAt: null, siteId: { in: sites } },
      orderBy: { mergedAt: 'desc' },
      include: { merged: { select: { pseudonym: true } } },
    });
    const names = await findNames(
      tx,
      rows.map(({ mergedBy }) => mergedBy),
    );
    return rows.map(({ id, merged, reason, mergedBy, mergedAt }) => ({
      ...{ id, pseudonym: merged.pseudonym, reason },
      ...{ by: names.get(mergedBy ?? '') ?? null, at: mergedAt.toISOString() },
    }));
  });
}

async function standingMerge(tx: Transaction, keptId: string, mergedId: string): Promise<{ id: string } | null> {
  return tx.patientMerge.findFirst({ where: { keptId, mergedId, undoneAt: null }, select: { id: true } });
}

/** Both held in the order of their ids, so that two merges never wait for each other. */
async function lockBoth(
  tx: Transaction,
  viewer: Viewer,
  keptId: string,
  mergedId: string,
): Promise<{ kept: PatientRecord; merged: PatientRecord }> {
  const first = await lockPatient(tx, viewer, keptId < mergedId ? keptId : mergedId);
  const second = await lockPatient(tx, viewer, keptId < mergedId ? mergedId : keptId);
  const [kept, merged] = first.id === keptId ? [first, second] : [second, first];
  if (kept.siteId !== merged.siteId || keptId === mergedId) throw new AppError('not-found');
  return { kept, merged };
}

function chosenFields(kept: PatientRecord, merged: PatientRecord, values: FormValues): FormValues {
  const [own, other] = [patientFormValues(kept), patientFormValues(merged)];
  const open: FieldErrors = {};
  const chosen = { ...own };
  for (const name of joinedFields(own)) if ((own[name] ?? '') === '') chosen[name] = other[name] ?? '';
  for (const name of conflictsOf(own, other)) {
    const choice = values[`choose-${name}`];
    if (choice !== 'kept' && choice !== 'merged') open[name] = 'choose';
    if (choice === 'merged') chosen[name] = other[name] ?? '';
  }
  refuse(open);
  return chosen;
}

function onlyMerged(values: FormValues): FormValues {
  return Object.fromEntries(joinedFields(values).map((name) => [name, values[name] ?? '']));
}

function joined(own: CourseRecords, other: CourseRecords): CourseRecords {
  return {
    mrd: [...own.mrd, ...other.mrd],
    treatment: [...own.treatment, ...other.treatment],
    transplant: [...own.transplant, ...other.transplant],
    event: [...own.event, ...other.event],
    'follow-up': [...own['follow-up'], ...other['follow-up']],
  };
}

/** Writes the fields of the patient. An induction failure stands among the events, which go with the records. */
async function writeFields(tx: Transaction, stored: PatientRecord, fields: FormValues, today: string): Promise<void> {
  const failed = stored.records.event.some(({ kind }) => kind === 'induction-failure');
  const noFailure = !failed && fields['inductionFailure'] === 'no';
  const answer = { inductionFailure: noFailure ? 'no' : '', inductionFailureDate: '' };
  const input = PatientInput.safeParse({ ...fields, ...answer });
  if (!input.success) {
    refuse(fieldErrors(input.error));
    return;
  }
  await writePatient(tx, stored, input.data, { ...fields, ...(failed ? { inductionFailure: 'yes' } : {}) }, today);
}

async function moveRecords(
  tx: Transaction,
  moved: readonly Moved[],
  { siteId, from, to }: { siteId: string; from: string; to: string },
): Promise<void> {
  const of = (kind: RecordKind) => ({
    where: { siteId, patientId: from, id: { in: moved.filter((one) => one.kind === kind).map(({ id }) => id) } },
    data: { patientId: to },
  });
  await tx.mrdMeasurement.updateMany(of('mrd'));
  await tx.treatment.updateMany(of('treatment'));
  await tx.transplant.updateMany(of('transplant'));
  await tx.clinicalEvent.updateMany(of('event'));
  await tx.followUp.updateMany(of('follow-up'));
  await raiseVersion(tx, { siteId, id: from });
  await raiseVersion(tx, { siteId, id: to });
}
