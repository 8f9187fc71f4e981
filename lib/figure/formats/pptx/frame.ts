import { afterColon, asBeginning } from '@/lib/i18n/format';
import type { DocumentCaveat, DocumentCitation, FigureDocument } from '../../model/document';
import type { Hyphenation } from './hyphenation';
import type { Frame, SlideItem, SlideModel, SlideRun, SlideText, Stage } from '../../model/slide';
import { lineCount, textHeight, textRoom, titleRoom, TYPE, type SlideRatio } from './measure';
import { citationRuns, citationText, geneRuns } from './text';
import type { SlideWords } from './words';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';
import { bandText } from '../../model/made-up';

export type SlideOptions = Readonly<{
  ratio: SlideRatio;
  /** the part of a slide that figures may use */
  stage: Stage;
  native: boolean;
  split: SplitGenes;
  words: SlideWords;
}>;
/** What every slide of one document is made with; `slides` collects them. */
export type SlideSetting = SlideOptions &
  Readonly<{
    document: FigureDocument;
    hyphenation: Hyphenation;
    notes: string;
    slides: SlideModel[];
  }>;

/** Points between the parts of a slide. */
const GAP = 8;
/** Lines of sources that may stand under a chart; more go to a slide of their own. */
const MOST_SOURCE_LINES: Readonly<Record<SlideRatio, number>> = { '16x9': 3, '4x3': 4 };
/** A title is read at one glance. */
const MOST_TITLE_LINES = 2;
/** A caveat takes so many lines at most before the next one is tried. */
const MOST_CAVEAT_LINES = 2;
/** How the names of caveats on local patients begin. */
const OF_LOCAL = 'local-';

type Head = Readonly<{
  title: string;
  subtitle: string | null;
  /** the sources of what the slide shows */
  citations: readonly DocumentCitation[];
  /** the caveat that must be read with the chart; `published`: the slide shows no local patients, and says nothing of them */
  caveat: boolean | 'published';
}>;

/** What of the figure a slide shows, in no language: with its place among its like it names the slide. */
type Part = Readonly<{ part: string }>;

type Foot = Readonly<{
  top: number;
  caveat: string | null;
  sources: 'here' | 'later' | 'none';
  heights: Readonly<Record<'caveat' | 'sources' | 'foot', number>>;
}>;

/** The title of a slide: the figure's, or the reader's own over it; under it what it has no room for and what else must be known. */
export function headOf({ document, stage }: SlideSetting, title: string | null): Pick<Head, 'title' | 'subtitle'> {
  const own = title ?? document.title;
  if (document.named !== null) return { title: document.named, subtitle: subtitleOf([own], document, stage) };
  const [first] = wordingsUnder(document);
  const whole = first === undefined ? null : withUnder(own, first, stage);
  if (whole !== null) return { title: whole, subtitle: null };
  const head = inTwoLines(own, stage);
  return { title: head.title, subtitle: subtitleOf([head.rest], document, stage) };
}

function wordingsUnder({ slides: { under = null } }: FigureDocument): readonly string[] {
  return under === null ? [] : typeof under === 'string' ? [under] : under;
}

/**
 * What stands under a title: what must be known follows in as many words as two lines hold; where of several wordings none
 * has room behind the rest, it stands there without the rest.
 */
export function subtitleOf(parts: readonly (string | null)[], document: FigureDocument, stage: Stage): string | null {
  const wordings = wordingsUnder(document);
  const choices = wordings.map((under) => joined([...parts, under]));
  const fits = (text: string | null): boolean =>
    text !== null && lineCount(text, textRoom(stage), TYPE.subtitle) <= MOST_TITLE_LINES;
  const alone = wordings.length > 1 ? wordings.find(fits) : undefined;
  return choices.find(fits) ?? alone ?? choices.at(-1) ?? joined(parts);
}

/** The number of a slide among those of one title, which stands behind all its words. */
const NUMBERED = /^(.*?)( \(\d+\/\d+\))?$/su;

function titleLines(words: string, stage: Stage): number {
  return lineCount(`${words} (9/9)`, titleRoom(stage), TYPE.title, 600);
}

/** What stands under a title stands in it where that takes no further line: a chart has the room. */
function withUnder(title: string, under: string, stage: Stage): string | null {
  const [, words = title, number = ''] = NUMBERED.exec(title) ?? [];
  const whole = `${words}, ${afterColon(under)}`;
  const lines = titleLines(whole, stage);
  return lines <= MOST_TITLE_LINES && lines === titleLines(words, stage) ? `${whole}${number}` : null;
}

/** Parts of a subtitle that are there. */
function joined(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join(' · ');
}

