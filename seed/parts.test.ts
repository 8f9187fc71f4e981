import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { groupBy } from '@/lib/registry/grouping';
import { readEvidence } from './read';

/** Counts of one population that together are more than it, with why: what stands here is no list of parts. */
const NO_PARTS: Readonly<Record<string, string>> = {
  'beijing-blina-frontline: of 11': 'risk group and sex are different questions',
  'beijing-iall: of 28': 'rearrangement by two methods, immunophenotype and sex are different questions',
  'interfant-06, KMT2A-germline: of 167': 'remission and a measured MRD are different questions',
  'interfant-06, KMT2A-rearranged: of 249': 'the same patients at three time points',
  'interfant-blina-pilot: of 30': 'one infant has several of these',
  'relapsed-infant-all-interfant-99: of 202': 'those transplanted are among those treated with curative intent',
  'relapsed-infant-all-mll03: of 24': 'age and the time of relapse are different questions',
  'tisa-under3-europe, screened, age < 3 years: of 38':
    'rearrangement and each earlier treatment are different questions',
};

/** A note that says of which other number a count is a part. */
const AMONG_OTHERS = /add up to all/u;

type Counted = Readonly<{ n: number | null; denominator: number | null; note?: { en: string } | null }>;

test('parts that add up to more than their whole say so, or are no parts', async () => {
  const { dataset } = await readEvidence(path.dirname(fileURLToPath(import.meta.url)));
  const counted: (Counted & { of: string })[] = [
    ...dataset.trials.flatMap(({ trial: { slug, baseline } }) =>
      baseline.map((fact) => ({ ...fact, of: [slug, fact.stratum?.en].filter(Boolean).join(', ') })),
    ),
    ...dataset.disease.facts.map((fact) => ({ ...fact, of: `${fact.topic}, ${fact.population.en}` })),
  ];
  const named = counted
    .filter(({ n, denominator }) => n !== null && denominator !== null)
    .map((fact) => ({ ...fact, whole: `${fact.of}: of ${fact.denominator}` }));
  const tooMany = groupBy(named, ({ whole }) => whole).filter((facts) => {
    const sum = facts.reduce((total, { n }) => total + (n ?? 0), 0);
    return sum > (facts[0]?.denominator ?? 0) && !facts.some(({ note }) => AMONG_OTHERS.test(note?.en ?? ''));
  });
  expect(tooMany.map(([first]) => first?.whole).toSorted()).toEqual(Object.keys(NO_PARTS).toSorted());
});
