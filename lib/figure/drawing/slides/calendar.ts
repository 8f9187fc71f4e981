import type { CalendarFigure, CalendarPanel } from '@/lib/comparison/views/calendar-figure';
import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { LegendEntry } from '@/lib/comparison/words/figure-texts';
import { afterColon } from '@/lib/i18n/format';
import type { PictureSize, SlidePart, SvgPicture } from '../../model/document';
import { calendarSvg, LEAST_PLOT } from '../calendar-svg';
import { untoldPoints } from '../letters';
import type { SplitGenes } from '../svg/text';
import { SLIDE_SCALE } from './chunks';
import { fittingLegend, fittingLetters } from './legends';

/** Share of the picture's height that its legend takes at most, and the px of the one line that it always has. */
const [LEGEND_SHARE, LEGEND_LINE] = [0.15, 30] as const;
/** A plot of so many px, two fifths of a slide, leaves its legend the rest. */
const ENOUGH = (0.402 * 540) / SLIDE_SCALE;

/** A slide for each population. Its legend says what the time axis is, which so leaves the plot the height of its name. */
export function calendarParts(
  { panels, axis }: Pick<CalendarFigure, 'panels' | 'axis'>,
  texts: CalendarTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: Math.floor(width / SLIDE_SCALE), height: Math.floor(height / SLIDE_SCALE) };
  return panels.flatMap((panel, i): SlidePart[] => {
    const words = texts.panels[i];
    if (words === undefined) return [];
    const draw = (legend: readonly LegendEntry[], letters: string, tall = size.height): SvgPicture =>
      calendarSvg(
        { panels: [panel], axis },
        { ...texts, legend, xAxis: '', panels: [{ ...words, title: '' }] },
        { ...size, height: tall },
        split,
        letters,
      );
    const plotWith = (told: string): number => size.height - (draw([], told, 0).height - LEAST_PLOT);
    const points = untoldPoints({ panels: [panel] });
    const letters = fittingLetters(points, texts, size.width, { plotWith, least: LEAST_PLOT, enough: ENOUGH });
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
    return [
      {
        title: `${texts.title}: ${afterColon(words.title)}`,
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
