import { isoDay, readDate, type DateOrder } from '../../tables/dates';
import { undefuse } from '../../tables/formula-text';
import { isMissing, isPlus, plainCell } from '../../tables/missing';
import { isAmbiguous, numberStyle, readStyled, type DecimalSign, type NumberStyle } from '../../tables/numbers';
import { isMissingCode, readMissingCode } from '../entry/missing-codes';
import { readTypedDate } from '../entry/typed-date';
import type { FieldError, FormValues } from '../form-state';
import { plainNumber } from '../records/record';
import { VOCABULARY } from '../vocabulary';
import type { Takes } from './fields';
import { DENIAL, limitOf, signKey, type SignsSaid } from './words/signs';
import { readPartner, readWord, type WordsOfValues } from './words/words';

/** How the cells of a column are read; null where the file leaves it open and nobody has said it yet. */
export type ColumnStyle = Readonly<{
  order: DateOrder | null;
  decimal: DecimalSign | null;
  factor: number;
  /** 4 is written for 10⁻⁴, and read as a percentage */
  exponent?: boolean;
  /** the file writes codes for missing data: only there `NA` says "not applicable", elsewhere it says nothing */
  coded: boolean;
  /** cells are those of a workbook, where a number that is no text has a decimal point */
  typed?: boolean;
  /** from when the numbers of days count that stand for dates; null where a text leaves it open */
  serial?: '1900' | '1904' | null;
  /** the column writes + and − */
  plus?: boolean;
  /** what the signs of the column mean */
  signs?: SignsSaid;
  /** words of the site's own */
  words?: WordsOfValues;
}>;
/** What a cell says: values of form fields (`null`: nothing), or why it says none. */
export type CellReading = Readonly<{ values: FormValues | null } | { error: FieldError }>;

/** Days of Excel's calendar from 1900 on that can be days of a registry: 1970 to 2100, no other way of writing a date. */
const SERIAL = /^[2-7]\d{4}$/u;
const SERIALS = {
  '1900': { first: 25_569, last: 73_050, epoch: 25_569 },
  '1904': { first: 24_107, last: 71_588, epoch: 24_107 },
} as const;

/** The limit below which an MRD sample lies, until it is known whose limit it is. */
export const BELOW_PERCENT = 'belowPercent';

/** What may hold any words, also those for missing data. */
const FREE: ReadonlySet<Takes> = new Set<Takes>(['text', 'pseudonym', 'site', 'checked']);

/** Reads a cell for a field. What cannot be read is an error and never nothing; a code for missing data stays one. */
export function readCell(cell: string, field: string, takes: Takes, style: ColumnStyle, today: string): CellReading {
  // What a spreadsheet would change stands behind an apostrophe, also where a CSV was saved as a workbook since.
  const text = undefuse(cell).trim();
  const sign = takes === 'checked' || takes === 'precision' ? undefined : style.signs?.get(signKey(text, null));
  if (sign === 'nothing') return { values: null };
  const result = field === 'valuePercent' ? VOCABULARY.mrdResult.find((one) => one === sign) : undefined;
  if (result !== undefined) return readResult(text, result, style);
  if (sign !== undefined && sign !== 'value')
    return { values: { [takes === 'rearrangement' ? 'kmt2a' : field]: sign } };
  const unsaid = sign === undefined ? readMissing(text, field, takes, style) : null;
  if (unsaid !== null) return unsaid;
  if (takes === 'checked') return readTick(text, field);
  if (takes === 'precision') {
    const word = readKnownPart(text);
    return word === null ? { error: 'choose' } : { values: { [field]: word } };
  }
  if (takes === 'date') return readDay(text, field, style, today);
  if (takes === 'number') return readAmount(text, field, style);
  if (takes === 'text' || takes === 'pseudonym' || takes === 'site') return { values: { [field]: text } };
  if (takes === 'rearrangement' || takes === 'kmt2a') {
    const said = readKmt2a(text, takes, style);
    if (said !== null) return { values: said };
    if (takes === 'rearrangement') return { error: 'choose' };
  }
  if (takes === 'sites') {
    const words = text.split(/\s*[,;+/]\s*/u).map((part) => readWord(part, 'relapseSite', style.words));
    const sites = VOCABULARY.relapseSite.filter((site) => words.includes(site));
    return words.includes(null) ? { error: 'choose' } : { values: { [field]: sites.join(',') } };
  }
  const word = readSigned(text, takes, style, sign === 'value') ?? readWord(text, takes, style.words);
  return word === null ? { error: 'choose' } : { values: { [field]: word } };
}

