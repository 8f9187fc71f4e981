import type { ForestGroupTexts, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import { afterColon } from '@/lib/i18n/format';
import type { PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { forestSvg, nameColumn, type ForestPlaces } from '../forest-svg';
import type { SplitGenes } from '../svg/text';
import { textWidth } from '../text-width';
import { airOf } from './air';
import { chunks } from './chunks';

/** Ticks and headings are 13 px, which come out at 16 points; the details under a name, 12 px, at 14.8. */
const SCALE = 16 / 13;

/** The names of a forest plot have so many px at least. */
const LEAST_NAMES = 130;
/** Shares of the width that names take at most: names wrap for a wider plot where that costs no further slide. */
const NAME_SHARES = [0.27, 0.33, 0.4] as const;

/** Rows of one group on a slide. */
type Run = Readonly<{ group: ForestGroupTexts; rows: readonly ForestRow[] }>;

/**
 * Groups as they fit, each under its heading where a slide has several; patients, time and weight stand under the name. Of the
 * layouts with the fewest slides the one with the widest plot.
 */
export function forestParts(
  texts: ForestTexts,
  { width, height }: PictureSize,
  titleOf: (groups: readonly ForestGroupTexts[]) => string,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: Math.floor(width / SCALE), height: height / SCALE };
  const layouts = NAME_SHARES.map((share) =>
    partsWith(slidePlaces(texts, size.width, share), texts, size, titleOf, split),
  );
  const fewest = Math.min(...layouts.map(({ length }) => length));
  return layouts.find(({ length }) => length === fewest) ?? [];
}

function partsWith(
  places: ForestPlaces,
  texts: ForestTexts,
  size: PictureSize,
  titleOf: (groups: readonly ForestGroupTexts[]) => string,
  split: SplitGenes,
): SlidePart[] {
  const drawn = (runs: readonly Run[], air = 0): SvgPicture => {
    // Of one group the title says what the rows have in common.
    const groups = runs.map(({ group, rows }) => ({ ...group, heading: runs.length === 1 ? '' : group.heading, rows }));
    return forestSvg({ ...texts, groups }, size, split, places, air);
  };
  const fits = (runs: readonly Run[]): boolean => drawn(runs).height <= size.height;
  const runs = texts.groups.flatMap((group) => {
    const rows = group.rows.map((row): ForestRow => ({ ...row, detail: detailOf(row, group, texts) }));
    return chunks(rows, (own) => fits([{ group, rows: own }])).map((own): Run => ({ group, rows: own }));
  });
  return chunks(runs, fits).map((own): SlidePart => {
    const cited = own.flatMap(({ rows }) => rows.flatMap(({ point }) => (point === null ? [] : [point.citation])));
    const groups = [...new Set(own.map(({ group }) => group))];
    const count = own.reduce((sum, { rows }) => sum + rows.length, 0);
    const picture = drawn(own, airOf(size.height - drawn(own).height, count));
    return { title: titleOf(groups), picture, riskTable: false, citations: [...new Set(cited)] };
  });
}

function detailOf(
  { detail, n, horizon, weight, point }: ForestRow,
  { heading }: ForestGroupTexts,
  { columns, pooled }: ForestTexts,
): string {
  // The title says whom the whole group describes.
  const known = heading.toLowerCase().startsWith(detail.toLowerCase());
  return [
    point === null || n === '' || n === '–' ? '' : `${columns.n} = ${n}`,
    point === null ? '' : horizon,
    pooled && point !== null && weight !== '' ? `${columns.weight.toLowerCase()}\u00a0${weight}` : '',
    // A number does not stand on a line alone.
    known ? '' : afterColon(detail).replace(/ (\d+)$/u, '\u00a0$1'),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Name, plot and value alone; the plot has what the names leave, of which none takes more than its share without wrapping. */
function slidePlaces(texts: ForestTexts, width: number, share: number): ForestPlaces {
  const { groups } = texts;
  const values = groups.flatMap(({ rows }) =>
    rows.map(({ value, interval }) => textWidth(interval === '–' ? value : `${value} (${interval})`, 14, 600)),
  );
  const value = Math.max(110, ...values) + 12;
  const names = groups.flatMap((group) => group.rows.map((row) => nameColumn(row, detailOf(row, group, texts))));
  const name = Math.min(Math.max(LEAST_NAMES, width * share), 300, Math.max(LEAST_NAMES, ...names));
  return {
    name,
    n: null,
    horizon: null,
    plot: { from: name + 18, to: width - value - 14 },
    value: width,
    weight: null,
    end: width,
  };
}
