import type { en } from '@/lib/i18n/messages/en';
import { readNumber } from '@/lib/numbers/read-number';
import { withoutUnit, type RecordedUnit } from '@/lib/patients/entry/unit-words';
import { fromDay } from '@/lib/patients/calendar';
import { asTyped } from '@/lib/patients/entry/date-words';
import { isPartialDate, readTypedDate } from '@/lib/patients/entry/typed-date';
import type { FormValues } from '@/lib/patients/form-state';
import { plainNumber } from '@/lib/patients/records/record';
import type { RiskOverrideFieldName } from '@/lib/patients/risk/override';
import type { PatientFieldName, PatientFieldNames, RecordFieldNames } from '@/lib/patients/schema';
import type { RecordKind, Vocabulary } from '@/lib/patients/vocabulary';

type Words = (typeof en)['patientForm'];

/** One field of an entry form: its name in the form's data, its words, and what it takes. */
export type FieldDefinition<Name extends string = string> = {
  name: Name;
  label: keyof Words['label'];
  takes: 'text' | 'words' | 'day' | 'decimal' | 'whole' | 'choice' | 'choices' | 'site' | 'protocol';
  vocabulary?: Vocabulary;
  unit?: RecordedUnit;
  hint?: keyof Words['hint'];
  /** Of a text: how many characters it may have; 60 unless said. */
  longest?: number;
  required?: boolean;
  /** In a table: the number of its row. The label stands at the head of the column, and what explains the field too. */
  row?: number;
  /** Without it the field is always there. A hidden field is not sent. */
  shownWhen?: (values: Partial<Record<Name, string>>) => boolean;
};

/** The sections of the patient's form, as the clinic goes; the sections of the records stand between the last two. */
export const PATIENT_SECTIONS = ['identity', 'features', 'day8', 'induction', 'further'] as const;
export type PatientSection = (typeof PATIENT_SECTIONS)[number];
export type FieldGroup = { title: PatientSection; fields: readonly FieldDefinition<PatientFieldName>[] };

type Day8Name = 'prephase' | 'day8Blasts' | 'prednisoneResponse' | 'cnsDay8';
type FurtherName = 'transplanted' | 'note';

/**
 * The fields of one form in their order. The keys are those of the schema that reads the form: a name that the schema does
 * not know would store nothing, and a field of the schema that stands in no form could never be filled in.
 */
type Fields<Name extends string> = { [Each in Name]: Omit<FieldDefinition<Name>, 'name'> };

function inOrder<Name extends string>(fields: Fields<Name>): readonly FieldDefinition<Name>[] {
  return (Object.keys(fields) as Name[]).map((name) => ({ name, ...fields[name] }));
}

/** In the order of the sentence: when, which, on what day, why. */
export const RISK_OVERRIDE_FIELDS = inOrder<RiskOverrideFieldName>({
  decisionPoint: { label: 'decisionPoint', takes: 'choice', vocabulary: 'decisionPoint', required: true },
  assignedGroup: {
    label: 'assignedGroup',
    takes: 'choice',
    vocabulary: 'assignedGroup',
    hint: 'assignedGroup',
    required: true,
  },
  assignedOn: { label: 'assignedOn', takes: 'day', required: true },
  reason: { label: 'reason', takes: 'words', hint: 'reason', required: true },
});

