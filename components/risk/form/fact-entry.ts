import type { Locale } from '@/lib/i18n/routing';
import { isPowerOfTen, readNumber } from '@/lib/numbers/read-number';
import { FACT_NAMES, type FactName, type Facts } from '@/lib/risk/facts';
import { NUMBER_FACTS, type NumberFact } from '@/lib/risk/numbers/number-intervals';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { timesPowerOfTen } from '@/lib/risk/numbers/powers-of-ten';

/** Units a number may be typed in; the first of a fact is the unit of `Facts`. `share`: of cells, usually as 10⁻ⁿ. */
export const ENTRY_UNITS = {
  ageDays: ['days', 'weeks', 'months', 'months-and-days'],
  wbc: ['10^9/L', 'per-microlitre'],
  day8Blasts: ['per-microlitre', '10^9/L'],
  mrdEoi: ['percent', 'share'],
  mrdBlina1: ['percent', 'share'],
} as const satisfies Record<NumberFact, readonly string[]>;

export type EntryUnit = (typeof ENTRY_UNITS)[NumberFact][number];

/** A number as it is typed. `days` is the second field of an age in months and days. */
export type NumberEntry = Readonly<{ text: string; days: string; unit: EntryUnit }>;

/** Everything typed and chosen. The texts stay as they are, whatever they say. */
export type RiskEntry = Readonly<{ numbers: Readonly<Record<NumberFact, NumberEntry>>; categories: Facts }>;

export type EntryProblem =
  | 'not-a-number'
  | 'ambiguous-comma'
  | 'not-one-number'
  | 'out-of-range'
  | 'negative'
  | 'not-whole-days'
  | 'not-whole-parts'
  | 'power-in-percent';

/** What a field comes to: a value in the unit of `Facts`, nothing, or the reason why it is refused. */
export type EntryReading = Readonly<{ value: number | null; problem: EntryProblem | null }>;

const DAYS_PER_WEEK = 7;
const NOTHING: EntryReading = { value: null, problem: null };

export function emptyEntry(): RiskEntry {
  return entryOf({}, 'en');
}

/** The fields as they stand for facts that come from elsewhere. */
export function entryOf(facts: Facts, locale: Locale): RiskEntry {
  const numbers = Object.fromEntries(
    NUMBER_FACTS.map((fact) => [fact, numberEntry(fact, facts[fact] ?? null, locale)]),
  ) as Record<NumberFact, NumberEntry>;
  const categories = Object.fromEntries(
    FACT_NAMES.filter((fact) => !isNumber(fact)).map((fact) => [fact, facts[fact] ?? null]),
  ) as Facts;
  return { numbers, categories };
}

function numberEntry(fact: NumberFact, value: number | null, locale: Locale): NumberEntry {
  return { text: value === null ? '' : plainText(value, locale), days: '', unit: ENTRY_UNITS[fact][0] };
}

/** One number replaced, and what else answered its question emptied; every other field keeps its text, refused ones too. */
export function withNumber(entry: RiskEntry, fact: NumberFact, value: number | null, locale: Locale): RiskEntry {
  const categories = fact === 'day8Blasts' ? { ...entry.categories, prednisoneResponse: null } : entry.categories;
  return { numbers: { ...entry.numbers, [fact]: numberEntry(fact, value, locale) }, categories };
}

/** The facts that the fields say; what is refused is unknown. */
export function factsOf({ numbers, categories }: RiskEntry): Facts {
  const known = NUMBER_FACTS.flatMap((fact) => {
    const { value } = readEntry(fact, numbers[fact]);
    return value === null ? [] : [[fact, value] as const];
  });
  return {
    ...Object.fromEntries(Object.entries(categories).filter(([, value]) => value !== null && value !== undefined)),
    ...Object.fromEntries(known),
  };
}

/** Reads a number with a decimal point or comma in the unit it is typed in. An empty field is unknown. */
export function readEntry(fact: NumberFact, entry: NumberEntry): EntryReading {
  return entry.unit === 'months-and-days' ? readMonthsAndDays(entry) : readOne(fact, entry);
}

function readOne(fact: NumberFact, { text, unit }: NumberEntry): EntryReading {
  // A power of ten in percent is nearly always a share of cells.
  if (ENTRY_UNITS[fact][0] === 'percent' && unit !== 'share' && isPowerOfTen(text))
    return { value: null, problem: 'power-in-percent' };
  const reading = readDecimal(text);
  if (reading.value === null) return reading;
  if (reading.value < 0) return { value: null, problem: 'negative' };
  if (unit === 'days' && !Number.isInteger(reading.value)) return { value: null, problem: 'not-whole-days' };
  return { value: unit === ENTRY_UNITS[fact][0] ? reading.value : converted(reading.value, unit), problem: null };
}

/** A value in the unit of `Facts` from one of the other units. */
function converted(value: number, unit: EntryUnit): number {
  switch (unit) {
    case 'weeks':
      return Math.round(value * DAYS_PER_WEEK);
    case 'months':
      return Math.round(value * DAYS_PER_MONTH);
    case 'share':
      return timesPowerOfTen(value, 2);
    case 'per-microlitre':
      return timesPowerOfTen(value, -3);
    case '10^9/L':
      return timesPowerOfTen(value, 3);
    case 'days':
    case 'months-and-days':
    case 'percent':
      return value;
  }
}

function readMonthsAndDays({ text, days }: NumberEntry): EntryReading {
  const parts = [text, days].map(readDecimal);
  const refused = parts.find(({ problem }) => problem !== null);
  if (refused !== undefined) return refused;
  const [months, more] = parts.map(({ value }) => value);
  if (months === null && more === null) return NOTHING;
  if ((months ?? 0) < 0 || (more ?? 0) < 0) return { value: null, problem: 'negative' };
  if (!Number.isInteger(months ?? 0) || !Number.isInteger(more ?? 0))
    return { value: null, problem: 'not-whole-parts' };
  return { value: Math.round((months ?? 0) * DAYS_PER_MONTH) + (more ?? 0), problem: null };
}

function readDecimal(text: string): EntryReading {
  const reading = readNumber(text, { decimal: 'either' });
  if ('value' in reading) return { value: reading.value, problem: null };
  switch (reading.problem) {
    case 'empty':
      return NOTHING;
    case 'ambiguous':
      return { value: null, problem: 'ambiguous-comma' };
    case 'other-decimal-sign':
      return { value: null, problem: 'not-a-number' };
    case 'not-a-number':
    case 'not-one-number':
    case 'out-of-range':
      return { value: null, problem: reading.problem };
  }
}

/** Every decimal, without groups of thousands; a Russian comma except where it could be taken for such a group. */
function plainText(value: number, locale: Locale): string {
  const text = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 }).format(value);
  const withComma = text.replace('.', ',');
  return locale === 'ru' && readDecimal(withComma).problem === null ? withComma : text;
}

function isNumber(fact: FactName): fact is NumberFact {
  return NUMBER_FACTS.some((name) => name === fact);
}
