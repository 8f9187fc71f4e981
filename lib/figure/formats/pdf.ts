import type { Column, Content, ContentText, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { FigureDocument, FigureTable, PictureSize, SvgPicture } from '../model/document';
import { tableForPrint } from '../model/file-table';
import { withoutEdges } from '../drawing/svg/document';
import { PAPER, type SplitGenes } from '../drawing/svg/text';
import { textWidth } from '../drawing/text-width';
import { bandText } from '../model/made-up';
import { columnWidths, tableHeight, TABLE_TYPE } from './column-widths';

/** Points of an A4 page on its side. */
const PAGE = { width: 841.89, height: 595.28, margin: 40 } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;
/** Size of a text in points, where nothing else is said, and the width that it may take. */
export const PDF_TEXT = { size: TABLE_TYPE.size, width: WIDTH } as const;
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

/** A table of at most so many rows, which take at most this share of a page, is kept on one page. */
const WHOLE = { rows: 14, share: 0.75 } as const;
/** Points for the number of a source. */
const NUMBER_WIDTH = 20;
/** A list of at most so many entries ends its figure on one page; of a longer one the last ones stand by the foot. */
const [SHORT_LIST, LAST_ENTRIES] = [6, 3] as const;

/** After a hyphen a line may end before a letter, not before a number: `MLL-Baby` would part, `CCG-1953` does not. */
const NAME_HYPHEN = /(?<=[\p{L}\p{N}])-(?=\p{Lu})/gu;

/** The hyphen between a gene and the letter or two of its state: KMT2A-r, KMT2A-PTD. */
const STATE_HYPHEN = /^-(?=(?:[a-z]{1,2}|PTD)(?![\p{L}\d]))/u;
/** Where a line may not end: before a dash that a word follows, and around what a number is equal to. */
const NO_END = / (?=— )|(?<=(?<![\p{L}\d])[nkp]) (?=[=<>] \d)|(?<=(?<![\p{L}\d])[nkp] [=<>]) (?=\d)/gu;
/** A range of numbers, which the lines of a text do not part at its dash. */
const RANGE = /(\d[\d.,]*–\d[\d.,]*\d|\d–\d)/u;

export const PDF_FONT = 'Inter';
/** Files of the font by style; bold is semi-bold, as on the page. */
export const PDF_FONT_FILES = {
  normal: '400Regular/Inter_400Regular.ttf',
  bold: '600SemiBold/Inter_600SemiBold.ttf',
  italics: '400Regular_Italic/Inter_400Regular_Italic.ttf',
  bolditalics: '600SemiBold_Italic/Inter_600SemiBold_Italic.ttf',
} as const;

/** How close a file is set: points of its text, their lines by that, and what is left of gaps and of a drawing's height. */
type Setting = Readonly<{ size: number; line: number; gap: number; drawing: number }>;

/** From loose to close. */
const SETTINGS: readonly [Setting, ...Setting[]] = [
  { size: PDF_TEXT.size, line: TABLE_TYPE.line, gap: 1, drawing: 1 },
  { size: 8.5, line: 1.18, gap: 0.7, drawing: 0.94 },
  { size: 8, line: 1.12, gap: 0.5, drawing: 0.88 },
];

/** The file as loose as it can be set on the fewest pages: a last page of a few lines goes onto the one before. */
export async function onFewestPages<File>(
  documents: readonly FigureDocument[],
  split: SplitGenes,
  write: (definition: TDocumentDefinitions) => Promise<File>,
): Promise<File> {
  const written = async (setting: Setting): Promise<Readonly<{ file: File; pages: number }>> => {
    let pages = 0;
    const count = (all: number): void => void (pages = all);
    return { file: await write(pdfDefinition(documents, split, setting, count)), pages };
  };
  const [loose, ...closer] = SETTINGS;
  let best = await written(loose);
  // Every figure has a page.
  for (const setting of best.pages > documents.length ? closer : []) {
    const next = await written(setting);
    if (next.pages < best.pages) best = next;
  }
  return best.file;
}

/** Figures on A4, each from a new page: the chart as vectors with text that can be searched, tables, caveats, method and sources. */
export function pdfDefinition(
  documents: readonly FigureDocument[],
  split: SplitGenes,
  setting: Setting = SETTINGS[0],
  onPages: (pages: number) => void = () => undefined,
): TDocumentDefinitions {
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
    defaultStyle: { font: PDF_FONT, fontSize: setting.size, lineHeight: setting.line, color: PAPER.ink },
    footer: (page, pages) => {
      onPages(pages);
      return {
        margin: [PAGE.margin, 8],
        columns: [
          { text: foot, fontSize: 7, color: PAPER.muted },
          { text: `${page} / ${pages}`, width: 40, alignment: 'right', fontSize: 7, color: PAPER.muted },
        ],
      };
    },
    content: documents.map(
      (document, i): Content => ({
        stack: figureContent(document, split, setting),
        ...(i === 0 ? {} : { pageBreak: 'before' }),
      }),
    ),
  };
}

