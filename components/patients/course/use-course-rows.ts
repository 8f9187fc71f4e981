import { useState } from 'react';
import { readRows } from '@/lib/patients/grid/cells';
import type { FormValues } from '@/lib/patients/form-state';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { randomKey } from '../use-entry-form';
import { isBlankRow, type CourseRows } from './cell-definitions';

/** The rows of a course's form: those of the values it starts with, and an empty one at the end of every section. */
export function useCourseRows(initial: FormValues): {
  rows: CourseRows;
  /** Makes rows until a section has so many; returns their ids. */
  atLeast: (kind: RecordKind, count: number) => readonly string[];
  restart: (values: FormValues) => void;
} {
  const [rows, setRows] = useState<CourseRows>(() => rowsOf(initial));
  return {
    rows,
    atLeast: (kind, count) => {
      const missing = Math.max(0, count - rows[kind].length);
      const grown = [...rows[kind], ...Array.from({ length: missing }, randomKey)];
      if (missing > 0) setRows((before) => ({ ...before, [kind]: grown }));
      return grown;
    },
    restart: (values) => setRows(rowsOf(values)),
  };
}

function rowsOf(values: FormValues): CourseRows {
  const rows = readRows(values);
  const ids = (kind: RecordKind): string[] => {
    const filled = rows.filter((row) => row.kind === kind && !isBlankRow(kind, row.id, values)).map(({ id }) => id);
    return [...filled, randomKey()];
  };
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, ids(kind)])) as Record<RecordKind, string[]>;
}
