import { isoDay, readDate, type DateOrder } from '../../tables/dates';
import { undefuse } from '../../tables/formula-text';
import { isMissing, plainCell } from '../../tables/missing';
import { isAmbiguous, readStyled, type DecimalSign, type NumberStyle } from '../../tables/numbers';
import { isMissingCode, readMissingCode } from '../entry/missing-codes';
import { readTypedDate } from '../entry/typed-date';
import type { FieldError, FormValues } from '../form-state';
import { plainNumber } from '../records/record';
import { VOCABULARY } from '../vocabulary';
import type { Takes } from './fields';
import { readRearrangement, readWord, type WordsOfValues } from './words';

/** How the cells of a column are read; null where the file leaves it open and nobody has said it yet. */
export type ColumnStyle = Readonly<{
  order: DateOrder | null;
  decimal: DecimalSign | null;
  factor: number;
  /** 4 is written for 10⁻⁴, and read as a percentage */
  exponent?: boolean;
  /** the file writes codes for missing data: only there `NA` says "not applicable", elsewhere it says nothing */
  coded: boolean;
  /** a text file, where a text that a spreadsheet would compute stands behind an apostrophe */
  defused: boolean;
  /** words of the site's own */
  words?: WordsOfValues;
}>;
/** What a cell says: values of form fields (`null`: nothing), or why it says none. */
export type CellReading = Readonly<{ values: FormValues | null } | { error: FieldError }>;

/** Days of Excel's calendar from 1900 on that can be days of a registry: 1970 to 2100, no other way of writing a date. */
const SERIAL = /^[2-7]\d{4}$/u;
const [FIRST_SERIAL, LAST_SERIAL, EPOCH_SERIAL] = [25_569, 73_050, 25_569];

/** What may hold any words, also those for missing data. */
const FREE: ReadonlySet<Takes> = new Set<Takes>(['text', 'pseudonym', 'site', 'checked']);

/** Reads a cell for a field. What cannot be read is an error and never nothing; a code for missing data stays one. */
export function readCell(cell: string, field: string, takes: Takes, style: ColumnStyle, today: string): CellReading {
  const text = (style.defused ? undefuse(cell) : cell).trim();
  if (isMissingCode(text) && (style.coded || text !== 'NA')) return { values: { [field]: text } };
  const code = style.coded && !FREE.has(takes) ? readMissingCode(text) : null;
  if (code !== null) return { values: { [field]: code } };
  if (takes === 'checked') return readTick(text, field);
  if (isMissing(text, takes === 'cd10')) return { values: null };
  if (takes === 'precision') {
    const word = readKnownPart(text);
    return word === null ? { error: 'choose' } : { values: { [field]: word } };
  }
  if (takes === 'date') return readDay(text, field, style.order, today);
  if (takes === 'number') return readAmount(text, field, style);
  if (takes === 'text' || takes === 'pseudonym' || takes === 'site') return { values: { [field]: text } };
  if (takes === 'rearrangement') {
    const partner = readRearrangement(text, style.words);
    return partner === null ? { error: 'choose' } : { values: { kmt2a: 'rearranged', kmt2aPartner: partner } };
  }
  if (takes === 'sites') {
    const words = text.split(/\s*[,;+/]\s*/u).map((part) => readWord(part, 'relapseSite', style.words));
    const sites = VOCABULARY.relapseSite.filter((site) => words.includes(site));
    return words.includes(null) ? { error: 'choose' } : { values: { [field]: sites.join(',') } };
  }
  const word = readWord(text, takes, style.words);
  return word === null ? { error: 'choose' } : { values: { [field]: word } };
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

function readDay(text: string, field: string, order: DateOrder | null, today: string): CellReading {
  if (SERIAL.test(text) && Number(text) >= FIRST_SERIAL && Number(text) <= LAST_SERIAL)
    return { values: { [field]: isoDay(Number(text) - EPOCH_SERIAL) } };
  const day = order === null ? null : readDate(text, order);
  if (day !== null) return { values: { [field]: isoDay(day) } };
  const reading = readTypedDate(text, today);
  if (reading.state === 'ambiguous') return { error: 'day-ambiguous' };
  return reading.state === 'read' ? { values: { [field]: reading.date } } : { error: 'day' };
}

function readAmount(text: string, field: string, { decimal, factor, exponent }: ColumnStyle): CellReading {
  const style: NumberStyle = { decimal, examples: [] };
  if (isAmbiguous(text, style)) return { error: 'number-ambiguous' };
  const value = readStyled(text, style);
  if (value === null) return { error: 'number' };
  const amount = exponent === true ? 100 * 10 ** -Math.abs(value) : value * factor;
  return { values: { [field]: plainNumber(Number(amount.toPrecision(12))) } };
}