/**
 * What a cell says of KMT2A in a column of its status or of its rearrangement: the partner, which says the status as well, or
 * the status. Among rearrangements a bare no may be said of any of them.
 */
function readKmt2a(text: string, takes: 'rearrangement' | 'kmt2a', { words }: ColumnStyle): FormValues | null {
  const partner = readPartner(text, words);
  if (partner !== null) return { kmt2a: 'rearranged', kmt2aPartner: partner };
  const status = takes === 'kmt2a' || DENIAL.test(plainCell(text)) ? null : readWord(text, 'kmt2a', words);
  return status === null ? null : { kmt2a: status };
}

/** A result in place of the value of an MRD sample, with the limit below which the value lies where the cell says one. */
function readResult(text: string, result: string, style: ColumnStyle): CellReading {
  const values = { result, valuePercent: '' };
  const limit = limitOf(text);
  if (result === 'quantified') return { error: 'number' };
  if (limit === null) return { values };
  const read = readAmount(limit, 'valuePercent', style);
  if ('error' in read) return read;
  return { values: { ...values, [BELOW_PERCENT]: read.values?.['valuePercent'] ?? '' } };
}

/** What holds of a sign of which nothing was said; null where the cell is none. */
function readMissing(text: string, field: string, takes: Takes, style: ColumnStyle): CellReading | null {
  if (isMissingCode(text) && (style.coded || text !== 'NA')) return { values: { [field]: text } };
  const code = style.coded && !FREE.has(takes) ? readMissingCode(text) : null;
  if (code !== null) return { values: { [field]: code } };
  return takes !== 'checked' && isMissing(text, style.plus === true && writesSigns(takes)) ? { values: null } : null;
}

/** What + and − stand for. */
const SIGNED: Readonly<Partial<Record<Takes, readonly [plus: string | null, minus: string]>>> = {
  yesNo: ['yes', 'no'],
  cd10: ['positive', 'negative'],
  kmt2a: ['rearranged', 'germline'],
  mrdResult: [null, 'negative'],
};

/** Fields whose columns may write + and − for their words. */
function writesSigns(takes: Takes): boolean {
  return takes === 'cd10' || takes === 'yesNo' || takes === 'kmt2a';
}

/** `+` and, in a column that has it, a dash; a dash of which somebody said that it is a value. */
function readSigned(text: string, takes: Takes, { plus }: ColumnStyle, isValue: boolean): string | null {
  const signed = plus === true && writesSigns(takes);
  if (signed && isPlus(text)) return SIGNED[takes]?.[0] ?? null;
  if (!/^[-–—−]$/u.test(text) || !(signed || isValue)) return null;
  return SIGNED[takes]?.[1] ?? null;
}

/** A tick of a list; `field` is the word that it ticks. */
function readTick(text: string, field: string): CellReading {
  const plain = plainCell(text);
  if (['1', 'checked', 'yes', 'да', 'true', 'x', 'отмечено'].includes(plain)) return { values: { [field]: field } };
  return ['', '0', 'unchecked', 'no', 'нет', 'false', 'не отмечено'].includes(plain)
    ? { values: null }
    : { error: 'choose' };
}

/** `month` or `year`, as the code of REDCap or by the words of its choices. */
function readKnownPart(text: string): 'month' | 'year' | null {
  const plain = plainCell(text);
  if (/^(?:month|месяц)/u.test(plain)) return 'month';
  return /^(?:year|год)/u.test(plain) ? 'year' : null;
}

/** Whether a cell may be a day as the number that a spreadsheet keeps of it. */
export function isSerial(text: string): boolean {
  return SERIAL.test(text) && Number(text) >= SERIALS['1904'].first && Number(text) <= SERIALS['1900'].last;
}

/** Numbers apart by slashes or hyphens, the year last: which comes first is a matter of the column. */
const EITHER_ORDER = /^\d{1,2}([-/])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/u;

