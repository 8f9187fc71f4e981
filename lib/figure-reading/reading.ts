import type { Box } from './geometry';
import type { Refusal } from './refusal';

export type TimeUnit = 'days' | 'weeks' | 'months' | 'years';
export type Shows = 'survival' | 'incidence';
export type Printed = 'percent' | 'fraction';
export type Method = 'vector' | 'raster';

/** A time of the axis and what holds from there on (S as a fraction), or how many are at risk. */
export type TimeValue = readonly [time: number, value: number];

/** Why a stretch of a curve must be looked at before it is believed. */
export type Doubt =
  | 'hidden'
  | 'gap'
  | 'other_path'
  | 'faint'
  | 'end_unclear'
  | 'start_unclear'
  | 'unexplained_lines'
  | 'slanted'
  | 'axes_unsure'
  | 'curves_alike'
  | 'marks_unsure';

/** From one time to another in the unit of the axis: the curve may be off there by more than two points. */
export type DoubtfulStretch = Readonly<{ from: number; to: number; doubt: Doubt }>;

/** How far from a straight line the ticks of an axis lie: `residual` in points or pixels, `from` says what was measured. */
export type AxisReading = Readonly<{
  ticks: readonly number[];
  residual: number;
  from: 'ticks' | 'grid' | 'labels' | 'clicks';
}>;

export type CurveReading = Readonly<{
  label: string;
  colour: string;
  dash: readonly number[];
  /** S from each time on, falling, the first at the start of the curve. Times in the unit of the axis. */
  points: readonly TimeValue[];
  /** Where the line ends, not the axis. */
  end: number;
  censored: readonly number[];
  /** Patients of the arm, where the figure says so; null otherwise. */
  patients: number | null;
  atRisk: readonly TimeValue[];
  doubtful: readonly DoubtfulStretch[];
}>;

/**
 * One plot. The unit of time, percent or fraction and survival or incidence are proposals: they pass every test of fit
 * when they are wrong, and a person confirms them. `affine` is x = a t + c v + e, y = b t + d v + f with v as a fraction.
 */
export type PanelReading = Readonly<{
  method: Method;
  box: Box;
  x: AxisReading & Readonly<{ unit: TimeUnit | null }>;
  y: AxisReading & Readonly<{ as: Printed; shows: Shows }>;
  affine: readonly [a: number, b: number, c: number, d: number, e: number, f: number];
  curves: readonly CurveReading[];
  refusals: readonly Refusal[];
}>;
