import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { localSeries, type LocalSeries } from '@/lib/comparison/figure/figure-model';
import { getComparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';
import { findCohort } from '@/lib/patients/rules/findings.server';
import type { PatientCourse } from '@/lib/patients/timeline';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession, tokenOf } from '@/prisma/testing/sessions';
import { ensureDemo } from './demo';
import { loadEvidence } from './load';

let database: TestDatabase;
let researcher: Viewer;
let manager: Viewer;
let courses: PatientCourse[];

async function viewerOf(role: 'researcher' | 'data-manager'): Promise<Viewer> {
  const { rows } = await database.owner.query<{ id: string; site_id: string }>(
    'SELECT u.id, m.site_id FROM app_user u JOIN membership m ON m.user_id = u.id WHERE u.email = $1',
    [`${role}@demo.example`],
  );
  const [{ id, site_id: siteId } = { id: '', site_id: '' }] = rows;
  const site = { role, siteId, siteCode: 'DEMO', siteName: 'Demo', madeUp: true };
  await openSession(database.owner, id);
  return { id, displayName: role, globalRoles: [], sites: [site], lacksSecondFactor: false, token: tokenOf(id) };
}

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  await ensureDemo(database.ownerUrl, 'only-for-this-test-run');
  [researcher, manager] = [await viewerOf('researcher'), await viewerOf('data-manager')];
  ({ courses } = await findCohort(manager, {}, { database: database.app }));
});
afterAll(() => database.drop());

async function ask(viewer: Viewer, query: Record<string, string>): Promise<LocalSeries | null> {
  const { selection } = readSelection({ local: '1', ...query });
  return localSeries((await getComparison(viewer, selection, { database: database.app })).figure);
}

function ofYears(population: 'r' | 'g' | 'all', from: number, to: number): PatientCourse[] {
  const status = population === 'r' ? 'rearranged' : 'germline';
  return courses.filter(({ diagnosisDate, kmt2a }) => {
    const year = Number(diagnosisDate.slice(0, 4));
    return year >= from && year <= to && (population === 'all' || kmt2a === status);
  });
}

describe('a researcher who subtracts', () => {
  test.each(['r', 'all', 'g'] as const)(
    'finds no window of years that differs from another by one to four patients: %s',
    async (population) => {
      const years = [...new Set(courses.map(({ diagnosisDate }) => Number(diagnosisDate.slice(0, 4))))].sort();
      const [first = 0, last = 0] = [years[0], years.at(-1)];
      const shown: [from: number, to: number][] = [];
      const windows = years.flatMap((year): [number, number][] => [
        [first, year],
        [year, last],
        [year, year],
      ]);
      for (const [from, to] of windows)
        if ((await ask(researcher, { endpoint: 'OS', population, from: `${from}`, to: `${to}` })) !== null)
          shown.push([from, to]);
      if (population === 'r') expect(shown.length).toBeGreaterThan(1);
      for (const one of shown)
        for (const other of shown) {
          const without = new Set(ofYears(population, ...other));
          const left = ofYears(population, ...one).filter((course) => !without.has(course)).length;
          expect(left === 0 || left >= 5, `${one.join('–')} without ${other.join('–')}: ${left}`).toBe(true);
        }
    },
  );

  test('finds no KMT2A status whose patients, or the others, are one to four', async () => {
    const sizes = await Promise.all(
      (['r', 'g', 'all'] as const).map(
        async (population) => (await ask(researcher, { endpoint: 'OS', population }))?.n,
      ),
    );
    const [r = null, g = null, all = null] = sizes;
    expect(r).not.toBeNull();
    const left = [r !== null && all !== null ? all - r : 0, g !== null && all !== null ? all - g : 0];
    const rest = r !== null && g !== null && all !== null ? all - r - g : 0;
    for (const n of [...sizes, ...left, rest]) expect(n === undefined || n === 0 || n >= 5).toBe(true);
  });
});

