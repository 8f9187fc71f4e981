import { isUntold, type PublishedPoint } from '@/lib/comparison/figure/figure-model';
import type { CalendarFigure } from '@/lib/comparison/views/calendar-figure';
import type { LetterTexts } from '@/lib/comparison/words/letter-texts';

/** Between the letters of two studies. */
const BETWEEN_STUDIES = ' \u00a0·\u00a0 ';

/** Whom the letters and the signs of a part behind these names mean, study by study in the order of choice; empty without any. */
export function lettersOf(points: readonly PublishedPoint[], letters: Readonly<Record<string, LetterTexts>>): string {
  const drawn = points.filter(({ drawn: shown, estimateId }) => shown && letters[estimateId] !== undefined);
  const trials = [...new Set(drawn.map(({ trialSlug }) => trialSlug))];
  return trials
    .map((trial) =>
      drawn
        .filter(({ trialSlug }) => trialSlug === trial)
        .toSorted((a, b) => (a.suffix ?? '').localeCompare(b.suffix ?? ''))
        .map(({ estimateId }, i) => letters[estimateId]?.[i === 0 ? 'alone' : 'after'] ?? '')
        .join('; '),
    )
    .join(BETWEEN_STUDIES);
}

/** The figures of a calendar whose patients its titles do not tell, the grey ones among them. */
export function untoldPoints({ panels }: Pick<CalendarFigure, 'panels'>): PublishedPoint[] {
  return panels.flatMap(({ points }) => {
    const plot = points.map(({ point }) => point);
    return plot.filter((point) => isUntold(point, plot));
  });
}
