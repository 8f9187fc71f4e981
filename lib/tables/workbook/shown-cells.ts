import { isoDay } from '../dates';
import { addressAt, attribute, elements, letterOfTag, withoutEntities } from './parts';

/** Forms of a workbook's cells that show something else than the number: a percentage, or a date without its day. */
export type CellForms = ReadonlyMap<number, 'percent' | 'month' | 'year'>;

/** Forms that need no code in the file. Source: ECMA-376 part 1, 18.8.30. */
const BUILT_IN: Readonly<Record<string, 'percent' | 'month'>> = { '9': 'percent', '10': 'percent', '17': 'month' };

/** The forms by their place in the list of forms, as `xl/styles.xml` has them. Source: ECMA-376 part 1, 18.8.10. */
export function cellForms(styles: string): CellForms {
  const codes = new Map(
    elements(styles, 'numFmt').map((one) => [attribute(one, 'numFmtId'), attribute(one, 'formatCode')]),
  );
  const list = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/u.exec(styles)?.[1] ?? '';
  const found = new Map<number, 'percent' | 'month' | 'year'>();
  (list.match(/<(?:\w+:)?xf\b[^>]*>/gu) ?? []).forEach((one, at) => {
    const id = attribute(one, 'numFmtId') ?? '0';
    const code = codes.get(id);
    const form = code == null ? BUILT_IN[id] : formOf(code);
    if (form != null) found.set(at, form);
  });
  return found;
}

/** What a code such as `0.00%` or `[$-419]mmmm yyyy` shows; null where that is the number or the whole date. */
function formOf(code: string): 'percent' | 'month' | 'year' | null {
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./gu, '').toLowerCase();
  if (plain.includes('%')) return 'percent';
  if (!plain.includes('y') || /[dhs]/u.test(plain)) return null;
  return plain.includes('m') ? 'month' : 'year';
}

const [OPEN, SLASH, CLOSE] = [0x3c, 0x2f, 0x3e];
const [CELL, FORMULA, VALUE] = [0x63, 0x66, 0x76];
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;

/**
 * The cells of a sheet by `row:column` whose text is not their saved number: `0.05%` for 0.0005 shown as a percentage,
 * `2021-03` for a month that a spreadsheet keeps as its first day, the name of an error, and a formula whose value was
 * never saved. Rows count from 1, columns from 0.
 */
export function shownCells(content: Uint8Array, forms: CellForms, date1904: boolean): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (let at = content.indexOf(OPEN); at !== -1; at = content.indexOf(OPEN, at + 1)) {
    if (letterOfTag(content, at + 1) !== CELL) continue;
    const close = content.indexOf(CLOSE, at);
    if (close === -1) break;
    if (content[close - 1] === SLASH) continue;
    const cell = wholeCell(content, at, close, forms, date1904);
    if (cell !== null) shown.set(cell.place, cell.text);
    at = close;
  }
  return shown;
}

function wholeCell(
  content: Uint8Array,
  at: number,
  close: number,
  forms: CellForms,
  date1904: boolean,
): { place: string; text: string } | null {
  const { form: style, isError, address } = attributesOf(content, at, close);
  const form = forms.get(style);
  const first = content.indexOf(OPEN, close);
  const hasFormula = letterOfTag(content, first + 1) === FORMULA;
  if (form === undefined && !isError && !hasFormula) return null;
  const text = shownText(partsOf(content, close), { form, isError, date1904 });
  const { row, column } = addressAt(content, address);
  return text === null || row === 0 || column === 0 ? null : { place: `${row}:${column - 1}`, text };
}

/** Which form a cell has, whether it holds an error, and where its address begins. */
function attributesOf(
  content: Uint8Array,
  at: number,
  close: number,
): { form: number; isError: boolean; address: number } {
  const found = { form: 0, isError: false, address: close };
  for (let next = at + 2; next < close - 2; next += 1) {
    if (content[next + 1] !== 0x3d || (content[next - 1] ?? 0) > 0x20) continue;
    const [name, value] = [content[next], next + 3];
    if (name === 0x72) found.address = value;
    if (name === 0x74) found.isError = content[value] === 0x65;
    for (let digit = value; name === 0x73 && (content[digit] ?? 0) >= 0x30 && (content[digit] ?? 0) <= 0x39; digit += 1)
      found.form = found.form * 10 + (content[digit] ?? 0) - 0x30;
  }
  return found;
}

/** The formula and the saved value of a cell, null where it has none; its tag ends at `close`. */
function partsOf(content: Uint8Array, close: number): { formula: string | null; value: string | null } {
  const found: { formula: string | null; value: string | null } = { formula: null, value: null };
  for (let at = content.indexOf(OPEN, close); at !== -1; at = content.indexOf(OPEN, at + 1)) {
    const letter = letterOfTag(content, at + 1);
    if (letter === 0 && content[at + 1] !== SLASH) continue;
    if (content[at + 1] === SLASH && letterOfTag(content, at + 2) === CELL) break;
    if (letter !== FORMULA && letter !== VALUE) continue;
    const end = content.indexOf(CLOSE, at);
    const text = content[end - 1] === SLASH ? '' : plainText(content, end + 1);
    if (letter === FORMULA) found.formula = text;
    else found.value = text;
  }
  return found;
}

function plainText(content: Uint8Array, from: number): string {
  const end = content.indexOf(OPEN, from);
  return withoutEntities(new TextDecoder().decode(content.subarray(from, end === -1 ? content.length : end)));
}

function shownText(
  { formula, value }: Readonly<{ formula: string | null; value: string | null }>,
  {
    form,
    isError,
    date1904,
  }: Readonly<{ form: 'percent' | 'month' | 'year' | undefined; isError: boolean; date1904: boolean }>,
): string | null {
  if (formula !== null && (value ?? '') === '') return value === null ? `=${formula}` : null;
  if (isError) return value;
  const number = value === null || value === '' ? Number.NaN : Number(value);
  if (form === undefined || !Number.isFinite(number)) return null;
  if (form === 'percent') return `${Number((100 * number).toPrecision(12))}%`;
  const day = isoDay(Math.floor(number) - DAYS_TO_1970[date1904 ? 1904 : 1900]);
  const [year = '', month = '', rest = ''] = day.split('-');
  // Another day than the first was typed as a whole date, of which the form hides a part.
  if (rest !== '01' || (form === 'year' && month !== '01')) return null;
  return form === 'month' ? `${year}-${month}` : year;
}
