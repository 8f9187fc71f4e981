import { useState } from 'react';
import { readRows } from '@/lib/patients/grid/cells';
import type { FormValues } from '@/lib/patients/form-state';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { randomKey } from '../use-entry-form';
import { isBlankRow, type CourseRows } from './cell-definitions';

/** The id of the empty row that each section begins with. */
export type EmptyRows = Readonly<Record<RecordKind, string>>;

/**
 * The rows of a course's form: those of the values it starts with, and an empty one at the end of every section. The first
 * empty ones come with the page: made here they would be others on the server than in the browser, which keeps the names
 * that the server wrote, so that keys, pasted blocks and links to errors would miss the row.
 */
export function useCourseRows(
  initial: FormValues,
  empty: EmptyRows,
): {
  rows: CourseRows;
  /** Makes rows until a section has so many; returns their ids. */
  atLeast: (kind: RecordKind, count: number) => readonly string[];
  restart: (values: FormValues) => void;
} {
  const [rows, setRows] = useState<CourseRows>(() => rowsOf(initial, (kind) => empty[kind]));
  return {
    rows,
    atLeast: (kind, count) => {
      const missing = Math.max(0, count - rows[kind].length);
      const grown = [...rows[kind], ...Array.from({ length: missing }, randomKey)];
      if (missing > 0) setRows((before) => ({ ...before, [kind]: grown }));
      return grown;
    },
    restart: (values) => setRows(rowsOf(values, randomKey)),
  };
}

function rowsOf(values: FormValues, empty: (kind: RecordKind) => string): CourseRows {
  const rows = readRows(values);
  const ids = (kind: RecordKind): string[] => {
    const filled = rows.filter((row) => row.kind === kind && !isBlankRow(kind, row.id, values)).map(({ id }) => id);
    return [...filled, empty(kind)];
  };
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, ids(kind)])) as Record<RecordKind, string[]>;
}
