import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import { localDefinition } from '../selection/local-definition';
import { child } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import { localGroups } from './local-groups';
import { groupsTexts } from './texts';
import { timeDependent } from './time-dependent';

const { definition } = localDefinition('EFS', []);

/** The twelve children of `golden/time-dependent-hsct.R`: HSCT, last day, event. */
const TWELVE: readonly (readonly [hsct: number | null, days: number, event: boolean])[] = [
  [null, 0, true],
  [150, 400, true],
  [90, 900, false],
  [null, 100, true],
  [200, 700, true],
  [120, 400, false],
  [null, 100, false],
  [130, 1500, false],
  [null, 1200, false],
  [100, 100, true],
  [170, 1600, true],
  [null, 300, true],
];

function coursesOf(made: typeof TWELVE): PatientCourse[] {
  return made.map(([hsct, days, event], i) => ({
    ...child(days, event),
    patientId: `p${i}`,
    transplantDates: hsct === null ? [] : [dayAfterDiagnosis(hsct)],
  }));
}
const factsFor = (courses: readonly PatientCourse[], since: Readonly<Record<string, string>> = {}) =>
  new Map(
    courses.map(({ patientId }) => [patientId, factsOf({ patientId, cohortSince: since[patientId] ?? null })] as const),
  );
const found = (made: typeof TWELVE) => {
  const courses = coursesOf(made);
  return timeDependent(courses, factsFor(courses), definition, 'hsct');
};

describe('HSCT as a time-dependent covariate', () => {
  test('gives the ratio, the check and the Mantel–Byar test of R 4.2.2, survival 3.5-3', () => {
    const one = found(TWELVE);
    expect(one).toMatchObject({ n: 12, begun: 6, eventsWithout: 4, eventsAfter: 3, why: null });
    expect(one?.ratio?.estimate).toBeCloseTo(0.4282181560342, 9);
    expect(one?.ratio?.lower).toBeCloseTo(0.0454317128964, 9);
    expect(one?.ratio?.upper).toBeCloseTo(4.036184802792, 8);
    expect(one?.ratio?.p).toBeCloseTo(0.4587168008856, 9);
    expect(one?.mantelByar?.chiSquared).toBeCloseTo(0.560643099614, 9);
    expect(one?.proportionalP).toBeCloseTo(0.250746206835, 8);
  });

  test('gives the same for blinatumomab of the same days', () => {
    const courses = coursesOf(TWELVE.map(([, days, event]) => [null, days, event] as const));
    const facts = new Map(
      courses.map(({ patientId }, i) => {
        const day = TWELVE[i]?.[0] ?? null;
        return [patientId, factsOf({ patientId, blinatumomabSince: day === null ? null : dayAfterDiagnosis(day) })];
      }),
    );
    const one = timeDependent(courses, facts, definition, 'blina');
    expect(one).toMatchObject({ n: 12, begun: 6, eventsWithout: 4, eventsAfter: 3, why: null });
    expect(one?.ratio?.estimate).toBeCloseTo(0.4282181560342, 9);
    expect(one?.mantelByar?.chiSquared).toBeCloseTo(0.560643099614, 9);
    // That HSCT ends the observation is no reason to be silent on blinatumomab.
    expect(timeDependent(courses, facts, { ...definition, censorAtTransplant: true }, 'blina')?.begun).toBe(6);
  });

  test('what answers a relapse has not begun, although only death is an event', () => {
    const os = localDefinition('OS', []).definition;
    const salvaged = {
      ...child(900, false),
      patientId: 'p0',
      events: [{ id: 'e', kind: 'relapse' as const, date: dayAfterDiagnosis(60) }],
      transplantDates: [dayAfterDiagnosis(120)],
    };
    const facts = new Map([['p0', factsOf({ patientId: 'p0', blinatumomabSince: dayAfterDiagnosis(70) })]]);
    expect(timeDependent([salvaged], facts, os, 'hsct')?.begun).toBe(0);
    expect(timeDependent([salvaged], facts, os, 'blina')?.begun).toBe(0);
  });

  test('has no ratio where nobody was transplanted before an event, nobody had one, or one side has none', () => {
    expect(found([[null, 100, true]])?.why).toBe('none-begun');
    // Transplanted on the day of the event, or after it: not before.
    expect(
      found([
        [100, 100, true],
        [200, 100, true],
      ])?.why,
    ).toBe('none-begun');
    expect(
      found([
        [50, 100, false],
        [null, 100, false],
      ])?.why,
    ).toBe('no-events');
    expect(
      found([
        [50, 100, true],
        [null, 200, false],
      ]),
    ).toMatchObject({ ratio: null, why: 'not-estimable' });
  });

  test('a child that is of the cohort from a later day is at risk from then on', () => {
    const courses = coursesOf([
      [50, 300, true],
      [null, 400, true],
      [200, 500, true],
    ]);
    const since = { p0: dayAfterDiagnosis(60), p1: dayAfterDiagnosis(400), p2: dayAfterDiagnosis(60) };
    // The second enters on the day of its event, and so never.
    expect(timeDependent(courses, factsFor(courses, since), definition, 'hsct')).toMatchObject({
      ...{ n: 2, begun: 2, eventsWithout: 0, eventsAfter: 2 },
    });
  });

  test('is not asked where HSCT ends the observation', () => {
    const courses = coursesOf(TWELVE);
    expect(timeDependent(courses, factsFor(courses), { ...definition, censorAtTransplant: true }, 'hsct')).toBeNull();
  });
});

test('stands beside the landmark in both languages, with the numbers of the model', async () => {
  const courses = coursesOf(TWELVE);
  const names = { group: (code: string) => code, cause: (code: string) => code };
  const groups = localGroups(courses, factsFor(courses), definition, 'hsct', names);
  if (groups === null) throw new Error('no groups');
  const lines = async (locale: 'en' | 'ru') =>
    groupsTexts(
      groups,
      { siteNames: ['S'], madeUp: false, definition },
      { published: [], references: [] },
      { locale, t: await messageLookup(locale) },
    ).own.tests.map((line) => line.replaceAll(/[\u00a0\u202f]/gu, ' '));
  const en = (await lines('en')).join('\n');
  expect(en).toContain(
    'in all 12 children: 6 transplanted without an event before; 4 events before HSCT or without it, 3',
  );
  expect(en).toContain('ratio 0.43 (95 % interval 0.05 to 4.04)');
  expect(en).toContain('Mantel–Byar test: χ² = 0.56');
  expect((await lines('ru')).join('\n')).toContain('отношение 0,43 (95 % ДИ: от 0,05 до 4,04)');
});
