import { svgDocument } from '../drawing/svg/document';
import { PAPER, type SplitGenes } from '../drawing/svg/text';
import type { FigureDocument, FigureTable, SlidePart, SvgPicture } from '../model/document';
import { tableForPrint } from '../model/file-table';
import type { FileOptions } from '../model/formats';
import { bandText } from '../model/made-up';
import type { Frame, SlideItem, Stage } from '../model/slide';
import { band, topUnder } from './pptx/frame';
import { loadHyphenation } from './pptx/hyphenation';
import { SLIDES, textHeight, textRoom } from './pptx/measure';
import { namesWidth, riskTableHeight, riskTableTexts } from './pptx/risk-table';
import { numbered, underTables } from './pptx/slides';
import { fullestPages, pageHeight } from './pptx/table-slides';
import { geneRuns } from './pptx/text';
import { itemsSvg } from './slide-preview';

const MARGIN = 16;
/** Type of a heading, and points below it. */
const [HEADING, UNDER_HEADING] = [20, 8] as const;
/** How much wider than that of slides the font of pictures is at most. */
const WIDER = 1.12;
/** Share of the picture that a chart keeps over its risk table. */
const LEAST_CHART = 0.5;

type Shape = Exclude<FileOptions['shows'], 'document'>;
/** One picture: what it shows of the figure, and what stands on it under that, in points from the upper left corner. */
type Sheet = Readonly<{
  of: FigureDocument;
  heading: string | null;
  height: number;
  items: (top: number) => readonly SlideItem[];
}>;
type Room = Readonly<{ stage: Stage; body: Frame; headed: boolean }>;

/**
 * The figure with its axes, labels and legend, the band over internal or made-up patients and nothing else, in exactly the
 * shape of a slide: numbers of axes in 16 points of it and nothing under 14. What does not fit stands in a further picture,
 * and each of several is headed by what it shows. A figure that is a table is its tables, as slides have them. Several figures
 * of one analysis, such as its curves and the incidences of each cause, are pictures of one row.
 */
export async function figureAlone(
  documents: readonly [FigureDocument, ...FigureDocument[]],
  shape: Shape,
  split: SplitGenes,
): Promise<SvgPicture[]> {
  const [document] = documents;
  const { width, height } = SLIDES[shape];
  const [left, right, bottom] = [MARGIN, width - MARGIN, height - MARGIN];
  const stage: Stage = { width, height, left, right, top: MARGIN, bottom, wide: WIDER, wideTitle: WIDER };
  const words = bandText(document);
  const top = topUnder(words, stage);
  const body = { x: left, y: top, w: right - left, h: bottom - top };
  const sheetsIn = async (headed: boolean): Promise<Sheet[]> =>
    (await Promise.all(documents.map((one) => sheetsOf(one, { stage, body, headed })))).flat();
  const plain = await sheetsIn(false);
  if (plain.length === 0) return [document.svg];
  const sheets = plain.length === 1 ? plain : await sheetsIn(true);
  const headings = sheets.length === 1 ? [null] : numbered(sheets.map(({ heading }) => heading));
  return sheets.map((sheet, i) => {
    const heading = headings[i] ?? null;
    // One that needs more room than there is keeps its type in a larger picture of the same shape.
    const grown = Math.max(1, (headingHeight(heading, stage) + sheet.height) / body.h);
    const air = (body.h * grown - headingHeight(heading, stage) - sheet.height) / 2;
    const shift = { x: (width * (grown - 1)) / 2, y: heading === null ? air : 0 };
    const items = [
      ...(words === null ? [] : [band(words, { ...stage, width: width * grown, right: width * grown - MARGIN })]),
      ...moved(
        [...headingItems(heading, { stage, body, split }), ...sheet.items(body.y + headingHeight(heading, stage))],
        shift,
      ),
    ];
    return svgDocument({
      width: Math.round(width * grown),
      height: Math.round(height * grown),
      title: heading ?? document.title,
      description: sheet.of.altText,
      locale: document.locale,
      body: itemsSvg(items, split, WIDER),
    });
  });
}

async function sheetsOf(document: FigureDocument, room: Room): Promise<Sheet[]> {
  const drawn = chartSheets(document, room);
  const tables = document.slides.tables.filter(({ ofPicture }) => drawn.length === 0 || ofPicture === true);
  return [...drawn, ...(await tableSheets(document, tables, room))];
}

