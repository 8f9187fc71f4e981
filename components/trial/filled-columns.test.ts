import { describe, expect, test, vi } from 'vitest';
import { PlainLink, rendered, textsIn } from '@/components/ui/testing/rendered';
import { LOCALES } from '@/lib/i18n/routing';
import { bilingual, makeEstimate, makeTrial, SOURCE } from '@/lib/registry/testing/dataset';
import type { Arm, BaselineFact, Estimate, Stratum } from '@/lib/registry/schema';
import { TrialArms } from './arms';
import { BaselineTable } from './baseline-table';
import { filledColumns } from './filled-columns';
import { OutcomeSection } from './outcome/section';
import { RiskGroupTable } from './risk-group-table';

vi.mock('@/lib/i18n/navigation', () => ({ Link: PlainLink }));
// What opens at a source needs the page's provider; the tables are what is looked at here.
vi.mock('@/components/quality/cited-chip', () => ({ CitedChip: () => null }));

/** The heads of a table's columns. */
const heads = (markup: string): string[] => textsIn(markup.split('</thead>')[0] ?? '', 'th');
/** The cells of each row of the body that says something of its own, its head first. */
const rowLengths = (markup: string): number[] =>
  [...markup.matchAll(/<tr>((?:(?!<\/tr>)[\s\S])*)<\/tr>/gu)]
    .map(([, row = '']) => row.match(/<t[hd](?=[ >])/gu)?.length ?? 0)
    .slice(1);

/** A figure with a value and nothing else. */
const bare = (changes: Partial<Estimate> = {}): Estimate =>
  makeEstimate({ se: null, ci: null, n: null, events: null, comparison: null, ...changes });
const outcomes = (preferred: Estimate[], others: Estimate[] = []): string =>
  rendered(
    OutcomeSection,
    {
      group: {
        endpoint: 'EFS',
        preferred,
        others: others.map((estimate) => ({ estimate, instead: null, reason: 'kept-to-show' as const })),
      },
      estimates: [...preferred, ...others],
      arms: [],
      cited: new Map(),
      mostSeries: 12,
    },
    'en',
  );

describe('the outcomes of a trial', () => {
  const always = { before: ['Population', 'Time', '%'], after: ['Source'] };
  test.each<[string, Partial<Estimate>, string[]]>([
    ['nothing but the value', {}, []],
    ['a printed interval', { ci: { low: 40, high: 60, level: 95 } }, ['Interval or SE']],
    ['a standard error alone', { se: 5 }, ['Interval or SE']],
    ['patients', { n: 12 }, ['n']],
    ['no event is an answer, not an empty cell', { events: 0 }, ['Events']],
    ['a comparison', { comparison: makeEstimate().comparison }, ['Comparison']],
    ['patients and events', { n: 12, events: 3 }, ['n', 'Events']],
  ])('%s', (_, changes, expected) => {
    const markup = outcomes([bare(), bare({ id: 'two', ...changes })]);
    expect(heads(markup)).toEqual([...always.before, ...expected, ...always.after]);
    expect(rowLengths(markup)).toEqual([4 + expected.length, 4 + expected.length]);
  });

  test('what only another printed value has keeps its column', () => {
    expect(heads(outcomes([bare()], [bare({ id: 'two', n: 12 })]))).toEqual([...always.before, 'n', ...always.after]);
  });
});

describe('the other tables of a trial', () => {
  const arm = (n: number | null): Arm => ({
    slug: `a${n}`,
    name: bilingual(),
    kind: 'control',
    description: bilingual(),
    n,
  });
  const stratum = (n: number | null): Stratum => ({
    group: 'HR',
    localName: `HR ${n}`,
    definition: bilingual(),
    n,
    source: SOURCE,
  });
  const fact = (changes: Partial<BaselineFact>): BaselineFact => ({
    characteristic: bilingual(),
    percent: null,
    n: null,
    denominator: null,
    stratum: null,
    source: SOURCE,
    ...changes,
  });
  test.each(LOCALES)('arms and risk groups have n where one of them has it, nought included (%s)', (locale) => {
    const arms = (...ns: (number | null)[]): string =>
      rendered(TrialArms, { trial: makeTrial({ interventions: [], arms: ns.map(arm) }) }, locale);
    const groups = (...ns: (number | null)[]): string =>
      rendered(RiskGroupTable, { strata: ns.map(stratum), cited: new Map() }, locale);
    expect([heads(arms(null, null)), heads(arms(null, 0))].map((row) => row.includes('n'))).toEqual([false, true]);
    expect([rowLengths(arms(null, null)), rowLengths(arms(null, 0))]).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect([heads(groups(null)), heads(groups(null, 0))].map((row) => row.includes('n'))).toEqual([false, true]);
    expect([rowLengths(groups(null)), rowLengths(groups(null, 0))]).toEqual([[4], [5, 5]]);
  });

  test('presenting features have shares, counts or both', () => {
    const table = (...facts: BaselineFact[]): string => rendered(BaselineTable, { facts, cited: new Map() }, 'en');
    expect(heads(table(fact({ n: 3, denominator: 8 })))).toEqual(['Feature', 'Population', 'Patients', 'Source']);
    expect(heads(table(fact({ percent: 38 })))).toEqual(['Feature', 'Population', '%', 'Source']);
    const both = table(fact({ percent: 38 }), fact({ denominator: 8 }));
    expect(heads(both)).toEqual(['Feature', 'Population', '%', 'Patients', 'Source']);
    expect(rowLengths(both)).toEqual([5, 5]);
  });
});

test('columns keep their order, and no row fills none', () => {
  const filledIn = { b: (row: { b?: number }) => row.b !== undefined, a: () => true };
  expect(filledColumns([{ b: 1 }], filledIn)).toEqual(['b', 'a']);
  expect(filledColumns([{}], filledIn)).toEqual(['a']);
  expect(filledColumns([], filledIn)).toEqual([]);
});
