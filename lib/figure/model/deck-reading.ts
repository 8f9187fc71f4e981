import { textsOf, type AddressParameters } from '@/lib/address/parameters';
import { problemOf, type AddressProblem } from '@/lib/address/problem';
import { unknownParameters } from '@/lib/address/reading';
import { DeckEntries, figureOfParameter, LONGEST_TITLE, MOST_FIGURES, type DeckEntry } from './deck';

export type DeckReading = Readonly<{ entries: readonly DeckEntry[]; problems: readonly AddressProblem[] }>;

/**
 * A list from an address: `figure` and `title` in turn, so that the order counts and an empty one keeps its place. `title`
 * is what a figure without a name of its own is called until it is drawn. What cannot be used is reported and left out.
 */
export function readDeckQuery(parameters: AddressParameters, title: string): DeckReading {
  const problems: AddressProblem[] = unknownParameters(['figure', 'title'], parameters);
  const figures = textsOf(parameters['figure']);
  const titles = textsOf(parameters['title']);
  if (figures.length > MOST_FIGURES)
    problems.push(
      problemOf('figure', String(figures.length), {
        code: 'too-many',
        expected: { kind: 'count', most: MOST_FIGURES },
      }),
    );
  const entries = figures.slice(0, MOST_FIGURES).flatMap((figure, i): DeckEntry[] => {
    const name = titles[i]?.trim() ?? '';
    const isTooLong = name.length > LONGEST_TITLE;
    if (isTooLong)
      problems.push(problemOf('title', name, { code: 'not-valid', expected: { kind: 'text', most: LONGEST_TITLE } }));
    const renamed = name !== '' && !isTooLong;
    const entry = { ...figureOfParameter(figure), title: renamed ? name : title, renamed, slides: {} };
    if (DeckEntries.safeParse([entry]).success) return [entry];
    problems.push(problemOf('figure', figure, { code: 'not-valid', expected: { kind: 'query' } }));
    return [];
  });
  return { entries, problems };
}
