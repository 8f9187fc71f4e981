import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from './changes.server';
import type { FormState, FormValues } from './form-state';
import { getPatient } from './queries.server';
import { saveRecord } from './records/changes.server';
import type { PatientRecord } from './records/record';
import { findFindings } from './rules/find-findings';
import { dayAfterDiagnosis } from './testing/courses';
import { makePerson, type TestPerson } from './testing/sites';
import {
  DEFAULT_DEFINITIONS,
  deriveObservation,
  type DefinitionChoices,
  type Endpoint,
  type PatientCourse,
} from './timeline';

// Courses of patients diagnosed on 1 January 2020, entered as the forms send them, with outcomes calculated by hand: days
// from time zero, `ev` an event, `c` censored, `–` no time zero. Records stand in the order of entry.

let database: TestDatabase;
let anna: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());

const event = (kind: string, day: number, more: FormValues = {}): FormValues => ({
  recordKind: 'event',
  kind,
  date: dayAfterDiagnosis(day),
  ...more,
});
const seen = (day: number, status = 'alive-in-remission'): FormValues => ({
  recordKind: 'follow-up',
  status,
  date: dayAfterDiagnosis(day),
});
const remission = (day: number): FormValues => ({ remissionEoi: 'yes', remissionDate: dayAfterDiagnosis(day) });

let made = 0;
/** The one entered last, as it is stored. */
let record: PatientRecord;
async function enter(response: FormValues, records: readonly FormValues[]): Promise<[PatientCourse, FormState[]]> {
  made += 1;
  const typed = { pseudonym: `C-${made}`, ageDays: '100', diagnosisDate: '2020-01-01', ...response };
  const { patientId, fieldErrors } = await createPatient(anna, typed, options());
  expect(fieldErrors).toEqual({});
  const states: FormState[] = [];
  for (const values of records)
    states.push(
      await saveRecord(anna, { patientId: patientId ?? '', version: '1', recordId: '', ...values }, options()),
    );
  const opened = await getPatient(anna, patientId ?? '', options());
  if (opened === null) throw new Error('the patient is not there');
  record = opened.record;
  return [opened.course, states];
}

function outcome(course: PatientCourse, endpoint: Endpoint, choices: Partial<DefinitionChoices> = {}): string {
  const observation = deriveObservation(course, { ...DEFAULT_DEFINITIONS[endpoint], ...choices });
  if (observation === null) return '–';
  return `${observation.event ? 'ev' : 'c'}${observation.timeDays}`;
}

type Hand = Partial<Record<Endpoint, string>>;
const alive = 'alive-with-disease';
const mrd = { recordKind: 'mrd', date: dayAfterDiagnosis(33), timePoint: 'end-of-induction', result: 'negative' };
const chemotherapy = {
  recordKind: 'treatment',
  class: 'chemotherapy',
  startDate: dayAfterDiagnosis(1),
  endDate: dayAfterDiagnosis(80),
};
const transplant = { recordKind: 'transplant', date: dayAfterDiagnosis(150), remission: 'CR1' };

