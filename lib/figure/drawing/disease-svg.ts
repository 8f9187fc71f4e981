import { afterColon, inLocale } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { DiseaseWords } from '@/lib/registry/disease/words';
import type { PictureSize, SvgPicture } from '../model/document';
import { shareMarks } from './marks/disease';
import { svgDocument } from './svg/document';
import { marksSvg } from './svg/marks';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';
import { textWidth, wrapText } from './text-width';

/** The words of the drawing that no share gives. */
export type DiseaseDrawing = Readonly<{
  title: string;
  locale: Locale;
  axis: string;
  /** before a heading: what the rows of a group have in common */
  by: Readonly<Record<DiseaseGroup['by'], string>>;
  words: DiseaseWords;
  /** number of the reference and letter of its level, `[3] A` */
  source: (row: DiseaseRow) => string;
  split: SplitGenes;
}>;

const [SIZE, SMALL, LINE, GUTTER] = [14, 12.5, 18, 44] as const;
/** Least width of a column in px, and the room beside its bars for value, patients and source. */
const [LEAST, BESIDE] = [560, 300] as const;
/** Below this width value and patients stand under each other where they do not fit beside each other. */
const NARROW = 620;
const MOST_COLUMNS = 4;

/** Shares as bars on one scale for each topic, in so many columns as let the picture stand largest in a frame. */
export function diseaseChart(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  size: PictureSize,
): SvgPicture {
  const scale = ({ width, height }: SvgPicture): number => Math.min(size.width / width, size.height / height);
  const pictures = Array.from({ length: MOST_COLUMNS }, (_, i) =>
    diseaseSvg(sections, drawing, i + 1, Math.max(LEAST, (size.width - i * GUTTER) / (i + 1))),
  );
  return pictures.reduce((best, picture) => (scale(picture) > scale(best) ? picture : best));
}

/** Width of a column, and what every row is higher than its words need, in px. */
type Room = Readonly<{ width: number; air: number }>;

/** The same in a number of columns of a width in px; `air`: what every row is higher than its words need. */
export function diseaseSvg(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  columns: number,
  width: number,
  air = 0,
): SvgPicture {
  const blocks = sections.flatMap((section) => sectionBlocks(section, sections.length > 1, drawing, { width, air }));
  const total = blocks.reduce((sum, { height }) => sum + height, 0);
  const filled: { svg: string[]; height: number }[] = [{ svg: [], height: 0 }];
  for (const { svg, height } of blocks) {
    const current = filled.at(-1);
    const next =
      current !== undefined &&
      current.height > 0 &&
      current.height + height / 2 > total / columns &&
      filled.length < columns
        ? { svg: [], height: 0 }
        : current;
    if (next === undefined) continue;
    if (next !== current) filled.push(next);
    next.svg.push(`<g transform="translate(0 ${px(next.height)})">${svg}</g>`);
    next.height += height;
  }
  const body = filled
    .map(({ svg }, i) => `<g transform="translate(${px(i * (width + GUTTER))} 0)">${svg.join('')}</g>`)
    .join('');
  return svgDocument({
    width: Math.ceil(filled.length * (width + GUTTER) - GUTTER),
    height: Math.ceil(Math.max(...filled.map(({ height }) => height)) + 6),
    title: drawing.title,
    locale: drawing.locale,
    body,
  });
}

/** A group each, so that a column may end between them; the first one carries the heading of its topic and the axis. */
function sectionBlocks(
  { name, groups, scale }: DiseaseSection,
  named: boolean,
  drawing: DiseaseDrawing,
  room: Room,
): Block[] {
  return groups.map((group, i) => {
    const above =
      i === 0 ? headSvg(named ? drawing.words.topic(name) : null, scale, drawing, room.width) : { svg: '', height: 0 };
    const body = groupSvg(group, scale, drawing, room);
    return {
      svg: `${above.svg}<g transform="translate(0 ${px(above.height)})">${body.svg}</g>`,
      height: above.height + body.height + (i === groups.length - 1 ? 16 : 6),
    };
  });
}

/** Right edge of a column of text, and the px that a line of it has. */
type Column = Readonly<{ edge: number; room: number }>;
/** Where the bars stand, and what stands beside them; `both`: the room of the two columns together on a narrow picture. */
type Places = Readonly<{ left: number; right: number; value: Column; counts: Column; both: Column | null }>;

