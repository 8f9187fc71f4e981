import { undefuse } from '../../tables/formula-text';
import { cellOf, type ColumnView, type Table } from '../../tables/table';
import { isDay } from '../calendar';
import { knownPart } from '../entry/partial-date';
import type { FieldError, FormValues } from '../form-state';
import { groupOf } from '../redcap/project';
import { isRedcap, redcapFaults, type RedcapFault } from '../redcap/reading';
import type { RecordKind } from '../vocabulary';
import { readTarget, STORED_RECORD, takesOf, type Target } from './fields';
import { readCell, type ColumnStyle } from './read-value';

/** Why a row is refused: in which column and for which value. */
export type RowProblem = Readonly<{ line: number; column: string; value: string; error: ImportError }>;
export type ImportError =
  | FieldError
  | 'other-site'
  | 'contradicts-row'
  | 'too-many-cells'
  | 'no-pseudonym'
  | 'locked'
  | 'no-such-record'
  | RedcapFault['error'];

/** A record that a row holds; `id` where the row names the stored one. */
export type RecordDraft = { kind: RecordKind; values: FormValues; line: number; id?: string };
/** What a file says of one patient; `lines` are its rows. */
export type PatientDraft = {
  pseudonym: string;
  lines: number[];
  values: FormValues;
  records: RecordDraft[];
  problems: RowProblem[];
};

/** What the person says of a column: where it goes, and what its cells leave open. */
export type ColumnChoice = Readonly<{
  target: string | null;
  order?: 'day-first' | 'month-first' | undefined;
  decimal?: 'point' | 'comma' | undefined;
  unit?: 'per-litre' | 'per-microlitre' | undefined;
}>;
/** What has to be said of a column before its cells can be read. */
export type Question = 'order' | 'decimal' | 'unit';

/** From here on a count of white cells (×10⁹/L) is rather one per µL. */
const HIGH_WBC = 1500;
type Column = Readonly<{ name: string; target: Target; style: ColumnStyle; at: number }>;

/** What the cells of a column leave open and nobody has answered. */
export function questionsOf(
  view: ColumnView,
  { target, order, decimal, unit }: ColumnChoice,
  highest: number,
): Question[] {
  const read = target === null ? null : readTarget(target);
  if (read === null) return [];
  const takes = takesOf(read);
  if (takes === 'date') return view.dates !== null && view.dates.order === null && order === undefined ? ['order'] : [];
  if (takes !== 'number') return [];
  const asked: Question[] = view.numbers.decimal === null && decimal === undefined ? ['decimal'] : [];
  return read.field === 'wbc' && unit === undefined && highest >= HIGH_WBC ? [...asked, 'unit'] : asked;
}

/** The rows of a table by patient, in the order of the file. Rows of one patient must not contradict each other. */
export function draftPatients(
  table: Table,
  choices: readonly ColumnChoice[],
  { siteCode, today }: Readonly<{ siteCode: string; today: string }>,
): { drafts: PatientDraft[]; loose: RowProblem[] } {
  const columns = choices.flatMap((choice, at) => columnOf(table, choice, at));
  const drafts = new Map<string, PatientDraft>();
  const loose: RowProblem[] = [];
  const named = pseudonyms(table, columns);
  const faultsOf = redcapFaults(table.view.columns.map(({ name }) => name));
  table.lines.forEach((line, row) => {
    const tooMany = table.wide.get(row);
    if (tooMany !== undefined)
      return void loose.push({ line, column: '', value: String(tooMany), error: 'too-many-cells' });
    const pseudonym = named.of(row);
    if (pseudonym === '') return void loose.push({ line, column: named.column, value: '', error: 'no-pseudonym' });
    const draft = drafts.get(pseudonym) ?? { pseudonym, lines: [], values: { pseudonym }, records: [], problems: [] };
    drafts.set(pseudonym, draft);
    draft.lines.push(line);
    for (const { column, error } of faultsOf?.((at) => cellOf(table, at, row)) ?? []) {
      const at = table.view.columns.findIndex(({ name }) => name === column);
      draft.problems.push({ line, column, value: cellOf(table, at, row), error });
    }
    readRow(draft, line, columns, (at) => cellOf(table, at, row), { siteCode, today });
  });
  return { drafts: [...drafts.values()], loose };
}

