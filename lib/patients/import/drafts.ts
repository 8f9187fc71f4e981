import { undefuse } from '../../tables/formula-text';
import { cellOf, type Table } from '../../tables/table';
import { isPlus } from '../../tables/missing';
import { isDay } from '../calendar';
import { isMissingCode } from '../entry/missing-codes';
import { knownPart } from '../entry/partial-date';
import type { FieldError, FormValues } from '../form-state';
import { groupOf } from '../redcap/project';
import { isRedcap, redcapFaults, type RedcapFault } from '../redcap/reading';
import type { RecordKind } from '../vocabulary';
import { readTarget, STORED_RECORD, takesOf, type Target } from './fields';
import type { ColumnChoice } from './questions';
import { amountStyle, BELOW_PERCENT, readCell, type ColumnStyle } from './read-value';
import { DIED, type SignsSaid } from './words/signs';
import type { WordsOfValues } from './words/words';

/** Why a row is refused: in which column and for which value. */
export type RowProblem = Readonly<{
  /** where a file has several */
  sheet?: string;
  line: number;
  column: string;
  value: string;
  error: ImportError;
}>;
export type ImportError =
  | FieldError
  | 'other-site'
  | 'contradicts-row'
  | 'too-many-cells'
  | 'no-pseudonym'
  | 'pseudonym-date'
  | 'locked'
  | 'no-such-record'
  | RedcapFault['error'];

/** A record that a row holds; `id` where the row names the stored one. */
export type RecordDraft = {
  kind: RecordKind;
  values: FormValues;
  /** fields whose cells are empty, which says nothing */
  empty?: string[];
  /** fields whose cells cannot be read: that is said of the cell, and not that the field is empty */
  unread?: string[];
  line: number;
  sheet?: string;
  id?: string;
};
/** What a file says of one patient; `lines` are its rows. */
export type PatientDraft = {
  pseudonym: string;
  lines: number[];
  values: FormValues;
  /** fields of the patient whose cells are empty, which says nothing */
  empty: string[];
  /** fields of the patient whose cells cannot be read */
  unread: string[];
  records: RecordDraft[];
  problems: RowProblem[];
};

type Column = Readonly<{
  name: string;
  target: Target;
  style: ColumnStyle;
  at: number;
  /** at which time point the MRD samples of this place were taken, where no column says it */
  timePoint?: string | undefined;
}>;

/** A sheet with what the person says of its columns; `name` where a file has several. */
export type ChosenSheet = Readonly<{
  table: Table;
  columns: readonly ColumnChoice[];
  name: string | null;
  /** what the signs of each column mean */
  signs?: readonly SignsSaid[];
}>;
type Site = Readonly<{ siteCode: string; today: string; emptyClears?: boolean; words?: WordsOfValues }>;
/** The rows of a file by patient; how to read those of one. */
export type GroupedRows = Readonly<{
  pseudonyms: readonly string[];
  loose: readonly RowProblem[];
  rows: number;
  draft: (pseudonym: string) => PatientDraft;
}>;

/** A row and its sheet as one number: a sheet has fewer rows. */
const PLACES = 2 ** 21;

/**
 * The rows of a file by patient, in the order of the file, each read only when it is asked for, so that a long table is never
 * there a second time. Rows of one patient must not contradict each other.
 */
