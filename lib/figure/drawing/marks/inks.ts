import { SERIES_COLOURS, type SeriesStyle } from '@/lib/comparison/selection/series/style';
import type { TrialStatus, Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { Category } from '@/lib/risk-cohort/classified-cohort';

/** What a mark is painted with, by its meaning; a page decides between light and dark, a file has the light values. */
export type Ink =
  | 'ink'
  | 'muted'
  | 'line'
  | 'strong'
  | 'ground'
  | 'band'
  | 'band-thin'
  | 'thin'
  | 'share'
  | 'share-tint'
  | `series-${number}`
  | `kmt2a-${Kmt2aStratum}`
  | `status-${TrialStatus}`
  | `status-tint-${TrialStatus}`
  | `category-${Category}`;

/** The light values of the inks, the same as in the style sheets of the pages. */
export const INK_COLOURS = {
  ink: '#16202a',
  muted: '#52606d',
  line: '#dfe5ea',
  strong: '#b8c2cc',
  ground: '#ffffff',
  band: '#e3e8ec',
  'band-thin': '#f1f4f6',
  thin: '#77838f',
  share: '#0072b2',
  'share-tint': '#c7e0ee',
  'kmt2a-r': '#d55e00',
  'kmt2a-g': '#0072b2',
  'kmt2a-all': '#75818c',
  'status-completed': '#5f7182',
  'status-closed': '#7b5ea7',
  'status-active': '#0072b2',
  'status-recruiting': '#00805d',
  'status-not-yet-recruiting': '#b45f06',
  'status-unknown': '#6b7680',
  'status-tint-completed': '#dce1e5',
  'status-tint-closed': '#e2dcec',
  'status-tint-active': '#c7e0ee',
  'status-tint-recruiting': '#c7e3db',
  'status-tint-not-yet-recruiting': '#eeddc9',
  'status-tint-unknown': '#dfe2e4',
  'category-HR': '#d55e00',
  'category-IR': '#e69f00',
  'category-LR': '#0072b2',
  'category-open': '#7b8794',
  'category-not-eligible': '#b8c2cc',
  'category-not-stratified': '#dfe5ea',
} as const satisfies Readonly<Record<Exclude<Ink, `series-${number}`>, string>>;

export type FixedInk = keyof typeof INK_COLOURS;

/** Their dark values, the same as in the style sheets; what these share in the light they share in the dark. */
export const DARK_COLOURS = {
  ink: '#e8edf1',
  muted: '#a5b1bc',
  line: '#2c363f',
  strong: '#4b5863',
  ground: '#12171c',
  band: '#2a343d',
  'band-thin': '#1d252c',
  thin: '#8b98a4',
  share: '#5ab0e6',
  'share-tint': '#24465a',
  'kmt2a-r': '#ee7733',
  'kmt2a-g': '#5ab0e6',
  'kmt2a-all': '#9aa7b2',
  'status-completed': '#93a3b1',
  'status-closed': '#b79be0',
  'status-active': '#5ab0e6',
  'status-recruiting': '#38c79b',
  'status-not-yet-recruiting': '#f0a45c',
  'status-unknown': '#a5b1bc',
  'status-tint-completed': '#2e363d',
  'status-tint-closed': '#363447',
  'status-tint-active': '#223948',
  'status-tint-recruiting': '#1a3e38',
  'status-tint-not-yet-recruiting': '#43362a',
  'status-tint-unknown': '#32393f',
  'category-HR': '#ee7733',
  'category-IR': '#e69f00',
  'category-LR': '#5ab0e6',
  'category-open': '#8b98a4',
  'category-not-eligible': '#4b5863',
  'category-not-stratified': '#2c363f',
} as const satisfies Readonly<Record<FixedInk, string>>;

/** The ink of a series, by the position of its colour. */
export function seriesInk({ colour }: Pick<SeriesStyle, 'colour'>): Ink {
  return `series-${colour}`;
}

/** An ink on the light ground of every file, `#rrggbb`. */
export function inkColour(ink: Ink): string {
  return isSeries(ink)
    ? (SERIES_COLOURS[Number(ink.slice('series-'.length)) % SERIES_COLOURS.length]?.light ?? INK_COLOURS.ink)
    : INK_COLOURS[ink];
}

/** An ink on a page, whose style sheet knows light and dark. */
export function inkVariable(ink: Ink): string {
  return ink === 'strong' ? 'var(--line-strong)' : `var(--${ink})`;
}

function isSeries(ink: Ink): ink is `series-${number}` {
  return ink.startsWith('series-');
}
