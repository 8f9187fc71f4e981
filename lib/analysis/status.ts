import { isMissing, plainCell } from '@/lib/tables/missing';
import { nameEndpoint, nameLegend, nameSense, type NameSense } from './status-name';
import { answerMeaning, wordMeaning, type EventKind } from './status-words';

/** What a value of the status column means. Each `competing` value is a cause of its own; `event` values are one cause. */
export const STATUS_ROLES = ['censored', 'event', 'competing', 'left-out'] as const;
export type StatusRole = (typeof STATUS_ROLES)[number];
/** Meanings by the key of the value. */
export type StatusRoles = Readonly<Record<string, StatusRole>>;

/** A value of a status column: `0`, `0.0` and `0,0` are one, as are `Alive` and `alive`. `label` is its most frequent spelling. */
export type StatusValue = Readonly<{ key: string; label: string; count: number; spellings: readonly string[] }>;

/**
 * Why the reader is asked: `value` nobody knows it; `name` the column's name is used either way; `causes` several kinds of
 * event, which may be one endpoint or competing risks; `contradiction` the code says one thing and the word another;
 * `empty` cells without a value beside events alone, or beside censored patients alone, may say that the other happened.
 */
export type StatusDoubt = 'value' | 'name' | 'causes' | 'contradiction' | 'empty';
export type StatusMeaning = Readonly<{ role: StatusRole; doubt: null }> | Readonly<{ role: null; doubt: StatusDoubt }>;

/** Code and word of a value; one of them is null except in values like `0:LIVING`. */
type Parts = Readonly<{ code: number | null; word: string | null }>;
type Known =
  | Readonly<{ role: 'censored' | 'event'; kind: string; doubt: null }>
  | Readonly<{ role: null; doubt: StatusDoubt }>;

const NUMBER = /^[-+−]?(\d+([.,]\d*)?|[.,]\d+)$/u;
const PREFIXED = /^(\d+)(?:\s*[:=]\s*|\s+[-–—]\s+|[.)]\s+)(.*\p{L}.*)$/u;
const BRACKETED = /^(\d+)\s*\((.*\p{L}.*)\)$/u;

/** What is the same in all spellings of a value. */
export function statusKey(cell: string): string {
  const { code, word } = partsOf(cell);
  if (code === null) return word ?? '';
  return word === null ? String(code) : `${code}:${word}`;
}

/** The values of a column, given its cells with their counts; missing ones are no values. */
export function statusValues(cells: ReadonlyMap<string, number>): StatusValue[] {
  const signs = [...cells.keys()].some((cell) => plainCell(cell) === '+');
  const found = new Map<string, [string, number][]>();
  for (const [cell, count] of cells) {
    if (isMissing(cell, signs)) continue;
    const key = statusKey(cell);
    found.set(key, [...(found.get(key) ?? []), [cell, count]]);
  }
  return [...found].map(([key, spellings]) => ({
    key,
    label: spellings.reduce((most, one) => (one[1] > most[1] ? one : most))[0],
    count: spellings.reduce((sum, [, count]) => sum + count, 0),
    spellings: spellings.map(([cell]) => cell),
  }));
}

/**
 * What the values of a column of that name mean, in their order. A value is never an event or a competing event by guess:
 * where code, word and name leave a doubt, the reader is asked. Codes: 0 censored, 1 event; 1 and 2 alone as in R's `Surv`;
 * other codes have no common meaning, except in CDISC ADaM's CNSR.
 */
export function statusMeanings(column: string, values: readonly StatusValue[]): StatusMeaning[] {
  const { name, legend } = nameLegend(column);
  const parts = values.map(({ label }) => partsOf(label));
  const codes = new Set(parts.flatMap(({ code }) => code ?? []));
  const sense = nameSense(name);
  const endpoint = nameEndpoint(name);
  const ofCode = (code: number): Known => {
    const word = legend.get(code);
    if (word !== undefined) return ofWord(word, sense, endpoint);
    return legend.size > 0 ? unknown('value') : coded(code, codes, sense);
  };
  const known = parts.map(({ code, word }): Known => {
    if (word === null) return ofCode(code ?? Number.NaN);
    const own = ofWord(word, sense, endpoint);
    return code === null
      ? own
      : together(ofCode(code), own, sense === 'cnsr' || [...codes].every((one) => one === 0 || one === 1));
  });
  const kinds = new Set(known.flatMap((one) => (one.role === 'event' ? one.kind : [])));
  return known.map((one): StatusMeaning => {
    if (one.role === null) return { role: null, doubt: one.doubt };
    return one.role === 'event' && kinds.size > 1 ? { role: null, doubt: 'causes' } : { role: one.role, doubt: null };
  });
}

