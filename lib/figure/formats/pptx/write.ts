import type PptxGenJS from 'pptxgenjs';
import type { Locale } from '@/lib/i18n/routing';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';
import type { FontWeight } from '../../drawing/text-width';
import type { SlideItem, SlideModel, SlideRun, SlideText } from '../../model/slide';
import { inches, lineCount, lineWidth, plainStage, SLIDES, TYPE, type SlideRatio } from './measure';
import { finishPackage, type PlacedChart, type Rasterise } from './package';
import { forTemplate, intoTemplate } from './template/into-template';
import type { Template } from './template/template';
import { geneRuns, SLIDE_FONT, SLIDE_LANGUAGE, withWholeNames, withWholeRanges } from './text';

export type WriteOptions = Readonly<{
  title: string;
  author: string;
  subject: string;
  locale: Locale;
  ratio: SlideRatio;
  split: SplitGenes;
  rasterise: Rasterise;
  /** a centre's own presentation, whose layouts, fonts and colours the slides take */
  template?: Template | null;
}>;

const MASTER = 'FIGURE';
/** A line that nearly fills its width may be broken elsewhere. */
const ALMOST = 0.9;
/** The library draws it and leaves it out of its list of shapes. */
const FREE_FORM = 'custGeom' as string as PptxGenJS.SHAPE_NAME;

/** Slides as a presentation: vector pictures, editable charts, tables as PowerPoint's own. Runs on the server and in a browser. */
export async function writeSlides(
  given: readonly SlideModel[],
  options: WriteOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const template = options.template ?? null;
  const slides = template === null ? given : given.map((slide) => forTemplate(slide, template));
  const [{ default: Pptx }, { default: Zip }] = await Promise.all([import('pptxgenjs'), import('jszip')]);
  const pptx = new Pptx();
  const { layout, width, height } = SLIDES[options.ratio];
  if (options.ratio === '4x3') pptx.defineLayout({ name: layout, width: width / 72, height: height / 72 });
  pptx.layout = layout;
  pptx.title = options.title;
  pptx.author = options.author;
  pptx.company = options.author;
  pptx.subject = options.subject;
  pptx.theme = { headFontFace: SLIDE_FONT, bodyFontFace: SLIDE_FONT };
  defineMaster(pptx, options.ratio);
  for (const { title, items, notes } of slides) {
    const slide = pptx.addSlide({ masterName: MASTER });
    slide.addText(wholeNames(title.runs, title.frame.w, TYPE.title, true).map(runOf), { placeholder: 'title' });
    for (const item of items) addItem(pptx, slide, item, options.split);
    slide.addNotes(notes);
  }
  const written = await pptx.write({ outputType: 'uint8array' });
  const zip = await Zip.loadAsync(written as Uint8Array);
  const charts = slides.flatMap(({ items }) =>
    items.flatMap((item): PlacedChart[] => (item.kind === 'chart' ? [item] : [])),
  );
  await finishPackage(zip, {
    language: SLIDE_LANGUAGE[options.locale],
    charts,
    titles: slides.map(({ title }) => title.frame),
    rasterise: options.rasterise,
  });
  const whole = template === null ? zip : await intoTemplate(zip, slides, template);
  return whole.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }) as Promise<Uint8Array<ArrayBuffer>>;
}

/** The layout that every slide has: a title on white. */
function defineMaster(pptx: PptxGenJS, ratio: SlideRatio): void {
  const { left, right, top } = plainStage(ratio);
  pptx.defineSlideMaster({
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            ...inches({ x: left, y: top, w: right - left, h: 70 }),
            fontFace: SLIDE_FONT,
            fontSize: TYPE.title,
            bold: true,
            color: hex(PAPER.ink),
            align: 'left',
            valign: 'top',
            margin: 0,
          },
          text: '',
        },
      },
    ],
  });
}

function addItem(pptx: PptxGenJS, slide: PptxGenJS.Slide, item: SlideItem, split: SplitGenes): void {
  const { name: objectName, frame } = item;
  switch (item.kind) {
    case 'text':
      return addText(slide, item);
    case 'table':
      return addTable(slide, item, split);
    case 'picture':
      slide.addImage({ data: dataAddress(item.svg), ...inches(frame), altText: item.altText, objectName });
      return;
    case 'chart':
      // The library makes the parts, `chart.ts` writes what is in them.
      slide.addChart(
        pptx.ChartType.scatter,
        [
          { name: 'X', values: [0] },
          { name: 'Y', values: [0] },
        ],
        { ...inches(frame), altText: item.altText, objectName },
      );
      return;
    case 'area':
      slide.addShape(FREE_FORM, {
        ...inches(frame),
        fill: { color: hex(item.colour) },
        line: { type: 'none' },
        points: [
          ...item.corners.map(({ x, y }, i) => ({ x: x / 72, y: y / 72, ...(i === 0 ? { moveTo: true } : {}) })),
          { close: true },
        ],
        objectName,
      });
  }
}

