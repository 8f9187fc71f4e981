import { undefuse } from '../../tables/formula-text';
import { cellOf, type ColumnView, type Table } from '../../tables/table';
import type { FieldError, FormValues } from '../form-state';
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
  | 'no-such-record';

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
  table.lines.forEach((line, row) => {
    const tooMany = table.wide.get(row);
    if (tooMany !== undefined)
      return void loose.push({ line, column: '', value: String(tooMany), error: 'too-many-cells' });
    const named = columns.find(({ target }) => target.field === 'pseudonym');
    const said = named === undefined ? '' : cellOf(table, named.at, row);
    const pseudonym = (named?.style.defused === true ? undefuse(said) : said).trim();
    if (pseudonym === '') return void loose.push({ line, column: named?.name ?? '', value: '', error: 'no-pseudonym' });
    const draft = drafts.get(pseudonym) ?? { pseudonym, lines: [], values: { pseudonym }, records: [], problems: [] };
    drafts.set(pseudonym, draft);
    draft.lines.push(line);
    readRow(draft, line, columns, (at) => cellOf(table, at, row), { siteCode, today });
  });
  return { drafts: [...drafts.values()], loose };
}

function columnOf(table: Table, choice: ColumnChoice, at: number): Column[] {
  const view = table.view.columns[at];
  const target = choice.target === null ? null : readTarget(choice.target);
  if (view === undefined || target === null) return [];
  const style: ColumnStyle = {
    order: choice.order ?? view.dates?.order ?? null,
    decimal: choice.decimal ?? view.numbers.decimal,
    factor: choice.unit === 'per-microlitre' ? 0.001 : 1,
    coded: table.columns.some(({ values }) => values.includes('UNK') || values.includes('NASK')),
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
  for (const { name, target, style, at } of columns) {
    const value = cell(at);
    const problem = (error: ImportError): void => void draft.problems.push({ line, column: name, value, error });
    const reading = readCell(value, target.field, takesOf(target), style, today);
    if ('error' in reading) {
      problem(reading.error);
      continue;
    }
    if (reading.values === null) continue;
    if (target.of === 'patient') {
      if (target.field === 'site') {
        if (value.trim().toLowerCase() !== siteCode.toLowerCase()) problem('other-site');
        continue;
      }
      for (const [field, said] of Object.entries(reading.values)) {
        if (draft.values[field] !== undefined && draft.values[field] !== said) problem('contradicts-row');
        else draft.values[field] = said;
      }
      continue;
    }
    const key = `${target.of}#${target.slot ?? ''}`;
    const record: RecordDraft = slots.get(key) ?? { kind: target.of, values: {}, line };
    slots.set(key, record);
    if (target.field === STORED_RECORD) {
      record.id = value.trim();
      continue;
    }
    Object.assign(record.values, reading.values);
    const kind =
      target.of === 'event'
        ? /^(relapse|death|second-malignancy|induction-failure)/u.exec(target.slot ?? '')?.[1]
        : undefined;
    if (kind !== undefined) record.values['kind'] = kind;
  }
  draft.records.push(...[...slots.values()].map(withResult));
}

/** A measured value says that the sample was quantified, and 0 that it was negative. */
function withResult(record: RecordDraft): RecordDraft {
  const { valuePercent, result } = record.values;
  if (record.kind !== 'mrd' || valuePercent === undefined || result !== undefined) return record;
  if (Number(valuePercent) > 0) return { ...record, values: { ...record.values, result: 'quantified' } };
  const { valuePercent: _zero, ...values } = record.values;
  return { ...record, values: { ...values, result: 'negative' } };
}
