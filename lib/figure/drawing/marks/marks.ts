import type { MarkerShape } from '@/lib/comparison/selection/series/style';
import type { Ink } from './inks';

/** A point of a drawing in px, y downwards. On an axis as wide as its column, x is in per cent of it. */
export type Corner = readonly [x: number, y: number];

type Stroke = Readonly<{ ink: Ink; width: number; dash?: readonly number[]; opacity?: number }>;

/** What a figure draws besides its axes: plain data, computed once from a scale and the figure, that pages and files render. */
export type Mark =
  /** a straight line: a rule, a leader, a bar of enrolment, a join of two horizons; `round` dashes are dots */
  | (Readonly<{ kind: 'line'; from: Corner; to: Corner; round?: boolean }> & Stroke)
  /** an interval with a cap at each end; only its stem may be dashed */
  | (Readonly<{ kind: 'whisker'; from: Corner; to: Corner; cap: number }> & Stroke)
  /** a single figure; open: its interval or its time zero is missing */
  | Readonly<{ kind: 'marker'; at: Corner; shape: MarkerShape; radius: number; ink: Ink; open: boolean }>
  /** a pooled figure: its ends are its interval */
  | Readonly<{ kind: 'diamond'; low: number; middle: number; high: number; y: number; half: number; ink: Ink }>
  /** a step line through its corners: level, then down or up */
  | (Readonly<{ kind: 'step'; corners: readonly Corner[] }> & Stroke)
  /** an area around a step line */
  | Readonly<{ kind: 'band'; corners: readonly Corner[]; ink: Ink; opacity?: number }>
  /** ticks across a curve, each `half` px to both sides */
  | (Readonly<{ kind: 'censor'; at: readonly Corner[]; half: number }> & Stroke)
  /** a bar, and the strokes of its pattern */
  | Readonly<{
      kind: 'bar';
      from: Corner;
      to: Corner;
      fill: Ink;
      edge: Ink | null;
      dash?: readonly number[];
      pattern?: Readonly<{ path: string; ink: Ink; width: number }>;
      opacity?: number;
    }>
  /** from its foot to its tip: what goes on beyond a bar or a marker; `foot` and `tip` in px from `at` */
  | (Readonly<{ kind: 'arrow'; at: Corner; foot: number; tip: number }> & Stroke)
  /** a free line or, with `fill`, area in px from `at`, the origin where there is none */
  | (Readonly<{ kind: 'path'; d: string; at?: Corner; fill?: boolean }> & Stroke)
  /** words; `edge` keeps them readable where they stand over something */
  | (Readonly<{ kind: 'label'; edge: boolean }> & Words)
  /** a number or the name of a row in a table under the plot */
  | (Readonly<{ kind: 'cell' }> & Words);

/** One line of text with its baseline at y. */
export type Words = Readonly<{
  at: Corner;
  text: string;
  size: number;
  weight: 400 | 600;
  ink: Ink;
  anchor: 'start' | 'middle' | 'end';
}>;

/**
 * Marks that belong together, in the order of drawing; `id` is what a pointer finds on the page (a figure, a study), null
 * where there is nothing to point at.
 */
export type MarkGroup = Readonly<{ id: string | null; marks: readonly Mark[] }>;
