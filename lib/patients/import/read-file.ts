import type { Encoding } from '../../tables/decode';
import type { MergedCells, TableNote } from '../../tables/table';
import type { SheetRows } from './mapping';
import type { ColumnFacts, MrdTimePoint } from './questions';

export type ReadColumn = Readonly<{
  name: string;
  examples: readonly string[];
  target: string | null;
  /** what the site said before of the time point of these samples */
  timePoint: MrdTimePoint | null;
  facts: ColumnFacts;
}>;
/** A sheet of a file with where its columns would go; `sheet` null: the file has none. */
export type ReadSheet = Readonly<{
  sheet: string | null;
  rows: number;
  /** what its rows are by its name; null: the name says nothing */
  of: SheetRows | null;
  /** cells merged over several rows: somebody has to say for which of them their value holds */
  merged: MergedCells | null;
  /** what was done to it beyond cutting it, and what of it is not read */
  notes: readonly TableNote[];
  encoding: Encoding | null;
  columns: readonly ReadColumn[];
}>;
export type ReadFile =
  | Readonly<{ refused: string; columns: readonly string[] }>
  | Readonly<{ refused: null; notes: readonly TableNote[]; sheets: readonly ReadSheet[] }>;
