import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, serverDay } from '../changes.server';
import { toCourse } from '../course.server';
import {
  ERROR_CHOICES,
  SORTS,
  STATUSES,
  patientQuerySchema,
  toRow,
  type PatientFilter,
  type PatientRow,
} from '../filter';
import type { FormValues } from '../form-state';
import { asViewer } from '@/lib/db.server';
import { areAllKept, renewObservations } from '../observations/keep.server';
import { findAllRows, findPatientList, PAGE_ROWS } from './patient-list.server';
import type { Group } from '@/lib/risk/facts';
import { saveRecord } from '../records/changes.server';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import { riskSteps, ruleSetOf } from '../risk/course';
import { toFacts } from '../risk/facts';
import { doublesAmong } from '../rules/doubled-patients';
import { findFindings } from '../rules/find-findings';
import { findQuality, findRule } from '../rules/quality-report.server';
import { marksOf } from '../rules/marks';
import { applyFilter } from '../testing/filter-in-steps';
import { makePerson, type TestPerson } from '../testing/sites';
import { writeManyPatients } from '../testing/many-patients';
import { typed } from '../testing/typed-patient';

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
  // Close in age, so that some may be one child; a third of the records is complete.
  await database.owner.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true);
    UPDATE patient SET age_days = 100 + age_days % 10 WHERE site_id = '${anna.siteId}';
    INSERT INTO patient_state (patient_id, site_id, state)
      SELECT id, site_id, 'complete' FROM patient WHERE site_id = '${anna.siteId}' AND right(pseudonym, 1) IN ('2', '5', '8'); COMMIT`);
  const { rules } = await findQuality(anna, { ...options(), listed: 130, withinMs: 60_000 });
  const errorsOf = (id: string): number =>
    rules
      .filter(({ severity }) => severity === 'error')
      .flatMap(({ patients }) => patients.filter((patient) => patient.id === id))
      .reduce((sum, { findings }) => sum + findings.length, 0);
  const rows = await database.app.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT set_config('registry.viewer', ${anna.token()}, true)`;
    return tx.patient.findMany({
      select: {
        ...RECORD_SELECT,
        state: { select: { state: true } },
        site: { select: { code: true, name: true, madeUp: true } },
      },
    });
  });
  // What is kept of each rule is what the rules say of the whole records; of pairs it is for the database.
  for (const { rule, count, sites, patients } of rules.filter(({ rule }) => rule !== 'patient-doubled')) {
    const truth = rows.filter((row) => findFindings(toRecord(row), serverDay()).some((one) => one.rule === rule));
    expect([rule, count, patients.map(({ id }) => id).sort()]).toEqual([
      rule,
      truth.length,
      truth.map(({ id }) => id).sort(),
    ]);
    expect(sites).toEqual(count === 0 ? [] : [{ name: 'A', count }]);
  }
  const stale = rules.find(({ rule }) => rule === 'follow-up-stale');
  const pages = await Promise.all(
    [1, 2, 9].map((page) => findRule(anna, 'follow-up-stale', page, { ...options(), listed: 7 })),
  );
  expect(pages.slice(0, 2).flatMap(({ patients }) => patients)).toEqual(stale?.patients.slice(0, 14));
  expect(pages.map(({ page, count }) => [page, count])).toEqual(
    [1, 2, Math.min(9, Math.ceil((stale?.count ?? 0) / 7))].map((page) => [page, stale?.count]),
  );
  // What the database keeps of pairs is what the rule in the program says.
  const twice = rules.find(({ rule }) => rule === 'patient-doubled')?.patients.map(({ id }) => id);
  const marks = rows.map((row) => marksOf(toRecord(row)));
  const among = doublesAmong(marks);
  expect(twice?.sort()).toEqual(
    marks
      .filter((one) => among(one) !== null)
      .map(({ id }) => id)
      .sort(),
  );
  all = rows.map((row) =>
    toRow(toCourse(row), {
      pseudonym: row.pseudonym,
      protocolSlug: row.protocolSlug,
      siteCode: row.site.code,
      kmt2aPartner: row.features?.kmt2aPartner ?? null,
      ...{ protocolArm: null, sex: null, wbc: null, cns: null, missingCodes: {} },
      check: {
        state: row.state === null ? 'draft' : 'complete',
        riskGroup: groupOf(toRecord(row)),
        openErrors: errorsOf(row.id),
      },
    }),
  );
}, 60_000);
afterAll(() => database.drop());

/** Nobody assigned a group here: the one that the rules of the own protocol give. */
function groupOf(record: PatientRecord): Group | null {
  const rules = ruleSetOf(record.identity.protocolSlug);
  return rules === null ? null : (riskSteps(rules, toFacts(record).facts).at(-1)?.result.group ?? null);
}

describe('the list of patients', () => {
  test.each([
    ['the records', false],
    ['what is kept of everybody', true],
  ])(
    'is, from %s, what the courses say, page by page, under any filter and order',
    async (_from, kept) => {
      if (kept) await renewObservations(anna, [anna.siteId], { ...options(), withinMs: Infinity });
      expect(await asViewer(anna, (tx) => areAllKept(tx, [anna.siteId]), options())).toBe(kept);
      const filters = fc.record({
        q: fc.constantFrom('', '1', 'M-1', 'm-2', '%', "'"),
        kmt2a: fc.constantFrom(undefined, 'rearranged' as const, 'germline' as const, 'unknown' as const),
        status: fc.constantFrom(undefined, ...STATUSES),
        year: fc.constantFrom(undefined, 2017, 2019, 1990),
        protocol: fc.constantFrom(undefined, 'interfant-06', 'none'),
        partner: fc.constantFrom(undefined, undefined, 'AFF1' as const, 'EPS15' as const),
        event: fc.constantFrom(undefined, undefined, 'relapse' as const, 'death' as const),
        risk: fc.constantFrom(undefined, undefined, 'HR' as const, 'LR' as const, 'none' as const),
        errors: fc.constantFrom(undefined, undefined, ...ERROR_CHOICES),
        state: fc.constantFrom(undefined, undefined, 'draft' as const, 'complete' as const, 'locked' as const),
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
          const shown = ({ pseudonym, check }: PatientRow) => [pseudonym, check];
          expect(list.rows.map(shown)).toEqual(rows.map(shown));
          if (filter.page > 1) return;
          const file = await findAllRows(anna, filter, options());
          expect(file.map(({ pseudonym }) => pseudonym)).toEqual(expected.map(({ pseudonym }) => pseudonym));
        }),
        { numRuns: 50 },
      );
    },
    120_000,
  );

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
