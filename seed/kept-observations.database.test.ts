import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { choiceRefusal, openChoices, remissionRefusal } from '@/lib/comparison/disclosure';
import { cohortOfCounts, localSeries } from '@/lib/comparison/figure/local-curve';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { localCohort } from '@/lib/comparison/testing/local-cohort';
import { findGroups, findObserved } from '@/lib/patients/observations/observed.server';
import { findCohort } from '@/lib/patients/rules/findings.server';
import { deriveObservation, ENDPOINTS } from '@/lib/patients/timeline';
import { kaplanMeier } from '@/lib/survival';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession, tokenOf } from '@/prisma/testing/sessions';
import { ensureDemo } from './demo';

let database: TestDatabase;
let manager: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
  const { rows } = await database.owner.query<{ id: string; site_id: string }>(
    "SELECT u.id, m.site_id FROM app_user u JOIN membership m ON m.user_id = u.id WHERE u.email = 'data-manager@demo.example'",
  );
  const [{ id, site_id: siteId } = { id: '', site_id: '' }] = rows;
  const site = { role: 'data-manager' as const, siteId, siteCode: 'DEMO', siteName: 'Demo', madeUp: true };
  await openSession(database.owner, id);
  manager = { id, displayName: 'm', globalRoles: [], sites: [site], lacksSecondFactor: false, token: tokenOf(id) };
});
afterAll(() => database.drop());

const YEARS = [
  [null, null],
  [2010, 2019],
  [null, 2015],
] as const;

test('the demonstration gives the same curve, table and limits from what is kept as from its courses', async () => {
  const options = { database: database.app };
  let drawn = 0;
  for (const kmt2a of ['r', 'g', 'all'] as const)
    for (const [from, to] of YEARS) {
      const filter = {
        ...(kmt2a === 'all' ? {} : { kmt2a: kmt2a === 'r' ? ('rearranged' as const) : ('germline' as const) }),
        ...(from === null ? {} : { diagnosedFrom: `${from}-01-01` }),
        ...(to === null ? {} : { diagnosedTo: `${to}-12-31` }),
      };
      const { courses } = await findCohort(manager, filter, options);
      for (const endpoint of ENDPOINTS)
        for (const guarded of [false, true]) {
          const local = localDefinition(endpoint, []);
          const choice = { siteNames: ['Demo'], kmt2a, guarded };
          const counts = await findObserved(manager, filter, local.definition, options);
          const [kept, derived] = [cohortOfCounts(counts, local, choice), localCohort(courses, local, choice)];
          expect(kept).toStrictEqual(derived);
          if (kept === null || derived === null) continue;
          // As every patient's observation on its own gives it.
          const alone = courses.flatMap((course) => deriveObservation(course, local.definition) ?? []);
          const columns = {
            time: alone.map(({ timeDays }) => timeDays),
            event: alone.map(({ event }) => Number(event)),
          };
          const limits = { confidenceType: 'log-log', level: 0.95 } as const;
          if (!guarded) expect(kept.curve).toStrictEqual(kaplanMeier(columns, limits));
          const axis = { endYears: 10, ticks: [0, 1, 2, 3, 4, 5, 6, 8, 10] };
          const said = JSON.stringify(localSeries(kept, axis, [1, 2, 5]));
          expect(said).toBe(JSON.stringify(localSeries(derived, axis, [1, 2, 5])));
          drawn += 1;
        }
    }
  expect(drawn).toBeGreaterThan(40);
});

test('what may be asked of the demonstration follows from its groups as from its courses', async () => {
  const options = { database: database.app };
  const { courses } = await findCohort(manager, {}, options);
  const groups = await findGroups(manager, {}, options);
  expect(groups.length).toBeLessThan(courses.length);
  for (const kmt2a of ['r', 'g', 'all'] as const) {
    expect(openChoices(groups, kmt2a)).toEqual(openChoices(courses, kmt2a));
    for (const [from, to] of YEARS)
      expect(choiceRefusal(groups, { kmt2a, from, to })).toBe(choiceRefusal(courses, { kmt2a, from, to }));
  }
  expect(remissionRefusal(groups)).toBe(remissionRefusal(courses));
});
