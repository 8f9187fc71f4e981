import type messages from '@/lib/i18n/messages/en.json';
import { readNumber } from '@/lib/numbers/read-number';
import type { FormValues } from '@/lib/patients/form-state';
import type { RecordKind, Vocabulary } from '@/lib/patients/vocabulary';

type Words = (typeof messages)['patientForm'];

/** One field of an entry form: its name in the form's data, its words, and what it takes. */
export type FieldDefinition = {
  name: string;
  label: keyof Words['label'];
  takes: 'text' | 'words' | 'day' | 'decimal' | 'whole' | 'choice' | 'choices' | 'site' | 'protocol';
  vocabulary?: Vocabulary;
  unit?: keyof Words['unit'];
  hint?: keyof Words['hint'];
  required?: boolean;
  /** Without it the field is always there. A hidden field is not sent. */
  shownWhen?: (values: FormValues) => boolean;
};

export type FieldGroup = { title: 'identity' | 'features' | 'response'; fields: FieldDefinition[] };

/** The order in which a file is usually read: who, what was found, how it responded. */
export const PATIENT_FIELDS: readonly FieldGroup[] = [
  {
    title: 'identity',
    fields: [
      { name: 'siteId', label: 'siteId', takes: 'site', required: true },
      { name: 'pseudonym', label: 'pseudonym', takes: 'text', hint: 'pseudonym', required: true },
      { name: 'diagnosisDate', label: 'diagnosisDate', takes: 'day', required: true },
      { name: 'ageDays', label: 'ageDays', takes: 'whole', hint: 'ageDays', required: true },
      { name: 'ageMonths', label: 'ageMonths', takes: 'whole' },
      { name: 'sex', label: 'sex', takes: 'choice', vocabulary: 'sex' },
      { name: 'protocolSlug', label: 'protocolSlug', takes: 'protocol' },
    ],
  },
  {
    title: 'features',
    fields: [
      { name: 'kmt2a', label: 'kmt2a', takes: 'choice', vocabulary: 'kmt2a', hint: 'kmt2a' },
      { name: 'kmt2aPartner', label: 'kmt2aPartner', takes: 'choice', vocabulary: 'kmt2aPartner' },
      { name: 'wbc', label: 'wbc', takes: 'decimal', unit: 'wbc', hint: 'wbc' },
      { name: 'cns', label: 'cns', takes: 'choice', vocabulary: 'cns' },
      { name: 'immunophenotype', label: 'immunophenotype', takes: 'choice', vocabulary: 'immunophenotype' },
      { name: 'testicular', label: 'testicular', takes: 'choice', vocabulary: 'yesNo' },
    ],
  },
  {
    title: 'response',
    fields: [
      { name: 'day8Blasts', label: 'day8Blasts', takes: 'decimal', unit: 'blasts', hint: 'day8Blasts' },
      {
        name: 'prednisoneResponse',
        label: 'prednisoneResponse',
        takes: 'choice',
        vocabulary: 'prednisoneResponse',
        hint: 'prednisoneResponse',
      },
      { name: 'cnsDay8', label: 'cnsDay8', takes: 'choice', vocabulary: 'cns' },
      { name: 'remissionEoi', label: 'remissionEoi', takes: 'choice', vocabulary: 'yesNo' },
      { name: 'remissionDate', label: 'remissionDate', takes: 'day', hint: 'remissionDate' },
    ],
  },
];

/** The fields of each kind of record; the first day of each is what its rows are called by. */
export const RECORD_FIELDS: Record<RecordKind, readonly FieldDefinition[]> = {
  mrd: [
    { name: 'date', label: 'mrdDate', takes: 'day', required: true },
    { name: 'timePoint', label: 'timePoint', takes: 'choice', vocabulary: 'mrdTimePoint', required: true },
    { name: 'result', label: 'result', takes: 'choice', vocabulary: 'mrdResult', required: true },
    {
      name: 'valuePercent',
      label: 'valuePercent',
      takes: 'decimal',
      unit: 'percent',
      hint: 'valuePercent',
      required: true,
      shownWhen: (values) => values['result'] === 'quantified',
    },
    { name: 'method', label: 'method', takes: 'choice', vocabulary: 'mrdMethod' },
    {
      name: 'sensitivityPercent',
      label: 'sensitivityPercent',
      takes: 'decimal',
      unit: 'percent',
      hint: 'sensitivityPercent',
    },
  ],
  treatment: [
    { name: 'startDate', label: 'startDate', takes: 'day', required: true },
    { name: 'class', label: 'treatmentClass', takes: 'choice', vocabulary: 'treatmentClass', required: true },
    { name: 'endDate', label: 'endDate', takes: 'day', hint: 'endDate' },
  ],
  transplant: [
    { name: 'date', label: 'transplantDate', takes: 'day', required: true },
    { name: 'donor', label: 'donor', takes: 'choice', vocabulary: 'donor' },
    { name: 'conditioning', label: 'conditioning', takes: 'choice', vocabulary: 'conditioning' },
    { name: 'remission', label: 'remission', takes: 'choice', vocabulary: 'remissionStatus' },
  ],
  event: [
    { name: 'date', label: 'eventDate', takes: 'day', hint: 'relapseDate', required: true },
    { name: 'kind', label: 'eventKind', takes: 'choice', vocabulary: 'eventKind', required: true },
    {
      name: 'relapseSites',
      label: 'relapseSites',
      takes: 'choices',
      vocabulary: 'relapseSite',
      shownWhen: (values) => values['kind'] === 'relapse',
    },
    {
      name: 'lineage',
      label: 'lineage',
      takes: 'choice',
      vocabulary: 'lineage',
      shownWhen: (values) => values['kind'] === 'relapse',
    },
    {
      name: 'deathCause',
      label: 'deathCause',
      takes: 'choice',
      vocabulary: 'deathCause',
      shownWhen: (values) => values['kind'] === 'death',
    },
  ],
  'follow-up': [
    { name: 'date', label: 'followUpDate', takes: 'day', hint: 'followUpDate', required: true },
    { name: 'status', label: 'followUpStatus', takes: 'choice', vocabulary: 'followUpStatus', required: true },
  ],
};

/** The fields that a form shows, and sends, for what is typed so far. */
export function shownFields(fields: readonly FieldDefinition[], values: FormValues): FieldDefinition[] {
  return fields.filter((field) => field.shownWhen?.(values) ?? true);
}

/** Stored numbers with the reader's decimal sign, so that a form shows them as they would be typed. */
export function withDecimalSign(
  fields: readonly FieldDefinition[],
  values: FormValues,
  locale: 'en' | 'ru',
): FormValues {
  if (locale === 'en') return values;
  const decimals = fields.filter(({ takes, name }) => takes === 'decimal' && values[name] !== undefined);
  return {
    ...values,
    ...Object.fromEntries(decimals.map(({ name }) => [name, (values[name] ?? '').replace('.', ',')])),
  };
}

/** Whether two texts of a field mean the same. */
export function sameEntry(field: FieldDefinition, a: string, b: string): boolean {
  if (field.takes !== 'decimal' && field.takes !== 'whole') return a.trim() === b.trim();
  const [one, other] = [a, b].map((text) => readNumber(text, { decimal: 'either' }));
  return one !== undefined && other !== undefined && 'value' in one && 'value' in other
    ? one.value === other.value
    : a.trim() === b.trim();
}

/** The names of every field of the patient's form. */
export const ALL_FIELD_NAMES: readonly string[] = PATIENT_FIELDS.flatMap(({ fields }) =>
  fields.map(({ name }) => name),
);
