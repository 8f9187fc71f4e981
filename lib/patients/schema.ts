import { z } from 'zod';
import { DAYS_PER_MONTH } from '../risk/numbers/age-in-months';
import {
  choice,
  choices,
  decimal,
  optionalDay,
  optionalPartialDay,
  partDates,
  partialDay,
  requiredChoice,
  text,
  wholeNumber,
  yesNo,
} from './fields';
import { splitMissingCodes, type MissingCodes } from './entry/missing-codes';
import { spanOf } from './entry/partial-date';
import type { FieldError, FieldErrors } from './form-state';
import { FIELD_ERRORS } from './form-state';
import { VOCABULARY, type RecordKind } from './vocabulary';

const OLDEST_DAYS = 730;

const AgeInput = z
  .object({
    ageMonths: decimal({ min: 0, max: 24, error: 'age-range' }),
    ageDays: wholeNumber({ min: 0, max: OLDEST_DAYS, error: 'age-range' }),
  })
  .transform(({ ageMonths, ageDays }, context) => {
    if (ageMonths === null && ageDays === null) return refuse(context, 'ageDays', 'required');
    const days = Math.round((ageMonths ?? 0) * DAYS_PER_MONTH) + (ageDays ?? 0);
    return days > OLDEST_DAYS ? refuse(context, 'ageDays', 'age-range') : days;
  });

/** Letters of either alphabet, digits, hyphen, slash, point and underscore: what stands in a site's own codes. */
const PSEUDONYM = /^[A-Za-zА-Яа-яЁё0-9][A-Za-zА-Яа-яЁё0-9./_-]{0,19}$/;

const Identity = z
  .object({
    pseudonym: z
      .string()
      .default('')
      .transform((name) => name.trim())
      .pipe(z.string().min(1, 'required').regex(PSEUDONYM, 'pseudonym-form')),
    sex: choice(VOCABULARY.sex),
    diagnosisDate: partialDay,
    protocolSlug: z
      .string()
      .default('')
      .transform((slug) => (slug.trim() === '' ? null : slug.trim())),
    protocolArm: text(60),
    protocolArmDate: optionalDay,
    transplanted: yesNo,
    note: text(500),
  })
  .superRefine(({ protocolArm, protocolArmDate }, context) => {
    if (protocolArmDate !== null && protocolArm === null) refuse(context, 'protocolArm', 'required');
  })
  .transform(partDates('diagnosisDate'));

const Features = z
  .object({
    kmt2a: choice(VOCABULARY.kmt2a),
    kmt2aPartner: choice(VOCABULARY.kmt2aPartner),
    wbc: decimal({ min: 0, max: 5000, unit: 'wbc', error: 'wbc-range' }),
    cns: choice(VOCABULARY.cns),
    immunophenotype: choice(VOCABULARY.immunophenotype),
    testicular: yesNo,
    lineage: choice(VOCABULARY.diagnosisLineage),
    cd10: choice(VOCABULARY.cd10),
    karyotype: text(200),
    otherGenetics: text(200),
    congenital: yesNo,
    downSyndrome: yesNo,
  })
  .transform(({ kmt2a: answer, ...features }) => {
    // A known fusion partner says that KMT2A is rearranged; it needs no second answer.
    const status = answer ?? (features.kmt2aPartner === null ? null : 'rearranged');
    const kmt2a = status === 'rearranged' || status === 'germline' ? status : null;
    return { ...features, kmt2a, kmt2aEvaluable: status === null ? null : status !== 'not-evaluable' };
  });

const Response = z
  .object({
    prephase: choice(VOCABULARY.prephase),
    day8Blasts: decimal({ min: 0, max: 5_000_000, unit: 'blasts', error: 'blasts-range' }),
    prednisoneResponse: choice(VOCABULARY.prednisoneResponse),
    cnsDay8: choice(VOCABULARY.cns),
    remissionEoi: yesNo,
    inductionFailure: yesNo,
    remissionDate: optionalPartialDay,
  })
  .transform(({ inductionFailure, ...response }) => ({
    ...response,
    // That it was none is kept here; that it was one is an event of the course, and stands there alone.
    failureExcluded: response.remissionEoi === false && inductionFailure === false ? true : null,
  }))
  .transform(partDates('remissionDate'));

/** The induction failure that the response asks about where there was no remission; null where none is said. */
const Failure = z
  .object({ remissionEoi: yesNo, inductionFailure: yesNo, inductionFailureDate: optionalPartialDay })
  .transform(({ remissionEoi, inductionFailure, inductionFailureDate }, context) => {
    if (remissionEoi !== false || inductionFailure !== true) return null;
    return inductionFailureDate ?? refuse(context, 'inductionFailureDate', 'required');
  });

/** One form: who the patient is, what was found at diagnosis, how the leukaemia responded. */
export const PatientInput = z.unknown().transform((sent, context) => {
  const { values: typed, codes } = splitMissingCodes(sent);
  const parts = {
    identity: Identity.safeParse(typed),
    ageDays: AgeInput.safeParse(typed),
    features: Features.safeParse(typed),
    response: Response.safeParse(typed),
    failure: Failure.safeParse(typed),
  };
  const issues = Object.values(parts).flatMap((part) => part.error?.issues ?? []);
  for (const issue of issues) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  const { identity, ageDays, features, response, failure } = parts;
  if (!identity.success || !ageDays.success || !features.success || !response.success || !failure.success)
    return z.NEVER;
  return {
    identity: { ...identity.data, ageDays: ageDays.data },
    features: features.data,
    response: response.data,
    ...(failure.data === null ? {} : { failure: failure.data }),
    ...withCodes(codes),
  };
});
export type PatientInput = z.infer<typeof PatientInput>;

