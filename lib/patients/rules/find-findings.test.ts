import { describe, expect, test } from 'vitest';
import { HINTS } from '../date-plausibility';
import type { PatientRecord } from '../records/record';
import { PatientInput } from '../schema';
import { typed } from '../testing/typed-patient';
import { daysOfChange, findFindings } from './find-findings';
import { COURSE_RULES, QUALITY_RULES, RULE_CODES, type RuleCode } from './quality-rules';

const TODAY = '2022-06-30';
type Records = PatientRecord['records'];

/** Diagnosed 1 March 2021 at 120 days, in remission on 5 April, seen on 1 January 2022: nothing to find. */
function patient(changes: Parameters<typeof typed>[0] = {}, records: Partial<Records> = {}): PatientRecord {
  return {
    ...PatientInput.parse(typed({ protocolSlug: 'interfant-06', ...changes })),
    id: 'p',
    siteId: 's',
    siteName: 'S',
    madeUp: false,
    version: 1,
    records: { mrd: [], treatment: [], transplant: [], event: [], 'follow-up': [seen()], ...records },
  };
}
const seen = (changes: Partial<Records['follow-up'][number]> = {}): Records['follow-up'][number] => ({
  id: 'f',
  date: '2022-01-01',
  status: 'alive-in-remission',
  ...changes,
});
const sample = (id: string, changes: Partial<Records['mrd'][number]> = {}): Records['mrd'][number] => ({
  id,
  date: '2021-04-05',
  timePoint: 'end-of-induction',
  method: 'ig-tr-pcr',
  result: 'quantified',
  valuePercent: 0.05,
  sensitivityPercent: 0.001,
  quantificationPercent: null,
  ...changes,
});
const transplant = (changes: Partial<Records['transplant'][number]> = {}): Records['transplant'][number] => ({
  id: 't',
  date: '2021-09-01',
  donor: null,
  conditioning: null,
  remission: 'CR1',
  acuteGvhd: null,
  chronicGvhd: null,
  ...changes,
});
const rulesOf = (record: PatientRecord, today = TODAY): RuleCode[] => [
  ...new Set(findFindings(record, today).map(({ rule }) => rule)),
];
const noRemission = { remissionEoi: '', remissionDate: '' };

describe('the calendar alone', () => {
  const courses = [
    patient(noRemission, { 'follow-up': [] }),
    patient({}, { 'follow-up': [seen({ date: '2023-05-05' })] }),
    patient(
      { diagnosisDate: '2022-12-30', remissionDate: '2023-01-20' },
      { 'follow-up': [], transplant: [transplant()] },
    ),
    patient({}, { 'follow-up': [seen({ status: 'lost' })], mrd: [sample('m', { date: '2024-02-29' })] }),
  ];
  const dayOf = (number: number): string => new Date(Date.UTC(2021, 1, 1 + number)).toISOString().slice(0, 10);

  test.each(courses.map((course, i) => [i, course] as const))(
    'changes what is found on no other day than those named (course %i)',
    (_, course) => {
      const named = daysOfChange(course);
      const changed: string[] = [];
      for (let day = 1; day < 4 * 365; day += 1)
        if (rulesOf(course, dayOf(day)).join() !== rulesOf(course, dayOf(day - 1)).join()) changed.push(dayOf(day));
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.filter((day) => !named.includes(day))).toEqual([]);
    },
  );
});

