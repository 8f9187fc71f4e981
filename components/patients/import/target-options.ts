import { PATIENT_FIELDS, RECORD_FIELDS, STORED_RECORD, targetKey } from '@/lib/patients/import/fields';
import { RECORD_KINDS, VOCABULARY, type RecordKind } from '@/lib/patients/vocabulary';
import { fieldLabelKey } from '../field-label';

export type TargetGroup = Readonly<{ label: string; options: readonly Readonly<{ value: string; label: string }>[] }>;
type Label = NonNullable<ReturnType<typeof fieldLabelKey>>;
export type TargetWords = Readonly<{
  patient: string;
  kind: (kind: RecordKind) => string;
  /** the name of a group: the kind of record, and which of them in a row, or one a row (null) */
  group: (kind: string, place: string | null) => string;
  field: (label: Label) => string;
  /** a site of a relapse, which a column of its own may tick */
  relapseSite: (site: string) => string;
  own: Readonly<Record<'site' | 'ageMonths' | 'rearrangement' | 'record', string>>;
}>;

/** How many records of a kind a row of a sheet may hold by hand; a file whose columns are called so may hold more. */
const PLACES = ['1', '2', '3', '4', '5', '6'] as const;
/** The events that a row holds by their kind. */
const EVENT_PLACES = ['relapse', 'death', 'second-malignancy', 'induction-failure'] as const;

/** Everything that a column can go to, in the words of the forms. */
export function targetGroups(words: TargetWords): TargetGroup[] {
  const named = (of: 'patient' | RecordKind, field: string): string => {
    if (field === 'site' || field === 'ageMonths' || field === 'rearrangement' || field === STORED_RECORD)
      return words.own[field];
    const label = fieldLabelKey(of, field);
    return label === undefined ? field : words.field(label);
  };
  const patient = Object.keys(PATIENT_FIELDS).map((field) => ({
    value: targetKey({ of: 'patient', slot: null, field }),
    label: named('patient', field),
  }));
  const records = RECORD_KINDS.flatMap((kind) =>
    [null, ...(kind === 'event' ? EVENT_PLACES : kind === 'follow-up' ? (['last'] as const) : PLACES)].map((place) => ({
      label: words.group(words.kind(kind), place),
      options: [...Object.keys(RECORD_FIELDS[kind]), ...(place === null ? [STORED_RECORD] : [])].flatMap((field) => {
        const target = { of: kind, slot: place ?? '', field };
        const own = { value: targetKey(target), label: named(kind, field) };
        if (field !== 'relapseSites') return [own];
        const ticks = VOCABULARY.relapseSite.map((part) => ({
          value: targetKey({ ...target, part }),
          label: `${own.label} = ${words.relapseSite(part)}`,
        }));
        return [own, ...ticks];
      }),
    })),
  );
  return [{ label: words.patient, options: patient }, ...records];
}
