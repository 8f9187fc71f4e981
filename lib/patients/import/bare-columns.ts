import { DATE_ORDERS, readDate } from '../../tables/dates';
import { isMissing } from '../../tables/missing';
import { isPartialDate } from '../entry/typed-date';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import { readTarget, STORED_RECORD } from './fields';
import type { CellsAre } from './mapping';
import { isSerial, saysPower } from './read-value';
import { limitOf } from './words/signs';
import { readWord, type WordsOfValues } from './words/words';

const AMOUNT = /^\d+(?:[.,]\d+)?(?:e-?\d+)?\s*%?$/iu;
const MONTH = /^(?:0?[1-9]|1[0-2])[-./](?:19|20)\d{2}$/u;

/**
 * What the cells of a column are by themselves, for a column whose name says only of what they are: `MRD1`, `relapse`. Words
 * beside dates or amounts are asked about later; null where the cells are of several kinds, or of none.
 */
export function cellsAre(cells: readonly string[], words: WordsOfValues = {}): CellsAre {
  const held = cells.filter((cell) => !isMissing(cell));
  const counted = held.filter((cell) => /\d/u.test(cell));
  // Of a yes without a day a column of days would lose that there was something.
  const yes = held.some((cell) => readWord(cell, 'yesNo', words) === 'yes');
  if (counted.length > 0 && !yes && counted.every(isDate)) return 'dates';
  if (counted.length > 0 && counted.every(isAmount)) return 'amounts';
  return counted.length === 0 && held.some((cell) => readWord(cell, 'mrdResult', words) !== null) ? 'results' : null;
}

function isDate(cell: string): boolean {
  return (
    DATE_ORDERS.some((order) => readDate(cell, order) !== null) ||
    MONTH.test(cell) ||
    isPartialDate(cell) ||
    isSerial(cell)
  );
}

function isAmount(cell: string): boolean {
  const bare = limitOf(cell) ?? cell;
  return AMOUNT.test(bare) || saysPower(bare, true);
}

/** Without what a new record of a kind is not stored, and no rule of reading says it. */
const NEEDED: Readonly<Record<RecordKind, readonly string[]>> = {
  mrd: ['date', 'timePoint'],
  treatment: ['class', 'startDate'],
  transplant: ['date'],
  event: ['date', 'kind'],
  'follow-up': ['date', 'status'],
};

/** What no column says of a record that the columns of a sheet say something of; `at` is the first of these columns. */
export type Unsaid = Readonly<{ at: number; kind: RecordKind; slot: string; fields: readonly string[] }>;

/** The records of a sheet that would be refused where they are new, since no column says what they cannot be without. */
export function unsaidOfRecords(targets: readonly (string | null)[]): Unsaid[] {
  const places = new Map<string, { at: number; kind: RecordKind; slot: string; said: Set<string> }>();
  for (const [at, key] of targets.entries()) {
    const target = key === null ? null : readTarget(key);
    const kind = RECORD_KINDS.find((one) => one === target?.of);
    if (target === null || kind === undefined) continue;
    const slot = target.slot ?? '';
    const place = places.get(`${kind}#${slot}`) ?? { at, kind, slot, said: new Set() };
    places.set(`${kind}#${slot}`, place);
    place.said.add(target.field);
    // The place of an event in a row says what it is.
    if (kind === 'event' && slot !== '') place.said.add('kind');
  }
  return [...places.values()].flatMap(({ said, ...place }) => {
    const fields = NEEDED[place.kind].filter((field) => !said.has(field));
    return fields.length === 0 || said.has(STORED_RECORD) ? [] : [{ ...place, fields }];
  });
}