function moved(items: readonly SlideItem[], by: Readonly<{ x: number; y: number }>): SlideItem[] {
  return items.map((item) => ({ ...item, frame: { ...item.frame, x: item.frame.x + by.x, y: item.frame.y + by.y } }));
}

function headingHeight(heading: string | null, stage: Stage): number {
  return heading === null ? 0 : textHeight(heading, textRoom(stage), HEADING, 600) + UNDER_HEADING;
}

function headingItems(
  heading: string | null,
  { stage, body, split }: Pick<Room, 'stage' | 'body'> & Readonly<{ split: SplitGenes }>,
): SlideItem[] {
  if (heading === null) return [];
  const frame = { ...body, h: headingHeight(heading, stage) - UNDER_HEADING };
  const runs = geneRuns(heading, split);
  return [{ kind: 'text', name: 'Heading', frame, runs, size: HEADING, colour: PAPER.ink, bold: true }];
}

/** The pictures that slides have, for the whole of their room, each with its risk table where the chart keeps its half. */
function chartSheets(document: FigureDocument, { stage, body, headed }: Room): Sheet[] {
  const { riskTable } = document.slides;
  const headingOf = (title: string | null): string | null => (headed ? `${title ?? document.title} (9/9)` : null);
  const roomOf = (title: string | null): number => body.h - headingHeight(headingOf(title), stage);
  const partsWith = (table: FigureTable | null): readonly SlidePart[] => {
    const below = table === null ? 0 : riskTableHeight(table);
    const names = table === null ? 0 : namesWidth(table, body.w);
    const drawnAt = (height: number): readonly SlidePart[] =>
      document.slides.parts(
        { width: body.w, height: height - below },
        names,
        (title) => roomOf(title) - below,
        !headed,
      );
    const titles = drawnAt(body.h).map(({ title }) => title);
    return drawnAt(Math.min(body.h, ...titles.map(roomOf)));
  };
  const keeps = (part: SlidePart, table: FigureTable): boolean => {
    const room = roomOf(part.title) - riskTableHeight(table);
    return room >= LEAST_CHART * stage.height && (part.picture.height * body.w) / part.picture.width <= room + 1;
  };
  const under = underTables(riskTable).find((table) =>
    partsWith(table).every((part) => !part.riskTable || keeps(part, table)),
  );
  return partsWith(under ?? null).map((part): Sheet => {
    const table = part.riskTable ? (under ?? null) : null;
    const scale = body.w / part.picture.width;
    const place = { ...body, h: part.picture.height * scale };
    return {
      of: document,
      heading: part.title ?? document.title,
      height: place.h + (table === null ? 0 : riskTableHeight(table)),
      items: (y) => chartItems(document, part, table, { ...place, y }),
    };
  });
}

function chartItems(
  { altText }: FigureDocument,
  { picture, axisName = null }: SlidePart,
  table: FigureTable | null,
  place: Frame,
): SlideItem[] {
  const drawn: SlideItem = { kind: 'picture', name: 'Chart', frame: place, svg: picture.svg, altText };
  if (table === null || picture.ticks === undefined) return [drawn];
  const ticks = picture.ticks.map((x) => (x * place.w) / picture.width);
  return [drawn, ...riskTableTexts(table, ticks, { ...place, y: place.y + place.h }, axisName)];
}

/** Tables in the type of slides, as many rows in a picture as a slide has. */
async function tableSheets(
  document: FigureDocument,
  tables: readonly FigureTable[],
  { stage, body, headed }: Room,
): Promise<Sheet[]> {
  const hyphenation = await loadHyphenation(document.locale);
  return tables.map(tableForPrint).flatMap((table) => {
    const above = headed ? headingHeight(`${table.caption} (10/10)`, stage) : 0;
    const size = { width: body.w, height: body.h - above, wide: WIDER };
    return fullestPages(table, size, hyphenation).map(
      (page): Sheet => ({
        of: document,
        heading: table.caption,
        height: pageHeight(page),
        items: (y) => [{ kind: 'table', name: table.caption, frame: { ...body, y, h: pageHeight(page) }, page }],
      }),
    );
  });
}