export function groupRows(sheets: readonly ChosenSheet[], site: Site): GroupedRows {
  const columns = sheets.map((sheet) => sheet.columns.flatMap((_, at) => columnOf(sheet, at, site)));
  const places = new Map<string, number | number[]>();
  const loose: RowProblem[] = [];
  sheets.forEach(({ table, name }, at) => {
    const sheet = name === null ? {} : { sheet: name };
    const named = pseudonyms(table, columns[at] ?? []);
    table.lines.forEach((line, row) => {
      const tooMany = table.wide.get(row);
      if (tooMany !== undefined)
        return void loose.push({ ...sheet, line, column: '', value: String(tooMany), error: 'too-many-cells' });
      const pseudonym = named.of(row);
      if (pseudonym === '')
        return void loose.push({ ...sheet, line, column: named.column, value: '', error: 'no-pseudonym' });
      const own = places.get(pseudonym);
      const place = at * PLACES + row;
      if (own === undefined) places.set(pseudonym, place);
      else if (typeof own === 'number') places.set(pseudonym, [own, place]);
      else own.push(place);
    });
  });
  const faults = sheets.map(({ table }) => redcapFaults(table.view.columns.map(({ name }) => name)));
  const draft = (pseudonym: string): PatientDraft => {
    const made: PatientDraft = {
      ...{ pseudonym, lines: [], values: { pseudonym }, empty: [], unread: [], records: [], problems: [] },
    };
    for (const place of [places.get(pseudonym) ?? []].flat()) {
      const [at, row] = [Math.floor(place / PLACES), place % PLACES];
      const [sheet, own] = [sheets[at], columns[at]];
      if (sheet === undefined || own === undefined) continue;
      const line = sheet.table.lines[row] ?? 0;
      made.lines.push(line);
      const cell = (column: number): string => cellOf(sheet.table, column, row);
      const where = { line, ...(sheet.name === null ? {} : { sheet: sheet.name }) };
      // A spreadsheet makes a date of 3-5, and nobody knows any more what was typed.
      if (sheet.table.view.format.sheet !== null && isDay(pseudonym))
        made.problems.push({ ...where, column: 'pseudonym', value: pseudonym, error: 'pseudonym-date' });
      for (const fault of faults[at]?.(cell) ?? []) made.problems.push({ ...where, ...fault });
      readRow(made, { line, sheet: sheet.name }, own, cell, site);
    }
    return made;
  };
  const rows = sheets.reduce((sum, { table }) => sum + table.lines.length, 0);
  return { pseudonyms: [...places.keys()], loose, rows, draft };
}

/**
 * Whose row a row is. In a flat file of REDCap the rows of repeated instruments name only the record, so they are of the
 * pseudonym that another row of the same record says.
 */
function pseudonyms(table: Table, columns: readonly Column[]): { column: string; of: (row: number) => string } {
  const named = columns.find(({ target }) => target.of === 'patient' && target.field === 'pseudonym');
  const own = (row: number): string => {
    const said = named === undefined ? '' : cellOf(table, named.at, row);
    return undefuse(said).trim();
  };
  const column = named?.name ?? '';
  if (named?.at === 0 || !isRedcap(table.view.columns.map(({ name }) => name))) return { column, of: own };
  const ofRecord = new Map<string, string>();
  for (let row = 0; row < table.lines.length; row += 1) {
    const said = own(row);
    const record = cellOf(table, 0, row).trim();
    if (said !== '' && !ofRecord.has(record)) ofRecord.set(record, said);
  }
  return { column, of: (row) => own(row) || (ofRecord.get(cellOf(table, 0, row).trim()) ?? '') };
}

/** Whether a file writes codes for missing data: REDCap does, and so do our own. */
export function isCoded(table: Table): boolean {
  const known = CODED.get(table);
  if (known !== undefined) return known;
  const coded =
    isRedcap(table.view.columns.map(({ name }) => name)) ||
    table.columns.some(({ values }) => values.includes('UNK') || values.includes('NASK'));
  CODED.set(table, coded);
  return coded;
}

const CODED = new WeakMap<Table, boolean>();

/** From when the days of a workbook count; null: a text says nothing of it. */
function serialOf({ view }: Table): ColumnStyle['serial'] {
  if (view.format.sheet === null) return null;
  return view.notes.some(({ code }) => code === 'dates-1904') ? '1904' : '1900';
}

function columnOf({ table, columns, signs }: ChosenSheet, at: number, { words = {} }: Site): Column[] {
  const view = table.view.columns[at];
  const choice = columns[at];
  const target = choice?.target == null ? null : readTarget(choice.target);
  if (view === undefined || choice === undefined || target === null) return [];
  const values = table.columns[at]?.values ?? [];
  const typed = table.view.format.sheet !== null;
  const said = signs?.[at];
  const style: ColumnStyle = {
    order: choice.order ?? view.dates?.order ?? null,
    decimal: choice.decimal ?? amountStyle(values, typed).decimal,
    factor: factorOf(choice),
    exponent: choice.share === 'exponent',
    coded: isCoded(table),
    ...{ typed, words, serial: choice.serial ?? serialOf(table), plus: values.some(isPlus) },
    ...(said === undefined ? {} : { signs: said }),
  };
  const field = agesOf(choice, target.field);
  return [{ name: view.name, target: { ...target, field }, style, at, timePoint: choice.timePoint }];
}