/**
 * Whose row a row is. In a flat file of REDCap the rows of repeated instruments name only the record, so they are of the
 * pseudonym that another row of the same record says.
 */
function pseudonyms(table: Table, columns: readonly Column[]): { column: string; of: (row: number) => string } {
  const named = columns.find(({ target }) => target.of === 'patient' && target.field === 'pseudonym');
  const own = (row: number): string => {
    const said = named === undefined ? '' : cellOf(table, named.at, row);
    return (named?.style.defused === true ? undefuse(said) : said).trim();
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

function columnOf(table: Table, choice: ColumnChoice, at: number): Column[] {
  const view = table.view.columns[at];
  const target = choice.target === null ? null : readTarget(choice.target);
  if (view === undefined || target === null) return [];
  const style: ColumnStyle = {
    order: choice.order ?? view.dates?.order ?? null,
    decimal: choice.decimal ?? view.numbers.decimal,
    factor: choice.unit === 'per-microlitre' ? 0.001 : 1,
    coded:
      isRedcap(table.view.columns.map((one) => one.name)) ||
      table.columns.some(({ values }) => values.includes('UNK') || values.includes('NASK')),
    defused: table.view.format.sheet === null,
  };
  return [{ name: view.name, target, style, at }];
}

function readRow(
  draft: PatientDraft,
  line: number,
  columns: readonly Column[],
  cell: (at: number) => string,
  { siteCode, today }: Readonly<{ siteCode: string; today: string }>,
): void {
  const slots = new Map<string, RecordDraft>();
  const knownParts: (() => void)[] = [];
  const slotOf = (kind: RecordKind, slot: string | null): RecordDraft => {
    const key = `${kind}#${slot ?? ''}`;
    const record: RecordDraft = slots.get(key) ?? { kind, values: {}, line };
    slots.set(key, record);
    return record;
  };
  for (const { name, target, style, at } of columns) {
    const value = cell(at);
    const problem = (error: ImportError): void => void draft.problems.push({ line, column: name, value, error });
    const takes = takesOf(target);
    const reading = readCell(value, takes === 'checked' ? (target.part ?? '') : target.field, takes, style, today);
    const { of, slot, field } = target;
    if ('error' in reading) problem(reading.error);
    else if (reading.values === null) continue;
    else if (takes === 'precision') {
      const part = reading.values[field] === 'year' ? 'year' : 'month';
      knownParts.push(() => cutDate(of === 'patient' ? draft.values : slotOf(of, slot).values, field, part));
    } else if (of !== 'patient') takeIntoRecord(slotOf(of, slot), target, reading.values, value);
    else if (field === 'site') {
      const said = value.trim().toLowerCase();
      if (said !== siteCode.toLowerCase() && said !== groupOf(siteCode)) problem('other-site');
    } else
      for (const [own, said] of Object.entries(reading.values)) {
        if (draft.values[own] !== undefined && draft.values[own] !== said) problem('contradicts-row');
        else draft.values[own] = said;
      }
  }
  for (const cut of knownParts) cut();
  draft.records.push(...[...slots.values()].map(withResult));
}

function takeIntoRecord(record: RecordDraft, target: Target, said: FormValues, cell: string): void {
  const { of, slot, field, part } = target;
  if (field === STORED_RECORD) record.id = cell.trim();
  else if (takesOf(target) === 'checked')
    record.values[field] = [record.values[field] ?? [], part ?? []].flat().join(',');
  else Object.assign(record.values, said);
  const kind =
    of === 'event' ? /^(relapse|death|second-malignancy|induction-failure)/u.exec(slot ?? '')?.[1] : undefined;
  if (kind !== undefined) record.values['kind'] = kind;
}

/** A date of which only the month or the year is known. A code for missing data stays one. */
function cutDate(values: FormValues, field: string, part: 'month' | 'year'): void {
  const date = values[field];
  if (typeof date === 'string' && isDay(date)) values[field] = knownPart(date, part);
}

/** A measured value says that the sample was quantified, and 0 that it was negative. */
function withResult(record: RecordDraft): RecordDraft {
  const { valuePercent, result } = record.values;
  if (record.kind !== 'mrd' || valuePercent === undefined || result !== undefined) return record;
  if (Number(valuePercent) > 0) return { ...record, values: { ...record.values, result: 'quantified' } };
  const { valuePercent: _zero, ...values } = record.values;
  return { ...record, values: { ...values, result: 'negative' } };
}