/** What kinds of event the words of a status column speak of. */
export function eventKinds(values: readonly StatusValue[]): EventKind[] {
  const meanings = values.map(({ label }) => wordMeaning(partsOf(label).word ?? ''));
  return meanings.flatMap((meaning) => (meaning === null || meaning === 'censored' ? [] : [meaning]));
}

/** Cells without a value, by the key that no value has. */
export const EMPTY_KEY = '';

/** The cells without a value as one value, for where they may be one; null where there are none. */
export function emptyValue(cells: ReadonlyMap<string, number>): StatusValue | null {
  const known = new Set(statusValues(cells).flatMap(({ spellings }) => spellings));
  const found = [...cells].filter(([cell]) => !known.has(cell));
  if (found.length === 0) return null;
  const count = found.reduce((sum, [, own]) => sum + own, 0);
  return { key: EMPTY_KEY, label: '', count, spellings: found.map(([cell]) => cell) };
}

/** Whether the name turns the codes round, so that 0 is the event. */
export function isTurned(column: string): boolean {
  return ['turned', 'cnsr'].includes(nameSense(nameLegend(column).name));
}

function partsOf(cell: string): Parts {
  const text = plainCell(cell);
  if (NUMBER.test(text)) return { code: Number(text.replace('−', '-').replace(',', '.')) + 0, word: null };
  const [, code, word] = PREFIXED.exec(text) ?? BRACKETED.exec(text) ?? [];
  return code === undefined || word === undefined ? { code: null, word: text } : { code: Number(code), word };
}

const unknown = (doubt: StatusDoubt): Known => ({ role: null, doubt });
const censored: Known = { role: 'censored', kind: '', doubt: null };
const event = (kind: string): Known => ({ role: 'event', kind, doubt: null });

function coded(code: number, codes: ReadonlySet<number>, sense: NameSense): Known {
  if (sense === 'unclear') return unknown('name');
  if (sense === 'cnsr') return adamCode(code);
  if (!codes.has(0) && codes.has(2)) {
    // 1 and 2 are yes and no as often as no and yes where the name asks a question.
    if (codes.size !== 2 || !codes.has(1) || sense !== 'plain') return unknown('value');
    return code === 1 ? censored : event('code');
  }
  if (code !== 0 && code !== 1) return unknown('value');
  return (code === 1) === (sense === 'turned') ? censored : event('code');
}

function adamCode(code: number): Known {
  if (code === 0) return event('code');
  return Number.isInteger(code) && code > 0 ? censored : unknown('value');
}

function ofWord(word: string, sense: NameSense, endpoint: 'death' | 'relapse' | null): Known {
  const answer = answerMeaning(word);
  if (answer !== null) {
    if (sense === 'unclear') return unknown('name');
    if (sense === 'plain' && (answer === 'yes' || answer === 'no')) return unknown('name');
    const turned = sense === 'turned' || sense === 'cnsr';
    return (answer === 'yes' || answer === 'true') === turned ? censored : event('code');
  }
  const meaning = wordMeaning(word);
  if (meaning === null) return unknown('value');
  if (meaning === 'censored') return censored;
  return endpoint === null || meaning === 'any' || meaning === endpoint ? event(meaning) : unknown('causes');
}

/** A code with its word: the word explains codes that have no common meaning, and a code 0 or 1 explains an unknown word. */
function together(code: Known, word: Known, plainCodes: boolean): Known {
  if (code.role === null || !plainCodes) return word;
  if (word.role === null) return word.doubt === 'value' ? code : word;
  return code.role === word.role ? code : unknown('contradiction');
}
