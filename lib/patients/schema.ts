import { z } from 'zod';
import { DAYS_PER_MONTH } from '../risk/numbers/age-in-months';
import { choice, choices, day, decimal, optionalDay, requiredChoice, wholeNumber, yesNo } from './fields';
import type { FieldError, FieldErrors } from './form-state';
import { FIELD_ERRORS } from './form-state';
import { VOCABULARY, type RecordKind } from './vocabulary';

const OLDEST_DAYS = 730;

const AgeInput = z
  .object({
    ageMonths: wholeNumber({ min: 0, max: 24, error: 'age-range' }),
    ageDays: wholeNumber({ min: 0, max: OLDEST_DAYS, error: 'age-range' }),
  })
  .transform(({ ageMonths, ageDays }, context) => {
    if (ageMonths === null && ageDays === null) return refuse(context, 'ageDays', 'required');
    const days = Math.round((ageMonths ?? 0) * DAYS_PER_MONTH) + (ageDays ?? 0);
    return days > OLDEST_DAYS ? refuse(context, 'ageDays', 'age-range') : days;
  });

const Identity = z.object({
  pseudonym: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .min(1, 'required')
        .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/, 'pseudonym-form'),
    ),
  sex: choice(VOCABULARY.sex),
  diagnosisDate: day,
  protocolSlug: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim())),
});

const Features = z
  .object({
    kmt2a: choice(VOCABULARY.kmt2a),
    kmt2aPartner: choice(VOCABULARY.kmt2aPartner),
    wbc: decimal({ min: 0, max: 5000, error: 'wbc-range' }),
    cns: choice(VOCABULARY.cns),
    immunophenotype: choice(VOCABULARY.immunophenotype),
    testicular: yesNo,
  })
  .transform(({ kmt2a: answer, ...features }) => {
    // A known fusion partner says that KMT2A is rearranged; it needs no second answer.
    const status = answer ?? (features.kmt2aPartner === null ? null : 'rearranged');
    const kmt2a = status === 'rearranged' || status === 'germline' ? status : null;
    return { ...features, kmt2a, kmt2aEvaluable: status === null ? null : status !== 'not-evaluable' };
  });

const Response = z.object({
  day8Blasts: decimal({ min: 0, max: 5_000_000, error: 'blasts-range' }),
  prednisoneResponse: choice(VOCABULARY.prednisoneResponse),
  cnsDay8: choice(VOCABULARY.cns),
  remissionEoi: yesNo,
  remissionDate: optionalDay,
});

/** One form: who the patient is, what was found at diagnosis, how the leukaemia responded. */
export const PatientInput = z.unknown().transform((typed, context) => {
  const parts = {
    identity: Identity.safeParse(typed),
    ageDays: AgeInput.safeParse(typed),
    features: Features.safeParse(typed),
    response: Response.safeParse(typed),
  };
  const issues = Object.values(parts).flatMap((part) => part.error?.issues ?? []);
  for (const issue of issues) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  const { identity, ageDays, features, response } = parts;
  if (!identity.success || !ageDays.success || !features.success || !response.success) return z.NEVER;
  return { identity: { ...identity.data, ageDays: ageDays.data }, features: features.data, response: response.data };
});
export type PatientInput = z.infer<typeof PatientInput>;

/** The names of the fields that the patient's form sends, by its groups. The site is read apart, by who may write there. */
export type PatientFieldNames = {
  identity: 'siteId' | keyof z.input<typeof Identity> | keyof z.input<typeof AgeInput>;
  features: keyof z.input<typeof Features>;
  response: keyof z.input<typeof Response>;
};
export type PatientFieldName = PatientFieldNames[keyof PatientFieldNames];

const percent = decimal({ min: 0, above: true, max: 100, error: 'percent-range' });

const MrdInput = z
  .object({
    date: day,
    timePoint: requiredChoice(VOCABULARY.mrdTimePoint),
    method: choice(VOCABULARY.mrdMethod),
    result: requiredChoice(VOCABULARY.mrdResult),
    valuePercent: percent,
    sensitivityPercent: percent,
  })
  .superRefine(({ result, valuePercent }, context) => {
    if (result === 'quantified' && valuePercent === null) refuse(context, 'valuePercent', 'value-missing');
    if (result !== 'quantified' && valuePercent !== null) refuse(context, 'valuePercent', 'value-only-quantified');
  });

const TreatmentInput = z
  .object({ class: requiredChoice(VOCABULARY.treatmentClass), startDate: day, endDate: optionalDay })
  .superRefine(({ startDate, endDate }, context) => {
    if (endDate !== null && endDate < startDate) refuse(context, 'endDate', 'end-before-start');
  });

const TransplantInput = z.object({
  date: day,
  donor: choice(VOCABULARY.donor),
  conditioning: choice(VOCABULARY.conditioning),
  remission: choice(VOCABULARY.remissionStatus),
});

/** What belongs to another kind of event is dropped: the form has hidden it. */
const EventInput = z
  .object({
    date: day,
    kind: requiredChoice(VOCABULARY.eventKind),
    relapseSites: choices(VOCABULARY.relapseSite),
    lineage: choice(VOCABULARY.lineage),
    deathCause: choice(VOCABULARY.deathCause),
  })
  .transform((event) => ({
    ...event,
    relapseSites: event.kind === 'relapse' ? event.relapseSites : [],
    lineage: event.kind === 'relapse' ? event.lineage : null,
    deathCause: event.kind === 'death' ? event.deathCause : null,
  }));

const FollowUpInput = z.object({ date: day, status: requiredChoice(VOCABULARY.followUpStatus) });

export const RECORD_INPUTS = {
  mrd: MrdInput,
  treatment: TreatmentInput,
  transplant: TransplantInput,
  event: EventInput,
  'follow-up': FollowUpInput,
} as const;

/** The names of the fields that the form of a record sends. */
export type RecordFieldNames = { [Kind in RecordKind]: keyof z.input<(typeof RECORD_INPUTS)[Kind]> };
export type RecordInputs = { [Kind in RecordKind]: z.infer<(typeof RECORD_INPUTS)[Kind]> };
/** A record to be written, with its kind. */
export type RecordInput = { [Kind in RecordKind]: { kind: Kind; data: RecordInputs[Kind] } }[RecordKind];

/** Which patient a form is about, as which version it was opened, and which record (none: a new one). */
export const Target = z.object({
  patientId: z.uuid(),
  version: z.coerce.number().int().positive(),
  recordId: z
    .union([z.uuid(), z.literal('').transform(() => null)])
    .nullable()
    .default(null),
});
export type Target = z.infer<typeof Target>;

/** The first refusal of each field. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const found: FieldErrors = {};
  for (const issue of error.issues) {
    const name = String(issue.path[0] ?? '');
    found[name] ??= FIELD_ERRORS.find((code) => code === issue.message) ?? 'refused';
  }
  return found;
}

function refuse(context: z.RefinementCtx, field: string, error: FieldError): never {
  context.addIssue({ code: 'custom', path: [field], message: error });
  return z.NEVER;
}