function addText(slide: PptxGenJS.Slide, text: SlideText): void {
  const { runs, frame, size, colour, name, bold, fill, align, middle, inset, after, wraps } = text;
  slide.addText(
    wholeNames(runs, frame.w - (inset ?? 0), size, bold).map((run) =>
      runOf(align === undefined ? run : { ...run, align }),
    ),
    {
      ...inches(frame),
      margin: inset === undefined ? 0 : [inset, inset, 0, 0],
      fontFace: SLIDE_FONT,
      fontSize: size,
      color: hex(colour),
      valign: middle === true ? 'middle' : 'top',
      fit: 'none',
      objectName: name,
      ...(bold === undefined ? {} : { bold }),
      ...(fill === undefined ? {} : { fill: { color: hex(fill) } }),
      ...(after === undefined ? {} : { paraSpaceAfter: after }),
      ...(wraps === undefined ? {} : { wrap: wraps }),
    },
  );
}

/** Names stay whole where lines break; on a line of its own a text is written as it is typed, so that it can be searched. */
function wholeNames(runs: readonly SlideRun[], width: number, size: number, bold = false): readonly SlideRun[] {
  const text = runs.map((run) => `${run.text}${run.ends === true ? '\n' : ''}`).join('');
  const lines = lineCount(text, width * ALMOST, size, bold ? 600 : 400);
  return lines === text.split('\n').length ? runs : runs.map((run) => ({ ...run, text: withWholeNames(run.text) }));
}

function runOf(run: SlideRun & Readonly<{ align?: 'left' | 'center' }>): PptxGenJS.TextProps {
  const { text, bold, italic, colour, size, link, ends, align } = run;
  return {
    text,
    options: {
      ...(bold === undefined ? {} : { bold }),
      ...(italic === undefined ? {} : { italic }),
      ...(colour === undefined ? {} : { color: hex(colour) }),
      ...(size === undefined ? {} : { fontSize: size }),
      ...(link === undefined ? {} : { hyperlink: { url: link } }),
      ...(ends === undefined ? {} : { breakLine: ends }),
      ...(align === undefined ? {} : { align }),
    },
  };
}

const rule = (colour: string): PptxGenJS.BorderProps => ({ type: 'solid', pt: 0.75, color: hex(colour) });
const none: PptxGenJS.BorderProps = { type: 'none' };

function addTable(
  slide: PptxGenJS.Slide,
  { page: { columns, heights, rows, size, pad }, name, frame }: Extract<SlideItem, { kind: 'table' }>,
  split: SplitGenes,
): void {
  const isOneLine = (text: string, i: number, weight: FontWeight = i === 0 ? 600 : 400): boolean =>
    lineWidth(text, size, weight) <= ALMOST * ((columns[i]?.width ?? 0) - 2 * pad.side);
  const header = columns.map(
    ({ label, align }, i): PptxGenJS.TableCell => ({
      text: isOneLine(label, i, 600) ? label : withWholeNames(label),
      options: { bold: true, color: hex(PAPER.muted), align, border: [none, none, rule(PAPER.axis), none] },
    }),
  );
  const cell = { fontSize: size, fontFace: SLIDE_FONT, color: hex(PAPER.ink) };
  const body = rows.map((row) =>
    row.map(
      (text, i): PptxGenJS.TableCell => ({
        text: geneRuns(text, split).map((run) => ({
          text: withWholeRanges(isOneLine(text, i) ? run.text : withWholeNames(run.text)),
          options: { ...cell, bold: i === 0, italic: run.italic ?? false },
        })),
        options: { align: columns[i]?.align ?? 'left', border: [none, none, rule(PAPER.line), none] },
      }),
    ),
  );
  const { x, y, w } = inches(frame);
  slide.addTable([header, ...body], {
    ...cell,
    x,
    y,
    w,
    // The library draws a frame of an inch around rows that are lower.
    h: heights.reduce((sum, height) => sum + height, 0) / 72,
    colW: columns.map(({ width }) => width / 72),
    rowH: heights.map((height) => height / 72),
    valign: 'top',
    margin: [pad.top / 72, pad.side / 72, pad.top / 72, pad.side / 72],
    objectName: name,
  });
}

/** A colour as the library takes it. */
function hex(colour: string): string {
  return colour.replace('#', '').toUpperCase();
}

function dataAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