export const PATIENT_FIELDS: readonly FieldGroup[] = [
  {
    title: 'identity',
    fields: inOrder<Exclude<PatientFieldNames['identity'], FurtherName>>({
      siteId: { label: 'siteId', takes: 'site', required: true },
      pseudonym: { label: 'pseudonym', takes: 'text', hint: 'pseudonym', required: true },
      diagnosisDate: { label: 'diagnosisDate', takes: 'day', required: true },
      ageDays: { label: 'ageDays', takes: 'whole', hint: 'ageDays', required: true },
      ageMonths: { label: 'ageMonths', takes: 'decimal' },
      sex: { label: 'sex', takes: 'choice', vocabulary: 'sex' },
      protocolSlug: { label: 'protocolSlug', takes: 'protocol' },
      protocolArm: { label: 'protocolArm', takes: 'text' },
      protocolArmDate: { label: 'protocolArmDate', takes: 'day', hint: 'protocolArmDate' },
    }),
  },
  {
    title: 'features',
    fields: inOrder<PatientFieldNames['features']>({
      kmt2a: { label: 'kmt2a', takes: 'choice', vocabulary: 'kmt2a', hint: 'kmt2a' },
      kmt2aPartner: { label: 'kmt2aPartner', takes: 'choice', vocabulary: 'kmt2aPartner' },
      wbc: { label: 'wbc', takes: 'decimal', unit: 'wbc', hint: 'wbc' },
      cns: { label: 'cns', takes: 'choice', vocabulary: 'cns' },
      immunophenotype: { label: 'immunophenotype', takes: 'choice', vocabulary: 'immunophenotype' },
      testicular: { label: 'testicular', takes: 'choice', vocabulary: 'yesNo' },
      lineage: { label: 'diagnosisLineage', takes: 'choice', vocabulary: 'diagnosisLineage' },
      cd10: { label: 'cd10', takes: 'choice', vocabulary: 'cd10' },
      congenital: { label: 'congenital', takes: 'choice', vocabulary: 'yesNo', hint: 'congenital' },
      downSyndrome: { label: 'downSyndrome', takes: 'choice', vocabulary: 'yesNo' },
      karyotype: { label: 'karyotype', takes: 'text', longest: 200 },
      otherGenetics: { label: 'otherGenetics', takes: 'text', longest: 200 },
    }),
  },
  {
    title: 'day8',
    fields: inOrder<Day8Name>({
      prephase: { label: 'prephase', takes: 'choice', vocabulary: 'prephase' },
      day8Blasts: { label: 'day8Blasts', takes: 'decimal', unit: 'blasts', hint: 'day8Blasts' },
      prednisoneResponse: {
        label: 'prednisoneResponse',
        takes: 'choice',
        vocabulary: 'prednisoneResponse',
        hint: 'prednisoneResponse',
      },
      cnsDay8: { label: 'cnsDay8', takes: 'choice', vocabulary: 'cns' },
    }),
  },
  {
    title: 'induction',
    fields: inOrder<Exclude<PatientFieldNames['response'], Day8Name>>({
      remissionEoi: { label: 'remissionEoi', takes: 'choice', vocabulary: 'yesNo' },
      inductionFailure: {
        label: 'inductionFailure',
        takes: 'choice',
        vocabulary: 'yesNo',
        hint: 'inductionFailure',
        shownWhen: (values) => values.remissionEoi === 'no',
      },
      inductionFailureDate: {
        label: 'inductionFailureDate',
        takes: 'day',
        required: true,
        shownWhen: (values) => values.remissionEoi === 'no' && values.inductionFailure === 'yes',
      },
      remissionDate: { label: 'remissionDate', takes: 'day', hint: 'remissionDate' },
    }),
  },
  {
    title: 'further',
    fields: inOrder<FurtherName>({
      transplanted: { label: 'transplanted', takes: 'choice', vocabulary: 'yesNo', hint: 'transplanted' },
      note: { label: 'note', takes: 'words', hint: 'note' },
    }),
  },
];

