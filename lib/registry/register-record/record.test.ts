import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { TrialSchema } from '../schema';
import { compareWithTrial, isRecordOf, recordChanges, saysTheSame } from './compare';
import { readRegisterRecord, type RegisterRecord } from './clinicaltrials';

// Made by hand in the form that the ClinicalTrials.gov API documents; no such study exists.
const STUDY = {
  protocolSection: {
    identificationModule: {
      nctId: 'NCT99999999',
      acronym: 'Made-Up',
      officialTitle: 'A Made-Up Study of Infants',
      secondaryIdInfos: [{ id: '2099-000001-01', type: 'EUDRACT_NUMBER' }],
    },
    statusModule: {
      overallStatus: 'COMPLETED',
      startDateStruct: { date: '2006-02-01', type: 'ACTUAL' },
      primaryCompletionDateStruct: { date: '2016-08' },
      lastUpdatePostDateStruct: { date: '2020-01-15' },
    },
    sponsorCollaboratorsModule: { leadSponsor: { name: 'A Group', class: 'OTHER' } },
    designModule: { phases: ['PHASE3'], enrollmentInfo: { count: 651, type: 'ACTUAL' } },
    armsInterventionsModule: { armGroups: [{ label: 'IB', type: 'ACTIVE_COMPARATOR' }, { label: 'ADE/MAE' }] },
    contactsLocationsModule: {
      locations: [{ country: 'Netherlands' }, { country: 'Germany' }, { country: 'Netherlands' }, { facility: 'X' }],
    },
    eligibilityModule: { maximumAge: '364 Days', eligibilityCriteria: 'Inclusion: infants' },
    referencesModule: { references: [{ pmid: '31283407' }, { citation: 'A paper.' }] },
  },
  resultsSection: {
    outcomeMeasuresModule: {
      outcomeMeasures: [
        {
          type: 'PRIMARY',
          title: 'Disease-free survival',
          populationDescription: 'Randomised patients',
          paramType: 'NUMBER',
          dispersionType: '95% Confidence Interval',
          unitOfMeasure: 'percentage of participants',
          timeFrame: '6 years',
          groups: [
            { id: 'OG000', title: 'IB' },
            { id: 'OG001', title: 'ADE/MAE' },
          ],
          denoms: [
            {
              units: 'Participants',
              counts: [
                { groupId: 'OG000', value: '60' },
                { groupId: 'OG001', value: '58' },
              ],
            },
          ],
          classes: [
            {
              categories: [
                {
                  measurements: [
                    { groupId: 'OG000', value: '39.3', lowerLimit: '29', upperLimit: '51' },
                    { groupId: 'OG001', value: 'NA', spread: '5' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  },
};

function read(study: object = STUDY): RegisterRecord {
  const reading = readRegisterRecord(JSON.stringify(study));
  if (!('record' in reading)) throw new Error(`${reading.problem} at ${reading.path}`);
  return reading.record;
}

test('a record is read field by field, its posted results as they are printed', () => {
  expect(read()).toEqual({
    id: 'NCT99999999',
    updated: '2020-01-15',
    fields: {
      acronym: 'Made-Up',
      title: 'A Made-Up Study of Infants',
      otherIds: '2099-000001-01',
      status: 'COMPLETED',
      sponsor: 'A Group',
      phase: 'PHASE3',
      start: '2006-02-01',
      completion: '2016-08',
      enrolment: '651 (ACTUAL)',
      countries: 'Germany; Netherlands',
      arms: 'IB (ACTIVE_COMPARATOR); ADE/MAE',
      eligibility: '364 Days; Inclusion: infants',
      references: 'PMID 31283407; A paper.',
    },
    results: [
      {
        measure: 'Disease-free survival',
        timeFrame: '6 years',
        population: 'Randomised patients',
        group: 'IB',
        category: null,
        n: '60',
        value: '39.3',
        unit: 'NUMBER (percentage of participants)',
        spread: '29 – 51 (95% Confidence Interval)',
      },
      expect.objectContaining({ group: 'ADE/MAE', n: '58', value: 'NA', spread: '5 (95% Confidence Interval)' }),
    ],
    flow: [],
    baseline: [],
    adverse: { timeFrame: null, threshold: null, description: null, entries: [] },
    unknown: [],
  });
});

test('a record of its identity alone says nothing of the rest', () => {
  const { fields, results } = read({ protocolSection: { identificationModule: { nctId: 'NCT99999999' } } });
  expect(new Set(Object.values(fields))).toEqual(new Set([null]));
  expect(results).toEqual([]);
});

test.each([
  ['{', { problem: 'not-json', path: '' }],
  ['{}', { problem: 'form', path: 'protocolSection' }],
  [
    '{"protocolSection":{"identificationModule":{"nctId":"ISRCTN1"}}}',
    { problem: 'form', path: 'protocolSection.identificationModule.nctId' },
  ],
])('%s is refused with the place', (text, problem) => expect(readRegisterRecord(text)).toEqual(problem));

test('a field that differs from the registry is said with both values, one that agrees is not', () => {
  const trial = TrialSchema.parse(
    JSON.parse(readFileSync(new URL('../../../seed/trials/interfant-06.json', import.meta.url), 'utf8')),
  );
  const compared = compareWithTrial(trial, read());
  const of = (name: string) => compared.find(({ field }) => field === name);
  expect(of('acronym')).toEqual({ field: 'acronym', held: 'Interfant-06', recorded: 'Made-Up', agreement: 'differs' });
  expect(of('phase')).toMatchObject({ recorded: 'PHASE3', agreement: trial.phase === '3' ? 'same' : 'differs' });
  expect(of('status')).toMatchObject({
    recorded: 'COMPLETED',
    held: trial.status,
    agreement: trial.status === 'completed' ? 'same' : 'differs',
  });
  const held = {
    ...trial,
    countries: ['NL', 'DE'],
    sponsor: null,
    enrolment: { ...trial.enrolment, start: '2006-02', end: '2017' },
  };
  const again = new Map(compareWithTrial(held, read()).map(({ field, agreement }) => [field, agreement]));
  expect([again.get('sponsor'), again.get('start'), again.get('completion')]).toEqual(['silent', 'same', 'differs']);
  expect(again.get('countries')).toBe('same');
  expect(isRecordOf(trial, read())).toBe(false);
  expect(isRecordOf(trial, { ...read(), id: 'NCT00550992' })).toBe(true);
});

test('a record read twice shows no change, a changed one its fields and the posted entries', () => {
  expect(recordChanges(read(), read())).toEqual([]);
  const { statusModule, ...section } = STUDY.protocolSection;
  const later = read({ protocolSection: { ...section, statusModule: { ...statusModule, overallStatus: 'UNKNOWN' } } });
  expect(recordChanges(read(), later)).toEqual([
    { field: 'status', place: null, before: 'COMPLETED', after: 'UNKNOWN' },
    {
      field: 'results',
      place: 'Disease-free survival · 6 years · IB',
      before:
        '39.3; NUMBER (percentage of participants); 29 – 51 (95% Confidence Interval); n = 60; Randomised patients',
      after: null,
    },
    expect.objectContaining({ field: 'results', place: 'Disease-free survival · 6 years · ADE/MAE', after: null }),
  ]);
});

test('what an earlier reading did not read is no change, but is kept anew', () => {
  const { countries: _, ...fields } = read().fields;
  const before = { ...read(), fields, flow: null, baseline: null };
  expect(recordChanges(before, read())).toEqual([]);
  expect(saysTheSame(before, read())).toBe(false);
  expect(saysTheSame(read(), read())).toBe(true);
});