describe('the rules of quality', () => {
  test('find nothing in a consistent course', () => {
    expect(rulesOf(patient({}, { mrd: [sample('m')], transplant: [transplant()] }))).toEqual([]);
  });

  test('are the course’s own and every hint that a form shows, each once', () => {
    expect([...RULE_CODES].sort()).toEqual([...COURSE_RULES, ...HINTS].sort());
  });

  test.each<[RuleCode, PatientRecord, PatientRecord]>([
    [
      'remission-missing-before-hsct',
      patient(noRemission, { transplant: [transplant()] }),
      patient(noRemission, { transplant: [transplant({ remission: 'not-in-remission' })] }),
    ],
    [
      'remission-missing-before-hsct',
      patient({ remissionDate: '2021-09-02' }, { transplant: [transplant()] }),
      patient({ remissionDate: '2021-09-01' }, { transplant: [transplant()] }),
    ],
    ['remission-missing-alive', patient(noRemission), patient()],
    ['remission-missing-alive', patient({ remissionDate: '2022-01-02' }), patient({ remissionDate: '2022-01-01' })],
    [
      'mrd-below-sensitivity',
      patient({}, { mrd: [sample('m', { valuePercent: 0.0009 })] }),
      patient({}, { mrd: [sample('m', { valuePercent: 0.001 })] }),
    ],
    [
      'mrd-two-results',
      patient({}, { mrd: [sample('m'), sample('n', { valuePercent: 0.2 })] }),
      patient({}, { mrd: [sample('m'), sample('n', { valuePercent: 0.2, method: 'flow' })] }),
    ],
    [
      'mrd-two-results',
      patient({}, { mrd: [sample('m'), sample('n', { valuePercent: 0.2 })] }),
      patient(
        {},
        { mrd: [sample('m', { datePrecision: 'month' }), sample('n', { valuePercent: 0.2, datePrecision: 'month' })] },
      ),
    ],
    [
      'record-doubled',
      patient({}, { 'follow-up': [seen(), seen({ id: 'g' })] }),
      patient({}, { 'follow-up': [seen(), seen({ id: 'g', date: '2022-01-02' })] }),
    ],
    ['not-eligible', patient({ ageDays: '500' }), patient({ ageDays: '365' })],
    ['failure-without-event', patient({ remissionEoi: 'no' }), patient({ remissionEoi: 'no', inductionFailure: 'no' })],
    [
      'transplant-missing',
      patient({ transplanted: 'yes' }),
      patient({ transplanted: 'yes' }, { transplant: [transplant()] }),
    ],
    ['required-missing', patient({ sex: '' }), patient()],
    ['required-missing', patient({ wbc: '' }), patient({ wbc: 'UNK' })],
    [
      'dates-contradict',
      patient({}, { 'follow-up': [seen({ date: '2021-02-28' })] }),
      patient({}, { 'follow-up': [seen({ date: '2021-04-05' })] }),
    ],
    ['mrd-unit', patient({}, { mrd: [sample('m', { valuePercent: 60 })] }), patient({}, { mrd: [sample('m')] })],
  ])('%s', (rule, faulty, sound) => {
    expect(rulesOf(faulty)).toContain(rule);
    expect(rulesOf(sound)).not.toContain(rule);
  });

  test('a child not seen for 548 days is stale on the 549th, unless it died or is said to be lost', () => {
    // 1 January 2022 and 548 days: 364 to the end of the year, 181 to 30 June 2023, and 3: 3 July 2023.
    expect(rulesOf(patient(), '2023-07-03')).not.toContain('follow-up-stale');
    expect(rulesOf(patient(), '2023-07-04')).toContain('follow-up-stale');
    expect(rulesOf(patient({}, { 'follow-up': [seen({ status: 'lost' })] }), '2023-07-04')).not.toContain(
      'follow-up-stale',
    );
  });

  test('the response at the end of induction is missing only once its time is past', () => {
    // 1 March and 120 days is 29 June.
    const fields = (today: string): string[] =>
      findFindings(patient(noRemission, { 'follow-up': [] }), today)
        .filter(({ rule }) => rule === 'required-missing')
        .map(({ field }) => field);
    expect(fields('2021-06-29')).toEqual([]);
    expect(fields('2021-06-30')).toEqual(['remissionEoi']);
  });

  test('errors stand first', () => {
    const severities = findFindings(patient({ ...noRemission, sex: '', testicular: 'yes' }), TODAY).map(
      ({ rule }) => QUALITY_RULES[rule],
    );
    expect(severities).toEqual([...severities].sort());
    expect(new Set(severities).size).toBe(2);
  });
});
