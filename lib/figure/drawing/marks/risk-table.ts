import type { Ink } from './inks';
import type { Mark } from './marks';
import { RISK_ROW, TYPE_SIZE } from './measures';

/** A row under the plot: its name and a number for each tick of the axis. */
export type RiskRow = Readonly<{ label: string; values: readonly (number | string)[] }>;

export type RiskTablePlace = Readonly<{
  /** x of each column: of its tick */
  columns: readonly number[];
  /** right edge of the names; on a narrow chart they stand above their numbers, from 0 */
  names: number;
  top: number;
  narrow: boolean;
  /** ink of the numbers of a column */
  inkOf?: (column: number) => Ink;
}>;

/** Numbers at risk, each column at the x of its tick. */
export function riskTableMarks(
  rows: readonly RiskRow[],
  { columns, names, top, narrow, inkOf = () => 'ink' }: RiskTablePlace,
): Mark[] {
  const height = narrow ? RISK_ROW.narrow : RISK_ROW.wide;
  return rows.flatMap(({ label, values }, row): Mark[] => {
    const y = top + row * height + (narrow ? 30 : 14);
    const name: Mark = {
      kind: 'cell',
      at: narrow ? [0, y - 16] : [names, y],
      text: label,
      size: TYPE_SIZE,
      weight: 400,
      ink: 'muted',
      anchor: narrow ? 'start' : 'end',
    };
    const numbers = values.map(
      (value, column): Mark => ({
        kind: 'cell',
        at: [columns[column] ?? 0, y],
        text: String(value),
        size: TYPE_SIZE,
        weight: 400,
        ink: inkOf(column),
        anchor: 'middle',
      }),
    );
    return [name, ...numbers];
  });
}
