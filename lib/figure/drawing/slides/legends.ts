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
