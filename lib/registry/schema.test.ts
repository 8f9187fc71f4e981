import { describe, expect, test } from 'vitest';
import { DiseaseSchema, EstimateSchema, ReferenceSchema, TrialSchema } from './schema';
import { makeDataset, makeEstimate, makeTrial } from './testing/dataset';

const estimate = makeEstimate();

test('a valid trial, reference and disease pass unchanged', () => {
  const { disease, references } = makeDataset();
  expect(TrialSchema.parse(makeTrial())).toEqual(makeTrial());
  expect(DiseaseSchema.parse(disease)).toEqual(disease);
  expect(references.map((reference) => ReferenceSchema.parse(reference))).toEqual(references);
});

/** Fields that files written before November 2026 lack, and what is read instead. */
const LATER = { nAnalysed: null, atRisk: [], transcription: null };

function without(field: string): object {
  return Object.fromEntries(Object.entries(estimate).filter(([name]) => name !== field));
}

describe('an estimate is refused', () => {
  test.each<[string, object]>([
    ['above 100%', { estimate: 100.1 }],
    ['below 0%', { estimate: -1 }],
    ['as text', { estimate: '50' }],
    ['with "NA" for not reported', { se: 'NA' }],
    ['with a negative count', { n: -1 }],
    ['with half a patient', { n: 1.5 }],
    ['at time 0', { timeYears: 0 }],
    ['with an endpoint outside the vocabulary', { endpoint: 'PFS' }],
    ['with an unknown field', { median: 4 }],
    ['with an empty list of earlier names', { aliases: [] }],
    ['with an earlier name that is none', { aliases: ['Old name'] }],
    ['with the same earlier name twice', { aliases: ['old', 'old'] }],
    ['with the same caveat twice', { caveats: ['time-zero-not-stated', 'time-zero-not-stated'] }],
    ['without a source', { source: undefined }],
    ['without a place in its source', { source: { ...estimate.source, locator: '' } }],
    ['with a label in one language', { label: { en: 'Label' } }],
    [
      'with a p value in words',
      { comparison: { against: estimate.label, hazardRatio: null, hrCi: null, p: 'significant' } },
    ],
  ])('%s', (_how, changes) => {
    expect(EstimateSchema.safeParse({ ...estimate, ...changes }).success).toBe(false);
  });

  test.each(Object.keys(estimate).filter((field) => !(field in LATER)))(
    'without %s: not reported is null, never absent',
    (field) => {
      expect(EstimateSchema.safeParse(without(field)).success).toBe(false);
    },
  );

  test.each(Object.entries(LATER))('but not without %s, which older files do not have', (field, notRecorded) => {
    expect(EstimateSchema.parse(without(field))).toMatchObject({ [field]: notRecorded });
  });
});

describe('a trial is refused', () => {
  test.each<[string, object]>([
    ['with a slug in capitals', { slug: 'Interfant-06' }],
    ['with a 13th month', { enrolment: { start: '2006-13', end: null, planned: null, actual: null } }],
    ['with a country twice', { countries: ['NL', 'NL'] }],
    ['with phase 4', { phase: '4' }],
    ['without a word on EFS', { endpointDefinitions: { OS: null } }],
  ])('%s', (_how, changes) => {
    expect(TrialSchema.safeParse({ ...makeTrial(), ...changes }).success).toBe(false);
  });
});

test('a reference needs a title, or a note that says why there is none', () => {
  expect(ReferenceSchema.safeParse({ id: 'one', type: 'report' }).success).toBe(false);
  expect(ReferenceSchema.safeParse({ id: 'one', type: 'report', note: 'The title was not verified.' }).success).toBe(
    true,
  );
});
