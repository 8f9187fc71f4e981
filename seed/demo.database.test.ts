import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findReleases } from '@/lib/comparison/network/releases.server';
import { pooledCohort } from '@/lib/comparison/network/release';
import { asViewer } from '@/lib/db.server';
import { patientQuerySchema } from '@/lib/patients/filter';
import { findPatientList } from '@/lib/patients/list/patient-list.server';
import { getPatient } from '@/lib/patients/queries.server';
import { findCohort } from '@/lib/patients/rules/findings.server';
import { findContradictions } from '@/lib/patients/quality';
import { ruleSetOf } from '@/lib/patients/risk/course';
import { toFacts } from '@/lib/patients/risk/facts';
import { shownOverrides } from '@/lib/patients/risk/override';
import { findRiskOverrides } from '@/lib/patients/risk/override.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession, tokenOf } from '@/prisma/testing/sessions';
import { closeDemo, ensureDemo } from './demo';
import { makeDemoPatients } from './demo/patients';

let database: TestDatabase;
let viewer: Parameters<typeof findPatientList>[0];

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
  const { rows } = await database.owner.query<{ id: string; site_id: string }>(
    "SELECT u.id, m.site_id FROM app_user u JOIN membership m ON m.user_id = u.id WHERE u.email = 'data-manager@demo.example'",
  );
  const [{ id, site_id: siteId } = { id: '', site_id: '' }] = rows;
  await openSession(database.owner, id);
  viewer = {
    id,
    token: tokenOf(id),
    lacksSecondFactor: false,
    displayName: 'Demo',
    globalRoles: [],
    sites: [{ role: 'data-manager', siteId, siteCode: 'DEMO', siteName: 'Demo', madeUp: true }],
  };
});
afterAll(() => database.drop());

