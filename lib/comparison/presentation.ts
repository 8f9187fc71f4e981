import { z } from 'zod';
import { inOrder } from '@/lib/address/writing';
import type { SeriesStyle } from './selection/series/style';

/** Views of one selection: over time from time zero, as a forest plot, over calendar time, side by side in words. */
export const COMPARE_VIEWS = ['survival', 'forest', 'calendar', 'table'] as const;
export type CompareView = (typeof COMPARE_VIEWS)[number];
/** Rows of a forest plot: as the reader chose them, by falling estimate, by rising first year of enrolment, by falling n. */
export const FOREST_ORDERS = ['chosen', 'estimate', 'year', 'n'] as const;
export type ForestOrder = (typeof FOREST_ORDERS)[number];
/** The model whose diamond is drawn; `none` pools nothing. */
export const POOL_MODELS = ['none', 'reml', 'dl', 'fixed'] as const;
export type PoolModel = (typeof POOL_MODELS)[number];
/** Scales on which survival probabilities may be pooled here; complementary log-log is the usual one. */
export const POOL_SCALES = ['cloglog', 'logit', 'arcsine'] as const;
export type PoolScale = (typeof POOL_SCALES)[number];
/** A label longer than this does not fit beside a marker. */
export const LONGEST_LABEL = 40;

/** How the reader wants the selection shown; nothing of it changes what is selected. */
export type Presentation = Readonly<{
  /** null: by the figures, a forest plot where all stand at one horizon and no curve is drawn */
  view: CompareView | null;
  /** years that forest plot, calendar and pool ask for; null: by the figures */
  horizon: number | null;
  /** rows of the forest plot */
  order: ForestOrder;
  /** horizons of one source are joined by a dotted line */
  join: boolean;
  /** reconstructed curves are drawn where there are approved ones */
  curves: boolean;
  pool: PoolModel;
  scale: PoolScale;
  /** colour and marker by estimate id, where the reader changed them */
  styles: Readonly<Record<string, SeriesStyle>>;
  /** label by estimate id, where the reader changed it */
  labels: Readonly<Record<string, string>>;
}>;

/** A presentation whose view is settled. */
export type ShownPresentation = Presentation & Readonly<{ view: CompareView }>;

export const USUAL_PRESENTATION: Presentation = {
  view: null,
  horizon: null,
  order: 'chosen',
  join: false,
  curves: true,
  pool: 'none',
  scale: 'cloglog',
  styles: {},
  labels: {},
};

/** How an address writes a marker. */
export const SHAPE_LETTERS = { circle: 'c', square: 's', diamond: 'd', triangle: 't', 'triangle-down': 'v' } as const;
/** One estimate id as an address may name it. */
export const ESTIMATE_ID = /^[a-z0-9]+([.-][a-z0-9]+)*$/u;

/** Text that a reader may give a series: one line without control or invisible characters, and without the sign between labels. */
export const LabelText = z
  .string()
  .max(LONGEST_LABEL)
  .regex(/^\S(.*\S)?$/u)
  .regex(/^[^|\p{C}\p{Zl}\p{Zp}]+$/u);

/** The parts of an address that say this presentation, without those that say the same as their absence. */
export function writePresentation({
  view,
  horizon,
  order,
  join,
  curves,
  pool,
  scale,
  styles,
  labels,
}: Presentation): (readonly [name: string, value: string | null])[] {
  const styled = inOrder(
    Object.entries(styles).map(([id, { colour, shape }]) => `${id}:${colour}${SHAPE_LETTERS[shape]}`),
  );
  const labelled = inOrder(Object.entries(labels).map(([id, text]) => `${id}:${text}`));
  return [
    ['view', view],
    ['horizon', horizon?.toString() ?? null],
    ['order', order === 'chosen' ? null : order],
    ['join', join ? '1' : null],
    ['curves', curves ? null : '0'],
    ['pool', pool === 'none' ? null : pool],
    ['scale', scale === 'cloglog' ? null : scale],
    ['styles', styled.length === 0 ? null : styled.join(',')],
    ['labels', labelled.length === 0 ? null : labelled.join('|')],
  ];
}
