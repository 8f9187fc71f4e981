import { expect, test } from 'vitest';
import { asFigure, leftOut } from './as-figure';
import { readRegisterRecord, type RegisterRecord } from './clinicaltrials';
import { recordChanges } from './compare';
import { postedTable } from './posted-table';

// Ten records made by hand in the form that the ClinicalTrials.gov API documents, each with something that is easily read
// wrongly; no such studies exist. What is expected is what the record says, word by word.
const identified = { identificationModule: { nctId: 'NCT99999999' } };
const withResults = (resultsSection: object): object => ({
  protocolSection: identified,
  resultsSection,
  hasResults: true,
});
const GROUPS = [
  { id: 'OG000', title: 'Chemotherapy' },
  { id: 'OG001', title: 'Transplantation' },
];

function read(study: object): RegisterRecord {
  const reading = readRegisterRecord(JSON.stringify(study));
  if (!('record' in reading)) throw new Error(`${reading.problem} at ${reading.path}`);
  return reading.record;
}

function outcome(measure: object): RegisterRecord['results'] {
  const whole = { title: 'Event-free survival', groups: GROUPS, ...measure };
  return read(withResults({ outcomeMeasuresModule: { outcomeMeasures: [whole] } })).results;
}

const measured = (value: object): object => ({ classes: [{ categories: [{ measurements: [value] }] }] });

test('1 participant flow: who began, who completed, who left and why, group by group', () => {
  const groups = [
    { id: 'FG000', title: 'Low risk' },
    { id: 'FG001', title: 'High risk' },
  ];
  const { flow } = read(
    withResults({
      participantFlowModule: {
        groups,
        periods: [
          {
            title: 'Induction',
            milestones: [
              {
                type: 'STARTED',
                achievements: [
                  { groupId: 'FG000', numSubjects: '30' },
                  { groupId: 'FG001', numSubjects: '50', comment: 'two never treated' },
                ],
              },
            ],
            dropWithdraws: [{ type: 'Death', reasons: [{ groupId: 'FG001', numSubjects: '4' }] }],
          },
        ],
      },
    }),
  );
  expect(flow).toEqual([
    { period: 'Induction', moment: 'STARTED', leaving: false, group: 'Low risk', n: '30', comment: null },
    {
      period: 'Induction',
      moment: 'STARTED',
      leaving: false,
      group: 'High risk',
      n: '50',
      comment: 'two never treated',
    },
    { period: 'Induction', moment: 'Death', leaving: true, group: 'High risk', n: '4', comment: null },
  ]);
});

const BASELINE = (male: string): object =>
  withResults({
    baselineCharacteristicsModule: {
      groups: [{ id: 'BG000', title: 'All infants' }],
      denoms: [{ units: 'Participants', counts: [{ groupId: 'BG000', value: '80' }] }],
      measures: [
        {
          title: 'Age',
          paramType: 'MEDIAN',
          dispersionType: 'FULL_RANGE',
          unitOfMeasure: 'days',
          ...measured({ groupId: 'BG000', value: '171', lowerLimit: '2', upperLimit: '364' }),
        },
        {
          title: 'Sex: Female, Male',
          paramType: 'COUNT_OF_PARTICIPANTS',
          unitOfMeasure: 'Participants',
          classes: [
            {
              categories: [
                { title: 'Female', measurements: [{ groupId: 'BG000', value: '44' }] },
                { title: 'Male', measurements: [{ groupId: 'BG000', value: male }] },
              ],
            },
          ],
        },
      ],
    },
  });

test('2 baseline measures with the denominator of the module and their dispersion', () => {
  const { baseline } = read(BASELINE('36'));
  expect(baseline).toEqual([
    {
      measure: 'Age',
      population: null,
      group: 'All infants',
      category: null,
      n: '80',
      value: '171',
      unit: 'MEDIAN (days)',
      spread: '2 – 364 (FULL_RANGE)',
    },
    expect.objectContaining({ category: 'Female', value: '44', unit: 'COUNT_OF_PARTICIPANTS (Participants)' }),
    expect.objectContaining({ category: 'Male', value: '36', n: '80' }),
  ]);
});

