import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { findEstimateProblems } from '../quality/integrity/figures';
import { makeEstimate, makeTrial } from '../testing/dataset';
import { figureRemarks } from './figure-remarks';

test('a figure says how many were analysed, who was at risk, who transcribed it and what differed', async () => {
  const t = await messageLookup('en');
  const figure = makeEstimate({
    nAnalysed: 277,
    atRisk: [
      { years: 0, n: 37 },
      { years: 1, n: 21 },
    ],
    transcription: { readers: [{ id: 'r1', on: '2026-11-29', copy: null }], differed: ['se'] },
  });
  const remarks = figureRemarks(figure, 'en', (key, values) => t(`vocabulary.${key}`, values));
  expect(remarks.map((remark) => remark.replaceAll('\u00A0', ' '))).toEqual([
    'Analysis of 277 patients.',
    'At risk: 0 y – 37; 1 y – 21.',
    'Transcribed by r1 (29 Nov 2026).',
    'The readings differed in se before they were resolved.',
  ]);
  expect(figureRemarks(makeEstimate(), 'en', () => 'said')).toEqual([]);
});

test.each([
  ['https://scholars.mssm.edu/en/publications/1', 'Transcribed by r1 (2026, SHA-256 ab).'],
  ['https://doi.org/10.1/x', 'Transcribed by r1 (https://doi.org/10.1/x, 2026, SHA-256 ab).'],
])('the copy that was read, %s, is named by an address only where readers are sent there', async (address, said) => {
  const t = await messageLookup('en');
  const copy = { address, accessed: '2026', sha256: 'ab' };
  const figure = makeEstimate({ transcription: { readers: [{ id: 'r1', on: null, copy }], differed: [] } });
  expect(figureRemarks(figure, 'en', (key, values) => t(`vocabulary.${key}`, values))).toEqual([said]);
});

test.each([
  ['nAnalysed', { n: 100, nAnalysed: 90 }],
  [
    'atRisk',
    {
      atRisk: [
        { years: 1, n: 20 },
        { years: 2, n: 21 },
      ],
    },
  ],
  [
    'transcription',
    { extraction: 'double', transcription: { readers: [{ id: 'r1', on: '2026', copy: null }], differed: [] } },
  ],
] as const)('what contradicts itself in %s is named', (field, change) => {
  const figure = makeEstimate({
    ...change,
    atRisk: 'atRisk' in change ? [...change.atRisk] : [],
    transcription: 'transcription' in change ? { readers: [...change.transcription.readers], differed: [] } : null,
  });
  const paths = findEstimateProblems({ file: '', trial: makeTrial({ estimates: [figure] }) }).map(({ path }) => path);
  expect(paths).toContain(`estimates[0].${field}`);
});
