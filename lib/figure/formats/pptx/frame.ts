import type PptxGenJS from 'pptxgenjs';
import type { DocumentCitation, FigureDocument } from '../../model/document';
import type { Hyphenation } from './hyphenation';
import { inches, lineCount, MARGIN, SLIDES, textHeight, TYPE, type Frame, type SlideRatio } from './measure';
import { citationRuns, citationText, geneRuns, hex, SLIDE_FONT } from './text';
import type { SlideWords } from './words';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';

export type SlideOptions = Readonly<{
  ratio: SlideRatio;
  native: boolean;
  split: SplitGenes;
  words: SlideWords;
}>;
/** What every slide of one document is made with; `titles` collects where the title of each slide stands. */
export type SlideSetting = SlideOptions &
  Readonly<{
    pptx: PptxGenJS;
    document: FigureDocument;
    hyphenation: Hyphenation;
    notes: string;
    titles: Frame[];
  }>;

export const MASTER = 'FIGURE';
/** Points from the upper edge, or from the band of made-up data, to the title, and between the parts of a slide. */
const [TOP, GAP] = [30, 8] as const;
/** Lines of sources that may stand under a chart; more go to a slide of their own. */
const MOST_SOURCE_LINES: Readonly<Record<SlideRatio, number>> = { '16x9': 3, '4x3': 4 };
/** A caveat that fits no line takes so many at most before the next one is tried. */
const MOST_CAVEAT_LINES = 2;