test('a record read again says which baseline entry changed, with both values', () =>
  expect(recordChanges(read(BASELINE('36')), read(BASELINE('63')))).toEqual([
    {
      field: 'baseline',
      place: 'Sex: Female, Male · Male · All infants',
      before: '36; COUNT_OF_PARTICIPANTS (Participants); n = 80',
      after: '63; COUNT_OF_PARTICIPANTS (Participants); n = 80',
    },
  ]));

test('3 missing modules: nothing posted is nothing, not a fault', () =>
  expect(read({ protocolSection: identified })).toMatchObject({ results: [], flow: [], baseline: [], unknown: [] }));

test('4 results without groups keep the code of the group', () =>
  expect(outcome({ groups: [], ...measured({ groupId: 'OG000', value: '60' }) })).toMatchObject([
    { group: 'OG000', value: '60', n: null },
  ]));

test('5 a mean of percentages and a percent change are no share of patients', () => {
  for (const [paramType, unitOfMeasure] of [
    ['MEAN', 'percentage of participants'],
    ['NUMBER', 'percent change'],
    ['NUMBER', 'percentage of blasts'],
    ['NUMBER', 'percent'],
  ]) {
    const [posted] = outcome({ paramType, unitOfMeasure, ...measured({ groupId: 'OG000', value: '39.3' }) });
    if (posted === undefined) throw new Error('a measure is posted');
    expect(asFigure('NCT99999999', posted)).not.toHaveProperty('estimate');
    expect(leftOut(posted)).toContain('value');
  }
});

test('6 a percentage with its dispersion: a standard error is one, a standard deviation is left', () => {
  const spreadAs = (dispersionType: string) =>
    outcome({
      paramType: 'NUMBER',
      unitOfMeasure: 'Percentage of participants',
      dispersionType,
      ...measured({ groupId: 'OG000', value: '39.3', spread: '5.1' }),
    })[0];
  for (const type of ['STANDARD_ERROR', 'Standard Error'])
    expect(asFigure('', spreadAs(type) ?? NONE)).toMatchObject({ estimate: '39.3', se: '5.1' });
  const deviation = spreadAs('STANDARD_DEVIATION') ?? NONE;
  expect(asFigure('', deviation)).not.toHaveProperty('se');
  expect(leftOut(deviation)).toEqual(['spread']);
});

test.each([
  ['CONFIDENCE_95', '95'],
  ['CONFIDENCE_975', '97.5'],
  ['90% Confidence Interval', '90'],
])('6 limits called %s are an interval of %s percent', (dispersionType, ciLevel) => {
  const [posted] = outcome({
    paramType: 'NUMBER',
    unitOfMeasure: 'percentage of participants',
    dispersionType,
    ...measured({ groupId: 'OG000', value: '39.3', lowerLimit: '29', upperLimit: '51' }),
  });
  expect(asFigure('', posted ?? NONE)).toMatchObject({ ciLow: '29', ciHigh: '51', ciLevel });
});

test.each([
  ['36 months', '3'],
  ['18 Months', '1.5'],
  ['At 5 years.', '5'],
  ['1 year', '1'],
  // 1096 days are 3 years only for whoever counts a leap day in; "up to" is no horizon; 20 months are no quarter of a year.
  ['1096 days', undefined],
  ['Up to 36 months', undefined],
  ['20 months', undefined],
  ['from randomisation to 5 years', undefined],
])('7 the time frame "%s" is a horizon of %s years', (timeFrame, timeYears) => {
  const [posted] = outcome({ timeFrame, ...measured({ groupId: 'OG000', value: '60' }) });
  const fields = asFigure('', posted ?? NONE);
  expect(fields.timeYears).toBe(timeYears);
  expect(leftOut(posted ?? NONE).includes('time')).toBe(timeYears === undefined);
});

