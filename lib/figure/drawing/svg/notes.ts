import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { SeriesRow } from '@/lib/comparison/selection/series-rows';
import { MARKER_RADIUS, markerSvg } from './panel';
import { line, paragraph, PAPER, px, type Block, type SplitGenes } from './text';
import { textWidth, wrapText } from '../text-width';

const SIZE = 14;
const LINE = SIZE * 1.42;

/** What the signs of the chart mean. */
export function legendSvg({ legend }: Pick<FigureTexts, 'legend'>, left: number, top: number, width: number): Block {
  let [x, y] = [left, top];
  const parts = legend.map(({ kind, text }) => {
    const needed = 34 + textWidth(text, SIZE) + 26;
    if (x > left && x + needed - 26 > left + width) [x, y] = [left, y + LINE + 4];
    const svg = legendSign(kind, x, y + SIZE / 2 + 2) + line(x + 34, y + SIZE, text, { size: SIZE, fill: PAPER.muted });
    x += needed;
    return svg;
  });
  return { svg: parts.join(''), height: legend.length === 0 ? 0 : y - top + LINE + 8 };
}

function legendSign(kind: FigureTexts['legend'][number]['kind'], x: number, y: number): string {
  const middle = x + 13;
  const path = (d: string, colour: string, rest = ''): string =>
    `<path d="${d}" stroke="${colour}" fill="none"${rest.includes('stroke-width') ? rest : ` stroke-width="2.2"${rest}`}/>`;
  switch (kind) {
    case 'local':
      return `<rect x="${px(x)}" y="${px(y - 8)}" width="26" height="16" fill="${PAPER.band}"/>${path(`M${px(x)},${px(y - 3)}H${px(middle)}V${px(y + 3)}H${px(x + 26)}`, PAPER.ink)}${path(`M${px(x + 6)},${px(y - 8)}v10`, PAPER.ink)}`;
    case 'thin':
      return path(`M${px(x)},${px(y)}h26`, PAPER.thin);
    case 'published':
    case 'from-se':
      return (
        path(`M${px(x + 1)},${px(y)}h24`, PAPER.muted, kind === 'from-se' ? ' stroke-dasharray="4 2.5"' : '') +
        path(`M${px(x + 1)},${px(y - 4)}v8M${px(x + 25)},${px(y - 4)}v8`, PAPER.muted) +
        `<circle cx="${px(middle)}" cy="${px(y)}" r="4.5" fill="${PAPER.muted}"/>`
      );
    case 'field':
      return `<path d="M${px(middle - 5)},${px(y - 5)}h10v10h-10Z" fill="${PAPER.thin}"/>`;
    case 'enrolment':
      return path(`M${px(x)},${px(y)}h26`, PAPER.line, ' stroke-width="5"');
    case 'joined':
      return path(
        `M${px(x + 1)},${px(y - 4)}L${px(x + 25)},${px(y + 4)}`,
        PAPER.muted,
        ' stroke-linecap="round" stroke-dasharray="0.1 5"',
      );
    case 'reconstructed':
      return path(`M${px(x)},${px(y)}h26`, PAPER.muted, ' stroke-dasharray="8 5"');
    case 'hollow':
      return `<circle cx="${px(middle)}" cy="${px(y)}" r="5" fill="${PAPER.ground}" stroke="${PAPER.muted}" stroke-width="2.2"/>`;
  }
}

const POPULATION = 0.165;
/** Where the columns of the table stand, as shares of its width; `end` columns are right-aligned. */
const COLUMNS = [
  { key: 'series', at: 0.027, anchor: 'start' },
  { key: 'population', at: POPULATION, anchor: 'start' },
  { key: 'n', at: 0.525, anchor: 'end' },
  { key: 'horizon', at: 0.605, anchor: 'end' },
  { key: 'value', at: 0.69, anchor: 'end' },
  { key: 'interval', at: 0.71, anchor: 'start' },
  { key: 'source', at: 0.932, anchor: 'start' },
] as const;

/** Every figure with its n, horizon, interval and source. */
export function tableSvg(
  { rows, columns }: FigureTexts,
  left: number,
  top: number,
  width: number,
  split: SplitGenes,
): Block {
  const head = COLUMNS.map(({ key, at, anchor }) =>
    line(left + at * width, top + SIZE, columns[key], { size: 13, weight: 600, fill: PAPER.muted, anchor }),
  );
  let y = top + LINE + 6;
  const rule = (at: number, colour: string): string =>
    `<path d="M${px(left)},${px(at)}H${px(left + width)}" stroke="${colour}"/>`;
  const body = rows.map((row) => {
    const block = rowSvg(row, left, y, width, split);
    y += block.height;
    return block.svg + rule(y, PAPER.line);
  });
  return { svg: head.join('') + rule(top + LINE + 4, PAPER.axis) + body.join(''), height: y - top };
}

function rowSvg(row: SeriesRow, left: number, top: number, width: number, split: SplitGenes): Block {
  const population = wrapText([row.population, row.notDrawn].filter(Boolean).join('; '), 0.315 * width, SIZE);
  const interval = row.interval === '–' ? row.intervalNote : `${row.interval} (${row.intervalNote})`;
  const values = {
    series: row.name,
    n: row.n,
    horizon: row.horizon,
    value: row.value,
    interval,
    source: row.source,
  } as const;
  const baseline = top + 5 + SIZE;
  const cells = COLUMNS.flatMap(({ key, at, anchor }) =>
    key === 'population'
      ? []
      : [
          line(left + at * width, baseline, values[key], {
            size: key === 'interval' ? 13 : SIZE,
            weight: key === 'series' || key === 'value' ? 600 : 400,
            anchor,
          }),
        ],
  );
  const lines = population.map((text, i) =>
    line(left + POPULATION * width, baseline + i * LINE, text, { size: SIZE }, split),
  );
  const sign =
    row.point === null
      ? `<path d="M${px(left)},${px(baseline - 5)}h18" stroke="${PAPER.ink}" stroke-width="2.4"/>`
      : markerSvg({
          id: row.key,
          x: left + MARKER_RADIUS + 2,
          y: baseline - 5,
          whisker: null,
          open: row.point.hollow.length > 0,
          style: row.point.style,
        });
  return { svg: sign + cells.join('') + lines.join(''), height: Math.max(1, population.length) * LINE + 8 };
}

/** A heading with its paragraphs, each behind its mark (a bullet or a number). */
export function listSvg(
  heading: string,
  items: readonly Readonly<{ mark: string; text: string; strong?: boolean }>[],
  left: number,
  top: number,
  width: number,
  split: SplitGenes,
): Block {
  if (items.length === 0) return { svg: '', height: 0 };
  let y = top + 26;
  const indent = Math.max(14, ...items.map(({ mark }) => textWidth(mark, 13) + 8));
  const parts = items.map(({ mark, text, strong = false }) => {
    const block = paragraph(left + indent, y, text, width - indent, { size: 13, weight: strong ? 600 : 400 }, split);
    const svg = line(left, y + 13, mark, { size: 13, fill: PAPER.muted }) + block.svg;
    y += block.height + 3;
    return svg;
  });
  return { svg: line(left, top + 15, heading, { size: 15, weight: 600 }) + parts.join(''), height: y - top + 12 };
}
