import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from './changes.server';
import { COURSE_SELECT, toCourse } from './course.server';
import { SORTS, STATUSES, patientQuerySchema, toRow, type PatientFilter, type PatientRow } from './filter';
import type { FormValues } from './form-state';
import { findPatientList, PAGE_ROWS } from './patient-list.server';
import { saveRecord } from './record-changes.server';
import { applyFilter } from './testing/filter-in-steps';
import { makePerson, type TestPerson } from './testing/sites';
import { writeManyPatients } from './testing/many-patients';
import { typed } from './testing/typed-patient';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let all: PatientRow[];
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const every: PatientFilter = patientQuerySchema.parse({});

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  await writeManyPatients(database.owner, anna, 130, seeded(7));
  await writeManyPatients(database.owner, boris, 5, seeded(8));
  const rows = await database.app.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT set_config('registry.viewer', ${anna.id}, true)`;
    return tx.patient.findMany({
      select: { ...COURSE_SELECT, pseudonym: true, protocolSlug: true, site: { select: { code: true, madeUp: true } } },
    });
  });
  all = rows.map((row) =>
    toRow(toCourse(row), {
      pseudonym: row.pseudonym,
      protocolSlug: row.protocolSlug,
      siteCode: row.site.code,
      kmt2aPartner: row.features?.kmt2aPartner ?? null,
    }),
  );
}, 60_000);
afterAll(() => database.drop());

describe('the list of patients', () => {
  test('is what the courses say, page by page, under any filter and order', async () => {
    const filters = fc.record({
      q: fc.constantFrom('', '1', 'M-1', 'm-2', '%', "'"),
      kmt2a: fc.constantFrom(undefined, 'rearranged' as const, 'germline' as const, 'unknown' as const),
      status: fc.constantFrom(undefined, ...STATUSES),
      year: fc.constantFrom(undefined, 2017, 2019, 1990),
      protocol: fc.constantFrom(undefined, 'interfant-06', 'none'),
      stale: fc.constant(false),
      sort: fc.constantFrom(...SORTS),
      down: fc.boolean(),
      page: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const expected = applyFilter(all, filter);
        const list = await findPatientList(anna, filter, options());
        const page = Math.min(filter.page, Math.max(1, Math.ceil(expected.length / PAGE_ROWS)));
        expect([list.found, list.events, list.deaths, list.page]).toEqual([
          expected.length,
          expected.filter(({ efs }) => efs.event).length,
          expected.filter(({ os }) => os.event).length,
          page,
        ]);
        const rows = expected.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS);
        expect(list.rows.map(({ pseudonym }) => pseudonym)).toEqual(rows.map(({ pseudonym }) => pseudonym));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('holds nothing of another site', async () => {
    expect(await findPatientList(boris, every, options())).toMatchObject({ all: 5, found: 5 });
    const { rows, all: count } = await findPatientList(anna, every, options());
    expect([count, rows.every(({ siteCode }) => siteCode === 'A')]).toEqual([130, true]);
  });

  test('finds the living of whom nothing is recorded for 18 months', async () => {
    const today = '2022-01-01';
    const list = await findPatientList(anna, { ...every, stale: true }, { ...options(), today });
    const days = (date: string): number => (Date.parse(today) - Date.parse(date)) / 86_400_000;
    const expected = all.filter(({ os, lastContact }) => !os.event && days(lastContact.date) > 548);
    expect(list.found).toBe(expected.length);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('derives outcomes from everything recorded', async () => {
    const { patientId } = await createPatient(boris, typed({ pseudonym: 'L-1', remissionDate: '' }), options());
    const record = (values: FormValues) =>
      saveRecord(boris, { patientId: patientId ?? '', version: '1', recordId: '', ...values }, options());
    await record({ recordKind: 'event', date: '2021-06-09', kind: 'relapse' });
    await record({ recordKind: 'follow-up', date: '2022-03-01', status: 'alive-in-remission' });
    // From 1 March 2021: 30 days to 31 March, 30 + 31 + 9 to 9 June; a year to 1 March 2022.
    expect((await findPatientList(boris, { ...every, q: 'l-1' }, options())).rows).toMatchObject([
      {
        efs: { timeDays: 100, event: true },
        os: { timeDays: 365, event: false },
        lastContact: { record: 'follow-up', date: '2022-03-01' },
      },
    ]);
  });
});
