import type { ForestGroupTexts, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { PictureSize, SlidePart } from '../../model/document';
import { forestSvg, type ForestPlaces } from '../forest-svg';
import type { SplitGenes } from '../svg/text';
import { textWidth } from '../text-width';
import { chunks } from './chunks';
import { afterColon } from './titles';

/** Ticks and headings are 13 px, which come out at 16 points; the details under a name, 12 px, at 14.8. */
const SCALE = 16 / 13;

/** Rows as they fit, none of two groups on one slide; patients, time and weight stand under the name. */
export function forestParts(
  texts: ForestTexts,
  { width, height }: PictureSize,
  titleOf: (group: ForestGroupTexts) => string,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: width / SCALE, height: height / SCALE };
  const places = slidePlaces(texts, size.width);
  return texts.groups.flatMap((group) => {
    const rows = group.rows.map((row): ForestRow => ({ ...row, detail: detailOf(row, group, texts) }));
    const drawn = (own: readonly ForestRow[]) =>
      forestSvg({ ...texts, groups: [{ ...group, heading: '', rows: own }] }, size, split, places);
    return chunks(rows, (own) => drawn(own).height <= size.height).map((own): SlidePart => {
      const cited = own.flatMap(({ point }) => (point === null ? [] : [point.citation]));
      return { title: titleOf(group), picture: drawn(own), riskTable: false, citations: [...new Set(cited)] };
    });
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
    pooled && point !== null && weight !== '' ? `${columns.weight.toLowerCase()} ${weight}` : '',
    // A number does not stand on a line alone.
    known ? '' : afterColon(detail).replace(/ (\d+)$/u, '\u00a0$1'),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Name, plot and value alone. */
function slidePlaces({ groups }: ForestTexts, width: number): ForestPlaces {
  const values = groups.flatMap(({ rows }) =>
    rows.map(({ value, interval }) => textWidth(interval === '–' ? value : `${value} (${interval})`, 14, 600)),
  );
  const value = Math.max(110, ...values) + 12;
  const name = Math.min(width * 0.4, 300);
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
