import type { FigureDocument, FigureTable, SvgPicture } from '../../model/document';
import { tableForPrint } from '../../model/file-table';
import { onTransparent, svgDocument } from './document';
import { footerSvg, markBands, SHEET } from './frame';
import { listSvg } from './notes';
import { line, paragraph, PAPER, px, type Block, type SplitGenes } from './text';
import { textWidth, wrapText } from '../text-width';

const [MARGIN, WIDTH] = [SHEET.margin, SHEET.width - 2 * SHEET.margin];
const SIZE = 13.5;
const LINE = SIZE * 1.42;
const GAP = 14;
const CHART_HEIGHT = 520;

/** A figure without its own whole picture: title, chart, tables, caveats, method, sources and foot are put together here. */
export function withSheet(parts: Omit<FigureDocument, 'svg'>, split: SplitGenes): FigureDocument {
  return { ...parts, svg: sheetSvg(parts, split) };
}

function sheetSvg(parts: Omit<FigureDocument, 'svg'>, split: SplitGenes): SvgPicture {
  const blocks: string[] = [];
  let y = 0;
  const put = ({ svg, height }: Block, after = 0): void => {
    blocks.push(svg);
    y += height + after;
  };
  put(markBands(parts));
  y += 28;
  put(paragraph(MARGIN, y, parts.title, WIDTH, { size: 26, weight: 600 }, split), 2);
  put(paragraph(MARGIN, y, parts.subtitle, WIDTH, { size: 16, fill: PAPER.muted }, split), 16);
  put(nested(parts.chart({ width: WIDTH, height: CHART_HEIGHT }), y), 16);
  for (const table of [...parts.tables]) put(tableSvg(tableForPrint(table), y, split), 18);
  put(notesSvg(parts, y, split), 14);
  const foot = footerSvg([parts.footer.line, parts.footer.notAdvice]);
  put({ svg: `<g transform="translate(0 ${px(y)})">${foot.svg}</g>`, height: foot.height });
  return svgDocument({
    width: SHEET.width,
    height: Math.ceil(y + 20),
    title: parts.title,
    description: parts.altText,
    locale: parts.locale,
    body: blocks.join('\n'),
  });
}

/** A drawing inside another: its own coordinates, no ground, no title of its own, and no clip, which costs a second drawing of the whole picture. */
function nested({ svg, width, height }: SvgPicture, top: number): Block {
  const scale = Math.min(1, WIDTH / width);
  const inner = onTransparent(svg)
    .replace(/^<svg[^>]*>\s*<title[^>]*>[^<]*<\/title>(?:<desc[^>]*>[^<]*<\/desc>)?/u, '')
    .replace(/<\/svg>\s*$/u, '');
  return {
    svg: `<svg x="${MARGIN}" y="${px(top)}" width="${px(width * scale)}" height="${px(height * scale)}" overflow="visible" viewBox="0 0 ${width} ${height}">${inner}</svg>`,
    height: height * scale,
  };
}

function tableSvg({ caption, columns, rows }: FigureTable, top: number, split: SplitGenes): Block {
  const edges = columnEdges({ columns, rows });
  const place = (i: number): { x: number; anchor: 'start' | 'end' } =>
    columns[i]?.type === 'number'
      ? { x: (edges[i + 1] ?? WIDTH) - GAP, anchor: 'end' }
      : { x: edges[i] ?? 0, anchor: 'start' };
  const rule = (at: number, colour: string): string =>
    `<path d="M${MARGIN},${px(at)}H${MARGIN + WIDTH}" stroke="${colour}"/>`;
  const cells = (texts: readonly string[], baseline: number, head: boolean): Block => {
    const wrapped = texts.map((text, i) =>
      wrapText(text, (edges[i + 1] ?? WIDTH) - (edges[i] ?? 0) - GAP, SIZE, head ? 600 : 400),
    );
    const svg = wrapped.flatMap((lines, i) => {
      const { x, anchor } = place(i);
      return lines.map((text, row) =>
        line(
          MARGIN + x,
          baseline + row * LINE,
          text,
          { size: SIZE, anchor, weight: head || i === 0 ? 600 : 400, fill: head ? PAPER.muted : PAPER.ink },
          split,
        ),
      );
    });
    return { svg: svg.join(''), height: Math.max(1, ...wrapped.map(({ length }) => length)) * LINE };
  };
  const head = cells(
    columns.map(({ label }) => label),
    top + 40,
    true,
  );
  let y = top + 28 + head.height;
  const body = rows.map((row) => {
    const block = cells(
      row.map(({ text }) => text),
      y + SIZE + 5,
      false,
    );
    y += block.height + 8;
    return block.svg + rule(y, PAPER.line);
  });
  return {
    svg:
      line(MARGIN, top + 16, caption, { size: 15, weight: 600 }) +
      head.svg +
      rule(top + 27 + head.height, PAPER.axis) +
      body.join(''),
    height: y - top,
  };
}

/** Left edges of the columns and the right edge of the table, by the shares of the columns or by what their words need. */
function columnEdges({ columns, rows }: Pick<FigureTable, 'columns' | 'rows'>): number[] {
  const shared = columns.every(({ width }) => width !== undefined);
  const needs = columns.map(({ label, width = 1 }, i) =>
    shared
      ? width
      : Math.max(
          textWidth(label, SIZE, 600),
          ...rows.map((row) => Math.min(260, textWidth(row[i]?.text ?? '', SIZE))),
        ) + GAP,
  );
  const sum = sumOf(needs);
  const words = columns.map(
    ({ label }) => Math.max(...label.split(' ').map((word) => textWidth(word, SIZE, 600))) + GAP,
  );
  const widths = withLeast(
    needs.map((need) => (need / sum) * WIDTH),
    words,
  );
  return [0, ...widths.map((_, i) => sumOf(widths.slice(0, i + 1)))];
}

/** Widths of which none is less than its least, at the cost of those that have more. */
function withLeast(widths: readonly number[], least: readonly number[]): number[] {
  const spare = widths.map((width, i) => Math.max(0, width - (least[i] ?? 0)));
  const missing = sumOf(widths.map((width, i) => Math.max(0, (least[i] ?? 0) - width)));
  const share = Math.min(1, missing / Math.max(1, sumOf(spare)));
  return widths.map((width, i) => Math.max(width, least[i] ?? 0) - share * (spare[i] ?? 0));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Caveats left, method right, sources under the shorter of them. */
function notesSvg(
  { headings, caveats, method, citations, sourcesNote }: Omit<FigureDocument, 'svg'>,
  top: number,
  split: SplitGenes,
): Block {
  const column = (WIDTH - 40) / 2;
  const right = MARGIN + column + 40;
  const left = listSvg(
    headings.caveats,
    caveats.map(({ text, strong }) => ({ mark: '•', text, strong })),
    MARGIN,
    top,
    column,
    split,
  );
  const other = listSvg(
    headings.method,
    method.map((text) => ({ mark: '•', text })),
    right,
    top,
    column,
    split,
  );
  const [x, above] = left.height < other.height ? [MARGIN, left.height] : [right, other.height];
  const sources = listSvg(
    headings.sources,
    [
      ...citations.map(({ number, text }) => ({ mark: `[${number}]`, text })),
      ...(sourcesNote === null ? [] : [{ mark: '', text: sourcesNote }]),
    ],
    x,
    top + above,
    column,
    split,
  );
  return {
    svg: left.svg + other.svg + sources.svg,
    height: Math.max(left.height, other.height, above + sources.height),
  };
}
