import { expect, test } from 'vitest';
import { reportDocument } from './document';
import type { ReportModel } from './model';

const MODEL: ReportModel = {
  lang: 'en',
  title: 'Report',
  made: 'Made on 1 Jan 2026',
  notAdvice: 'No advice',
  page: (page, pages) => `${page} of ${pages}`,
  noFacts: 'none',
  legend: 'HR high risk',
  headings: { facts: 'Facts', conflicts: 'Conflicts', matrix: 'Groups', near: 'Near', sources: 'Sources' },
  columns: {
    protocol: 'Protocol',
    group: 'Group',
    decided: 'Decided',
    because: 'Because',
    missing: 'Missing',
    outcome: 'Outcome',
  },
  facts: [{ point: 'diagnosis', items: [{ name: 'KMT2A status', short: 'KMT2A', value: 'rearranged' }] }],
  conflicts: [],
  near: ['Near a threshold'],
  rows: [
    {
      key: 'a',
      protocol: 'Interfant-06',
      reading: null,
      version: 'version 1',
      group: 'HR',
      status: '',
      statusKind: 'classified',
      subgroup: null,
      decided: 'diagnosis',
      because: [{ text: 'KMT2A rearranged', source: 1 }],
      missing: [],
      outcome: { value: 'EFS 20.9 % (14.2–27.6) · 6 y', population: 'KMT2A-rearranged, high risk', source: 2 },
      noOutcome: '–',
    },
  ],
  sources: [{ number: 1, text: 'Pieters 2018' }],
};

test('the document holds what the sheet holds, with gene symbols in italics', () => {
  const written = JSON.stringify(reportDocument(MODEL));
  for (const text of [
    'Report',
    'No advice',
    'Interfant-06',
    'HR',
    ' rearranged',
    ' [1]',
    ' [2]',
    'EFS 20.9 % (14.2–27.6) · 6 y',
    'HR high risk',
    'Pieters 2018',
    'Near a threshold',
  ])
    expect(written).toContain(JSON.stringify(text).slice(1, -1));
  expect(written).toContain('{"text":"KMT2A","italics":true}');
  expect(written).not.toContain('"Conflicts"');
});
