import type { CalendarFigure, CalendarPanel } from '@/lib/comparison/views/calendar-figure';
import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { LegendEntry } from '@/lib/comparison/words/figure-texts';
import { afterColon } from '@/lib/i18n/format';
import type { HeightOf, PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { calendarSvg, LEAST_PLOT } from '../calendar-svg';
import { untoldPoints } from '../letters';
import type { SplitGenes } from '../svg/text';
import { SLIDE_SCALE } from './chunks';
import { fittingLegend, fittingLetters } from './legends';

/** Share of the picture's height that its legend takes at most, and the px of the one line that it always has. */
const [LEGEND_SHARE, LEGEND_LINE] = [0.15, 30] as const;
/** A plot of so many px, two fifths of a slide, leaves its legend the rest. */
const ENOUGH = (0.402 * 540) / SLIDE_SCALE;

/** `short`: the title where the whole one takes a line from the plot; `heightOf`: what a slide of such a title has. */
type Titles = Readonly<{ short: string; heightOf?: HeightOf | undefined; alone?: boolean | undefined }>;

/**
 * A slide for each population. Its legend says what the time axis is and its title what the upright one measures, which so
 * leave the plot the height of their names; `alone`: it has no title.
 */
export function calendarParts(
  { panels, axis }: Pick<CalendarFigure, 'panels' | 'axis'>,
  texts: CalendarTexts,
  { width, height }: PictureSize,
  { short, heightOf = () => height, alone = false }: Titles,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: Math.floor(width / SLIDE_SCALE), height: Math.floor(height / SLIDE_SCALE) };
  return panels.flatMap((panel, i): SlidePart[] => {
    const words = texts.panels[i];
    if (words === undefined) return [];
    const draw = (legend: readonly LegendEntry[], letters: string, tall = size.height): SvgPicture =>
      calendarSvg(
        { panels: [panel], axis },
        { ...texts, legend, xAxis: '', yAxis: alone ? texts.yAxis : '', panels: [{ ...words, title: '' }] },
        { ...size, height: tall },
        split,
        letters,
      );
    const plotWith = (told: string): number => size.height - (draw([], told, 0).height - LEAST_PLOT);
    const points = untoldPoints({ panels: [panel] });
    const letters = fittingLetters(points, texts, size.width, { plotWith, enough: ENOUGH });
    const bare = draw([], letters, 0).height;
    const legend = fittingLegend(
      texts.slideLegend.filter(({ kind }) => isShown(kind, panel)),
      ['from-se', 'field', 'hollow', 'enrolment'],
      (some) => {
        const taken = draw(some, letters, 0).height;
        const isShort = taken - bare <= Math.max(LEGEND_LINE, LEGEND_SHARE * size.height);
        return isShort || size.height - (taken - LEAST_PLOT) >= ENOUGH;
      },
    );
    const titles = [texts.title, short].map((title) => `${title}: ${afterColon(words.title)}`);
    const plots = titles.map(
      (title) => heightOf(title, null) / SLIDE_SCALE - (draw(legend, letters, 0).height - LEAST_PLOT),
    );
    const at = plots.findIndex((plot) => plot >= ENOUGH);
    return [
      {
        title: titles[at < 0 ? plots.indexOf(Math.max(...plots)) : at] ?? null,
        picture: draw(legend, letters),
        riskTable: false,
        citations: null,
      },
    ];
  });
}

/** A whisker is what everybody takes it for, and a curve there is none. */
function isShown(kind: LegendEntry['kind'], { points }: CalendarPanel): boolean {
  switch (kind) {
    case 'field':
      return points.some(({ field }) => field);
    case 'enrolment':
      return true;
    case 'hollow':
      return points.some(({ point }) => point.hollow.length > 0);
    case 'from-se':
      return points.some(({ point }) => point.interval?.how === 'from-se');
    case 'published':
    case 'joined':
    case 'local':
    case 'reconstructed':
    case 'thin':
      return false;
  }
}
