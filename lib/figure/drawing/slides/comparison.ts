import type { ComparisonFigure, FigurePanel } from '@/lib/comparison/figure/figure-model';
import { printedRisk } from '@/lib/comparison/figure/printed-risk';
import type { FigureTexts, LegendEntry, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { afterColon } from '@/lib/i18n/format';
import type { HeightOf, PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { legendSvg } from '../svg/notes';
import { chartSvg, LEAST_PLOT } from '../svg/panel-grid';
import type { SplitGenes } from '../svg/text';
import { fittedLines, textWidth } from '../text-width';
import { SLIDE_SCALE } from './chunks';
import { fittingLegend, fittingLetters, LEAVING, shownSigns } from './legends';

/** Points that a plot needs to stand beside another on a slide. */
const BESIDE = 430;
/** A plot of a third of a slide, in px: what is not needed to read it leaves it that. */
const THIRD = (0.336 * 540) / SLIDE_SCALE;
/** Type of labels in px. */
const LABEL = 15;
/** Type of a risk table’s heading in points, those between it and a name beside it, and how much wider a program may draw that. */
const [HEADING, APART, WIDER] = [14, 16, 1.05] as const;

/** `names`: points left of the axis for those of a risk table; `alone`: no title says what the upright axis measures. */
type Around = Readonly<{ names: number; heightOf?: HeightOf | undefined; alone?: boolean | undefined }>;
/** Some of the figure’s plots with their words. */
type Shown = Readonly<{ panels: readonly FigurePanel[]; words: readonly PanelTexts[] }>;

/** The plots side by side where there is room and no risk table under one of them, else each on its own slide. */
export function comparisonParts(
  figure: ComparisonFigure,
  texts: FigureTexts,
  size: PictureSize,
  around: Around,
  split: SplitGenes,
): SlidePart[] {
  const shown = (panels: readonly number[]): Shown => ({
    panels: panels.flatMap((i) => figure.panels[i] ?? []),
    words: panels.flatMap((i) => texts.panels[i] ?? []),
  });
  const all = figure.panels.map((_, i) => i);
  const local = figure.panels.some((panel) => panel.local !== null);
  const parts = !local && all.length * BESIDE <= size.width ? [all] : all.map((i) => [i]);
  return parts.map((panels) => partOf(shown(panels), { figure, texts, size, around, split }));
}

type Setting = Readonly<{
  figure: ComparisonFigure;
  texts: FigureTexts;
  size: PictureSize;
  around: Around;
  split: SplitGenes;
}>;
type Draw = (kinds: readonly LegendEntry[], letters: string, tall: number) => SvgPicture;

function partOf(shown: Shown, setting: Setting): SlidePart {
  const { texts, around } = setting;
  const { names, heightOf } = around;
  const width = Math.floor(setting.size.width / SLIDE_SCALE);
  const height = Math.floor(setting.size.height / SLIDE_SCALE);
  const local = shown.panels.some((panel) => panel.local !== null);
  const axisName = local && names > 0 ? besideHeading(shown, names, setting.size.width) : null;
  const draw = drawing(shown, setting, { width, local, axisName });
  const legend = shownSigns(texts.slideLegend, shown.panels);
  const known = new Map<string, number>();
  const taken = (signs: readonly LegendEntry[], told: string): number => {
    const key = [...signs.map(({ kind }) => kind), told].join(' ');
    const px = known.get(key) ?? draw(signs, told, 0).height - LEAST_PLOT;
    known.set(key, px);
    return px;
  };
  const needed = legend.filter(isNeeded);
  const letters = fittingLetters(
    shown.panels.flatMap(({ published }) => published),
    texts,
    width,
    { plotWith: (told) => height - taken(needed, told), enough: THIRD },
  );
  const most = names > 0 ? 1 : 2;
  const signs = fittingLegend(legend, LEAVING, (some) =>
    some.every(isNeeded)
      ? height - taken(some, letters) >= LEAST_PLOT
      : legendLines(some, width) <= most && height - taken(some, letters) >= THIRD,
  );
  return {
    title: titleOf(shown, texts, (title) =>
      heightOf === undefined ? height : heightOf(title, null) / SLIDE_SCALE - taken(needed, letters),
    ),
    picture: draw(signs, letters, height),
    riskTable: local,
    axisName,
    citations: null,
  };
}

/** The title with the endpoint in full where its plot so has a third of the slide, else the one that leaves the plot most. */
function titleOf(
  { words: [first, ...others] }: Shown,
  { title, titleInShort }: FigureTexts,
  plotUnder: (title: string | null) => number,
): string | null {
  const zero = others.length > 0 ? null : (first?.title ?? null);
  const titles =
    zero === null ? [null, titleInShort] : [title, titleInShort].map((one) => `${one}: ${afterColon(zero)}`);
  const plots = titles.map(plotUnder);
  const at = plots.findIndex((plot) => plot >= THIRD);
  return titles[at < 0 ? plots.indexOf(Math.max(...plots)) : at] ?? null;
}

/** The title of a slide says what the upright axis measures, and the height of that is the plot’s. */
function drawing(
  { panels, words }: Shown,
  { figure, texts, around: { names, alone: untitled = false }, split }: Setting,
  { width, local, axisName }: Readonly<{ width: number; local: boolean; axisName: SlidePart['axisName'] }>,
): Draw {
  const alone = panels.length === 1;
  const named = words.map((one) => ({
    ...one,
    title: alone ? null : one.title,
    xAxis: axisName === null ? one.xAxis : '',
    yAxis: untitled || !alone ? one.yAxis : '',
    points: inLines(one, width),
  }));
  return (legend, letters, height) =>
    chartSvg(
      { ...figure, panels },
      { ...texts, legend, panels: named },
      { width, height },
      split,
      local ? names / SLIDE_SCALE : undefined,
      letters,
    );
}

/** Where the name of the lying axis stands beside the heading of its risk table, under the middle of the plot if it can; null: not at all. */
function besideHeading({ panels, words: [words] }: Shown, names: number, width: number): SlidePart['axisName'] {
  if (words === undefined || panels.some((panel) => printedRisk(panel).length > 0)) return null;
  const w = WIDER * textWidth(words.xAxis, HEADING);
  const after = textWidth(words.local ?? '', HEADING, 600) + APART;
  const x = Math.max(after, (names + width - w) / 2);
  return x + w <= width ? { text: words.xAxis, x, w } : null;
}

/** A sign that nobody guesses: without it a plot is read wrongly. */
function isNeeded({ kind }: LegendEntry): boolean {
  return kind !== 'thin' && kind !== 'from-se';
}

function legendLines(legend: readonly LegendEntry[], width: number): number {
  const one = legendSvg({ legend: legend.slice(0, 1) }, 0, 0, Infinity).height;
  return legend.length === 0 ? 0 : Math.round(legendSvg({ legend }, 0, 0, width).height / one);
}

/** Shares of the plot's width that a line of a name takes at most among up to so many figures; the table has it whole. */
const ROOMS = [
  { upTo: 3, share: 0.6 },
  { upTo: 6, share: 0.4 },
  { upTo: Infinity, share: 0.35 },
] as const;

function inLines({ points }: PanelTexts, width: number): PanelTexts['points'] {
  const count = Object.keys(points).length;
  const room = width * (ROOMS.find(({ upTo }) => count <= upTo)?.share ?? 0);
  return Object.fromEntries(
    Object.entries(points).map(([id, words]) => [id, { ...words, label: fittedLines(words.label, room, LABEL) }]),
  );
}
