import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, LegendEntry, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { afterColon } from '@/lib/i18n/format';
import type { PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { legendSvg } from '../svg/notes';
import { chartSvg, LEAST_PLOT } from '../svg/panel-grid';
import type { SplitGenes } from '../svg/text';
import { fittedLines } from '../text-width';
import { SLIDE_SCALE } from './chunks';
import { fittingLegend, fittingLetters, LEAVING, shownSigns } from './legends';

/** Points that a plot needs to stand beside another on a slide. */
const BESIDE = 430;
/** A plot that signs and letters of two lines leave, and one that letters of more lines leave, in px. */
const [USUAL_PLOT, KEPT_PLOT] = [126, 170] as const;
/** Type of labels in px. */
const LABEL = 15;

/** The plots side by side where there is room and no risk table under one of them, else each on its own slide. */
export function comparisonParts(
  figure: ComparisonFigure,
  texts: FigureTexts,
  { width, height }: PictureSize,
  names: number,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: Math.floor(width / SLIDE_SCALE), height: Math.floor(height / SLIDE_SCALE) };
  const drawn = (panels: readonly number[]): SlidePart => {
    const shown = panels.flatMap((i) => figure.panels[i] ?? []);
    const words = panels.flatMap((i) => texts.panels[i] ?? []);
    const alone = panels.length === 1;
    const local = shown.some((panel) => panel.local !== null);
    const most = names > 0 ? 1 : 2;
    const legend = shownSigns(texts.legend, shown);
    const draw = (kinds: readonly LegendEntry[], letters: string, tall = size.height): SvgPicture =>
      chartSvg(
        { ...figure, panels: shown },
        {
          ...texts,
          legend: kinds,
          panels: words.map((one) => ({ ...one, title: alone ? null : one.title, points: inLines(one, size.width) })),
        },
        { ...size, height: tall },
        split,
        local ? names / SLIDE_SCALE : undefined,
        letters,
      );
    const points = shown.flatMap(({ published }) => published);
    const plotBeside = (signs: readonly LegendEntry[], told: string): number =>
      size.height - (draw(signs, told, 0).height - LEAST_PLOT);
    const needed = legend.filter(isNeeded);
    const letters = fittingLetters(points, texts, size.width, {
      plotWith: (told) => plotBeside(needed, told),
      least: USUAL_PLOT,
      enough: KEPT_PLOT,
    });
    const picture = draw(
      fittingLegend(
        legend,
        LEAVING,
        (some) =>
          legendLines(some, size.width) <= most &&
          plotBeside(some, letters) >= (some.every(isNeeded) ? LEAST_PLOT : USUAL_PLOT),
      ),
      letters,
    );
    const zero = alone ? (words[0]?.title ?? null) : null;
    return {
      title: zero === null ? null : `${texts.title}: ${afterColon(zero)}`,
      picture,
      riskTable: local,
      citations: null,
    };
  };
  const all = figure.panels.map((_, i) => i);
  const local = figure.panels.some((panel) => panel.local !== null);
  return !local && all.length * BESIDE <= width ? [drawn(all)] : all.map((i) => drawn([i]));
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
