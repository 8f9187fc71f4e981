import { z } from 'zod';
import type { FormValues } from '../form-state';
import { formValues, type CourseRecords } from '../records/record';
import { RECORD_KINDS, type RecordKind } from '../vocabulary';

/** One row of a section as it was typed. A new row brings the id under which it will be stored, so that a repeated sending changes it. */
export type GridRow = { kind: RecordKind; id: string; cells: FormValues };

/** The name of a cell in the form of a whole course. */
export function cellName(kind: RecordKind, id: string, field: string): string {
  return `${kind}.${id}.${field}`;
}

/** The kind, row and field of a cell; null where the name is that of no cell. */
export function readCellName(name: string): { kind: RecordKind; id: string; field: string } | null {
  const [of, id = '', field = ''] = name.split('.');
  const kind = RECORD_KINDS.find((one) => one === of);
  return kind !== undefined && /^[A-Za-z]+$/.test(field) && z.uuid().safeParse(id).success ? { kind, id, field } : null;
}

/** The rows among the values of a form, in the order in which they stand there. */
export function readRows(values: FormValues): GridRow[] {
  const rows = new Map<string, GridRow>();
  for (const [name, value] of Object.entries(values)) {
    const cell = readCellName(name);
    if (cell === null) continue;
    const key = `${cell.kind}.${cell.id}`;
    const row = rows.get(key) ?? { kind: cell.kind, id: cell.id, cells: {} };
    row.cells[cell.field] = value;
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** A row's values under the names of their cells. */
export function cellsOf<Value>(
  { kind, id }: Pick<GridRow, 'kind' | 'id'>,
  values: Record<string, Value>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [cellName(kind, id, field), value]));
}

/** Every record of a course as the cells of its form. */
export function courseCells(records: CourseRecords): FormValues {
  return Object.assign(
    {},
    ...RECORD_KINDS.flatMap((kind) =>
      records[kind].map(({ id, ...stored }) => cellsOf({ kind, id }, formValues(stored))),
    ),
  ) as FormValues;
}

export function isBlank({ cells }: GridRow): boolean {
  return Object.values(cells).every((value) => value.trim() === '');
}