describe('what a researcher is given', () => {
  test('has whole months and no number of one to four under the curve; the data manager has days and all numbers', async () => {
    const query = { endpoint: 'EFS', population: 'r', display: '20' };
    const [guarded, exact] = [await ask(researcher, query), await ask(manager, query)];
    const months = (series: LocalSeries | null): number[] =>
      [...(series?.steps ?? []), ...(series?.censorMarks ?? [])].map(({ years }) => 12 * years);
    expect(months(guarded).length).toBeGreaterThan(10);
    for (const month of months(guarded)) expect(Math.abs(month - Math.round(month))).toBeLessThan(1e-9);
    expect(months(exact).some((month) => Math.abs(month - Math.round(month)) > 0.01)).toBe(true);
    const counts = (series: LocalSeries | null) =>
      (series?.riskTable ?? []).flatMap(({ atRisk, eventsBefore, censoredBefore }) => [
        atRisk,
        eventsBefore,
        censoredBefore,
      ]);
    const small = (count: number | null): boolean => count !== null && count > 0 && count < 5;
    expect(counts(guarded).some(small)).toBe(false);
    expect(counts(guarded)).toContain(null);
    expect(counts(exact).some(small)).toBe(true);
    expect(counts(exact)).not.toContain(null);
    expect(guarded?.n).toBe(exact?.n);
    expect(exact?.lastYears).toBeGreaterThan(guarded?.lastYears ?? 0);
  });

  test('lacks both readings of what sources leave open; those of the data manager are the curves of the reader’s choice', async () => {
    const against = async (viewer: Viewer, query: Record<string, string> = {}) => {
      const { selection } = readSelection({ local: '1', endpoint: 'EFS', population: 'r', ...query });
      const { figure } = await getComparison(viewer, selection, { database: database.app });
      return figure.panels.find((panel) => panel.against !== null)?.against ?? null;
    };
    const [guarded, exact] = [await against(researcher), await against(manager)];
    expect(guarded?.open).toEqual({ items: exact?.open?.items, usual: [], differences: null, why: 'guarded' });
    expect(exact?.open?.items.map(({ item }) => item)).toEqual([
      'induction-failure',
      'failure-time',
      'second-malignancy',
      'lineage-switch',
      'hsct',
    ]);
    const chosen = {
      'failure-time': await against(manager, { failure: 'time-zero' }),
      'lineage-switch': await against(manager, { switch: 'no-event' }),
      hsct: await against(manager, { hsct: 'censor' }),
    };
    const differences = exact?.open?.differences ?? [];
    expect(differences.some(({ item }) => item === 'hsct')).toBe(true);
    for (const { item, estimateId, readings } of differences) {
      const of = (one: typeof exact) => one?.matched.find((match) => match.estimateId === estimateId);
      expect(readings[0].matched).toEqual(of(exact));
      if (item !== 'second-malignancy' && item !== 'induction-failure')
        expect(readings[1].matched).toEqual(of(chosen[item]));
    }
  });

  test.each(['OS', 'EFS'])(
    'shows no step or mark from which fewer than five at risk can be computed: %s',
    async (endpoint) => {
      for (const population of ['r', 'all', 'g']) {
        const series = await ask(researcher, { endpoint, population, display: '20' });
        if (series === null) continue;
        // What anybody can do with the numbers of a curve: from the number of patients, step by step.
        const exits = [...series.steps.map((step) => ({ ...step, count: 0 })), ...series.censorMarks].sort(
          (a, b) => a.years - b.years || a.count - b.count,
        );
        let [atRisk, before] = [series.n, 100];
        for (const { years, percent, count } of exits) {
          const events = Math.round(atRisk * (1 - percent / before));
          if (events > 0 || count > 0) expect(atRisk, `${population} at ${years} years`).toBeGreaterThanOrEqual(5);
          // Marks stand after the step of their own month.
          if (count > 0 && years === series.lastYears) break;
          [atRisk, before] = [atRisk - events - count, percent === 0 ? before : percent];
        }
        expect(atRisk).toBeGreaterThanOrEqual(0);
      }
    },
  );
});
