import { plainCell } from '@/lib/tables/missing';
import { STORED_RECORD, targetKey } from '../import/fields';
import { labelOf, type ProjectWords } from './dictionary';
import { checkboxColumns, INSTRUMENTS, ROW_COLUMNS, VARIABLES, type Variable } from './project';

/** What REDCap calls the columns of a row where it writes labels. */
const ROW_LABELS = {
  instrument: 'repeat instrument',
  instance: 'repeat instance',
  group: 'data access group',
} as const;
const COMPLETE = ['0', '1', '2', 'incomplete', 'unverified', 'complete', ''];

export type RedcapFault = Readonly<{
  column: string;
  value: string;
  error: 'redcap-instrument' | 'redcap-instance' | 'redcap-other-form' | 'redcap-no-repeat' | 'redcap-complete';
}>;

/** Whether the columns are those of a flat file of REDCap. */
export function isRedcap(names: readonly string[]): boolean {
  const plain = names.map(plainCell);
  return (
    [ROW_COLUMNS.instrument, ROW_LABELS.instrument, 'redcap_event_name'].some((name) => plain.includes(name)) ||
    (plain[0] === ROW_COLUMNS.record && plain.some((name) => name.endsWith('_complete')))
  );
}

/** Whether a column of REDCap's says of which record and form a row is and whether that is complete, and nothing of a patient. */
export function isOfForm(name: string): boolean {
  const plain = plainCell(name);
  const others: readonly string[] = [...Object.values(ROW_LABELS), ROW_COLUMNS.record, 'complete?'];
  return /^redcap_|_complete$/u.test(plain) || others.includes(plain);
}

/** Whether a flat file of REDCap is of a project of ours: it names the pseudonym, and completes no form but ours. */
export function isOwnProject(names: readonly string[], known: RedcapColumns): boolean {
  const plain = names.map(plainCell);
  const own = targetKey({ of: 'patient', slot: null, field: 'pseudonym' });
  const forms = plain.filter((name) => name.endsWith('_complete')).map((name) => name.replace(/_complete$/u, ''));
  return (
    plain.some((name) => name === 'pseudonym' || targetFor(known, name) === own) &&
    forms.every((form) => Object.values(INSTRUMENTS).includes(form))
  );
}

/** What names the record of a row; it is the pseudonym where no column is. */
const RECORD = 'record';
/** Where the columns of a project of ours go, by the names and labels of its variables in small letters. */
export type RedcapColumns = Readonly<Record<string, string>>;

function targetFor(known: RedcapColumns, name: string): string | null {
  return Object.hasOwn(known, name) ? (known[name] ?? null) : null;
}

/** Where each column of a file goes; null where the column is none of our project's. */
export function redcapTargets(names: readonly string[], known: RedcapColumns): readonly (string | null)[] {
  const own = targetKey({ of: 'patient', slot: null, field: 'pseudonym' });
  const targets = names.map((name) => targetFor(known, plainCell(name)));
  const named = targets.includes(own);
  return targets.map((target) => (target === RECORD ? (named ? null : own) : target));
}

/** The columns of a project of ours: a variable by its name and by its label in each of the languages. */
export function redcapColumns(languages: readonly ProjectWords[]): RedcapColumns {
  const site = targetKey({ of: 'patient', slot: null, field: 'site' });
  const variables = VARIABLES.flatMap((variable) => {
    const target = (part?: string): string => targetOf(variable, part);
    const labels = languages.map((words) => labelOf(variable, words));
    if (variable.takes !== 'sites') return [variable.name, ...labels].map((column) => [column, target()] as const);
    return checkboxColumns(variable.name).flatMap(({ column, word }) =>
      [column, ...languages.map((words, at) => `${labels[at]} (choice=${words.word('relapseSite', word)})`)].map(
        (one) => [one, target(word)] as const,
      ),
    );
  });
  const rows = [ROW_COLUMNS.group, ROW_LABELS.group].map((column) => [column, site] as const);
  const records = [ROW_COLUMNS.record, ...languages.map(({ record }) => record)].map((one) => [one, RECORD] as const);
  return Object.fromEntries([...records, ...rows, ...variables].map(([column, target]) => [plainCell(column), target]));
}

function targetOf({ table, field, takes }: Variable, part?: string): string {
  const said = takes === 'precision' ? 'precision' : part;
  return targetKey({
    of: table,
    slot: table === 'patient' ? null : '',
    field: takes === 'stored' ? STORED_RECORD : field,
    ...(said === undefined ? {} : { part: said }),
  });
}

/** Where the columns of another project go: its record is the patient, its group the site, and the rest as `proposed`. */
export function foreignTargets(
  names: readonly string[],
  proposed: readonly (string | null)[],
): readonly (string | null)[] {
  const own = targetKey({ of: 'patient', slot: null, field: 'pseudonym' });
  const site = targetKey({ of: 'patient', slot: null, field: 'site' });
  const plain = names.map(plainCell);
  return proposed.map((target, at) => {
    const name = plain[at] ?? '';
    if (name.startsWith('redcap_') || Object.values<string>(ROW_LABELS).includes(name))
      return name === ROW_COLUMNS.group || name === ROW_LABELS.group ? site : null;
    return at === 0 && !proposed.includes(own) ? own : target;
  });
}

/**
 * What REDCap itself would refuse of a row: an instrument or an instance that is none, a field that belongs to another
 * instrument than the row's, a state that is none. Null where the file is none of REDCap's, or of another project.
 */
export function redcapFaults(
  names: readonly string[],
): ((cell: (at: number) => string) => readonly RedcapFault[]) | null {
  const plain = names.map(plainCell);
  const at = (name: string): number => plain.indexOf(name);
  const instrument = at(ROW_COLUMNS.instrument);
  if (instrument < 0) return null;
  const instance = at(ROW_COLUMNS.instance);
  const forms = plain.map((name) => formOf(name));
  if (forms.every((form) => form === null) || !isOwnProject(names, {})) return null;
  const complete = plain.flatMap((name, place) => (name.endsWith('_complete') ? [place] : []));
  return (cell) => {
    const said = plainCell(cell(instrument)).replaceAll(' ', '_');
    const faults: RedcapFault[] = [];
    const fault = (place: number, error: RedcapFault['error']): void =>
      void faults.push({ column: names[place] ?? '', value: cell(place), error });
    if (said !== '' && !Object.values(INSTRUMENTS).includes(said)) fault(instrument, 'redcap-instrument');
    else if (said !== '' && !/^[1-9]\d{0,8}$/u.test(cell(instance < 0 ? instrument : instance).trim()))
      fault(instance < 0 ? instrument : instance, 'redcap-instance');
    else
      forms.forEach((form, place) => {
        if (form === null || form === (said === '' ? INSTRUMENTS.patient : said)) return;
        const value = cell(place).trim();
        if (value !== '' && !(value === '0' && (plain[place] ?? '').includes('___')))
          fault(place, said === '' ? 'redcap-no-repeat' : 'redcap-other-form');
      });
    for (const place of complete) if (!COMPLETE.includes(plainCell(cell(place)))) fault(place, 'redcap-complete');
    return faults;
  };
}

/** The instrument of a variable of ours; null for another's. */
function formOf(column: string): string | null {
  const name = column.replace(/___\w+$/u, '');
  const found = VARIABLES.find((variable) => variable.name === name);
  return found === undefined ? null : INSTRUMENTS[found.table];
}
