import { expect, test } from 'vitest';
import type { Trial } from '@/lib/registry/schema';
import { makeTrial } from '@/lib/registry/testing/dataset';
import { attributeTable } from './attribute-table';
import { estimate } from '../testing/figures';

/** A trial of which nothing is known but what the test says. */
function trial(slug: string, changes: Partial<Trial>): Trial {
  return makeTrial({
    slug,
    acronym: slug.toUpperCase(),
    phase: null,
    status: 'unknown',
    enrolment: { start: null, end: null, planned: null, actual: null },
    endpointDefinitions: { EFS: null, OS: null },
    arms: [],
    strata: [],
    estimates: [],
    discrepancies: [],
    ...changes,
  });
}

const source = { ref: 'one', locator: 'abstract', url: null, level: 'primary-abstract' as const };
const row = (trials: Trial[], attribute: string) =>
  attributeTable(trials, 'EFS', [{ id: 'one', type: 'article-journal', title: 'T' }]).rows.find(
    (candidate) => candidate.attribute === attribute,
  );

test('codes, numbers and stated definitions are the same or differ; free texts are neither', () => {
  const trials = [
    trial('a', { enrolment: { start: '2006', end: '2016', planned: null, actual: 10 } }),
    trial('b', { enrolment: { start: '1999', end: '2005', planned: null, actual: 10 } }),
  ];
  expect([
    row(trials, 'group')?.agreement,
    row(trials, 'enrolment')?.agreement,
    row(trials, 'patients')?.agreement,
    row(trials, 'design')?.agreement,
  ]).toEqual(['same', 'differs', 'same', 'text']);
});

test('who reports nothing is named, and has an empty cell', () => {
  const stated = trial('a', {
    endpointDefinitions: { EFS: { timeZero: 'diagnosis', events: ['relapse'], counts: null, source }, OS: null },
  });
  const definitions = row([stated, trial('b', {})], 'definitions');
  expect(definitions).toMatchObject({ agreement: 'differs', silent: ['B'] });
  expect(definitions?.cells[1]).toEqual([]);
});

test('outcomes are the preferred figures of the endpoint, each with its source in the numbered list', () => {
  const figures = [
    estimate('kept', { source }),
    estimate('other', { source, preferred: false }),
    estimate('os', { source, endpoint: 'OS' }),
  ].map(({ trial: _, acronym: __, ...figure }) => figure);
  const table = attributeTable([trial('a', { estimates: figures })], 'EFS', [
    { id: 'one', type: 'article-journal', title: 'T' },
  ]);
  expect(table.rows.find(({ attribute }) => attribute === 'outcomes')?.cells[0]).toMatchObject([
    { kind: 'outcome', estimate: { id: 'kept' } },
  ]);
  expect(table.citations.map(({ number, citation }) => [number, citation.id])).toEqual([[1, 'one']]);
});