function factorOf({ unit, share, age }: ColumnChoice): number {
  if (share === 'fraction') return 100;
  if (age === 'years') return 12;
  return unit === 'per-microlitre' ? 0.001 : 1;
}

/** The field that an age goes to, once it was said in what it is. */
function agesOf({ age }: ColumnChoice, field: string): string {
  if (age === undefined || (field !== 'ageDays' && field !== 'ageMonths')) return field;
  return age === 'days' ? 'ageDays' : 'ageMonths';
}

function readRow(
  draft: PatientDraft,
  { line, sheet }: Readonly<{ line: number; sheet: string | null }>,
  columns: readonly Column[],
  cell: (at: number) => string,
  { siteCode, today, emptyClears = false }: Site,
): void {
  const where = { line, ...(sheet === null ? {} : { sheet }) };
  const slots = new Map<string, RecordDraft>();
  const knownParts: (() => void)[] = [];
  const slotOf = (kind: RecordKind, slot: string | null): RecordDraft => {
    const key = `${kind}#${slot ?? ''}`;
    const record: RecordDraft = slots.get(key) ?? { kind, values: {}, ...where };
    slots.set(key, record);
    return record;
  };
  for (const { name, target, style, at } of columns) {
    const value = cell(at);
    const problem = (error: ImportError): void => void draft.problems.push({ ...where, column: name, value, error });
    const takes = takesOf(target);
    const reading =
      emptyClears && value.trim() === ''
        ? { values: emptied(target) }
        : readCell(value, takes === 'checked' ? (target.part ?? '') : target.field, takes, style, today);
    const { of, slot, field } = target;
    if (value.trim() === '' && !emptyClears && target.part === undefined)
      (of === 'patient' ? draft.empty : (slotOf(of, slot).empty ??= [])).push(field);
    if ('error' in reading) {
      problem(reading.error);
      (of === 'patient' ? draft.unread : (slotOf(of, slot).unread ??= [])).push(
        field === 'ageMonths' ? 'ageDays' : field,
      );
    } else if (reading.values === null) continue;
    else if (takes === 'precision') {
      const part = reading.values[field] === 'year' ? 'year' : 'month';
      knownParts.push(() => cutDate(of === 'patient' ? draft.values : slotOf(of, slot).values, field, part));
    } else if (of !== 'patient') {
      const record = slotOf(of, slot);
      if (takes !== 'checked' && contradicts(record.values, reading.values)) problem('contradicts-row');
      else takeIntoRecord(record, target, reading.values, value);
    } else if (field === 'site') {
      const said = value.trim().toLowerCase();
      if (said !== siteCode.toLowerCase() && said !== groupOf(siteCode)) problem('other-site');
    } else
      for (const [own, said] of Object.entries(reading.values)) {
        const before = draft.values[own] ?? '';
        if (before !== '' && said !== '' && before !== said) problem('contradicts-row');
        else if (before === '') draft.values[own] = said;
      }
  }
  for (const cut of knownParts) cut();
  takeTimePoints(columns, slots);
  const filled = [...slots.values()].filter(
    ({ id, values }) =>
      id !== undefined || Object.entries(values).some(([name, said]) => name !== 'kind' && said !== ''),
  );
  draft.records.push(...withDeath(filled, draft).map(withResult), ...undatedTransplants([...slots.values()]));
}

/** Places for a transplantation that say nothing of it, not even its day: what is said elsewhere of it has no date. */
function undatedTransplants(records: readonly RecordDraft[]): RecordDraft[] {
  return records.filter(isUndated).map((record) => ({ ...record, values: {}, empty: ['date'] }));

  function isUndated({ kind, id, values, empty = [] }: RecordDraft): boolean {
    const named = 'date' in values || empty.includes('date');
    return kind === 'transplant' && id === undefined && named && Object.values(values).every((said) => said === '');
  }
}

