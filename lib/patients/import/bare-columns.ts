import { DATE_ORDERS, readDate } from '../../tables/dates';
import { isMissing } from '../../tables/missing';
import { isPartialDate } from '../entry/typed-date';
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