function figureContent(document: FigureDocument, split: SplitGenes, setting: Setting): Content[] {
  const { title, subtitle, headings, caveats, method, citations, sourcesNote, tables, footer } = document;
  const band = bandText(document);
  const genes = (text: string): ContentText['text'] =>
    split(text).flatMap(({ text: part, gene }, i, all) =>
      keptWhole(all[i - 1]?.gene === true ? part.replace(STATE_HYPHEN, '\u2011') : part).map((piece) => ({
        ...piece,
        italics: gene,
      })),
    );
  const size = drawnSize(document, setting);
  const drawing = document.chart(size);
  // A table that would take the chart's room stands whole behind it.
  const behind = drawing.short && document.riskTable !== null ? [document.riskTable] : [];
  return [
    ...(band === null ? [] : [banner(band)]),
    { text: genes(title), fontSize: 16, bold: true, lineHeight: 1.1 },
    { text: genes(subtitle), fontSize: 10, color: PAPER.muted, margin: [0, 2, 0, 8] },
    ...(drawing.height > TALLER * size.height ? inParts(document, genes) : [drawn(drawing, size.height)]),
    ...behind.map(
      (table): Content => ({ stack: [tableContent(tableForPrint(table), genes, setting)], pageBreak: 'before' }),
    ),
    ...tables.map((table) => tableContent(tableForPrint(table), genes, setting)),
    ...endedBy(
      [
        list(
          headings.caveats,
          caveats.map(({ text, strong }) => ({ text: genes(text), bold: strong })),
          setting,
        ),
        list(
          headings.method,
          method.map((text) => ({ text: genes(text) })),
          setting,
        ),
        underHeading(headings.sources, inPairs(citations, setting), setting),
      ],
      [
        ...(sourcesNote === null
          ? []
          : [{ text: sourcesNote, color: PAPER.muted, margin: [0, 4, 0, 0] } satisfies Content]),
        { text: footer.line, fontSize: 7.5, color: PAPER.muted, margin: [0, 10 * setting.gap, 0, 0] },
      ],
    ),
  ];
}

/** Sources, two in a line: most are half a line long. */
function inPairs(citations: FigureDocument['citations'], { gap }: Setting): Content[] {
  const entry = ({ number, text, url }: (typeof citations)[number]): Column[] => [
    { text: `[${number}]`, width: NUMBER_WIDTH, color: PAPER.muted },
    { text, ...(url === null ? {} : { link: url }) },
  ];
  return citations.flatMap((left, i): Content[] => {
    if (i % 2 === 1) return [];
    const right = citations[i + 1];
    const columns = [...entry(left), ...(right === undefined ? [{ text: '', width: NUMBER_WIDTH }, ''] : entry(right))];
    return [{ columns, columnGap: 6, margin: [0, gap], unbreakable: true }];
  });
}

/** Lists with the foot of the figure under them, which never stands on a page without some of what it ends. */
function endedBy(lists: readonly (readonly Content[])[], foot: readonly Content[]): Content[] {
  const blocks = lists.flat();
  const last = lists.findLast(({ length }) => length > 0)?.length ?? 0;
  const kept = last <= SHORT_LIST ? Math.max(last, LAST_ENTRIES) : LAST_ENTRIES;
  return [...blocks.slice(0, -kept), { stack: [...blocks.slice(-kept), ...foot], unbreakable: true }];
}

