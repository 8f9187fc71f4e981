import { MISSING_CODES } from '../entry/missing-codes';
import type { RecordFieldNames } from '../schema';
import { RECORD_KINDS, VOCABULARY, type RecordKind, type Vocabulary } from '../vocabulary';

/** How the cells of a field are read. */
export type Takes =
  | Vocabulary
  | 'text'
  | 'date'
  | 'number'
  | 'pseudonym'
  | 'site'
  | 'rearrangement'
  | 'sites'
  | 'precision'
  | 'checked';

/** What a row says of the patient. `site` says whose file it is; `rearrangement` says status and partner of KMT2A in one. */
export const PATIENT_FIELDS = {
  pseudonym: 'pseudonym',
  site: 'site',
  sex: 'sex',
  ageDays: 'number',
  ageMonths: 'number',
  diagnosisDate: 'date',
  protocolSlug: 'text',
  protocolArm: 'text',
  protocolArmDate: 'date',
  transplanted: 'yesNo',
  note: 'text',
  kmt2a: 'kmt2a',
  kmt2aPartner: 'kmt2aPartner',
  rearrangement: 'rearrangement',
  wbc: 'number',
  cns: 'cns',
  immunophenotype: 'immunophenotype',
  testicular: 'yesNo',
  lineage: 'diagnosisLineage',
  cd10: 'cd10',
  karyotype: 'text',
  otherGenetics: 'text',
  congenital: 'yesNo',
  downSyndrome: 'yesNo',
  prephase: 'prephase',
  day8Blasts: 'number',
  prednisoneResponse: 'prednisoneResponse',
  cnsDay8: 'cns',
  remissionEoi: 'yesNo',
  remissionDate: 'date',
  // The date of one stands with its event.
  inductionFailure: 'yesNo',
} as const satisfies Readonly<Record<string, Takes>>;

/** What a row says of a record of the course. */
export const RECORD_FIELDS = {
  mrd: {
    date: 'date',
    timePoint: 'mrdTimePoint',
    method: 'mrdMethod',
    result: 'mrdResult',
    valuePercent: 'number',
    sensitivityPercent: 'number',
    quantificationPercent: 'number',
  },
  treatment: { class: 'treatmentClass', startDate: 'date', endDate: 'date', agents: 'text', cycle: 'number' },
  transplant: {
    date: 'date',
    donor: 'donor',
    conditioning: 'conditioning',
    remission: 'remissionStatus',
    acuteGvhd: 'acuteGvhd',
    chronicGvhd: 'chronicGvhd',
  },
  event: {
    date: 'date',
    kind: 'eventKind',
    relapseSites: 'sites',
    lineage: 'lineage',
    deathCause: 'deathCause',
    remissionDate: 'date',
  },
  'follow-up': { date: 'date', status: 'followUpStatus' },
} as const satisfies { readonly [Kind in RecordKind]: Readonly<Record<RecordFieldNames[Kind], Takes>> };

/** The column of an export that names a stored record. */
export const STORED_RECORD = 'record';

/**
 * Where a column goes: a field of the patient (`slot` null), or of the record that the row has in this place. `part`: how
 * much of the field's date is known (`precision`), or the word of a list that the column ticks.
 */
export type Target = Readonly<{ of: 'patient' | RecordKind; slot: string | null; field: string; part?: string }>;

/** `patient.wbc`; `mrd#1.date` is the date of the first MRD measurement of a row; `event#.relapseSites:cns` ticks a word. */
export function targetKey({ of, slot, field, part }: Target): string {
  return `${slot === null ? of : `${of}#${slot}`}.${field}${part === undefined ? '' : `:${part}`}`;
}

/** The target of a key, or null where there is no such field. */
export function readTarget(key: string): Target | null {
  const [, of = '', slot, field = '', part] =
    /^([a-z-]+)(?:#([a-z0-9-]{0,24}))?\.([A-Za-z0-9]+)(?::([A-Za-z-]{1,24}))?$/u.exec(key) ?? [];
  const kind = of === 'patient' ? ('patient' as const) : RECORD_KINDS.find((one) => one === of);
  if (kind === undefined || (slot === undefined) !== (kind === 'patient')) return null;
  const fields: Readonly<Record<string, Takes>> = kind === 'patient' ? PATIENT_FIELDS : RECORD_FIELDS[kind];
  if (!Object.hasOwn(fields, field) && !(field === STORED_RECORD && kind !== 'patient')) return null;
  const target = { of: kind, slot: slot ?? null, field };
  if (part === undefined) return target;
  const known = part === 'precision' ? fields[field] === 'date' : fields[field] === 'sites' && isTickable(part);
  return known ? { ...target, part } : null;
}

function isTickable(part: string): boolean {
  return [...VOCABULARY.relapseSite, ...MISSING_CODES].some((word) => word === part);
}

/** How the cells of a target are read. */
export function takesOf({ of, field, part }: Target): Takes {
  if (part !== undefined) return part === 'precision' ? part : 'checked';
  const fields: Readonly<Record<string, Takes>> = of === 'patient' ? PATIENT_FIELDS : RECORD_FIELDS[of];
  return fields[field] ?? 'text';
}
