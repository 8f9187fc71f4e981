import { cellName } from '@/lib/patients/grid/cells';
import { RECORD_KINDS, type RecordKind } from '@/lib/patients/vocabulary';
import { RECORD_FIELDS, type FieldDefinition } from '../entry-fields';

/** The ids of the rows of each section, in their order. */
export type CourseRows = Readonly<Record<RecordKind, readonly string[]>>;

/** A field of one row: its name is that of the cell. */
export type CellDefinition = FieldDefinition & { kind: RecordKind; id: string };

/** The sections of a course as they follow each other in the clinic, which is the order in which they are entered. */
export const COURSE_ORDER: readonly RecordKind[] = RECORD_KINDS;

/** Every cell of the rows. What a row has no use for is hidden, unless something stands in it: nothing typed goes unseen. */
export function cellDefinitions(rows: CourseRows): CellDefinition[] {
  return COURSE_ORDER.flatMap((kind) => rows[kind].flatMap((id, index) => rowCells(kind, id, index + 1)));
}

export function rowCells(kind: RecordKind, id: string, row: number): CellDefinition[] {
  return RECORD_FIELDS[kind].map((field) => {
    const name = cellName(kind, id, field.name);
    const { shownWhen } = field;
    return {
      ...field,
      ...{ kind, id, row, name },
      ...(shownWhen && {
        shownWhen: (values: Partial<Record<string, string>>) =>
          (values[name] ?? '') !== '' || shownWhen(rowValues(kind, id, values)),
      }),
    };
  });
}

/** The values of one row under the names of its fields. */
export function rowValues(
  kind: RecordKind,
  id: string,
  values: Partial<Record<string, string>>,
): Partial<Record<string, string>> {
  return Object.fromEntries(RECORD_FIELDS[kind].map(({ name }) => [name, values[cellName(kind, id, name)] ?? '']));
}

export function isBlankRow(kind: RecordKind, id: string, values: Partial<Record<string, string>>): boolean {
  return Object.values(rowValues(kind, id, values)).every((value) => value === '');
}
