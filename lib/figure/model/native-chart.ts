/**
 * A point of an editable chart; `low` and `high` are the ends of its whisker, null without one. `x`: where it is drawn; `at`: the x
 * that it has, where it is drawn beside that so that no whisker hides another.
 */
export type NativePoint = Readonly<{
  x: number;
  y: number;
  low: number | null;
  high: number | null;
  label?: string;
  at?: number;
}>;
export type NativeSeries = Readonly<{
  name: string;
  /**
   * `line`: corners of a step line, joined as they are given; `points`: markers that are never joined; `ticks`: censoring
   * marks; `band`: corners of the area between the limits of a curve
   */
  kind: 'line' | 'points' | 'ticks' | 'band';
  /** lengths of lines and spaces in the width of the drawing; solid without */
  dash?: readonly number[];
  /** its intervals were computed from standard errors */
  computed?: boolean;
  /** RRGGBB */
  colour: string;
  marker: 'circle' | 'square' | 'diamond' | 'triangle' | 'none';
  /** drawn open: no interval, or time zero not stated */
  open: boolean;
  points: readonly NativePoint[];
}>;
/** What PowerPoint needs to draw the figure itself, and to let a reader edit it. */
export type NativeChart = Readonly<{
  /** null where the figure has one chart and its title says all */
  title: string | null;
  xLabel: string;
  yLabel: string;
  x: Readonly<{ low: number; high: number; step: number }>;
  y: Readonly<{ low: number; high: number; step: number }>;
  /** the figure's risk table belongs under this chart */
  riskTable: boolean;
  /** what its signs mean that nobody guesses, the least needed first */
  signs?: readonly string[];
  /** whom the letters behind names mean, and what is said where that takes too many lines */
  letters?: Readonly<{ told: string; elsewhere: string }>;
  series: readonly NativeSeries[];
}>;
