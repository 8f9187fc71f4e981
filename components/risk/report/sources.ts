import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { RiskResult } from '@/lib/risk/classify';
import type { SourceLevel } from '@/lib/risk/sources';

export type NumberedSource = Readonly<{
  number: number;
  ref: string;
  /** where in it the report looked, with how close that place is to the study */
  places: readonly Place[];
}>;

type Place = Readonly<{ level: SourceLevel; locator: string }>;
type Figure = Readonly<Pick<PublishedEstimate, 'source'>>;

/** How the rules call the level of a figure. */
const LEVEL_OF_FIGURE = {
  'primary-fulltext': 'full-text',
  'primary-abstract': 'abstract',
  registry: 'registry',
  review: 'review',
} as const satisfies Record<Figure['source']['level'], SourceLevel>;

/**
 * The sources of the deciding clauses and then of the figures, each once however often it is used, numbered in the order in
 * which the report shows them; conventions have none.
 */
export function reportSources(results: readonly RiskResult[], figures: readonly Figure[]): NumberedSource[] {
  const found = new Map<string, Place[]>();
  const add = (ref: string, place: Place): void => {
    const places = found.get(ref) ?? [];
    const known = places.some(({ level, locator }) => level === place.level && locator === place.locator);
    found.set(ref, known ? places : [...places, place]);
  };
  for (const { status, because } of results) {
    if (status === 'undetermined') continue;
    for (const { source } of because)
      if (source.ref !== null) add(source.ref, { level: source.level, locator: source.locator });
  }
  for (const { source } of figures) add(source.ref, { level: LEVEL_OF_FIGURE[source.level], locator: source.locator });
  return [...found].map(([ref, places], i) => ({ number: i + 1, ref, places }));
}
