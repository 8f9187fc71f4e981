import type { Place } from './geometry';
import type { Printed, Shows, TimeUnit } from './reading';

/** A place of the axes that a person pointed at, in pixels of the figure; `value` as printed. */
export type AxisClick = Readonly<{ time: number; value: number; at: Place }>;

export type CurveHint = Readonly<{ label: string; colour: string; dash: string; waypoints: readonly Place[] }>;

/** What a person says of a plot in a picture: what is printed on it and which lines are curves. Nothing measured. */
export type PanelHints = Readonly<{
  x: Readonly<{ unit: TimeUnit | null; values: readonly number[] }>;
  y: Readonly<{ as: Printed; shows: Shows; values: readonly number[] }>;
  clicks: readonly AxisClick[];
  curves: readonly CurveHint[];
}>;