/** A title that needs more lines ends where a part of it ends, behind a colon if it can; the rest goes on under it. */
export function inTwoLines(title: string, stage: Stage): Readonly<{ title: string; rest: string | null }> {
  const [, words = title, number = ''] = NUMBERED.exec(title) ?? [];
  const fits = (text: string): boolean => titleLines(text, stage) <= MOST_TITLE_LINES;
  if (fits(words)) return { title, rest: null };
  const cuts = [/: /gu, /[,;] /gu, / /gu].flatMap((end) => [...words.matchAll(end)].reverse());
  const cut = cuts.find(({ index }) => fits(words.slice(0, index)));
  if (cut === undefined) return { title, rest: null };
  const rest = words.slice(cut.index + cut[0].length);
  return { title: words.slice(0, cut.index) + number, rest: cut[0] === ' ' ? rest : asBeginning(rest) };
}

/** Puts title, band of made-up data, caveat, sources and foot on a new slide; answers with its items and the frame that is left. */
export function startSlide(setting: SlideSetting, head: Head & Part): { items: SlideItem[]; body: Frame } {
  const { document, split, stage, notes } = setting;
  const [x, w] = [stage.left, stage.right - stage.left];
  const room = textRoom(stage);
  const words = bandText(document);
  const { frame, below } = titleFrame(head.title, words, stage);
  const items: SlideItem[] = [];
  setting.slides.push({
    kind: 'figure',
    key: `${head.part}-${1 + setting.slides.filter(({ key }) => key.startsWith(`${head.part}-`)).length}`,
    title: { runs: geneRuns(head.title, split), frame },
    items,
    notes,
  });
  if (words !== null) items.push(band(words, stage));
  if (head.subtitle !== null)
    items.push({
      kind: 'text',
      name: 'Subtitle',
      frame: { x, y: below, w, h: textHeight(head.subtitle, room, TYPE.subtitle) },
      runs: geneRuns(head.subtitle, split),
      size: TYPE.subtitle,
      colour: PAPER.muted,
    });
  items.push(...footTexts(setting, head, footOf(setting, head)));
  return { items, body: bodyFrame(setting, head) };
}

/** The frame that a slide with this head leaves for its body. */
export function bodyFrame(setting: SlideSetting, head: Head): Frame {
  const { left, right } = setting.stage;
  const room = textRoom(setting.stage);
  const { below, gap } = titleFrame(head.title, bandText(setting.document), setting.stage);
  const top = below + (head.subtitle === null ? gap : textHeight(head.subtitle, room, TYPE.subtitle) + GAP);
  return { x: left, y: top, w: right - left, h: footOf(setting, head).top - GAP - top };
}

/** The same on both sides, whatever a template draws on one of them: the band lies over it. */
function bandInset({ width, left, right }: Stage): number {
  return Math.min(left, width - right);
}

function bandHeight(words: string, stage: Stage): number {
  const room = (stage.width - 2 * bandInset(stage)) / (stage.wide ?? 1);
  return textHeight(words, room, TYPE.text, 600) + 5;
}

/** Where a slide begins under a band of such words; null: without one. */
export function topUnder(words: string | null, stage: Stage): number {
  return words === null ? stage.top : Math.max(stage.top, bandHeight(words, stage) + GAP);
}

/** What the letters of a title leave free above and below themselves, in points. */
const SPILL = 7;

/**
 * Where a title stands under a band of such words: in the template's own place for it where it fits, else at the head of the
 * room. `below`: where a subtitle begins; `gap`: points between that and what stands there without one.
 */
export function titleFrame(
  title: string,
  words: string | null,
  stage: Stage,
): Readonly<{ frame: Frame; below: number; gap: number }> {
  const { left: x, right, title: place, wideTitle = 1 } = stage;
  const top = topUnder(words, stage);
  if (place !== undefined) {
    const h = textHeight(title, place.w / wideTitle, TYPE.title, 600);
    const y = Math.max(place.y + (place.h - h) / 2, words === null ? 0 : bandHeight(words, stage));
    if (y + h <= Math.min(place.y + place.h + SPILL, top)) return { frame: { ...place, y, h }, below: top, gap: 0 };
  }
  const h = textHeight(title, titleRoom(stage), TYPE.title, 600);
  return { frame: { x, y: top, w: right - x, h }, below: top + h, gap: GAP };
}

/** The band over a slide whose patients are made up, or not released. */
export function band(words: string, stage: Stage): SlideText {
  return {
    kind: 'text',
    name: 'Made-up data',
    frame: { x: 0, y: 0, w: stage.width, h: bandHeight(words, stage) },
    runs: [{ text: words }],
    size: TYPE.text,
    colour: PAPER.noteInk,
    bold: true,
    fill: PAPER.stripe,
    middle: true,
    inset: bandInset(stage),
  };
}

/** What a figure is not, in the words that stand behind the program and the day in one line. */
function notAdvice({ document: { footer }, stage }: SlideSetting): string {
  const { short, notAdvice: whole, notAdviceShort = whole } = footer;
  return lineCount(`${short} · ${whole}`, textRoom(stage), TYPE.small) === 1 ? whole : notAdviceShort;
}

