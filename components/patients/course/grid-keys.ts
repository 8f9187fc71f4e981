import type { KeyboardEvent, RefObject } from 'react';
import type { FormValues } from '@/lib/patients/form-state';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { COURSE_ORDER, isBlankRow, rowCells, type CellDefinition, type CourseRows } from './cell-definitions';

type Settings = Readonly<{
  box: RefObject<HTMLFormElement | null>;
  rows: CourseRows;
  values: FormValues;
  set: (cell: CellDefinition, value: string) => void;
  save: () => void;
}>;

type GridKeys = {
  onKeyDown: (event: KeyboardEvent<HTMLFormElement>) => void;
  /** Goes to the first empty row of a section. */
  focusSection: (kind: RecordKind) => void;
  /** Fills the empty cells of a row, its dates aside, with what stands in the row above. */
  repeatRow: (kind: RecordKind, id: string) => void;
  clearRow: (kind: RecordKind, id: string) => void;
};

/** The keys of the tables: Enter, Ctrl+Enter, Ctrl+D, Ctrl+Shift+D, Ctrl+Delete. */
export function useGridKeys({ box, rows, values, set, save }: Settings): GridKeys {
  const focus = (kind: RecordKind, id: string | undefined): void => {
    const row = box.current?.querySelector<HTMLElement>(`[data-kind="${kind}"][data-row="${id ?? ''}"]`);
    row?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  };
  const focusSection = (kind: RecordKind): void => focus(kind, rows[kind].at(-1));
  const above = (kind: RecordKind, id: string): string | undefined => rows[kind][rows[kind].indexOf(id) - 1];
  const copy = (kind: RecordKind, id: string, wanted: (cell: CellDefinition, place: number) => boolean): void => {
    const from = above(kind, id);
    if (from === undefined) return;
    const source = rowCells(kind, from, 0);
    rowCells(kind, id, 0).forEach((cell, place) => {
      const value = values[source[place]?.name ?? ''] ?? '';
      if (value !== '' && wanted(cell, place)) set(cell, value);
    });
  };
  const repeatRow: GridKeys['repeatRow'] = (kind, id) =>
    copy(kind, id, (cell) => cell.takes !== 'day' && (values[cell.name] ?? '') === '');
  const clearRow: GridKeys['clearRow'] = (kind, id) => {
    for (const cell of rowCells(kind, id, 0)) set(cell, '');
  };
  const goOn = (kind: RecordKind, id: string): void => {
    if (!isBlankRow(kind, id, values)) return focus(kind, rows[kind][rows[kind].indexOf(id) + 1]);
    const next = COURSE_ORDER[COURSE_ORDER.indexOf(kind) + 1];
    if (next === undefined) box.current?.querySelector<HTMLElement>('[data-save]')?.focus();
    else focusSection(next);
  };
  const onKeyDown: GridKeys['onKeyDown'] = (event) => {
    const does = (action: () => void): void => {
      event.preventDefault();
      action();
    };
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'Enter') return does(save);
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const kind = COURSE_ORDER.find((one) => one === cell?.dataset['kind']);
    const id = cell?.dataset['row'];
    if (kind === undefined || id === undefined || event.target instanceof HTMLButtonElement) return;
    if (event.key === 'Enter' && !command) return does(() => goOn(kind, id));
    // By the place of the key: the same one under a Cyrillic layout.
    if (command && event.code === 'KeyD' && event.shiftKey) return does(() => repeatRow(kind, id));
    if (command && event.code === 'KeyD')
      return does(() => copy(kind, id, (_cell, place) => String(place) === cell?.dataset['column']));
    if (command && event.key === 'Delete') does(() => clearRow(kind, id));
  };
  return { onKeyDown, focusSection, repeatRow, clearRow };
}
