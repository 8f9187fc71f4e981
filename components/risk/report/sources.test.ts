import { describe, expect, test } from 'vitest';
import { classify } from '@/lib/risk/classify';
import { reportSources } from './sources';

describe('reportSources', () => {
  test('each source once, numbered as the report shows them; open groups and conventions have none', () => {
    // rules.md 4: at 60 days, KMT2A rearranged, WBC 800, the clauses I06-HR … A0631-HR decide, each with its first source.
    const { results } = classify({ ageDays: 60, kmt2a: 'rearranged', wbc: 800 });
    const sources = reportSources(results, []);
    expect(sources.map(({ number }) => number)).toEqual(sources.map((_, i) => i + 1));
    expect(sources[0]).toEqual({
      number: 1,
      ref: 'pieters-2018-ash',
      places: [{ level: 'abstract', locator: 'abstract' }],
    });
    expect(new Set(sources.map(({ ref }) => ref)).size).toBe(sources.length);
    expect(sources.map(({ ref }) => ref)).toEqual([
      'pieters-2018-ash',
      'cancervic-blinfant',
      'efremova-2026',
      'isoyama-2002',
      'mll9698-ash-2006',
      'koh-2015',
      'mll10-ash-2019',
      'ccg1953-record',
      'dreyer-2015',
      'utsw-aall0631',
      'total16-infant-2021',
    ]);
  });

  test('a limit of age that no source settles has no number', () => {
    const { results } = classify({ ageDays: 400 });
    const conventions = results.filter(({ because }) => because.some(({ source }) => source.level === 'convention'));
    expect(conventions.length).toBeGreaterThan(0);
    expect(reportSources(conventions, [])).toEqual([]);
  });

  test('a paper that both decides a group and gives its figure has one number', () => {
    // Koh 2015 (MLL03) is behind the risk groups and behind the EFS; Tomizawa 2020 gives a figure alone.
    const { results } = classify({ ageDays: 60, kmt2a: 'rearranged', wbc: 800 });
    const rules = reportSources(results, []);
    const both = reportSources(results, [
      { source: { ref: 'koh-2015', locator: 'Table 2', level: 'primary-fulltext', url: null } },
      { source: { ref: 'tomizawa-2020', locator: 'abstract', level: 'primary-abstract', url: null } },
    ]);
    expect(both.map(({ ref }) => ref)).toEqual([...rules.map(({ ref }) => ref), 'tomizawa-2020']);
    expect(both.map(({ number }) => number)).toEqual(both.map((_, i) => i + 1));
    expect(both.find(({ ref }) => ref === 'koh-2015')?.places).toEqual([
      { level: 'abstract', locator: 'abstract' },
      { level: 'full-text', locator: 'Table 2' },
    ]);
  });
});
