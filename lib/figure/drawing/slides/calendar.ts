import type { CalendarFigure } from '@/lib/comparison/views/calendar-figure';
import type { CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { PictureSize, SlidePart } from '../../model/document';
import { calendarSvg } from '../calendar-svg';
import type { SplitGenes } from '../svg/text';
import { SLIDE_SCALE } from './chunks';

/** A whisker is what everybody takes it for; a curve there is none. */
const KNOWN = new Set(['published', 'local', 'thin', 'reconstructed', 'joined']);

/** A slide for each population. */
export function calendarParts(
  { panels, axis }: Pick<CalendarFigure, 'panels' | 'axis'>,
  texts: CalendarTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SlidePart[] {
  const size = { width: width / SLIDE_SCALE, height: height / SLIDE_SCALE };
  return panels.flatMap((panel, i): SlidePart[] => {
    const words = texts.panels[i];
    if (words === undefined) return [];
    const legend = texts.legend.filter(({ kind }) => !KNOWN.has(kind));
    const picture = calendarSvg(
      { panels: [panel], axis },
      { ...texts, legend, panels: [{ ...words, title: '' }] },
      size,
      split,
    );
    return [{ title: `${texts.title}: ${words.title}`, picture, riskTable: false, citations: null }];
  });
}
