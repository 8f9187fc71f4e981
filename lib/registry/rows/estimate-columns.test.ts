import { expect, test } from 'vitest';
import { estimateRow } from './columns';
import { estimateOfColumns } from './evidence.server';
import type { Estimate } from '../schema';

const FIGURE: Estimate = {
  id: 'a-study-efs-all',
  endpoint: 'EFS',
  endpointDetail: null,
  timeZero: 'diagnosis',
  timeYears: 5,
  estimate: 42,
  se: null,
  ci: { low: 30, high: 54, level: 95 },
  n: 60,
  nAnalysed: null,
  events: null,
  atRisk: [],
  stratum: { kmt2a: 'all', risk: 'all', arm: null, age: null, other: null },
  label: { en: 'All', ru: 'Все' },
  comparison: null,
  source: { ref: 'a-paper', locator: 'abstract', url: null, level: 'primary-abstract' },
  chartable: true,
  preferred: true,
  caveats: [],
  extraction: 'single',
  transcription: null,
  note: null,
};

test('a figure by its columns is the figure again, also where columns that came later are missing', () => {
  const columns = estimateRow(FIGURE);
  expect(estimateOfColumns(columns)).toEqual(FIGURE);
  const { stratum_also_protocol: _, stratum_also_risk: __, n_analysed: ___, aliases: ____, ...older } = columns;
  expect(estimateOfColumns(older)).toEqual(FIGURE);
  const renamed = { ...FIGURE, aliases: ['an-earlier-name', 'another'] };
  expect(estimateOfColumns(estimateRow(renamed))).toEqual(renamed);
});
