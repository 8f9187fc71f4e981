import { EXPORT_TABLES, exportFields, type ExportTable } from '../export/tables';
import type { Takes } from '../import/fields';
import { MISSING_CODES } from '../entry/missing-codes';
import { VOCABULARY, type Vocabulary } from '../vocabulary';

/** The instruments of the project: that of the patient once, the others repeated. A name may hold no hyphen. */
export const INSTRUMENTS: Readonly<Record<ExportTable, string>> = {
  patient: 'patient',
  mrd: 'mrd',
  treatment: 'treatment',
  transplant: 'transplant',
  event: 'event',
  'follow-up': 'follow_up',
};
/** What precedes the fields of every row. */
export const ROW_COLUMNS = {
  record: 'record_id',
  instrument: 'redcap_repeat_instrument',
  instance: 'redcap_repeat_instance',
  group: 'redcap_data_access_group',
} as const;
export const PRECISIONS = ['month', 'year'] as const;

/** A variable of the project. A date has another beside it for how much of it is known; `stored` names our own record. */
export type Variable = Readonly<{
  name: string;
  table: ExportTable;
  field: string;
  takes: Takes | 'precision' | 'stored';
}>;

/** The field of ours that no project has: what it says stands among the events. */
const NOT_KEPT: ReadonlySet<string> = new Set(['inductionFailureDate']);

/** Every variable in the order of the forms, without the record's own. */
export const VARIABLES: readonly Variable[] = EXPORT_TABLES.flatMap((table): Variable[] => [
  ...(table === 'patient'
    ? [{ name: 'pseudonym', table, field: 'pseudonym', takes: 'pseudonym' } as const]
    : [{ name: `${INSTRUMENTS[table]}_stored`, table, field: 'record', takes: 'stored' } as const]),
  ...Object.entries(exportFields(table))
    .filter(([field]) => !NOT_KEPT.has(field))
    .flatMap(([field, takes]): Variable[] => {
      const name = variableName(table, field);
      return [
        { name, table, field, takes },
        ...(takes === 'date' ? [{ name: `${name}_precision`, table, field, takes: 'precision' } as const] : []),
      ];
    }),
]);

function variableName(table: ExportTable, field: string): string {
  const own = field.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  return table === 'patient' ? own : `${INSTRUMENTS[table]}_${own}`;
}

/** The code of a word: letters, digits and underscores, as REDCap takes them. */
export function codeOf(word: string): string {
  return word.replaceAll('+', '_plus').replaceAll(/[^\w]/gu, '_');
}

/** The columns of a checkbox: one a word, and one a code for missing data, which REDCap adds in small letters. */
export function checkboxColumns(name: string): readonly Readonly<{ column: string; word: string }>[] {
  return [...VOCABULARY.relapseSite, ...MISSING_CODES].map((word) => ({
    column: `${name}___${codeOf(word).toLowerCase()}`,
    word,
  }));
}

export function wordsOf(takes: Variable['takes']): readonly string[] | null {
  if (takes === 'sites') return VOCABULARY.relapseSite;
  if (takes === 'precision') return PRECISIONS;
  return takes in VOCABULARY ? VOCABULARY[takes as Vocabulary] : null;
}

/** The name of a site's data access group, as REDCap makes it of the group's title. */
export function groupOf(siteCode: string): string {
  return siteCode.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}