function plotOf(width: number): Places {
  if (width >= NARROW) {
    const right = width - BESIDE;
    const [value, counts] = [
      { edge: right + 120, room: 112 },
      { edge: right + 252, room: 118 },
    ];
    return { left: width * 0.36, right, value, counts, both: null };
  }
  const edge = width - 44;
  const [value, counts, both] = [
    { edge: edge - 78, room: 66 },
    { edge, room: 70 },
    { edge, room: 144 },
  ];
  return { left: width * 0.42, right: edge - 160, value, counts, both };
}

function headSvg(
  topic: string | null,
  scale: DiseaseSection['scale'],
  { axis, split }: DiseaseDrawing,
  width: number,
): Block {
  const { left, right } = plotOf(width);
  const top = topic === null ? 0 : 26;
  const ticks = [0, scale / 2, scale].map((tick) =>
    line(left + (tick / scale) * (right - left), top + 14, String(tick), {
      size: SIZE,
      fill: PAPER.muted,
      anchor: tick === 0 ? 'start' : 'middle',
    }),
  );
  const heading = topic === null ? '' : line(0, 18, topic, { size: 16, weight: 600 }, split);
  return {
    svg: `${heading}${line(0, top + 14, axis, { size: SMALL, fill: PAPER.muted })}${ticks.join('')}<path d="M0,${top + 21}H${px(width)}" stroke="${PAPER.axis}"/>`,
    height: top + 22,
  };
}

function groupSvg(
  { by, heading, rows }: DiseaseGroup,
  scale: DiseaseSection['scale'],
  drawing: DiseaseDrawing,
  { width, air }: Room,
): Block {
  const { source, split, locale } = drawing;
  const places = plotOf(width);
  const { left, right } = places;
  const parts: string[] = [];
  const heads = wrapText(`${drawing.by[by]} ${afterColon(inLocale(heading, locale))}`, width, SIZE, 600);
  heads.forEach((text, i) => parts.push(line(0, 20 + i * LINE, text, { size: SIZE, weight: 600 }, split)));
  let y = 6 + heads.length * LINE + 4;
  for (const row of rows) {
    const label = wrapText(inLocale(row.label, locale), left - 16, SIZE);
    const first = y + air / 2;
    parts.push(...label.map((text, i) => line(0, first + 15 + i * LINE, text, { size: SIZE }, split)));
    const beside = besideSvg(row, first + 15, places, drawing);
    parts.push(beside.svg, line(width, first + 15, source(row), { size: SMALL, fill: PAPER.muted, anchor: 'end' }));
    const height = Math.max(label.length * LINE, beside.height) + 5 + air;
    const x = (percent: number): number => left + (percent / scale) * (right - left);
    const middle = first + 10;
    parts.push(marksSvg(shareMarks(row.mark, { x, middle, top: y, bottom: y + height, scale, half: 5 + air / 5 })));
    y += height;
    parts.push(`<path d="M0,${px(y)}H${px(width)}" stroke="${PAPER.line}"/>`);
  }
  return { svg: parts.join(''), height: y };
}

/** The value and the patients behind it, the first line of them at `y`. */
function besideSvg(row: DiseaseRow, y: number, { value, counts, both }: Places, { words }: DiseaseDrawing): Block {
  const share = words.value(row);
  // A narrow picture has no line for what is not reported; the caveats count it.
  const unknown = row.fact.n === null && row.fact.denominator === null;
  const patients = both !== null && unknown ? '' : words.counts(row.fact);
  const fit = textWidth(share, SIZE) <= value.room && textWidth(patients, SMALL) <= counts.room;
  const under = both !== null && !fit ? both : null;
  const shares = wrapText(share, (under ?? value).room, SIZE);
  const counted = patients === '' ? [] : wrapText(patients, (under ?? counts).room, SMALL);
  const below = under === null ? 0 : shares.length;
  const svg = [
    ...shares.map((text, i) => line((under ?? value).edge, y + i * LINE, text, { size: SIZE, anchor: 'end' })),
    ...counted.map((text, i) =>
      line((under ?? counts).edge, y + (below + i) * LINE, text, { size: SMALL, fill: PAPER.muted, anchor: 'end' }),
    ),
  ];
  return { svg: svg.join(''), height: Math.max(shares.length, below + counted.length) * LINE };
}
