import type { ColumnChoice } from '@/lib/patients/import/questions';
import type { ReadSheet } from '@/lib/patients/import/read-file';
import type { SaidSign } from '@/lib/patients/import/words/signs';
import type { TableNote } from '@/lib/tables/table';

/** A sheet as it was read, with what the person says of it; only sheets that are `used` are imported. */
export type OpenSheet = Readonly<{
  read: ReadSheet;
  used: boolean;
  merged: 'each-row' | 'first-row' | null;
  columns: readonly ColumnChoice[];
}>;
/** `notes`: what is said of the file as a whole. */
export type Opened = Readonly<{
  file: string;
  notes: readonly TableNote[];
  sheets: readonly OpenSheet[];
  signs: readonly SaidSign[];
  emptyClears: boolean;
}>;
