import { describe, expect, test } from 'vitest';
import { course, dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import { expectClose } from '../against/golden/close';
import { childrenOf, EXPECTED } from '../against/golden/cohorts';
import { localDefinition } from '../selection/local-definition';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { child, estimate, TEN_CHILDREN } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import { membership, type Condition, type GroupFacts, type Grouping } from './groupings';
import { localGroups } from './local-groups';
import { publishedIncidences, publishedLines } from './published-incidence';
import { groupsTexts } from './texts';

const { definition } = localDefinition('EFS', []);
const NAMES = { group: (code: string) => code, cause: (code: string) => code };

/** The courses as patients of their own, with what is recorded of each. */
function grouped(
  courses: readonly PatientCourse[],
  by: Grouping,
  facts: (i: number) => Partial<GroupFacts> = () => ({}),
) {
  const own = courses.map((course, i) => ({ ...course, patientId: `p${i}` }));
  const byId = new Map(own.map(({ patientId }, i) => [patientId, factsOf({ patientId, ...facts(i) })]));
  return localGroups(own, byId, definition, by, NAMES);
}

describe.each(
  EXPECTED.flatMap((one, i) =>
    one.groups === null ? [] : [{ one, expected: one.groups, name: `cohort ${i + 1}, n = ${one.time.length}` }],
  ),
)('R says the same of the groups of $name', ({ one, expected }) => {
  const found = grouped(childrenOf(one), 'cns', (i) => ({ cns: `CNS${(one.group[i] ?? 0) + 1}` }));
  if (found === null) throw new Error('no groups');
  const { analysis, means } = found;

  test('log-rank of three groups, and of each pair adjusted by Holm', () => {
    expectClose(analysis.logRank?.chiSquared, expected.chisq);
    expect(analysis.logRank?.degreesOfFreedom).toBe(expected.df);
    expectClose(analysis.logRank?.p, expected.p);
    analysis.pairs.forEach(({ adjusted }, i) => expectClose(adjusted, expected.holm[i] ?? null));
  });

  test('hazard ratio with its interval and the check of proportional hazards', () => {
    const [term] = analysis.cox?.fit.terms ?? [];
    // Where a group has no events the ratio has no value; R prints what it had come to.
    if (term?.notEstimable !== null || term.hazardRatio === null) return;
    expect(term.hazardRatio).toBeCloseTo(expected.hazardRatio ?? Number.NaN, 6);
    expect(term.lower).toBeCloseTo(expected.hazardLower ?? 0, 6);
    expect(term.upper).toBeCloseTo(expected.hazardUpper ?? 0, 5);
    if (analysis.cox?.fit.notEstimable === null)
      expect(analysis.cox.hazards?.global.p).toBeCloseTo(expected.proportional ?? 0, 6);
  });

  test('difference of restricted means up to the shorter follow-up', () => {
    const [mean] = means;
    expectClose(mean?.tauYears, expected.tau / 365.25);
    expectClose(mean?.difference.estimate, expected.meanDifference / 365.25);
    expectClose(mean?.difference.standardError, expected.meanError / 365.25);
  });

  test('Gray’s test of relapse and of death in remission', () => {
    const tests = ['relapse', 'death-in-remission'].flatMap(
      (name) => analysis.causes.find((cause) => cause.name === name)?.gray ?? [],
    );
    if (analysis.causes.length < 2) return;
    tests.forEach(({ chiSquared, p }, i) => {
      expectClose(chiSquared, expected.gray[i] ?? null);
      expectClose(p, expected.grayP[i] ?? null);
    });
    expect(tests).toHaveLength(expected.gray.length);
  });
});

test.each(EXPECTED.map((one, i) => ({ one, name: `cohort ${i + 1}` })))(
  'R gives the same cumulative incidences of $name',
  ({ one }) => {
    const analysis = grouped(childrenOf(one), 'kmt2a')?.analysis;
    for (const [k, name] of ['relapse', 'death-in-remission'].entries()) {
      const own = analysis?.causes.find((cause) => cause.name === name)?.groups[0];
      for (const [i, years] of [1, 2, 3, 5].entries()) {
        const read = own?.atTimes.find(({ time }) => time === years);
        const expected = one.incidence[k]?.[i]?.estimate ?? null;
        if (read !== undefined && read.incidence !== null) expectClose(read.incidence, expected);
      }
    }
  },
);

test('in overall survival a death before and one after remission are one kind of event, and no two incidences compete', () => {
  const died = (day: number, remissionDate: string | null) =>
    course({ remissionDate, events: [{ id: 'd', kind: 'death', date: dayAfterDiagnosis(day) }] });
  const found = localGroups(
    [died(20, null), died(400, dayAfterDiagnosis(33)), child(900, false)].map((one, i) => ({
      ...one,
      patientId: `os${i}`,
    })),
    new Map(['os0', 'os1', 'os2'].map((id) => [id, factsOf({})])),
    localDefinition('OS', []).definition,
    'everybody',
    NAMES,
  );
  expect([found?.causes, found?.analysis.causes]).toEqual([['death'], []]);
  expect(found?.rows.map(({ cause }) => cause)).toEqual(['death', 'death', null]);
});

describe('who is in which group', () => {
  test.each<[Exclude<Grouping, Condition>, Partial<GroupFacts>, string | null]>([
    ['age', { ageDays: 91 }, 'under-3-months'],
    ['age', { ageDays: 92 }, '3-to-6-months'],
    ['age', { ageDays: 183 }, 'from-6-months'],
    ['wbc', { wbc: 99.9 }, 'wbc-under-100'],
    ['wbc', { wbc: 300 }, 'wbc-from-300'],
    ['wbc', {}, null],
    ['day8', { day8Blasts: 1000, prednisoneResponse: 'good' }, 'poor'],
    ['day8', { prednisoneResponse: 'not-evaluable' }, null],
    ['partner', { partner: 'EPS15' }, 'other-partner'],
    ['partner', { partner: 'AFF1', kmt2a: 'germline' }, null],
    ['kmt2a', { kmt2a: null }, null],
    ['risk', { riskGroup: 'HR' }, 'HR'],
    ['risk', { riskGroup: null }, null],
    ['arm', { protocol: 'P', arm: 'B', armSince: '2020-01-01' }, 'P: B'],
    ['arm', { protocol: 'P', arm: 'B' }, null],
    ['arm', { arm: 'B', armSince: '2020-01-01' }, null],
    ['years', { diagnosisYear: 2014 }, '2010–2014'],
    ['years', { diagnosisYear: 2015 }, '2015–2019'],
  ])('by %s of %o: %s', (by, changes, group) => {
    expect(membership(factsOf(changes), by)?.group ?? null).toBe(group);
  });

  test('who is not recorded is counted, not guessed', () => {
    const found = grouped([child(100, true), child(900, false), child(800, true)], 'cns', (i) =>
      i === 0 ? {} : { cns: 'CNS1' },
    );
    expect(found?.leftOut).toEqual({ 'not-recorded': 1 });
    expect(found?.analysis.curves.map(({ name, n }) => [name, n])).toEqual([['CNS1', 2]]);
  });

  test('who never reached the time zero is counted by what became of them, and told', async () => {
    const never = { remissionDate: null };
    const courses = [
      { ...child(100, true), remissionDate: dayAfterDiagnosis(33) },
      course({ ...never, events: [{ id: 'e', kind: 'death', date: dayAfterDiagnosis(20) }] }),
      course({ ...never, events: [{ id: 'e', kind: 'induction-failure', date: dayAfterDiagnosis(33) }] }),
      course({ ...never, knownAliveDates: [{ date: dayAfterDiagnosis(40), record: 'follow-up' }] }),
    ].map((one, i) => ({ ...one, patientId: `p${i}` }));
    const facts = new Map(courses.map(({ patientId }) => [patientId, factsOf({ patientId })]));
    const from = { ...definition, timeZero: 'remission' as const };
    const found = localGroups(courses, facts, from, 'everybody', NAMES);
    expect(found?.leftOut).toEqual({ 'no-observation': 3 });
    expect(found?.neverReached).toEqual({ died: 1, failed: 1 });
    if (found === null) throw new Error('no groups');
    const cohort = { siteNames: ['S'], madeUp: false, definition: from };
    const words = { locale: 'en' as const, t: await messageLookup('en') };
    expect(groupsTexts(found, cohort, { published: [], references: [] }, words).caveats).toContain(
      '3 local patients are not in the curve, as the record has no day of remission: 1 died, 1 had an induction failure, of 1 no reason is recorded.',
    );
  });

  test('nobody in any group is no figure', () => {
    expect(grouped([child(100, true)], 'wbc')).toBeNull();
  });

  test('years follow the calendar, and a child whom the protocol would not take is a group of its own', () => {
    const courses = Array.from({ length: 6 }, (_, i) => child(100 + i, true));
    const years = [2021, 2021, 2021, 2016, 2016, 2012];
    const byYears = grouped(courses, 'years', (i) => ({ diagnosisYear: years[i] ?? 2000 }));
    expect(byYears?.codes).toEqual(['2010–2014', '2015–2019', '2020–2024']);
    expect(byYears?.analysis.curves.map(({ n }) => n)).toEqual([1, 2, 3]);
    const risks = ['LR', 'HR', 'not-eligible', 'HR', null, null];
    const byRisk = grouped(courses, 'risk', (i) => ({ riskGroup: risks[i] ?? null }));
    expect(byRisk?.codes).toEqual(['HR', 'LR', 'not-eligible']);
    expect(byRisk?.leftOut).toEqual({ 'not-recorded': 2 });
  });

  test('the smallest of many sites are joined', () => {
    const courses = Array.from({ length: 16 }, (_, i) => child(100 + i, true));
    const found = grouped(courses, 'site', (i) => ({ siteName: `Site ${Math.min(7, Math.floor(i / 2))}` }));
    expect(found?.analysis.curves.map(({ n }) => n)).toEqual([2, 2, 2, 2, 2, 6]);
  });
});

describe('what is known only later makes no group before', () => {
  test('a child is at risk in its MRD group from the measurement on', () => {
    const measured = (day: number) => ({
      mrd: [{ date: dayAfterDiagnosis(day), timePoint: 'end-of-induction', result: 'negative' }],
    });
    const courses = [child(20, true), child(400, true), child(900, false)];
    const found = grouped(courses, 'mrd-end-of-induction', () => measured(33));
    expect(found?.leftOut).toEqual({ 'ended-before': 1 });
    // Two at risk from day 33: the curve is at one half from day 400 on.
    expect(found?.analysis.delayedEntry).toBe(true);
    expect(found?.analysis.curves[0]?.steps.map(({ percent }) => percent)).toContain(50);
    expect(found?.means).toEqual([]);
  });

  test('HSCT divides at the landmark, among who is still free of an event, and time starts there', () => {
    const transplanted = (days: number, event: boolean, at: number): PatientCourse => ({
      ...child(days, event),
      transplantDates: [dayAfterDiagnosis(at)],
    });
    const courses = [
      child(150, true), // an event before: out
      child(180, false), // gone on the day itself: out
      transplanted(545, true, 120),
      transplanted(910, false, 200), // transplanted after the landmark: not yet
      child(545, true),
    ];
    const found = grouped(courses, 'hsct');
    expect(found?.leftOut).toEqual({ 'before-landmark': 2 });
    expect(found?.analysis.curves.map(({ name, n, lastTime }) => [name, n, Math.round(lastTime * 365.25)])).toEqual([
      ['no-hsct', 2, 730],
      ['hsct', 1, 365],
    ]);
  });

  test('blinatumomab divides on day 90; what was begun later, or for a relapse, does not count', () => {
    const os = localDefinition('OS', []).definition;
    const relapsed: PatientCourse = {
      ...child(900, false),
      events: [{ id: 'e', kind: 'relapse', date: dayAfterDiagnosis(60) }],
    };
    const courses = [child(455, true), child(455, true), child(820, false), relapsed, child(90, false)];
    const begun = [40, 91, null, 65, 40];
    const facts = (i: number): Partial<GroupFacts> => {
      const day = begun[i] ?? null;
      return { blinatumomabSince: day === null ? null : dayAfterDiagnosis(day) };
    };
    const found = grouped(courses, 'blina', facts);
    expect(found?.leftOut).toEqual({ 'before-landmark': 2 });
    expect(found?.analysis.curves.map(({ name, n, lastTime }) => [name, n, Math.round(lastTime * 365.25)])).toEqual([
      ['no-blina', 2, 730],
      ['blina', 1, 365],
    ]);
    // Where only death is an event, who relapsed by the landmark is in neither group, or that time would count for one of them.
    const own = courses.map((one, i) => ({ ...one, patientId: `p${i}` }));
    const byId = new Map(own.map(({ patientId }, i) => [patientId, factsOf({ patientId, ...facts(i) })]));
    const survival = localGroups(own, byId, os, 'blina', NAMES);
    expect(survival?.leftOut).toEqual({ 'before-landmark': 2 });
    expect(survival?.codes).toEqual(['no-blina', 'blina']);
  });

  test('a child is at risk in its arm from the day of allocation on; without that day it is in none', () => {
    const courses = [child(20, true), child(400, true), child(900, false), child(700, true), child(0, true)];
    const arms: readonly Partial<GroupFacts>[] = [
      { arm: 'A', armSince: dayAfterDiagnosis(33) },
      { arm: 'A', armSince: dayAfterDiagnosis(33) },
      { arm: 'A', armSince: dayAfterDiagnosis(-3) },
      { arm: 'A', armSince: null },
      { arm: 'B', armSince: dayAfterDiagnosis(0) },
    ];
    const found = grouped(courses, 'arm', (i) => ({ protocol: 'P', ...arms[i] }));
    // Where some enter later nobody is at risk on time zero itself, so that B, whose child had its event then, is left out in words.
    expect(found?.leftOut).toEqual({ 'ended-before': 2, 'no-allocation-day': 1 });
    // In A one child from the beginning and one from day 33.
    expect(found?.rows.map(({ start, time, group }) => [found.codes[group], start, time])).toEqual([
      ['P: A', 33, 400],
      ['P: A', 0, 900],
    ]);
    expect(found?.analysis.delayedEntry).toBe(true);
    // Allotted at time zero, all of them: groups like any other, with a log-rank test.
    const atZero = grouped(courses, 'arm', (i) => ({
      protocol: 'P',
      arm: i < 3 ? 'A' : 'B',
      armSince: dayAfterDiagnosis(0),
    }));
    expect(atZero?.analysis.delayedEntry).toBe(false);
    expect(atZero?.analysis.logRank?.chiSquared).not.toBeNull();
  });
});

test('a published incidence stands beside the local one at its horizon, and nothing is read where none is stated', async () => {
  // Ten children, three of them with a relapse within a year (100, 200, 200 days), and one who died in remission.
  const found = localGroups(
    TEN_CHILDREN.map((course, i) => ({ ...course, patientId: `p${i}` })).concat({
      ...course({
        remissionDate: dayAfterDiagnosis(30),
        events: [{ id: 'd', kind: 'death', date: dayAfterDiagnosis(50) }],
      }),
      patientId: 'p10',
    }),
    new Map(Array.from({ length: 11 }, (_, i) => [`p${i}`, factsOf({ patientId: `p${i}` })])),
    definition,
    'everybody',
    NAMES,
    [1],
  );
  if (found === null) throw new Error('no cohort');
  const figures = [
    estimate('cir', { endpoint: 'CIR', estimate: 34.2, timeYears: 1, timeZero: 'unknown' }),
    { ...estimate('trm', { endpoint: 'TRM', estimate: 9, timeZero: 'unknown' }), timeYears: null },
    estimate('other', { endpoint: 'EFS' }),
  ];
  const t = await messageLookup('en');
  const lines = publishedLines(found, publishedIncidences(figures, 'r'), [], { locale: 'en', t });
  expect(lines).toHaveLength(2);
  // 3 of 11 relapsed within the year.
  expect(lines[0]).toMatch(/CIR .*relapse 34\.2.*time zero not stated; local 27\.3/u);
  expect(lines[1]).toMatch(
    /death in remission 9.*horizon not stated, time zero not stated\. Source: ref-trm; abstract; /u,
  );
});
