import type { Content, ContentText, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { FigureDocument, FigureTable, PictureSize, SvgPicture } from '../model/document';
import { tableForPrint } from '../model/file-table';
import { withoutEdges } from '../drawing/svg/document';
import { PAPER, type SplitGenes } from '../drawing/svg/text';
import { textWidth, wrapText } from '../drawing/text-width';
import { bandText } from '../model/made-up';

/** Points of an A4 page on its side. */
const PAGE = { width: 841.89, height: 595.28, margin: 40 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
/** Size of a text in points, where nothing else is said, and the width that it may take. */
export const PDF_TEXT = { size: 9, width: WIDTH } as const;
/** A drawing of so many px fills the width; its 15 px come out at 11 points. */
const DRAWN = { width: 1040, height: 520 } as const;
/** The height of a drawing on its page in points, and what a row of numbers under its axis adds in px beyond the first three. */
const [MOST_DRAWN, RISK_ROW, ROWS_WITHIN] = [420, 22, 3] as const;

/** A drawing that is so much higher than it was asked to be would have to be made small. */
const TALLER = 1.25;
/** What a part of such a drawing is drawn for: 16 points of it come out at 10. */
const PART = { width: WIDTH / 0.625, height: 300 } as const;

/** Points of a page between its margins, and of them for title, subtitle and the lines between. */
const [ROOM, HEAD] = [PAGE.height - 36 - 46, 76] as const;
/** A drawing is never lower than this, in px. */
const LEAST_DRAWN = 360;
/** Points of the band of made-up data. */
const BANNER = 26;
/** Type of a table in points, and of its lines by that. */
const [SIZE, LINE] = [PDF_TEXT.size, 1.25] as const;

/** A table of at most so many rows, none of them long texts, is kept on one page. */
const WHOLE = { rows: 14, characters: 160 } as const;

/** After a hyphen a line may end before a letter, not before a number: `MLL-Baby` would part, `CCG-1953` does not. */
const NAME_HYPHEN = /(?<=[\p{L}\p{N}])-(?=\p{Lu})/gu;

export const PDF_FONT = 'Inter';
/** Files of the font by style; bold is semi-bold, as on the page. */
export const PDF_FONT_FILES = {
  normal: '400Regular/Inter_400Regular.ttf',
  bold: '600SemiBold/Inter_600SemiBold.ttf',
  italics: '400Regular_Italic/Inter_400Regular_Italic.ttf',
  bolditalics: '600SemiBold_Italic/Inter_600SemiBold_Italic.ttf',
} as const;

/** Figures on A4, each from a new page: the chart as vectors with text that can be searched, tables, caveats, method and sources. */
export function pdfDefinition(documents: readonly FigureDocument[], split: SplitGenes): TDocumentDefinitions {
  const [first] = documents;
  const foot =
    first === undefined ? [] : [{ text: first.footer.short, link: first.address }, ` · ${first.footer.notAdvice}`];
  return {
    info: {
      title: first?.title ?? '',
      subject: first?.subtitle ?? '',
      author: first?.footer.short.split(' · ')[0] ?? '',
    },
    language: first?.locale ?? 'en',
    displayTitle: true,
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [PAGE.margin, 36, PAGE.margin, 46],
    defaultStyle: { font: PDF_FONT, fontSize: PDF_TEXT.size, lineHeight: LINE, color: PAPER.ink },
    footer: (page, pages) => ({
      margin: [PAGE.margin, 8],
      columns: [
        { text: foot, fontSize: 7, color: PAPER.muted },
        { text: `${page} / ${pages}`, width: 40, alignment: 'right', fontSize: 7, color: PAPER.muted },
      ],
    }),
    content: documents.map(
      (document, i): Content => ({
        stack: figureContent(document, split),
        ...(i === 0 ? {} : { pageBreak: 'before' }),
      }),
    ),
  };
}

function figureContent(document: FigureDocument, split: SplitGenes): Content[] {
  const { title, subtitle, headings, caveats, method, citations, sourcesNote, tables, footer } = document;
  const band = bandText(document);
  const genes = (text: string): ContentText['text'] =>
    split(text).map((part) => ({ text: part.text.replaceAll(NAME_HYPHEN, '\u2011'), italics: part.gene }));
  const size = drawnSize(document);
  const drawing = document.chart(size);
  // A table that would take the chart's room stands whole behind it.
  const behind = drawing.short && document.riskTable !== null ? [document.riskTable] : [];
  return [
    ...(band === null ? [] : [banner(band)]),
    { text: genes(title), fontSize: 16, bold: true, lineHeight: 1.1 },
    { text: genes(subtitle), fontSize: 10, color: PAPER.muted, margin: [0, 2, 0, 8] },
    ...(drawing.height > TALLER * size.height ? inParts(document, genes) : [drawn(drawing, size.height)]),
    ...behind.map((table): Content => ({ stack: [tableContent(tableForPrint(table), genes)], pageBreak: 'before' })),
    ...tables.map((table) => tableContent(tableForPrint(table), genes)),
    ...list(
      headings.caveats,
      caveats.map(({ text, strong }) => ({ text: genes(text), bold: strong })),
    ),
    ...list(
      headings.method,
      method.map((text) => ({ text: genes(text) })),
    ),
    ...underHeading(
      headings.sources,
      citations.map(
        ({ number, text, url }): Content => ({
          columns: [
            { text: `[${number}]`, width: 24, color: PAPER.muted },
            { text, ...(url === null ? {} : { link: url }) },
          ],
          margin: [0, 1],
        }),
      ),
    ),
    ...(sourcesNote === null
      ? []
      : [{ text: sourcesNote, color: PAPER.muted, margin: [0, 4, 0, 0] } satisfies Content]),
    { text: footer.line, fontSize: 7.5, color: PAPER.muted, margin: [0, 10, 0, 0] },
  ];
}

function drawn({ svg }: SvgPicture, height: number): Content {
  return { svg: inPieces(withoutEdges(svg)), fit: [WIDTH, (height * WIDTH) / DRAWN.width] };
}

/** A drawing that would be made small to fit stands in the parts that slides have, two a page, in type that is read. */
function inParts({ slides }: FigureDocument, genes: (text: string) => ContentText['text']): Content[] {
  return slides.parts(PART, 0).map(({ title, picture }): Content => {
    const name: Content[] =
      title === null ? [] : [{ text: genes(title), bold: true, fontSize: 11, margin: [0, 0, 0, 4] }];
    const height = (picture.height * WIDTH) / picture.width;
    const drawing: Content = { svg: inPieces(withoutEdges(picture.svg)), fit: [WIDTH, height] };
    return { stack: [...name, drawing], unbreakable: true, margin: [0, 2, 0, 6] };
  });
}

/**
 * A drawing with a long risk table is higher, so that the table takes no room from its axes; one whose first table would
 * stand on the next page alone is lower, as long as it keeps its half of the page.
 */
function drawnSize({ riskTable, tables, ...marked }: FigureDocument): PictureSize {
  const beyond = Math.max(0, (riskTable?.rows.length ?? 0) - ROWS_WITHIN) * RISK_ROW;
  const [first] = tables;
  const most = (MOST_DRAWN * DRAWN.width) / WIDTH;
  const whole = Math.min(most, DRAWN.height + beyond);
  // Numbers under an axis take so much of its height already that nothing is left for a table.
  if (first === undefined || riskTable !== null) return { ...DRAWN, height: whole };
  const head = HEAD + (bandText(marked) === null ? 0 : BANNER);
  const left = ((ROOM - head - tableHeight(tableForPrint(first))) * DRAWN.width) / WIDTH;
  return { ...DRAWN, height: left < LEAST_DRAWN ? whole : Math.min(whole, left) };
}

/** Points of a table with its heading, as its rows break in columns that have a share of the width. */
function tableHeight({ columns, rows }: FigureTable): number {
  const inner = widths(columns).map((one) => (typeof one === 'number' ? one : Infinity));
  const height = (texts: readonly string[], weight: 400 | 600): number =>
    Math.max(1, ...texts.map((text, i) => wrapText(text, inner[i] ?? Infinity, SIZE, i === 0 ? 600 : weight).length)) *
      SIZE *
      LINE +
    4.5;
  return (
    30 +
    height(
      columns.map(({ label }) => label),
      600,
    ) +
    rows.reduce(
      (sum, row) =>
        sum +
        height(
          row.map(({ text }) => text),
          400,
        ),
      0,
    )
  );
}

function banner(text: string): Content {
  return {
    table: {
      widths: ['*'],
      body: [[{ text, bold: true, color: PAPER.noteInk, fillColor: PAPER.stripe, margin: [4, 2] }]],
    },
    layout: 'noBorders',
    margin: [0, 0, 0, 8],
  };
}

function heading(text: string): Content {
  return { text, fontSize: 11, bold: true, margin: [0, 10, 0, 3], headlineLevel: 1 };
}

function list(title: string, items: readonly ContentText[]): Content[] {
  return underHeading(
    title,
    items.map((item): Content => ({ ul: [{ ...item, margin: [0, 1] }], markerColor: PAPER.muted })),
  );
}

/** A heading stands on the page of what it heads. */
function underHeading(title: string, [first, ...others]: readonly Content[]): Content[] {
  return first === undefined ? [] : [{ stack: [heading(title), first], unbreakable: true }, ...others];
}

function tableContent({ caption, columns, rows }: FigureTable, genes: (text: string) => ContentText['text']): Content {
  const alignment = columns.map(({ type }) => (type === 'number' ? 'right' : 'left'));
  const head = columns.map(
    ({ label }, i): TableCell => ({ text: label, bold: true, color: PAPER.muted, alignment: alignment[i] }),
  );
  const body = rows.map((row) =>
    row.map(({ text }, i): TableCell => ({ text: genes(text), alignment: alignment[i], bold: i === 0 })),
  );
  return {
    unbreakable:
      rows.length <= WHOLE.rows && rows.every((row) => row.every(({ text }) => text.length <= WHOLE.characters)),
    stack: [
      heading(caption),
      {
        table: {
          headerRows: 1,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: widths(columns),
          body: [head, ...body],
        },
        layout: {
          hLineWidth: (i) => (i === 0 ? 0 : 0.5),
          vLineWidth: () => 0,
          hLineColor: (i) => (i === 1 ? PAPER.axis : PAPER.line),
          paddingLeft: (i) => (i === 0 ? 0 : 6),
          paddingRight: () => 6,
          paddingTop: () => 2.5,
          paddingBottom: () => 1.5,
        },
      },
    ],
  };
}

/** Columns with a share get it; without any, words take the room and numbers what they need. */
function widths(columns: FigureTable['columns']): (string | number)[] {
  const shared = columns.every(({ width }) => width !== undefined);
  if (!shared) return columns.map(({ type }) => (type === 'number' ? 'auto' : '*'));
  const sum = columns.reduce((total, { width = 1 }) => total + width, 0);
  return columns.map(({ width = 1 }) => (width / sum) * (WIDTH - 12 * columns.length));
}

/**
 * The PDF's writer measures a text in parts wrongly and leaves holes around them: every part of a text gets a place of its
 * own, measured in the font that is embedded.
 */
function inPieces(svg: string): string {
  return svg.replaceAll(
    /<text\b([^>]*)>((?:(?!<\/text>)[\s\S])*<tspan(?:(?!<\/text>)[\s\S])*)<\/text>/gu,
    (whole, attributes: string, inner: string) => {
      const value = (name: string): string => new RegExp(` ${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '';
      const [x, size] = [Number(value('x')), Number(value('font-size'))];
      if (!Number.isFinite(x) || !(size > 0)) return whole;
      const weight = Number(value('font-weight')) >= 600 ? 600 : 400;
      const parts = [...inner.matchAll(/<tspan font-style="italic">([^<]*)<\/tspan>|([^<]+)/gu)].map(
        ([, gene, plain]) => ({
          text: gene ?? plain ?? '',
          gene: gene !== undefined,
        }),
      );
      const spans = parts.map(({ text }) => textWidth(plainText(text), size, weight));
      const all = spans.reduce((sum, width) => sum + width, 0);
      const anchor = value('text-anchor');
      const start = x - (anchor === 'end' ? all : anchor === 'middle' ? all / 2 : 0);
      const style = attributes.replace(/ text-anchor="[^"]*"/u, '');
      return parts
        .map(({ text, gene }, i) => {
          const at = start + spans.slice(0, i).reduce((sum, width) => sum + width, 0);
          return `<text${style.replace(/ x="[^"]*"/u, ` x="${Math.round(at * 100) / 100}"`)}${gene ? ' font-style="italic"' : ''}>${text}</text>`;
        })
        .join('');
    },
  );
}

function plainText(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
