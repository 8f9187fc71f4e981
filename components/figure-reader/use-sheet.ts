import { useCallback, useReducer } from 'react';
import { startOf, stepped, type History, type Step } from '@/lib/figure-reading/person/history';
import { EMPTY_SHEET, type Arm, type Sheet } from '@/lib/figure-reading/person/sheet';

export type SheetControl = Readonly<{
  sheet: Sheet;
  canUndo: boolean;
  canRedo: boolean;
  change: (to: (before: Sheet) => Sheet) => void;
  changeArm: (index: number, to: (before: Arm) => Arm) => void;
  start: (sheet: Sheet) => void;
  undo: () => void;
  redo: () => void;
}>;

/** What the person says, with every step of it to go back to. */
export function useSheet(): SheetControl {
  const [history, step] = useReducer(
    stepped as (h: History<Sheet>, s: Step<Sheet>) => History<Sheet>,
    EMPTY_SHEET,
    startOf,
  );
  const change = useCallback((to: (before: Sheet) => Sheet) => step({ kind: 'change', to }), []);
  const changeArm = useCallback(
    (index: number, to: (before: Arm) => Arm) =>
      step({
        kind: 'change',
        to: (sheet) => ({ ...sheet, arms: sheet.arms.map((arm, i) => (i === index ? to(arm) : arm)) }),
      }),
    [],
  );
  return {
    sheet: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change,
    changeArm,
    start: useCallback((sheet: Sheet) => step({ kind: 'start', with: sheet }), []),
    undo: useCallback(() => step({ kind: 'undo' }), []),
    redo: useCallback(() => step({ kind: 'redo' }), []),
  };
}
