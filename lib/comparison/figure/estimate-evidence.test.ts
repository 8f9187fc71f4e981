import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrialSchema } from '@/lib/registry/schema';
import { concerns } from './estimate-evidence';

/** The disagreements of a trial, by their heading, that a figure of this quantity shows. */
function shown(slug: string, endpoint: string, timeYears: number, kmt2a: string): string[] {
  const file = new URL(`../../../seed/trials/${slug}.json`, import.meta.url);
  const { acronym, estimates, discrepancies } = TrialSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const figure = estimates.find(
    (one) =>
      one.endpoint === endpoint &&
      one.timeYears === timeYears &&
      one.preferred &&
      one.stratum.kmt2a === kmt2a &&
      one.stratum.arm === null &&
      one.stratum.other === null,
  );
  if (figure === undefined) throw new Error(`${slug} has no ${endpoint} at ${timeYears} years`);
  return discrepancies.filter((one) => concerns(one, { ...figure, trial: slug, acronym })).map(({ field }) => field.en);
}

// Expected by reading the texts of the disagreements (seed/trials).
describe('a figure shows the disagreements about its own quantity', () => {
  test.each([
    ['interfant-06', 'EFS', 6, 'g', ['horizon of the KMT2A-germline EFS']],
    ['interfant-06', 'OS', 6, 'g', ['horizon of the KMT2A-germline EFS']],
    ['mll-98', 'EFS', 3, 'r', ['EFS of KMT2A-rearranged infants']],
    ['mll-10', 'EFS', 3, 'r', ['horizon in a commentary table (between sources)']],
    ['interfant-blina-pilot', 'DFS', 2, 'r', ['endpoint of the 2-year figure']],
    ['interfant-blina-pilot', 'DFS', 4, 'r', ['follow-up']],
    ['ccg-1953', 'EFS', 5, 'all', ['error of the 5-year EFS (between sources)']],
  ])('%s %s at %s years, %s', (slug, endpoint, years, kmt2a, expected) => {
    expect(shown(slug, endpoint, years, kmt2a).sort()).toEqual([...expected].sort());
  });

  test.each([
    ['interfant-06', 'EFS', 6, 'r'],
    ['interfant-06', 'EFS', 6, 'all'],
    ['ccg-1953', 'EFS', 5, 'r'],
    ['mll-98', 'OS', 3, 'r'],
  ])('and none about another: %s %s at %s years, %s', (slug, endpoint, years, kmt2a) => {
    expect(shown(slug, endpoint, years, kmt2a)).toEqual([]);
  });
});
