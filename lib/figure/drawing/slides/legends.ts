import type { FigurePanel, PublishedPoint } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, LegendEntry } from '@/lib/comparison/words/figure-texts';
import { lettersOf } from '../letters';
import { legendSvg } from '../svg/notes';

/** Signs of a comparison that a slide may leave out, the first of them first. */
export const LEAVING = ['thin', 'from-se', 'hollow'] as const satisfies readonly LegendEntry['kind'][];

/**
 * The signs that a slide explains: as many as let the picture fit, those that say the least left out first; the notes have
 * all. `leaving`: kinds in the order in which they may go.
 */
export function fittingLegend<Entry extends Readonly<{ kind: string }>>(
  legend: readonly Entry[],
  leaving: readonly Entry['kind'][],
  fits: (entries: readonly Entry[]) => boolean,
): readonly Entry[] {
  const choices = leaving.map((_, i) => legend.filter(({ kind }) => !leaving.slice(0, i + 1).includes(kind)));
  return [legend, ...choices].find(fits) ?? [];
}

/** The signs of these plots that a slide explains. */
export function shownSigns(legend: readonly LegendEntry[], panels: readonly FigurePanel[]): readonly LegendEntry[] {
  return legend.filter(({ kind }) => isShown(kind, panels));
}

/** Curve, band and whisker are what everybody takes them for; what else stands in these plots is explained. */
function isShown(kind: LegendEntry['kind'], panels: readonly FigurePanel[]): boolean {
  switch (kind) {
    case 'local':
    case 'published':
      return false;
    case 'thin':
      return panels.some(({ local }) => local !== null);
    case 'reconstructed':
      return panels.some(({ reconstructed }) => reconstructed.length > 0);
    case 'joined':
      return panels.some(({ joined }) => joined.length > 0);
    case 'hollow':
      return panels.some(({ published }) => published.some((point) => point.drawn && point.hollow.length > 0));
    case 'from-se':
      return panels.some(({ published }) =>
        published.some((point) => point.drawn && point.interval?.how === 'from-se'),
      );
    case 'field':
    case 'enrolment':
      return true;
  }
}

/** Lines of a slide that letters may take. */
export const MOST_LETTER_LINES = 3;

/**
 * Whom the letters of these figures mean, where the plot keeps enough beside so many lines, else where it stands if that gives
 * the plot more. `plotWith`: px of the plot beside these letters.
 */
export function fittingLetters(
  points: readonly PublishedPoint[],
  { letters, lettersElsewhere }: Pick<FigureTexts, 'letters' | 'lettersElsewhere'>,
  width: number,
  { plotWith, enough }: Readonly<{ plotWith: (told: string) => number; enough: number }>,
): string {
  const told = lettersOf(points, letters);
  const lines = Math.round(lettersHeight(told, width) / lettersHeight(told, Infinity));
  if (told === '' || (lines <= MOST_LETTER_LINES && plotWith(told) >= enough)) return told;
  return plotWith(lettersElsewhere) > plotWith(told) ? lettersElsewhere : told;
}

function lettersHeight(told: string, width: number): number {
  return legendSvg({ legend: [] }, 0, 0, width, told).height;
}
