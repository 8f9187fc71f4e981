import { inLocale } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { DiseaseGroup, DiseaseRow, DiseaseSection } from '@/lib/registry/disease/page';
import type { DiseaseWords } from '@/lib/registry/disease/words';
import type { PictureSize, SvgPicture } from '../model/document';
import { shareMarks } from './marks/disease';
import { svgDocument } from './svg/document';
import { marksSvg } from './svg/marks';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';
import { wrapText } from './text-width';

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
/** Below this width there is no column for the patients. */
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

/** The same in a number of columns of a width in px. */
export function diseaseSvg(
  sections: readonly DiseaseSection[],
  drawing: DiseaseDrawing,
  columns: number,
  width: number,
): SvgPicture {
  const blocks = sections.flatMap((section) => sectionBlocks(section, sections.length > 1, drawing, width));
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
  { topic, groups, scale }: DiseaseSection,
  named: boolean,
  drawing: DiseaseDrawing,
  width: number,
): Block[] {
  return groups.map((group, i) => {
    const above =
      i === 0 ? headSvg(named ? drawing.words.topic(topic) : null, scale, drawing, width) : { svg: '', height: 0 };
    const body = groupSvg(group, scale, drawing, width);
    return {
      svg: `${above.svg}<g transform="translate(0 ${px(above.height)})">${body.svg}</g>`,
      height: above.height + body.height + (i === groups.length - 1 ? 16 : 6),
    };
  });
}

/** Where the bars stand, and the right edges of what stands beside them; on a narrow picture patients stand under the value. */
type Places = Readonly<{ left: number; right: number; value: number; counts: number | null }>;

function plotOf(width: number): Places {
  const left = width * 0.36;
  if (width < NARROW) return { left, right: width - BESIDE + 128, value: width - 44, counts: null };
  return { left, right: width - BESIDE, value: width - BESIDE + 120, counts: width - BESIDE + 252 };
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
      size: SMALL,
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
  width: number,
): Block {
  const { words, source, split, locale } = drawing;
  const { left, right, value, counts: beside } = plotOf(width);
  const parts: string[] = [];
  const heads = wrapText(`${drawing.by[by]} ${inLocale(heading, locale)}`, width, SIZE, 600);
  heads.forEach((text, i) => parts.push(line(0, 20 + i * LINE, text, { size: SIZE, weight: 600 }, split)));
  let y = 6 + heads.length * LINE + 4;
  for (const row of rows) {
    const label = wrapText(inLocale(row.label, locale), left - 16, SIZE);
    const values = wrapText(words.value(row), 112, SIZE);
    // A narrow picture has no line for what is not reported; the caveats count it.
    const unknown = row.fact.n === null && row.fact.denominator === null;
    const counts = beside === null && unknown ? [] : wrapText(words.counts(row.fact), 118, SMALL);
    // Under the value, or beside it.
    const below = beside === null ? values.length : 0;
    parts.push(...label.map((text, i) => line(0, y + 15 + i * LINE, text, { size: SIZE }, split)));
    parts.push(...values.map((text, i) => line(value, y + 15 + i * LINE, text, { size: SIZE, anchor: 'end' })));
    parts.push(
      ...counts.map((text, i) =>
        line(beside ?? value, y + 15 + (below + i) * LINE, text, { size: SMALL, fill: PAPER.muted, anchor: 'end' }),
      ),
    );
    parts.push(line(width, y + 15, source(row), { size: SMALL, fill: PAPER.muted, anchor: 'end' }));
    const height = Math.max(label.length, values.length, below + counts.length) * LINE + 5;
    const x = (percent: number): number => left + (percent / scale) * (right - left);
    parts.push(marksSvg(shareMarks(row.mark, { x, middle: y + 10, top: y, bottom: y + height, scale })));
    y += height;
    parts.push(`<path d="M0,${px(y)}H${px(width)}" stroke="${PAPER.line}"/>`);
  }
  return { svg: parts.join(''), height: y };
}
