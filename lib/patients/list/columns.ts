import type { PatientRow } from '../filter';

/** What the list can show beside the pseudonym, in its order. */
export const LIST_COLUMNS = [
  'site',
  'diagnosis',
  'age',
  'sex',
  'kmt2a',
  'wbc',
  'cns',
  'protocol',
  'arm',
  'efs',
  'os',
  'last-contact',
  'risk',
  'state',
  'errors',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Keeps a person's choice in the browser: names of columns, nothing of a patient. */
export const COLUMNS_COOKIE = 'patient-columns';

const USUAL: readonly ListColumn[] = ['diagnosis', 'age', 'kmt2a', 'protocol', 'efs', 'os', 'last-contact'];

/** Who leaves every column out sees none when the page is opened again, and not the usual ones. */
const NO_COLUMN = 'none';

/** The columns that a text names; those that are usual where it is no choice. */
export function readColumns(text: string | undefined, severalSites: boolean): readonly ListColumn[] {
  if (text === NO_COLUMN) return [];
  const named = (text ?? '').split('.');
  const chosen = LIST_COLUMNS.filter((column) => named.includes(column));
  if (chosen.length > 0) return chosen;
  return severalSites ? ['site', ...USUAL] : USUAL;
}

export function writeColumns(columns: readonly string[]): string {
  return LIST_COLUMNS.filter((column) => columns.includes(column)).join('.') || NO_COLUMN;
}

type FileCell = string | number | boolean | null;

/** The columns of a file by column of the list: names that never change, days and numbers bare, REDCap's code where one says why a field is empty. */
const IN_FILES: Readonly<Record<ListColumn, Readonly<Record<string, (row: PatientRow) => FileCell>>>> = {
  site: { site: (row) => row.siteCode },
  diagnosis: { diagnosis_date: (row) => row.course.diagnosisDate },
  age: { age_days: (row) => row.course.ageDays },
  sex: { sex: (row) => row.sex ?? row.missingCodes['sex'] ?? null },
  kmt2a: {
    kmt2a: (row) => row.course.kmt2a ?? row.missingCodes['kmt2a'] ?? null,
    kmt2a_partner: (row) => row.kmt2aPartner ?? row.missingCodes['kmt2aPartner'] ?? null,
  },
  wbc: { wbc_10e9_per_l: (row) => row.wbc ?? row.missingCodes['wbc'] ?? null },
  cns: { cns: (row) => row.cns ?? row.missingCodes['cns'] ?? null },
  protocol: { protocol: (row) => row.protocolSlug ?? row.missingCodes['protocolSlug'] ?? null },
  arm: { protocol_arm: (row) => row.protocolArm ?? row.missingCodes['protocolArm'] ?? null },
  efs: { efs_days: (row) => row.efs.timeDays, efs_event: (row) => row.efs.event },
  os: { os_days: (row) => row.os.timeDays, os_event: (row) => row.os.event },
  'last-contact': { last_contact: (row) => row.lastContact.date },
  risk: { risk_group: (row) => row.check.riskGroup },
  state: { state: (row) => row.check.state },
  errors: { open_errors: (row) => row.check.openErrors },
};

/** The columns of a file of the list as it is shown. */
export function fileColumns(columns: readonly ListColumn[]): Readonly<Record<string, (row: PatientRow) => FileCell>> {
  const chosen = columns.map((column) => IN_FILES[column]);
  return Object.assign({ pseudonym: (row: PatientRow) => row.pseudonym }, ...chosen) as ReturnType<typeof fileColumns>;
}