/** A text in pieces of which those with a range stand on one line. */
function keptWhole(text: string): Readonly<{ text: string; noWrap?: true }>[] {
  const kept = text.replaceAll(NAME_HYPHEN, '\u2011').replaceAll(NO_END, '\u00a0');
  return kept
    .split(RANGE)
    .flatMap((piece, i) => (piece === '' ? [] : [i % 2 === 1 ? { text: piece, noWrap: true } : { text: piece }]));
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
function drawnSize({ riskTable, tables, ...marked }: FigureDocument, { drawing }: Setting): PictureSize {
  const beyond = Math.max(0, (riskTable?.rows.length ?? 0) - ROWS_WITHIN) * RISK_ROW;
  const [first] = tables;
  const most = (MOST_DRAWN * DRAWN.width) / WIDTH;
  const whole = drawing * Math.min(most, DRAWN.height + beyond);
  // Numbers under an axis take so much of its height already that nothing is left for a table.
  if (first === undefined || riskTable !== null) return { ...DRAWN, height: whole };
  const head = HEAD + (bandText(marked) === null ? 0 : BANNER);
  const printed = tableForPrint(first);
  const left = ((ROOM - head - tableHeight(printed, columnWidths(printed, WIDTH))) * DRAWN.width) / WIDTH;
  return { ...DRAWN, height: left < LEAST_DRAWN ? whole : Math.min(whole, left) };
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

function heading(text: string, { gap }: Setting): ContentText {
  return { text, fontSize: 11, bold: true, margin: [0, 10 * gap, 0, 3 * gap], headlineLevel: 1 };
}

function list(title: string, items: readonly ContentText[], setting: Setting): Content[] {
  const margin: [number, number] = [0, setting.gap];
  return underHeading(
    title,
    items.map((item): Content => ({ ul: [{ ...item, margin }], markerColor: PAPER.muted, unbreakable: true })),
    setting,
  );
}

/** A heading stands on the page of what it heads. */
function underHeading(title: string, [first, ...others]: readonly Content[], setting: Setting): Content[] {
  return first === undefined ? [] : [{ stack: [heading(title, setting), first], unbreakable: true }, ...others];
}

/** A table's name is the first row of its head: it stands on no page without rows, and on each with some. */
function tableContent(table: FigureTable, genes: (text: string) => ContentText['text'], setting: Setting): Content {
  const { caption, columns, rows } = table;
  const inner = columnWidths(table, WIDTH);
  const alignment = columns.map(({ type }) => (type === 'number' ? 'right' : 'left'));
  const name: TableCell[] = [
    { ...heading(caption, setting), colSpan: columns.length },
    ...columns.slice(1).map(() => ({})),
  ];
  const head = columns.map(
    ({ label }, i): TableCell => ({ text: label, bold: true, color: PAPER.muted, alignment: alignment[i] }),
  );
  const body = rows.map((row) =>
    row.map(({ text }, i): TableCell => ({ text: genes(text), alignment: alignment[i], bold: i === 0 })),
  );
  return {
    unbreakable: rows.length <= WHOLE.rows && tableHeight(table, inner) <= WHOLE.share * ROOM,
    table: {
      headerRows: 2,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      widths: inner,
      body: [name, head, ...body],
    },
    layout: {
      hLineWidth: (i) => (i <= 1 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (i) => (i === 2 ? PAPER.axis : PAPER.line),
      paddingLeft: (i) => (i === 0 ? 0 : TABLE_TYPE.gutter / 2),
      paddingRight: () => TABLE_TYPE.gutter / 2,
      paddingTop: (i) => (i === 0 ? 0 : 2.5 * setting.gap),
      paddingBottom: (i) => (i === 0 ? 0 : (TABLE_TYPE.padding - 2.5) * setting.gap),
    },
  };
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
          // It also leaves out the spaces that a part begins with.
          const words = text.trimStart();
          const before = textWidth(text.slice(0, text.length - words.length), size, weight);
          const at = start + spans.slice(0, i).reduce((sum, width) => sum + width, before);
          return `<text${style.replace(/ x="[^"]*"/u, ` x="${Math.round(at * 100) / 100}"`)}${gene ? ' font-style="italic"' : ''}>${words}</text>`;
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
