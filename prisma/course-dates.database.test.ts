import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { refusedByDatabase } from '@/lib/patients/database-refusal.server';
import type { FieldErrors } from '@/lib/patients/form-state';
import { addPerson, type Person } from './testing/cases';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
let anna: Person;
let patientId: string;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await addPerson(database, 'anna@example.org', 'data-manager', 'A');
});
afterAll(() => database.drop());
beforeEach(async () => {
  made += 1;
  const rows = await asViewer(
    anna,
    (tx) =>
      tx.patient.create({
        data: { siteId: anna.siteId, pseudonym: `P-${made}`, ageDays: 90, diagnosisDate: new Date('2021-03-01') },
        select: { id: true },
      }),
    { database: database.app },
  );
  patientId = rows.id;
});

const run = (sql: string): Promise<unknown> =>
  asViewer(
    anna,
    (tx) =>
      tx.$executeRawUnsafe(
        sql.replaceAll('PATIENT', `'${patientId}', '${anna.siteId}'`).replaceAll('THIS', `patient_id = '${patientId}'`),
      ),
    { database: database.app },
  );
const event = (date: string, kind: string): string =>
  `INSERT INTO clinical_event (patient_id, site_id, date, kind, relapse_sites) VALUES (PATIENT, '${date}', '${kind}', '{}')`;
const followUp = (date: string): string =>
  `INSERT INTO follow_up (patient_id, site_id, date, status) VALUES (PATIENT, '${date}', 'lost')`;
const treatment = (start: string, end: string): string =>
  `INSERT INTO treatment (patient_id, site_id, class, start_date, end_date) VALUES (PATIENT, 'chemotherapy', '${start}', '${end}')`;
const remission = (date: string): string =>
  `INSERT INTO response (patient_id, site_id, remission_date) VALUES (PATIENT, '${date}')`;

/** The rules of the database alone, with what the form would say if only they caught the mistake. */
const REFUSED: readonly [name: string, before: string[], statement: string, errors: FieldErrors][] = [
  ['an event before the diagnosis', [], event('2021-02-28', 'relapse'), { date: 'date-before-diagnosis' }],
  ['a remission before the diagnosis', [], remission('2021-02-28'), { remissionDate: 'date-before-diagnosis' }],
  [
    'a treatment that starts before the diagnosis',
    [],
    treatment('2021-02-28', '2021-04-01'),
    { startDate: 'date-before-diagnosis' },
  ],
  ['a treatment that ends in the future', [], treatment('2021-03-02', '2999-01-01'), { endDate: 'date-in-future' }],
  ['a follow-up in the future', [], followUp('2999-01-01'), { date: 'date-in-future' }],
  [
    'a diagnosis in the future',
    [],
    "UPDATE patient SET diagnosis_date = '2999-01-01'",
    { diagnosisDate: 'date-in-future' },
  ],
  [
    'one follow-up of several that are added at once',
    [event('2021-08-01', 'death')],
    `${followUp('2021-07-30')}, (PATIENT, '2021-08-02', 'lost'), (PATIENT, '2021-07-31', 'lost')`,
    { date: 'date-after-death' },
  ],
  [
    'an event after a death that is added with it',
    [],
    `${event('2021-08-01', 'death')}, (PATIENT, '2021-09-01', 'relapse', '{}')`,
    { date: 'date-after-death' },
  ],
  ['a follow-up after the death', [event('2021-08-01', 'death')], followUp('2021-08-02'), { date: 'date-after-death' }],
  [
    'a remission after the death',
    [event('2021-03-08', 'death')],
    remission('2021-04-01'),
    { remissionDate: 'date-after-death' },
  ],
  [
    'a follow-up moved past the death',
    [followUp('2021-07-01'), event('2021-08-01', 'death')],
    "UPDATE follow_up SET date = '2021-08-02' WHERE THIS",
    { date: 'date-after-death' },
  ],
  [
    'a relapse after the death',
    [event('2021-08-01', 'death')],
    event('2021-08-02', 'relapse'),
    { date: 'date-after-death' },
  ],
  [
    'a death before the end of a treatment',
    [treatment('2021-03-02', '2021-09-01')],
    event('2021-08-31', 'death'),
    { date: 'records-after-death' },
  ],
  [
    'a death moved before a relapse',
    [event('2021-08-01', 'relapse'), event('2021-09-01', 'death')],
    "UPDATE clinical_event SET date = '2021-07-31' WHERE THIS AND kind = 'death'",
    { date: 'records-after-death' },
  ],
  ['a second death', [event('2021-08-01', 'death')], event('2021-08-01', 'death'), { kind: 'second-death' }],
  [
    'a treatment that ends before it starts',
    [],
    treatment('2021-05-01', '2021-04-30'),
    { endDate: 'end-before-start' },
  ],
];

describe('the database refuses, and the form can say where', () => {
  test.each(REFUSED)('%s', async (_, before, statement, errors) => {
    for (const earlier of before) await run(earlier);
    const error: unknown = await run(statement).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(refusedByDatabase(error)).toEqual(errors);
  });

  test('a diagnosis moved past the first record', async () => {
    await run(event('2021-05-01', 'relapse'));
    const error: unknown = await run(
      `UPDATE patient SET diagnosis_date = '2021-05-02' WHERE id = '${patientId}'`,
    ).catch((thrown: unknown) => thrown);
    expect(refusedByDatabase(error)).toEqual({ diagnosisDate: 'records-before-diagnosis' });
  });

  test('a pseudonym twice at one site', async () => {
    const error: unknown = await run(`UPDATE patient SET pseudonym = 'SAME'`).catch((thrown: unknown) => thrown);
    expect(refusedByDatabase(error)).toEqual({ pseudonym: 'pseudonym-taken' });
  });

  test('another failure is none of these', async () => {
    const error: unknown = await run('SELECT 1 / 0').catch((thrown: unknown) => thrown);
    expect(refusedByDatabase(error)).toBeNull();
    expect(refusedByDatabase('no error')).toBeNull();
  });
});

describe('the database allows', () => {
  test.each<[string, string[]]>([
    [
      'everything on the day of diagnosis',
      [event('2021-03-01', 'death'), followUp('2021-03-01'), remission('2021-03-01')],
    ],
    [
      'everything on the day of death',
      [
        event('2021-08-01', 'death'),
        followUp('2021-08-01'),
        event('2021-08-01', 'relapse'),
        treatment('2021-07-01', '2021-08-01'),
      ],
    ],
    [
      'a death corrected to a later day',
      [event('2021-08-01', 'death'), "UPDATE clinical_event SET date = '2021-08-05' WHERE THIS"],
    ],
    [
      'a death corrected into a relapse on a later day',
      [event('2021-08-01', 'death'), "UPDATE clinical_event SET kind = 'relapse', date = '2021-08-05' WHERE THIS"],
    ],
    [
      'a relapse corrected into a death on an earlier day',
      [event('2021-08-01', 'relapse'), "UPDATE clinical_event SET kind = 'death', date = '2021-07-01' WHERE THIS"],
    ],
  ])('%s', async (_, statements) => {
    for (const statement of statements) await run(statement);
  });
});
