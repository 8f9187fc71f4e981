import type { RiskResult } from '@/lib/risk/classify';
import type { SourceKey, SourceLevel } from '@/lib/risk/sources';

export type NumberedSource = Readonly<{
  number: number;
  ref: SourceKey;
  level: SourceLevel;
  locators: readonly string[];
}>;

/** The sources of the deciding clauses, each once, numbered in the order in which the report shows them; conventions have none. */
export function reportSources(results: readonly RiskResult[]): NumberedSource[] {
  const found = new Map<SourceKey, { level: SourceLevel; locators: Set<string> }>();
  for (const { status, because } of results) {
    if (status === 'undetermined') continue;
    for (const { source } of because) {
      if (source.ref === null) continue;
      const known = found.get(source.ref) ?? { level: source.level, locators: new Set<string>() };
      known.locators.add(source.locator);
      found.set(source.ref, known);
    }
  }
  return [...found].map(([ref, { level, locators }], i) => ({ number: i + 1, ref, level, locators: [...locators] }));
}