/** The names of the fields that the patient's form sends, by its groups. The site is read apart, by who may write there. */
export type PatientFieldNames = {
  identity: 'siteId' | keyof z.input<typeof Identity> | keyof z.input<typeof AgeInput>;
  features: keyof z.input<typeof Features>;
  response: keyof z.input<typeof Response> | keyof z.input<typeof Failure>;
};
export type PatientFieldName = PatientFieldNames[keyof PatientFieldNames];

const percent = decimal({ min: 0, above: true, max: 100, unit: 'percent', error: 'percent-range' });

const MrdInput = z
  .object({
    date: partialDay,
    timePoint: requiredChoice(VOCABULARY.mrdTimePoint),
    method: choice(VOCABULARY.mrdMethod),
    result: requiredChoice(VOCABULARY.mrdResult),
    valuePercent: percent,
    sensitivityPercent: percent,
    quantificationPercent: percent,
  })
  .superRefine(({ result, valuePercent }, context) => {
    if (result === 'quantified' && valuePercent === null) refuse(context, 'valuePercent', 'value-missing');
    if (result !== 'quantified' && valuePercent !== null) refuse(context, 'valuePercent', 'value-only-quantified');
  })
  .transform(partDates('date'));

const TreatmentInput = z
  .object({
    class: requiredChoice(VOCABULARY.treatmentClass),
    startDate: partialDay,
    endDate: optionalPartialDay,
    agents: text(100),
    cycle: wholeNumber({ min: 1, max: 30, error: 'cycle-range' }),
  })
  .superRefine(({ startDate, endDate }, context) => {
    if (endDate === null) return;
    const [start, end] = [spanOf(startDate.day, startDate.precision), spanOf(endDate.day, endDate.precision)];
    if (end.to < start.from) refuse(context, 'endDate', 'end-before-start');
  })
  .transform(partDates('startDate', 'endDate'));

const TransplantInput = z
  .object({
    date: partialDay,
    donor: choice(VOCABULARY.donor),
    conditioning: choice(VOCABULARY.conditioning),
    remission: choice(VOCABULARY.remissionStatus),
    acuteGvhd: choice(VOCABULARY.acuteGvhd),
    chronicGvhd: choice(VOCABULARY.chronicGvhd),
  })
  .transform(partDates('date'));

/** What belongs to another kind of event is dropped: the form has hidden it. */
const EventInput = z
  .object({
    date: partialDay,
    kind: requiredChoice(VOCABULARY.eventKind),
    relapseSites: choices(VOCABULARY.relapseSite),
    lineage: choice(VOCABULARY.lineage),
    deathCause: choice(VOCABULARY.deathCause),
    remissionDate: optionalPartialDay,
  })
  .superRefine(({ kind, date, remissionDate }, context) => {
    if (kind !== 'relapse' || remissionDate === null) return;
    if (spanOf(remissionDate.day, remissionDate.precision).to < spanOf(date.day, date.precision).from)
      refuse(context, 'remissionDate', 'remission-before-relapse');
  })
  .transform((event) => ({
    ...event,
    relapseSites: event.kind === 'relapse' ? event.relapseSites : [],
    lineage: event.kind === 'relapse' ? event.lineage : null,
    remissionDate: event.kind === 'relapse' ? event.remissionDate : null,
    deathCause: event.kind === 'death' ? event.deathCause : null,
  }))
  .transform(partDates('date', 'remissionDate'));

const FollowUpInput = z
  .object({ date: partialDay, status: requiredChoice(VOCABULARY.followUpStatus) })
  .transform(partDates('date'));

const RECORD_SCHEMAS = {
  mrd: MrdInput,
  treatment: TreatmentInput,
  transplant: TransplantInput,
  event: EventInput,
  'follow-up': FollowUpInput,
} as const;

/** The forms of the records; a field that may be empty takes a code for why it is. */
export const RECORD_INPUTS = {
  mrd: coded(MrdInput),
  treatment: coded(TreatmentInput),
  transplant: coded(TransplantInput),
  event: coded(EventInput),
  'follow-up': coded(FollowUpInput),
} as const;

function coded<Schema extends z.ZodType<object>>(
  schema: Schema,
): z.ZodType<z.output<Schema> & { missingCodes?: MissingCodes }> {
  return z.unknown().transform((sent, context) => {
    const { values, codes } = splitMissingCodes(sent);
    const parsed = schema.safeParse(values);
    if (parsed.success) return { ...parsed.data, ...withCodes(codes) };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

/** No codes are no part of a record: two that say the same are the same. */
function withCodes(codes: MissingCodes): { missingCodes?: MissingCodes } {
  return Object.keys(codes).length === 0 ? {} : { missingCodes: codes };
}

/** The names of the fields that the form of a record sends. */
export type RecordFieldNames = { [Kind in RecordKind]: keyof z.input<(typeof RECORD_SCHEMAS)[Kind]> };
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