/** The layout that every slide of a figure has: a title on white. */
export function defineMaster(pptx: PptxGenJS, ratio: SlideRatio): void {
  const w = SLIDES[ratio].width - 2 * MARGIN;
  pptx.defineSlideMaster({
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            ...inches({ x: MARGIN, y: TOP, w, h: 70 }),
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

type Head = Readonly<{
  title: string;
  subtitle: string | null;
  /** the sources of what the slide shows */
  citations: readonly DocumentCitation[];
  /** the caveat that must be read with the chart */
  caveat: boolean;
}>;

type Foot = Readonly<{
  top: number;
  caveat: string | null;
  sources: 'here' | 'later' | 'none';
  heights: Readonly<Record<'caveat' | 'sources' | 'foot', number>>;
}>;

/** Puts title, band of made-up data, caveat, sources and foot on a new slide; answers with the frame that is left. */
export function startSlide(setting: SlideSetting, head: Head): { slide: PptxGenJS.Slide; body: Frame } {
  const { pptx, document, ratio, split } = setting;
  const slide = pptx.addSlide({ masterName: MASTER });
  const { width } = SLIDES[ratio];
  const w = width - 2 * MARGIN;
  const above = topOf(setting);
  const titleHeight = textHeight(head.title, w, TYPE.title, 600);
  slide.addText(geneRuns(head.title, split), { placeholder: 'title' });
  setting.titles.push({ x: MARGIN, y: above, w, h: titleHeight });
  if (document.madeUp !== null) addBand(slide, document.madeUp, width);
  const text = { margin: 0, fontFace: SLIDE_FONT, valign: 'top', fit: 'none' } as const;
  const subtitleHeight = head.subtitle === null ? 0 : textHeight(head.subtitle, w, TYPE.subtitle);
  if (head.subtitle !== null)
    slide.addText(geneRuns(head.subtitle, split), {
      ...text,
      ...inches({ x: MARGIN, y: above + titleHeight, w, h: subtitleHeight }),
      fontSize: TYPE.subtitle,
      color: hex(PAPER.muted),
      objectName: 'Subtitle',
    });
  const foot = footOf(setting, head);
  addFoot(slide, setting, head, foot);
  slide.addNotes(setting.notes);
  const top = above + titleHeight + subtitleHeight + GAP;
  return { slide, body: { x: MARGIN, y: top, w, h: foot.top - GAP - top } };
}

/** The frame that a slide with this head leaves for its body. */
export function bodyFrame(setting: SlideSetting, head: Head): Frame {
  const w = SLIDES[setting.ratio].width - 2 * MARGIN;
  const top =
    topOf(setting) +
    textHeight(head.title, w, TYPE.title, 600) +
    (head.subtitle === null ? 0 : textHeight(head.subtitle, w, TYPE.subtitle)) +
    GAP;
  return { x: MARGIN, y: top, w, h: footOf(setting, head).top - GAP - top };
}

function bandHeight(madeUp: string, width: number): number {
  return textHeight(madeUp, width - 2 * MARGIN, TYPE.text, 600) + 5;
}

function topOf({ document: { madeUp }, ratio }: SlideSetting): number {
  return madeUp === null ? TOP : Math.max(TOP, bandHeight(madeUp, SLIDES[ratio].width) + GAP);
}

function addBand(slide: PptxGenJS.Slide, madeUp: string, width: number): void {
  slide.addText(madeUp, {
    ...inches({ x: 0, y: 0, w: width, h: bandHeight(madeUp, width) }),
    margin: [MARGIN, 0, 0, 0],
    fontFace: SLIDE_FONT,
    fontSize: TYPE.text,
    bold: true,
    color: hex(PAPER.noteInk),
    fill: { color: hex(PAPER.stripe) },
    valign: 'middle',
    fit: 'none',
    objectName: 'Made-up data',
  });
}

function footText({ footer }: FigureDocument): string {
  return `${footer.short} · ${footer.notAdvice}`;
}

/** Sources that do not stand under the chart stand on a slide at the end. */
export function sourcesFit({ ratio }: SlideSetting, citations: readonly DocumentCitation[]): boolean {
  const w = SLIDES[ratio].width - 2 * MARGIN;
  return lineCount(citationText(citations), w, TYPE.small) <= MOST_SOURCE_LINES[ratio];
}

function footOf(setting: SlideSetting, { citations, caveat: wanted }: Head): Foot {
  const { document, ratio } = setting;
  const { width, height } = SLIDES[ratio];
  const w = width - 2 * MARGIN;
  const here = sourcesFit(setting, citations);
  const foot = textHeight(footText(document), w, TYPE.small);
  const sources =
    citations.length === 0
      ? 0
      : textHeight(here ? citationText(citations) : laterText(setting, citations), w, TYPE.small);
  const caveat = wanted ? caveatLine(setting, w) : null;
  const caveatHeight = caveat === null ? 0 : textHeight(caveat, w, TYPE.text) + 4;
  return {
    top: height - 14 - foot - sources - caveatHeight,
    caveat,
    sources: citations.length === 0 ? 'none' : here ? 'here' : 'later',
    heights: { caveat: caveatHeight, sources, foot },
  };
}

function laterText({ words }: SlideSetting, citations: readonly DocumentCitation[]): string {
  const [first, last] = [citations[0]?.number, citations.at(-1)?.number];
  return words.sourcesLater(first === last ? `[${first}]` : `[${first}]–[${last}]`);
}

/** The first caveat that fits one line, the strong ones before the others, and how many more the notes have. */
function caveatLine({ document: { caveats, madeUp, slides }, words }: SlideSetting, width: number): string | null {
  // That patients are made up says the band already.
  const all = [
    ...(slides.caveat === null ? [] : [{ text: slides.caveat, strong: true }]),
    ...caveats.filter(({ code }) => madeUp === null || code !== 'made-up'),
  ];
  const inOrder = [...all.filter(({ strong }) => strong), ...all.filter(({ strong }) => !strong)];
  const texts = inOrder.map(({ text }) => (all.length === 1 ? text : `${text} (${words.moreCaveats(all.length - 1)})`));
  const fitting = (lines: number) => texts.find((text) => lineCount(text, width, TYPE.text) <= lines);
  return fitting(1) ?? fitting(MOST_CAVEAT_LINES) ?? (all.length === 0 ? null : words.moreCaveats(all.length));
}

function addFoot(slide: PptxGenJS.Slide, setting: SlideSetting, { citations }: Head, foot: Foot): void {
  const { document, ratio, split } = setting;
  const w = SLIDES[ratio].width - 2 * MARGIN;
  const text = { margin: 0, fontFace: SLIDE_FONT, valign: 'top', fit: 'none' } as const;
  const { heights } = foot;
  if (foot.caveat !== null)
    slide.addText(geneRuns(foot.caveat, split), {
      ...text,
      ...inches({ x: MARGIN, y: foot.top, w, h: heights.caveat }),
      fontSize: TYPE.text,
      color: hex(PAPER.noteInk),
      objectName: document.headings.caveats,
    });
  if (foot.sources !== 'none')
    slide.addText(foot.sources === 'here' ? citationRuns(citations) : laterText(setting, citations), {
      ...text,
      ...inches({ x: MARGIN, y: foot.top + heights.caveat, w, h: heights.sources }),
      fontSize: TYPE.small,
      color: hex(PAPER.muted),
      objectName: document.headings.sources,
    });
  slide.addText(
    [
      { text: document.footer.short, options: { hyperlink: { url: document.address } } },
      { text: ` · ${document.footer.notAdvice}` },
    ],
    {
      ...text,
      ...inches({ x: MARGIN, y: foot.top + heights.caveat + heights.sources, w, h: heights.foot }),
      fontSize: TYPE.small,
      color: hex(PAPER.muted),
      objectName: 'Footer',
    },
  );
}