/** The fields of each kind of record; the first day of each is what its rows are called by. */
export const RECORD_FIELDS: Record<RecordKind, readonly FieldDefinition[]> = {
  mrd: inOrder<RecordFieldNames['mrd']>({
    date: { label: 'mrdDate', takes: 'day', required: true },
    timePoint: { label: 'timePoint', takes: 'choice', vocabulary: 'mrdTimePoint', required: true },
    result: { label: 'result', takes: 'choice', vocabulary: 'mrdResult', required: true },
    valuePercent: {
      label: 'valuePercent',
      takes: 'decimal',
      unit: 'percent',
      hint: 'valuePercent',
      required: true,
      shownWhen: (values) => values.result === 'quantified',
    },
    method: { label: 'method', takes: 'choice', vocabulary: 'mrdMethod' },
    sensitivityPercent: {
      label: 'sensitivityPercent',
      takes: 'decimal',
      unit: 'percent',
      hint: 'sensitivityPercent',
    },
    quantificationPercent: { label: 'quantificationPercent', takes: 'decimal', unit: 'percent' },
  }),
  treatment: inOrder<RecordFieldNames['treatment']>({
    startDate: { label: 'startDate', takes: 'day', required: true },
    class: { label: 'treatmentClass', takes: 'choice', vocabulary: 'treatmentClass', required: true },
    agents: { label: 'agents', takes: 'text', hint: 'agents', longest: 100 },
    cycle: { label: 'cycle', takes: 'whole' },
    endDate: { label: 'endDate', takes: 'day', hint: 'endDate' },
  }),
  transplant: inOrder<RecordFieldNames['transplant']>({
    date: { label: 'transplantDate', takes: 'day', required: true },
    donor: { label: 'donor', takes: 'choice', vocabulary: 'donor' },
    conditioning: { label: 'conditioning', takes: 'choice', vocabulary: 'conditioning' },
    remission: { label: 'remission', takes: 'choice', vocabulary: 'remissionStatus' },
    acuteGvhd: { label: 'acuteGvhd', takes: 'choice', vocabulary: 'acuteGvhd' },
    chronicGvhd: { label: 'chronicGvhd', takes: 'choice', vocabulary: 'chronicGvhd' },
  }),
  event: inOrder<RecordFieldNames['event']>({
    date: { label: 'eventDate', takes: 'day', hint: 'relapseDate', required: true },
    kind: { label: 'eventKind', takes: 'choice', vocabulary: 'eventKind', required: true },
    relapseSites: {
      label: 'relapseSites',
      takes: 'choices',
      vocabulary: 'relapseSite',
      shownWhen: (values) => values.kind === 'relapse',
    },
    lineage: {
      label: 'lineage',
      takes: 'choice',
      vocabulary: 'lineage',
      shownWhen: (values) => values.kind === 'relapse',
    },
    deathCause: {
      label: 'deathCause',
      takes: 'choice',
      vocabulary: 'deathCause',
      shownWhen: (values) => values.kind === 'death',
    },
    remissionDate: {
      label: 'laterRemissionDate',
      takes: 'day',
      hint: 'laterRemissionDate',
      shownWhen: (values) => values.kind === 'relapse',
    },
  }),
  'follow-up': inOrder<RecordFieldNames['follow-up']>({
    date: { label: 'followUpDate', takes: 'day', hint: 'followUpDate', required: true },
    status: { label: 'followUpStatus', takes: 'choice', vocabulary: 'followUpStatus', required: true },
  }),
};

/** The fields that a form shows, and sends, for what is typed so far. */
export function shownFields(fields: readonly FieldDefinition[], values: FormValues): FieldDefinition[] {
  return fields.filter((field) => field.shownWhen?.(values) ?? true);
}

/** How many of the fields that a section shows for these values say something. */
export function filledFields(section: PatientSection, values: FormValues): { filled: number; shown: number } {
  const shown = shownFields(PATIENT_FIELDS.find(({ title }) => title === section)?.fields ?? [], values);
  return { filled: shown.filter(({ name }) => (values[name] ?? '') !== '').length, shown: shown.length };
}

/** Stored numbers and dates in the reader's notation, so that a form shows them as they would be typed. */
export function asTypedValues(fields: readonly FieldDefinition[], values: FormValues, locale: 'en' | 'ru'): FormValues {
  const typed = fields
    .filter(({ name }) => values[name] !== undefined)
    .map(({ name, takes }): [string, string] => {
      const value = values[name] ?? '';
      if (takes === 'day') return [name, isPartialDate(value) ? asTyped(value, locale) : value];
      return [name, takes === 'decimal' && locale === 'ru' ? value.replace('.', ',') : value];
    });
  return { ...values, ...Object.fromEntries(typed) };
}

/** What is typed in the notation of stored values, as far as it can be read. */
export function asStoredValues(fields: readonly FieldDefinition[], values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fields.find((one) => one.name === name);
      return [name, field === undefined ? value : storedText(field, value)];
    }),
  );
}

function storedText(field: FieldDefinition, text: string): string {
  if (field.takes === 'decimal' || field.takes === 'whole') {
    const number = readNumber(withoutUnit(text, field.unit), { decimal: 'either' });
    return 'value' in number ? plainNumber(number.value) : text.trim();
  }
  const reading = field.takes === 'day' ? readTypedDate(text, fromDay(new Date())) : null;
  return reading?.state === 'read' ? reading.date : text.trim();
}

/** The names of every field of the patient's form. */
export const ALL_FIELD_NAMES: readonly PatientFieldName[] = PATIENT_FIELDS.flatMap(({ fields }) =>
  fields.map(({ name }) => name),
);
