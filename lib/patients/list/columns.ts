import { keepText } from '@/lib/tables/formula-text';
import type { PatientRow } from '../filter';
import { knownDate } from '../timeline';

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

/** The columns of a file by column of the list: names that never change, days (months and years where no more is known) and numbers bare, REDCap's code where one says why a field is empty. */
const IN_FILES: Readonly<Record<ListColumn, Readonly<Record<string, (row: PatientRow) => FileCell>>>> = {
  site: { site: (row) => row.siteCode },
  diagnosis: { diagnosis_date: (row) => knownDate(row.course, 'diagnosis', row.course.diagnosisDate) },
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
  'last-contact': { last_contact: (row) => knownDate(row.course, row.lastContact.record, row.lastContact.date) },
  risk: { risk_group: (row) => row.check.riskGroup },
  state: { state: (row) => row.check.state },
  errors: { open_errors: (row) => row.check.openErrors },
};

/** The columns of a file of the list as it is shown. */
export function fileColumns(columns: readonly ListColumn[]): Readonly<Record<string, (row: PatientRow) => FileCell>> {
  const chosen = columns.map((column) => IN_FILES[column]);
  return Object.assign({ pseudonym: (row: PatientRow) => row.pseudonym }, ...chosen) as ReturnType<typeof fileColumns>;
}

/** Columns of days, which a spreadsheet may read as such. */
const DAYS = ['diagnosis_date', 'last_contact'];

/** The same columns for a CSV: a text that a spreadsheet would change (`001`, `1E5`) stands behind an apostrophe, as in exports. */
export function csvColumns(columns: ReturnType<typeof fileColumns>): ReturnType<typeof fileColumns> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      (row: PatientRow) => {
        const cell = value(row);
        return typeof cell === 'string' && !DAYS.includes(name) ? keepText(cell) : cell;
      },
    ]),
  );
}