/** Gives samples of which no column says the time point the one that the person said of all in their place. */
function takeTimePoints(columns: readonly Column[], slots: ReadonlyMap<string, RecordDraft>): void {
  for (const { target, timePoint } of columns) {
    if (timePoint === undefined || target.of !== 'mrd') continue;
    const isSaid = columns.some(({ target: { of, slot, field } }) => {
      return of === 'mrd' && slot === target.slot && field === 'timePoint';
    });
    const record = isSaid ? undefined : slots.get(`mrd#${target.slot ?? ''}`);
    if (record !== undefined && Object.values(record.values).some((said) => said !== ''))
      record.values['timePoint'] = timePoint;
  }
}

/**
 * Who died by the word at the last contact died on its day. A day of death in the same row holds, and no contact was later:
 * that is refused.
 */
function withDeath(records: readonly RecordDraft[], { problems }: PatientDraft): RecordDraft[] {
  return records.flatMap((record): RecordDraft[] => {
    if (record.kind !== 'follow-up' || record.values['status'] !== DIED) return [record];
    const day = String(record.values['date'] ?? '');
    const death = records.find(({ kind, values }) => kind === 'event' && values['kind'] === 'death');
    if (death === undefined) return [{ ...record, kind: 'event', values: { kind: 'death', date: day } }];
    const known = String(death.values['date'] ?? '');
    if (known === '') death.values['date'] = day;
    else if (isKnown(known) && day.slice(0, known.length) > known.slice(0, day.length)) {
      const { line, sheet } = record;
      const where = { line, ...(sheet === undefined ? {} : { sheet }) };
      problems.push({ ...where, column: 'follow-up.date', value: day, error: 'contradicts-row' });
    }
    return [];
  });
}

/** Whether a date is one, and no code for why there is none. */
const isKnown = (date: string): boolean => /^\d/u.test(date);

/** What an empty cell empties: nothing of what says whose row it is, and no part of a field. */
function emptied({ of, field, part }: Target): FormValues | null {
  if (field === 'pseudonym' || field === 'site' || field === STORED_RECORD || part !== undefined) return null;
  return of === 'patient' && field === 'rearrangement' ? { kmt2a: '', kmt2aPartner: '' } : { [field]: '' };
}

/** Whether another column of the row has said something else of the same record. */
function contradicts(said: FormValues, more: FormValues): boolean {
  return Object.entries(more).some(([name, after]) => {
    const before = said[name] ?? '';
    return before !== '' && after !== '' && String(before) !== String(after);
  });
}

function takeIntoRecord(record: RecordDraft, target: Target, said: FormValues, cell: string): void {
  const { of, slot, field, part } = target;
  if (field === STORED_RECORD) record.id = cell.trim();
  else if (takesOf(target) === 'checked')
    record.values[field] = [record.values[field] ?? [], part ?? []].flat().join(',');
  // What is empty empties nothing that another column of the row says.
  else
    for (const [name, one] of Object.entries(said)) if (one !== '' || !record.values[name]) record.values[name] = one;
  const kind =
    of === 'event' ? /^(relapse|death|second-malignancy|induction-failure)/u.exec(slot ?? '')?.[1] : undefined;
  if (kind !== undefined) record.values['kind'] = kind;
}

/** A date of which only the month or the year is known. A code for missing data stays one. */
function cutDate(values: FormValues, field: string, part: 'month' | 'year'): void {
  const date = values[field];
  if (typeof date === 'string' && isDay(date)) values[field] = knownPart(date, part);
}

/**
 * A measured value says that the sample was quantified, and 0 that it was negative. Below a limit a negative sample was looked
 * at with that sensitivity, and a positive one could be quantified from there on, unless a column of the row says it.
 */
function withResult(record: RecordDraft): RecordDraft {
  const { [BELOW_PERCENT]: below, ...said } = record.values;
  if (below !== undefined) {
    const limit = said['result'] === 'negative' ? 'sensitivityPercent' : 'quantificationPercent';
    return { ...record, values: { ...said, [limit]: said[limit] || below } };
  }
  const { valuePercent, result } = record.values;
  if (record.kind !== 'mrd' || valuePercent === undefined || valuePercent === '' || result) return record;
  // Why there is no value is no result.
  if (isMissingCode(String(valuePercent))) return record;
  // What is below zero is refused as a value, and is no negative sample.
  if (Number(valuePercent) !== 0) return { ...record, values: { ...record.values, result: 'quantified' } };
  const { valuePercent: _zero, ...values } = record.values;
  return { ...record, values: { ...values, result: 'negative' } };
}