describe('outcomes of entered courses, by hand', () => {
  test.each<[number, FormValues, FormValues[], Hand]>([
    [1, {}, [seen(366, alive), event('induction-failure', 42)], { EFS: 'ev42', OS: 'c366', DFS: '–' }],
    [2, {}, [event('death', 15)], { EFS: 'ev15', OS: 'ev15', DFS: '–' }],
    [3, remission(35), [event('death', 500), event('relapse', 400)], { EFS: 'ev400', OS: 'ev500', DFS: 'ev365' }],
    [
      4,
      remission(40),
      [seen(900), event('second-malignancy', 700)],
      { EFS: 'ev700', OS: 'c900', DFS: 'ev660', RFS: 'c860' },
    ],
    [5, remission(33), [seen(300, 'lost')], { EFS: 'c300', OS: 'c300', DFS: 'c267' }],
    [6, {}, [event('death', 0)], { EFS: 'ev0', OS: 'ev0' }],
    [7, remission(33), [seen(600), event('relapse', 400)], { EFS: 'ev400', OS: 'c600' }],
    [
      9,
      remission(33),
      [seen(250, alive), event('relapse', 200, { lineage: 'switch-to-myeloid' })],
      { EFS: 'ev200', OS: 'c250' },
    ],
    [10, remission(33), [seen(1000), transplant], { EFS: 'c1000', OS: 'c1000' }],
    [
      11,
      { remissionDate: dayAfterDiagnosis(70) },
      [event('death', 350), event('relapse', 300), event('induction-failure', 40)],
      { EFS: 'ev40', OS: 'ev350', DFS: 'ev230' },
    ],
    [12, remission(33), [event('death', 100), event('relapse', 100)], { EFS: 'ev100', OS: 'ev100' }],
    [13, {}, [], { EFS: 'c0', OS: 'c0' }],
    [14, remission(33), [event('second-malignancy', 500), event('relapse', 450)], { EFS: 'ev450', OS: 'c500' }],
    [16, { remissionEoi: 'no' }, [event('death', 70)], { EFS: 'ev70', OS: 'ev70' }],
    [19, {}, [chemotherapy, mrd], { EFS: 'c80', OS: 'c80' }],
    [
      20,
      remission(33),
      [event('death', 900), event('relapse', 800), event('relapse', 300)],
      { EFS: 'ev300', OS: 'ev900' },
    ],
    [22, remission(33), [seen(400), event('second-malignancy', 20)], { EFS: 'ev20', DFS: 'c367' }],
  ])('course %i', async (_, response, records, hand) => {
    const [course, states] = await enter(response, records);
    expect(states.map(({ fieldErrors }) => fieldErrors)).toEqual(records.map(() => ({})));
    const endpoints = Object.keys(hand) as Endpoint[];
    expect(Object.fromEntries(endpoints.map((endpoint) => [endpoint, outcome(course, endpoint)]))).toEqual(hand);
  });

  const failedThenLate: [FormValues, FormValues[]] = [
    { remissionDate: dayAfterDiagnosis(70) },
    [event('death', 350), event('relapse', 300), event('induction-failure', 40)],
  ];
  const switched = event('relapse', 200, { lineage: 'switch-to-myeloid' });
  test.each<[string, Partial<DefinitionChoices>, [FormValues, FormValues[]], Hand]>([
    [
      'a failure at time zero',
      { failureAt: 'time-zero' },
      [{}, [seen(366, alive), event('induction-failure', 42)]],
      { EFS: 'ev0', OS: 'c366', DFS: '–' },
    ],
    [
      'a failure at time zero, late remission',
      { failureAt: 'time-zero' },
      failedThenLate,
      { EFS: 'ev0', OS: 'ev350', DFS: 'ev230' },
    ],
    [
      'a failure at time zero stands before a second malignancy of day 20',
      { failureAt: 'time-zero' },
      [{}, [event('second-malignancy', 20), event('induction-failure', 42), seen(60, alive)]],
      { EFS: 'ev0', OS: 'c60' },
    ],
    [
      'a lineage switch not counted',
      { lineageSwitch: 'no-event' },
      [remission(33), [seen(250, alive), switched]],
      { EFS: 'c250', OS: 'c250', DFS: 'c217', RFS: 'c217' },
    ],
    [
      'a lineage switch not counted, another relapse later',
      { lineageSwitch: 'no-event' },
      [remission(33), [switched, event('relapse', 300), event('death', 310)]],
      { EFS: 'ev300', OS: 'ev310', DFS: 'ev267' },
    ],
    [
      'censored at HSCT',
      { censorAtTransplant: true },
      [remission(33), [seen(1000), transplant]],
      { EFS: 'c150', OS: 'c150', DFS: 'c117' },
    ],
    [
      'censored at the first of two HSCT, events later',
      { censorAtTransplant: true },
      [
        remission(33),
        [
          { ...transplant, date: dayAfterDiagnosis(420), remission: 'CR2' },
          transplant,
          event('relapse', 400),
          event('death', 500),
        ],
      ],
      { EFS: 'c150', OS: 'c150', DFS: 'c117' },
    ],
    [
      'an event before or on the day of HSCT counts',
      { censorAtTransplant: true },
      [remission(33), [{ ...transplant, remission: 'not-in-remission' }, event('relapse', 100), event('death', 150)]],
      { EFS: 'ev100', OS: 'ev150', DFS: 'ev67' },
    ],
    [
      'HSCT before the remission from which DFS counts',
      { censorAtTransplant: true },
      [remission(170), [{ ...transplant, remission: 'not-in-remission' }, seen(400)]],
      { EFS: 'c150', OS: 'c150', DFS: 'c0' },
    ],
  ])('with %s', async (_, choices, [response, records], hand) => {
    const [course, states] = await enter(response, records);
    expect(states.map(({ fieldErrors }) => fieldErrors)).toEqual(records.map(() => ({})));
    const endpoints = Object.keys(hand) as Endpoint[];
    expect(Object.fromEntries(endpoints.map((endpoint) => [endpoint, outcome(course, endpoint, choices)]))).toEqual(
      hand,
    );
  });

  test('course 12 is decided by the relapse', async () => {
    const [course] = await enter(remission(33), [event('death', 100), event('relapse', 100)]);
    expect(deriveObservation(course, DEFAULT_DEFINITIONS.EFS)?.decidedBy).toMatchObject({ kind: 'relapse' });
  });

  test.each<[number, FormValues, FormValues[], object]>([
    [8, {}, [seen(-1)], { date: 'date-before-diagnosis' }],
    [17, remission(33), [event('death', 400), seen(500)], { date: 'date-after-death' }],
    [18, remission(33), [event('relapse', 33)], { date: 'relapse-before-remission' }],
    [21, remission(33), [event('death', 400), event('death', 500)], { kind: 'second-death' }],
  ])('course %i: the last record is refused', async (_, response, records, errors) => {
    const [, states] = await enter(response, records);
    expect(states.at(-1)).toMatchObject({ ok: false, fieldErrors: errors });
  });

  test.each<[number, FormValues[]]>([
    [8, [seen(-1)]],
    [13, []],
  ])('course %i is censored on day 0, and a hint says why', async (_, records) => {
    const [course] = await enter({}, records);
    expect([outcome(course, 'EFS'), outcome(course, 'OS')]).toEqual(['c0', 'c0']);
    const hints = findFindings(record, '2020-06-01').filter(({ rule }) => rule === 'nothing-after-diagnosis');
    expect(hints).toEqual([{ of: 'patient', id: null, field: 'diagnosisDate', rule: 'nothing-after-diagnosis' }]);
  });

  test('course 15: no remission without an answer leaves the question open, and says so', async () => {
    const [course] = await enter({ remissionEoi: 'no' }, [seen(300, alive)]);
    expect([course.failureUndecided, outcome(course, 'EFS')]).toEqual([true, 'c300']);
  });

  test('course 15, answered: a failure is an event of its day, and no failure is none', async () => {
    const failed = { remissionEoi: 'no', inductionFailure: 'yes', inductionFailureDate: dayAfterDiagnosis(42) };
    const [yes] = await enter(failed, [seen(300, alive)]);
    expect([yes.failureUndecided, outcome(yes, 'EFS'), outcome(yes, 'OS')]).toEqual([false, 'ev42', 'c300']);
    const [no] = await enter({ remissionEoi: 'no', inductionFailure: 'no' }, [seen(300, alive)]);
    expect([no.failureUndecided, outcome(no, 'EFS')]).toEqual([false, 'c300']);
  });

  test('a failure without its day is asked for it', async () => {
    const typed = {
      pseudonym: 'C-x',
      ageDays: '100',
      diagnosisDate: '2020-01-01',
      remissionEoi: 'no',
      inductionFailure: 'yes',
    };
    expect(await createPatient(anna, typed, options())).toMatchObject({
      ok: false,
      fieldErrors: { inductionFailureDate: 'required' },
    });
  });
});
