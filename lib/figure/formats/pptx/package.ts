import { allowedInXml } from '../../drawing/svg/text';
import type JSZip from 'jszip';
import type { NativeChart } from '../../model/native-chart';
import type { Frame, PlotLayout } from '../../model/slide';
import { chartXml } from './chart/chart';
import { chartWorkbook, longestFirst } from './chart/cells';

/** An editable chart and where its plot stands. */
export type PlacedChart = Readonly<{ chart: NativeChart; layout: PlotLayout; frame: Frame }>;

/** Draws an SVG as a PNG of so many pixels per unit. */
export type Rasterise = (svg: string, scale: number) => Promise<Uint8Array>;

type Options = Readonly<{
  language: string;
  /** the editable charts in the order of the slides */
  charts: readonly PlacedChart[];
  /** where the title of each slide stands */
  titles: readonly Frame[];
  rasterise: Rasterise;
}>;

const PREVIEW_SCALE = 2;
/** English Metric Units of a point. */
const EMU = 12_700;

/**
 * Puts right what the library leaves undone in a package: pictures for programs that draw no SVG, shape numbers that occur
 * twice on a slide, properties of a paragraph that stand between its words (which PowerPoint would repair), descriptions and heading rows of tables, the language of every text, paragraphs of notes, the contents
 * of charts, content types of parts that do not exist, the order of lists, and characters that XML forbids.
 */
export async function finishPackage(zip: JSZip, { language, charts, titles, rasterise }: Options): Promise<void> {
  const names = Object.keys(zip.files);
  const edit = async (pattern: RegExp, change: (xml: string) => string): Promise<void> => {
    for (const name of names.filter((one) => pattern.test(one))) zip.file(name, change(await textOf(zip, name)));
  };
  await addPreviews(zip, names, rasterise);
  await addCharts(zip, names, charts);
  for (const [i, title] of titles.entries()) {
    const name = `ppt/slides/slide${i + 1}.xml`;
    zip.file(name, placedTitle(await textOf(zip, name), title));
  }
  await edit(/^ppt\/slides\/slide\d+\.xml$/u, (xml) =>
    numberedShapes(orderedParagraphs(inLanguage(xml, language))).replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>'),
  );
  await edit(/^ppt\/notesSlides\/notesSlide\d+\.xml$/u, (xml) => inLanguage(paragraphs(xml), language));
  await edit(/^ppt\/presentation\.xml$/u, orderedLists);
  await edit(/^docProps\/core\.xml$/u, (xml) =>
    xml.replace('</dc:creator>', `</dc:creator><dc:language>${language}</dc:language>`),
  );
  await edit(/^\[Content_Types\]\.xml$/u, (xml) =>
    xml.replace(/\s*<Override PartName="\/([^"]+)"[^>]*\/>/gu, (all, part: string) =>
      names.includes(part) ? all : '',
    ),
  );
  await edit(/\.(xml|rels)$/u, allowedInXml);
}

/** The text of a part; a part that is not there has none. */
async function textOf(zip: JSZip, name: string): Promise<string> {
  return (await zip.file(name)?.async('string')) ?? '';
}

async function addPreviews(zip: JSZip, names: readonly string[], rasterise: Rasterise): Promise<void> {
  for (const name of names) {
    const [, start, number] = /^(ppt\/media\/image-\d+-)(\d+)\.svg$/u.exec(name) ?? [];
    // The library numbers the two pictures one after the other: first the preview, then the SVG.
    if (start !== undefined)
      zip.file(`${start}${Number(number) - 1}.png`, await rasterise(await textOf(zip, name), PREVIEW_SCALE));
  }
}

/** The library counts charts on through a process, so only their order is known. */
async function addCharts(zip: JSZip, names: readonly string[], charts: readonly PlacedChart[]): Promise<void> {
  const numbers = names
    .flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/u.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b));
  for (const [i, number] of numbers.entries()) {
    const placed = charts[i];
    if (placed === undefined) continue;
    const { layout, frame } = placed;
    const chart = longestFirst(placed.chart);
    zip.file(`ppt/charts/chart${number}.xml`, chartXml(chart, layout, frame));
    zip.file(`ppt/embeddings/Microsoft_Excel_Worksheet${number}.xlsx`, await chartWorkbook(chart));
  }
}

/** The library puts every title where the layout has it; one of several lines, or under a band, needs its own place. */
function placedTitle(xml: string, { x, y, w, h }: Frame): string {
  const emu = (points: number): number => Math.round(points * EMU);
  return xml.replace(
    /(type="title"[\s\S]*?<a:xfrm>)<a:off [^>]*\/>\s*<a:ext [^>]*\/>/u,
    `$1<a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(w)}" cy="${emu(h)}"/>`,
  );
}

function inLanguage(xml: string, language: string): string {
  return xml.replaceAll(' lang="en-US"', ` lang="${language}"`);
}

/** The list of masters of notes stands before that of slides; the library has it behind. */
function orderedLists(xml: string): string {
  return xml.replace(
    /(<p:sldIdLst>[\s\S]*?<\/p:sldIdLst>)\s*(<p:notesMasterIdLst>[\s\S]*?<\/p:notesMasterIdLst>)/u,
    '$2$1',
  );
}

/** The library writes the properties of a paragraph again before each of its runs; only the first may stand. */
function orderedParagraphs(xml: string): string {
  return xml.replace(/<\/a:r>\s*<a:pPr\b[^>]*(?:\/>|[^/]>[\s\S]*?<\/a:pPr>)/gu, '</a:r>');
}

/** Gives every shape of a slide a number of its own, and tables, which have only a name, that name as description. */
function numberedShapes(xml: string): string {
  let last = 0;
  return xml
    .replace(/(<p:nvGraphicFramePr><p:cNvPr id="\d+" name="([^"]*)")\/>/gu, '$1 descr="$2"/>')
    .replace(/<p:cNvPr id="\d+"/gu, () => `<p:cNvPr id="${(last += 1)}"`);
}

/** The library writes the whole of the notes as one run; a line of it is a paragraph. */
function paragraphs(xml: string): string {
  return xml.replace(
    /<a:p><a:r>(<a:rPr[^>]*\/>)<a:t>([\s\S]*?)<\/a:t><\/a:r>(<a:endParaRPr[^>]*\/>)<\/a:p>/u,
    (_, run: string, text: string) =>
      text
        .split(/\r?\n/u)
        .map((line) => `<a:p><a:r>${run}<a:t>${line}</a:t></a:r></a:p>`)
        .join(''),
  );
}
