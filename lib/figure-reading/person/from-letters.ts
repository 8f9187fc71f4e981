import type { AxisProposal, FoundLetters } from '../letters/read-letters';
import type { PictureRow } from '../letters/risk-cells';
import type { CountCell, Sheet, TypedAxis } from './sheet';

/**
 * The sheet with what was read of a picture's axes, as proposals: what a person has typed stays, an outermost number that was
 * not read stays empty, and nothing is confirmed.
 */
export function withAxes(sheet: Sheet, { axes }: FoundLetters): Sheet {
  if (axes === null) return sheet;
  return {
    ...sheet,
    x: typed(sheet.x, axes.x),
    y: typed(sheet.y, axes.y),
    as: sheet.as ?? axes.as,
    confirmed: false,
  };
}

function typed(before: TypedAxis, { first, last, step }: AxisProposal): TypedAxis {
  const field = (own: string, read: number | null): string =>
    own.trim() !== '' || read === null ? own : String(Number(read.toPrecision(9)));
  return { first: field(before.first, first), last: field(before.last, last), step: field(before.step, step) };
}

/** The fields of a row that was read from a picture: each a proposal, those not read empty. */
export function countsOfRow({ cells }: PictureRow): CountCell[] {
  return cells.map(({ time, value }) =>
    value === null ? { time, text: '' } : { time, text: String(value), proposed: true },
  );
}

/** The row that an arm's numbers came from: its proposals, or all of them once they were compared; −1 where there is none. */
export function rowOfCells(rows: readonly PictureRow[], cells: readonly CountCell[]): number {
  const proposed = cells.filter((cell) => cell.proposed === true);
  const asked = proposed.length > 0 ? proposed : cells.filter(({ text }) => text !== '');
  if (asked.length === 0) return -1;
  return rows.findIndex((row) =>
    asked.every(({ time, text }) => row.cells.some((cell) => cell.time === time && String(cell.value) === text)),
  );
}

/** The cells with one of them as typed by a person, or with all of them compared. */
export const typedCell = (cells: readonly CountCell[], at: number, text: string): CountCell[] =>
  cells.map((cell, i) => (i === at ? { time: cell.time, text } : cell));
export const comparedCells = (cells: readonly CountCell[], at: number | null): CountCell[] =>
  cells.map((cell, i) => (at === null || i === at ? { time: cell.time, text: cell.text } : cell));