describe('the first start', () => {
  test('stores the forty made-up patients as generated, marked as made up', async () => {
    const { rows } = await findPatientList(viewer, patientQuerySchema.parse({}), { database: database.app });
    expect(rows).toHaveLength(40);
    expect(rows.every(({ course }) => course.madeUp)).toBe(true);
    const expected = makeDemoPatients();
    for (const made of expected) {
      const row = rows.find(({ pseudonym }) => pseudonym === made.pseudonym);
      const stored = await getPatient(viewer, row?.id ?? '', { database: database.app });
      const { kmt2aEvaluable, ...features } = made.features;
      expect(stored?.record).toMatchObject({
        identity: {
          pseudonym: made.pseudonym,
          sex: made.sex,
          ageDays: made.ageDays,
          diagnosisDate: made.diagnosisDate,
          protocolSlug: made.protocolSlug,
          protocolArm: made.protocolArm,
          protocolArmDate: made.protocolArmDate,
        },
        features: { ...features, kmt2aEvaluable },
        response: made.response,
      });
      expect(stored?.record.records.mrd.map(({ id: _, datePrecision: __, ...rest }) => rest)).toEqual(
        made.mrd.map((sample) => ({ ...sample, quantificationPercent: null })),
      );
      expect(stored?.record.records['follow-up'].map(({ id: _, datePrecision: __, ...rest }) => rest)).toEqual(
        made.followUps,
      );
      expect(stored?.course.events.map(({ kind }) => kind)).toEqual(made.events.map(({ kind }) => kind));
      if (stored) expect(findContradictions(stored.record, '2026-11-01')).toEqual([]);
    }
  });

  test('writes them under the audit, as the data manager', async () => {
    const actors = await asViewer(
      viewer,
      (tx) => tx.auditEntry.groupBy({ by: ['actorId'], where: { tableName: 'patient' }, _count: true }),
      { database: database.app },
    );
    expect(actors).toEqual([{ actorId: viewer.id, _count: 40 }]);
  });

  test('holds one group that was assigned otherwise than computed, and the computed one is what the rules say', async () => {
    const { rows } = await findPatientList(viewer, patientQuerySchema.parse({}), { database: database.app });
    const found = (
      await Promise.all(rows.map(({ id }) => findRiskOverrides(viewer, id, { database: database.app })))
    ).flatMap((overrides, index) => overrides.map((one) => ({ one, id: rows[index]?.id ?? '' })));
    expect(found.map(({ one }) => [one.computedGroup, one.assignedGroup, one.writtenBy])).toEqual([
      ['IR', 'HR', 'Demo data manager'],
    ]);
    for (const { one, id } of found) {
      const stored = await getPatient(viewer, id, { database: database.app });
      const shown =
        stored === null ? [] : shownOverrides([one], stored.record.identity.protocolSlug, toFacts(stored.record).facts);
      expect(shown).toMatchObject([
        {
          state: 'standing',
          computedNow: one.computedGroup,
          ruleSetVersion: ruleSetOf(one.protocolSlug)?.ruleSet.version,
        },
      ]);
    }
  });

  test('makes a network of three made-up sites and its first release, and nobody gains a site by it', async () => {
    const { rows } = await database.owner.query<{ name: string; n: string; people: string; joined: boolean }>(
      `SELECT s.name, (SELECT count(*) FROM patient_observation o WHERE o.site_id = s.id) AS n,
        (SELECT count(*) FROM membership m WHERE m.site_id = s.id) AS people,
        EXISTS (SELECT FROM network_step t WHERE t.site_id = s.id AND t.joins) AS joined
       FROM site s WHERE s.made_up ORDER BY s.code`,
    );
    expect(rows.map(({ n, people, joined }) => [Number(n), Number(people), joined])).toEqual([
      [40, 3, true],
      [30, 0, true],
      [27, 0, true],
    ]);
    expect(rows.every(({ name }) => /made-up/iu.test(name))).toBe(true);
    const [release, ...others] = await findReleases(viewer, database.app);
    expect(others).toEqual([]);
    expect(release).toMatchObject({ madeUp: true, sites: 3 });
    const all = release === undefined ? null : pooledCohort(release, 'EFS', 'all');
    expect(all).toMatchObject({ table: { size: 97 }, description: { madeUp: true } });
    expect(release === undefined ? null : pooledCohort(release, 'EFS', 'r')).not.toBeNull();
  });

  test('leaves no viewer on the connection, and a second start adds nothing', async () => {
    expect(await database.app.patient.count()).toBe(0);
    await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
    expect((await findCohort(viewer, {}, { database: database.app })).courses).toHaveLength(40);
    expect(await findReleases(viewer, database.app)).toHaveLength(1);
  });

  test('that ended before the release of the network is made up for by the next one', async () => {
    await database.owner.query('DELETE FROM network_contribution; DELETE FROM network_release');
    expect(await findReleases(viewer, database.app)).toEqual([]);
    await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
    const releases = await findReleases(viewer, database.app);
    expect(releases).toMatchObject([{ madeUp: true, sites: 3 }]);
  });
});

test('where there is no demonstration its accounts are closed with their sessions, and open again with it', async () => {
  const people = async (): Promise<unknown[]> =>
    (
      await database.owner.query(
        "SELECT disabled_at IS NULL AS open, session_version FROM app_user WHERE email LIKE '%@demo.example' ORDER BY email",
      )
    ).rows;
  await database.owner.query("UPDATE app_user SET disabled_at = now() WHERE email = 'curator@demo.example'");
  expect(await closeDemo(database.ownerUrl)).toBe(4);
  const closed = { open: false, session_version: 2 };
  expect(await people()).toEqual([closed, { open: false, session_version: 1 }, closed, closed, closed]);
  expect(await closeDemo(database.ownerUrl)).toBe(0);
  await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
  const open = { open: true, session_version: 2 };
  expect(await people()).toEqual([open, { open: false, session_version: 1 }, open, open, open]);
});