function readDay(text: string, field: string, { order, serial = '1900' }: ColumnStyle, today: string): CellReading {
  if (isSerial(text)) {
    if (serial === null) return { error: 'day-ambiguous' };
    const { first, last, epoch } = SERIALS[serial];
    const number = Number(text);
    return number < first || number > last ? { error: 'day' } : { values: { [field]: isoDay(number - epoch) } };
  }
  const day = order === null ? null : readDate(text, order);
  if (day !== null) return { values: { [field]: isoDay(day) } };
  // What is a date only in the order that the column does not have may be one of another day.
  if (order !== null && EITHER_ORDER.test(text)) return { error: 'day' };
  const reading = readTypedDate(text, today);
  if (reading.state === 'ambiguous') return { error: 'day-ambiguous' };
  return reading.state === 'read' ? { values: { [field]: reading.date } } : { error: 'day' };
}

/** A number as a workbook keeps it. */
const TYPED = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu;
const PERCENT = /^(.*?)\s*%$/u;
/** Fields that are percentages, where a cell may say so itself. */
const PERCENTAGES: ReadonlySet<string> = new Set(['valuePercent', 'sensitivityPercent', 'quantificationPercent']);
const BOUND = /^[<>≤≥~≈]/u;

/** How the numbers of a column are written, by its different cells; what is not certain is left open. */
export function amountStyle(cells: readonly string[], typed: boolean): NumberStyle {
  const plain = cells.map((cell) => limitOf(cell) ?? cell).map((cell) => PERCENT.exec(cell)?.[1] ?? cell);
  // A number of a workbook says nothing of how its texts are written.
  return numberStyle(typed ? plain.filter((cell) => !isTyped(cell)) : plain, true);
}

const isTyped = (cell: string): boolean => TYPED.test(cell) && !isAmbiguous(cell, { decimal: null, examples: [] });

/** `10^-4`, `5×10⁻⁴`, with a factor or without; a hyphen alone, as in `10-4`, may be a range. */
const POWER = /^(?:(\d+(?:[.,]\d+)?) ?[×xх*·] ?)?10 ?(?:\^|\*\*) ?\(?[-−–](\d{1,2})\)?$/iu;
/** `1:10000`, `1/10 000`. */
const ONE_IN = /^1 ?[:/] ?(\d{1,3}(?: \d{3})+|\d+)$/u;
const RAISED = /[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/u;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e-\d+$/iu;

/** A share said as a power of ten or as one in many; null where the cell says none. */
function readShare(text: string): number | null {
  const flat = text.trim().replace(RAISED, (raised) => `^${raised.normalize('NFKC')}`);
  const [, factor = '1', power] = POWER.exec(flat) ?? [];
  if (power !== undefined) return Number(`${factor.replace(',', '.')}e-${power}`);
  const many = ONE_IN.exec(flat)?.[1]?.replaceAll(' ', '');
  return many === undefined || Number(many) === 0 ? null : 1 / Number(many);
}

/** Whether a cell says a power of ten, so that nobody knows whether it is one of a percentage; a workbook writes small numbers so itself. */
export function saysPower(text: string, typed: boolean): boolean {
  const bare = text.replace(/^[<>≤≥~≈]\s*/u, '');
  return readShare(bare) !== null || (!typed && SCIENTIFIC.test(bare.trim()));
}

function readAmount(text: string, field: string, { decimal, factor, exponent, typed }: ColumnStyle): CellReading {
  const style: NumberStyle = { decimal, examples: [] };
  const share = PERCENTAGES.has(field) ? PERCENT.exec(text)?.[1] : undefined;
  const digits = share ?? text;
  if (BOUND.test(text)) return { error: 'number-range' };
  const part = PERCENTAGES.has(field) ? readShare(digits) : null;
  // Said of a column of percentages it may be one of them, or of the whole.
  if (part !== null) {
    if (share !== undefined || (factor !== 100 && exponent !== true)) return { error: 'number' };
    return { values: { [field]: plainNumber(Number((part * 100).toPrecision(12))) } };
  }
  // 1e-4 among exponents is a share, and so may be what is less than one: no power of ten.
  if (exponent === true && SCIENTIFIC.test(digits)) return { error: 'number' };
  if (isAmbiguous(digits, style)) return { error: 'number-ambiguous' };
  const value = typed === true && isTyped(digits) ? Number(digits) : readStyled(digits, style);
  if (value === null) return { error: 'number' };
  if (exponent === true && Math.abs(value) < 1) return { error: 'number' };
  const scaled = exponent === true ? 100 * 10 ** -Math.abs(value) : value * factor;
  return { values: { [field]: plainNumber(Number((share === undefined ? scaled : value).toPrecision(12))) } };
}