function footText(setting: SlideSetting): string {
  return `${setting.document.footer.short} · ${notAdvice(setting)}`;
}

/** Sources that do not stand under the chart stand on a slide at the end. */
export function sourcesFit({ ratio, stage }: SlideSetting, citations: readonly DocumentCitation[]): boolean {
  return lineCount(citationText(citations), textRoom(stage), TYPE.small) <= MOST_SOURCE_LINES[ratio];
}

function footOf(setting: SlideSetting, { citations, caveat: wanted }: Head): Foot {
  const { stage } = setting;
  const w = textRoom(stage);
  const here = sourcesFit(setting, citations);
  const foot = textHeight(footText(setting), w, TYPE.small);
  const sources =
    citations.length === 0
      ? 0
      : textHeight(here ? citationText(citations) : laterText(setting, citations), w, TYPE.small);
  const caveat = wanted === false ? null : caveatLine(setting, w, wanted === 'published');
  const caveatHeight = caveat === null ? 0 : textHeight(caveat, w, TYPE.text) + 4;
  return {
    top: stage.bottom - foot - sources - caveatHeight,
    caveat,
    sources: citations.length === 0 ? 'none' : here ? 'here' : 'later',
    heights: { caveat: caveatHeight, sources, foot },
  };
}

function laterText({ words }: SlideSetting, citations: readonly DocumentCitation[]): string {
  const [first, last] = [citations[0]?.number, citations.at(-1)?.number];
  return words.sourcesLater(first === last ? `[${first}]` : `[${first}]–[${last}]`);
}

/**
 * What the figure says for its slides, else a strong caveat, else the weightiest, in its words for a slide where that takes
 * fewer lines, else the first that fits, and how many more the notes have; none is cut. Of a slide with published figures
 * alone (`published`) none that speaks of local patients.
 */
function caveatLine(
  { document: { caveats, madeUp, slides }, words }: SlideSetting,
  width: number,
  published: boolean,
): string | null {
  // That patients are made up says the band already.
  const all = caveats.filter(({ code }) => madeUp === null || code !== 'made-up');
  const count = all.length + (slides.caveat === null ? 0 : 1);
  const counted = (text: string): string => (count === 1 ? text : `${text} (${words.moreCaveats(count - 1)})`);
  if (slides.caveat !== null) return counted(slides.caveat);
  const own = published ? all.filter(({ code }) => code?.startsWith(OF_LOCAL) !== true) : all;
  const [strong, others] = [own.filter((one) => one.strong), own.filter((one) => !one.strong)];
  const inLines = (lines: number) => (one: DocumentCaveat) => saidIn(one, counted, width, lines);
  const inAny = (one: DocumentCaveat): string | null => inLines(1)(one) ?? inLines(MOST_CAVEAT_LINES)(one);
  return (
    firstSaid(strong, inAny) ??
    firstSaid(others.slice(0, 1), inAny) ??
    firstSaid(others, inLines(1)) ??
    firstSaid(others, inAny) ??
    (count === 0 ? null : words.moreCaveats(count))
  );
}

/** A caveat that so many lines hold, in its own words if they do. */
function saidIn(
  { text, short = null }: DocumentCaveat,
  counted: (text: string) => string,
  width: number,
  lines: number,
): string | null {
  const choices = [text, ...(short === null ? [] : [short])].map(counted);
  return choices.find((one) => lineCount(one, width, TYPE.text) <= lines) ?? null;
}

function firstSaid(caveats: readonly DocumentCaveat[], said: (one: DocumentCaveat) => string | null): string | null {
  return caveats.map(said).find((text) => text !== null) ?? null;
}

function footTexts(setting: SlideSetting, { citations }: Head, { top, caveat, sources, heights }: Foot): SlideText[] {
  const { document, split, stage } = setting;
  const [x, w] = [stage.left, stage.right - stage.left];
  const small = (name: string, y: number, h: number, runs: readonly SlideRun[]): SlideText => ({
    kind: 'text',
    name,
    frame: { x, y, w, h },
    runs,
    size: TYPE.small,
    colour: PAPER.muted,
  });
  return [
    ...(caveat === null
      ? []
      : [
          {
            ...small(document.headings.caveats, top, heights.caveat, geneRuns(caveat, split)),
            size: TYPE.text,
            colour: PAPER.noteInk,
          },
        ]),
    ...(sources === 'none'
      ? []
      : [
          small(
            document.headings.sources,
            top + heights.caveat,
            heights.sources,
            sources === 'here' ? citationRuns(citations) : [{ text: laterText(setting, citations) }],
          ),
        ]),
    small('Footer', top + heights.caveat + heights.sources, heights.foot, [
      { text: document.footer.short, link: document.address },
      { text: ` · ${notAdvice(setting)}` },
    ]),
  ];
}
