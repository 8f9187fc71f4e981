import { csvText, type Columns } from '@/lib/api/csv';
import type { ExportTable } from '../export/tables';
import type { Vocabulary } from '../vocabulary';
import { codeOf, INSTRUMENTS, VARIABLES, type Variable, wordsOf } from './project';

/** The words of the forms in one language. */
export type ProjectWords = Readonly<{
  record: string;
  pseudonym: string;
  stored: string;
  /** what a date's own precision is called */
  precision: (date: string) => string;
  instrument: (table: ExportTable) => string;
  field: (table: ExportTable, field: string) => string;
  word: (vocabulary: Vocabulary | 'precision', word: string) => string;
}>;
type Line = Readonly<{
  name: string;
  form: string;
  type: 'text' | 'notes' | 'dropdown' | 'checkbox';
  label: string;
  choices?: string;
  note?: string;
  validation?: 'date_ymd' | 'number';
  identifier?: boolean;
  branching?: string;
  required?: boolean;
  annotation?: string;
}>;

/** The eighteen columns of REDCap's data dictionary. */
const COLUMNS: Columns<Line> = {
  'Variable / Field Name': ({ name }) => name,
  'Form Name': ({ form }) => form,
  'Section Header': () => '',
  'Field Type': ({ type }) => type,
  'Field Label': ({ label }) => label,
  'Choices, Calculations, OR Slider Labels': ({ choices = '' }) => choices,
  'Field Note': ({ note = '' }) => note,
  'Text Validation Type OR Show Slider Number': ({ validation = '' }) => validation,
  'Text Validation Min': () => '',
  'Text Validation Max': () => '',
  'Identifier?': ({ identifier }) => (identifier === true ? 'y' : ''),
  'Branching Logic (Show field only if...)': ({ branching = '' }) => branching,
  'Required Field?': ({ required }) => (required === true ? 'y' : ''),
  'Custom Alignment': () => '',
  'Question Number (surveys only)': () => '',
  'Matrix Group Name': () => '',
  'Matrix Ranking?': () => '',
  'Field Annotation': ({ annotation = '' }) => annotation,
};

/** When a field is asked for, as in the forms; nothing is hidden that the forms could have filled. */
const BRANCHING: Readonly<Record<string, string>> = {
  mrd_value_percent: "[mrd_result] = 'quantified'",
  event_relapse_sites: "[event_kind] = 'relapse'",
  event_lineage: "[event_kind] = 'relapse'",
  event_death_cause: "[event_kind] = 'death'",
  event_remission_date: "[event_kind] = 'relapse'",
};
const REQUIRED: ReadonlySet<string> = new Set(['pseudonym', 'age_days', 'diagnosis_date']);
const LONG: ReadonlySet<string> = new Set(['note', 'karyotype', 'other_genetics']);

/** The data dictionary of a project that holds what this registry records: the file that REDCap takes under "Data Dictionary". */
export function redcapDictionary(words: ProjectWords): string {
  const lines: Line[] = [
    { name: 'record_id', form: INSTRUMENTS.patient, type: 'text', label: words.record },
    ...VARIABLES.map((variable) => lineOf(variable, words)),
  ];
  return csvText(lines, COLUMNS);
}

function lineOf(variable: Variable, words: ProjectWords): Line {
  const { name, table, takes } = variable;
  const own = {
    name,
    form: INSTRUMENTS[table],
    label: labelOf(variable, words),
    branching: BRANCHING[name.replace(/_precision$/u, '')] ?? '',
  };
  if (takes === 'stored') return { ...own, type: 'text', annotation: 'Not to be changed @HIDDEN' };
  const choices = wordsOf(takes);
  if (choices !== null)
    return {
      ...own,
      type: takes === 'sites' ? 'checkbox' : 'dropdown',
      choices: choicesOf(takes, choices, words),
    };
  return {
    ...own,
    type: LONG.has(name) ? 'notes' : 'text',
    ...(takes === 'date' ? { validation: 'date_ymd', identifier: true } : {}),
    ...(takes === 'number' ? { validation: 'number' } : {}),
    required: REQUIRED.has(name),
  };
}

/** Labels of repeated instruments begin with the instrument's, so that no two of the project are the same. */
export function labelOf({ table, field, takes }: Variable, words: ProjectWords): string {
  if (field === 'pseudonym') return words.pseudonym;
  const own = takes === 'stored' ? words.stored : words.field(table, field);
  const label = table === 'patient' ? own : `${words.instrument(table)}: ${own}`;
  return takes === 'precision' ? words.precision(label) : label;
}

function choicesOf(takes: Variable['takes'], codes: readonly string[], words: ProjectWords): string {
  const vocabulary = takes === 'sites' ? 'relapseSite' : (takes as Vocabulary | 'precision');
  return codes.map((word) => `${codeOf(word)}, ${words.word(vocabulary, word).replaceAll('|', '/')}`).join(' | ');
}