test('8 a probability is not taken for a percentage, 0.46 would be charted as half a percent', () => {
  const [posted] = outcome({
    paramType: 'NUMBER',
    unitOfMeasure: 'probability',
    ...measured({ groupId: 'OG000', value: '0.46' }),
  });
  expect(asFigure('', posted ?? NONE)).not.toHaveProperty('estimate');
});

test('9 misspelt parts are named, a record cut off before its results is refused, an empty measure says so', () => {
  const typo = { protocolSection: identified, resultsSection: { outcomeMeasureModule: { outcomeMeasures: [] } } };
  expect(read(typo).unknown).toEqual(['resultsSection.outcomeMeasureModule']);
  expect(readRegisterRecord(JSON.stringify({ protocolSection: identified, hasResults: true }))).toEqual({
    problem: 'no-results',
    path: 'resultsSection',
  });
  const misnamed = { protocolSection: identified, hasResults: true, resultSection: {} };
  expect(readRegisterRecord(JSON.stringify(misnamed))).toEqual({ problem: 'no-results', path: 'resultSection' });
  expect(outcome({ class: [] })).toMatchObject([{ value: null, group: '' }]);
});

test('10 what counts samples is no number of patients; counts of a class go before those of the measure', () => {
  const counts = (value: string) => [{ groupId: 'OG000', value }];
  const classes = (denoms: object[]): object => ({
    classes: [{ denoms, categories: [{ measurements: [{ groupId: 'OG000', value: '60' }] }] }],
  });
  expect(outcome({ denoms: [{ units: 'Samples', counts: counts('212') }], ...classes([]) })).toMatchObject([
    { n: null },
  ]);
  expect(
    outcome({
      denoms: [
        { units: 'Samples', counts: counts('212') },
        { units: 'Participants', counts: counts('60') },
      ],
      ...classes([]),
    }),
  ).toMatchObject([{ n: '60' }]);
  expect(
    outcome({
      denoms: [{ units: 'Participants', counts: counts('60') }],
      ...classes([{ units: 'Participants', counts: counts('41') }]),
    }),
  ).toMatchObject([{ n: '41' }]);
});

test('a posted hazard ratio stands with its interval, its test and both groups, and is never taken for a share', () => {
  const posted = outcome({
    ...measured({ groupId: 'OG000', value: '39.3' }),
    analyses: [
      {
        groupIds: ['OG000', 'OG001'],
        statisticalMethod: 'Log Rank',
        pValue: '0.03',
        paramType: 'Hazard Ratio (HR)',
        paramValue: '0.66',
        ciPctValue: '95',
        ciLowerLimit: '0.45',
        ciUpperLimit: '0.96',
      },
    ],
  })[1];
  expect(posted).toEqual({
    measure: 'Event-free survival',
    timeFrame: null,
    population: null,
    group: 'Chemotherapy / Transplantation',
    category: 'Log Rank; p 0.03',
    n: null,
    value: '0.66',
    unit: 'Hazard Ratio (HR)',
    spread: '0.45 – 0.96 (95% Confidence Interval)',
  });
  expect(asFigure('', posted ?? NONE)).not.toHaveProperty('estimate');
});

test('a table has a column for each group; what is not said of one stays empty', () =>
  expect(
    postedTable([
      { row: ['Induction', 'STARTED'], group: 'A', cell: '30' },
      { row: ['Induction', 'STARTED'], group: 'B', cell: '50' },
      { row: ['Induction', 'Death'], group: 'B', cell: '4' },
    ]),
  ).toEqual({
    groups: ['A', 'B'],
    rows: [
      { row: ['Induction', 'STARTED'], cells: ['30', '50'] },
      { row: ['Induction', 'Death'], cells: ['', '4'] },
    ],
  }));

const NONE = {
  measure: '',
  timeFrame: null,
  population: null,
  group: '',
  category: null,
  n: null,
  value: null,
  unit: null,
  spread: null,
};
