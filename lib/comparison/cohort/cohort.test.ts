import { describe, expect, test } from 'vitest';
import { canonicalQuery, readAddress } from '@/lib/address/reading';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import { groupsAddress } from '../groups/address';
import { localGroups } from '../groups/local-groups';
import { filtersOf, groupsQuerySchema, localOf } from '../groups/reading';
import { localDefinition } from '../selection/local-definition';
import { child } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import type { GroupFacts } from '../groups/groupings';
import { cohortBaseline } from './baseline';
import { armContradicts, contradicts, judge, NO_FILTERS, type CohortFilter, type CohortFilters } from './filters';
import { buildCohort, type CohortChoice } from './flow';
import { baselineTable, flowTable, publishedBaselineTable } from './texts';

const { definition } = localDefinition('EFS', []);
const EVERYBODY: CohortChoice = { kmt2a: 'all', from: null, to: null, filters: NO_FILTERS };
const MRD_DAY = dayAfterDiagnosis(33);
const negative = { date: MRD_DAY, timePoint: 'end-of-induction', result: 'negative' };

type Made = Readonly<{ course?: PatientCourse; facts?: Partial<GroupFacts> }>;

/** Children as patients of their own, each with what its record says. */
function recorded(made: readonly Made[]) {
  const courses = made.map((one, i) => ({ ...(one.course ?? child(400, true)), patientId: `p${i}` }));
  const facts = new Map(made.map((one, i) => [`p${i}`, factsOf({ patientId: `p${i}`, ...one.facts })]));
  return { courses, facts };
}

function chosen(
  made: readonly Made[],
  choice: Partial<Omit<CohortChoice, 'filters'>> & { filters?: Partial<CohortFilters> },
) {
  const { courses, facts } = recorded(made);
  return buildCohort(courses, facts, { ...EVERYBODY, ...choice, filters: { ...NO_FILTERS, ...choice.filters } });
}

describe('who is of the cohort by a filter', () => {
  test.each<[CohortFilter, string, Partial<GroupFacts>, boolean | 'not-recorded']>([
    ['age', 'under-3-months', { ageDays: 91 }, true],
    ['age', 'under-3-months', { ageDays: 92 }, false],
    ['wbc', 'wbc-100-to-300', { wbc: 100 }, true],
    ['wbc', 'wbc-100-to-300', { wbc: 300 }, false],
    ['wbc', 'wbc-from-300', {}, 'not-recorded'],
    ['cns', 'CNS3', { cns: 'CNS3' }, true],
    ['partner', 'AFF1', { partner: 'AFF1' }, true],
    ['partner', 'AFF1', {}, 'not-recorded'],
    ['partner', 'AFF1', { kmt2a: 'germline' }, false],
    ['protocol', 'interfant-06', { protocolSlug: 'interfant-06' }, true],
    ['protocol', 'interfant-06', { protocolSlug: 'mll-10' }, false],
    ['protocol', 'interfant-06', {}, 'not-recorded'],
    ['arm', 'interfant-06:B%2C%20HR', { protocolSlug: 'interfant-06', arm: 'B, HR', armSince: MRD_DAY }, true],
    ['arm', 'interfant-06:B', { protocolSlug: 'interfant-06', arm: 'A', armSince: MRD_DAY }, false],
    ['arm', 'interfant-06:B', { protocolSlug: 'mll-10', arm: 'B', armSince: MRD_DAY }, false],
    // Without the day of allocation nobody knows from when the child was of the arm.
    ['arm', 'interfant-06:B', { protocolSlug: 'interfant-06', arm: 'B' }, 'not-recorded'],
    ['arm', 'interfant-06:B', { protocolSlug: 'interfant-06' }, 'not-recorded'],
    ['day8', 'poor', { day8Blasts: 1000 }, true],
    ['day8', 'poor', { prednisoneResponse: 'not-evaluable' }, 'not-recorded'],
    ['mrd', 'end-of-induction-negative', { mrd: [negative] }, true],
    ['mrd', 'end-of-induction-positive', { mrd: [negative] }, false],
    ['mrd', 'before-hsct-negative', { mrd: [negative] }, 'not-recorded'],
    ['blina', 'given', { blinatumomabSince: MRD_DAY }, true],
    ['blina', 'given', {}, false],
  ])('%s %s of %o: %s', (filter, value, facts, expected) => {
    const verdict = judge(factsOf(facts), filter, [value]);
    if (expected === true) expect(verdict.included).toBe(true);
    else expect(verdict).toEqual({ included: false, why: expected === false ? 'otherwise' : expected });
  });

  test('a partner and germline KMT2A contradict each other, other choices do not', () => {
    expect(contradicts({ ...NO_FILTERS, partner: ['AFF1'] }, 'g')).toBe(true);
    expect(contradicts({ ...NO_FILTERS, partner: ['AFF1'] }, 'all')).toBe(false);
    expect(contradicts({ ...NO_FILTERS, age: ['under-3-months'] }, 'g')).toBe(false);
    // An arm is of one protocol.
    expect(armContradicts({ ...NO_FILTERS, protocol: ['mll-10'], arm: ['interfant-06:B'] })).toBe(true);
    expect(armContradicts({ ...NO_FILTERS, protocol: ['mll-10'], arm: ['interfant-06:B', 'mll-10:HR'] })).toBe(false);
  });
});

describe('the flow', () => {
  // Worked by hand: 8 children; KMT2A leaves 6 (1 germline, 1 unknown), the years 5, age 4, CNS 2 (1 CNS1, 1 unknown).
  const germline = { ...child(400, true), kmt2a: 'germline' as const };
  const rearranged = { ...child(400, true), kmt2a: 'rearranged' as const };
  const unknown = { ...child(400, true), kmt2a: null };
  const made: Made[] = [
    { course: germline },
    { course: unknown },
    { course: { ...rearranged, diagnosisDate: '1999-12-31' } },
    { course: rearranged, facts: { ageDays: 200, cns: 'CNS3' } },
    { course: rearranged, facts: { ageDays: 50, cns: 'CNS1' } },
    { course: rearranged, facts: { ageDays: 50 } },
    { course: rearranged, facts: { ageDays: 50, cns: 'CNS3' } },
    { course: rearranged, facts: { ageDays: 60, cns: 'CNS3' } },
  ];
  const choice: Partial<Omit<CohortChoice, 'filters'>> & { filters: Partial<CohortFilters> } = {
    kmt2a: 'r',
    from: 2000,
    filters: { age: ['under-3-months'], cns: ['CNS3'] },
  };

  test('counts each child once, by the first filter that excludes it', () => {
    const { all, steps, courses } = chosen(made, choice);
    expect(all).toBe(8);
    expect(steps).toEqual([
      { filter: 'kmt2a', before: 8, otherwise: 1, notRecorded: 1, left: 6 },
      { filter: 'years', before: 6, otherwise: 1, notRecorded: 0, left: 5 },
      { filter: 'age', before: 5, otherwise: 1, notRecorded: 0, left: 4 },
      { filter: 'cns', before: 4, otherwise: 1, notRecorded: 1, left: 2 },
    ]);
    expect(courses.map(({ patientId }) => patientId)).toEqual(['p6', 'p7']);
  });

  test('adds up from row to row', () => {
    const { all, steps } = chosen(made, choice);
    let before = all;
    for (const step of steps) {
      expect(step.before).toBe(before);
      expect(step.otherwise + step.notRecorded + step.left).toBe(before);
      before = step.left;
    }
  });

  test('says it in words', async () => {
    const t = await messageLookup('en');
    const cohort = chosen(made, choice);
    const whole: CohortChoice = { ...EVERYBODY, ...choice, filters: { ...NO_FILTERS, ...choice.filters } };
    const { rows } = flowTable(cohort, whole, { siteNames: ['Site'], protocols: new Map() }, { locale: 'en', t });
    expect(rows).toEqual([
      ['All patients of Site', '–', '–', '8'],
      ['KMT2A status: KMT2A rearranged', '1', '1', '6'],
      ['Year of diagnosis: 2000–…', '1', '0', '5'],
      ['Age at diagnosis: under 3 months', '1', '0', '4'],
      ['CNS status: CNS3', '1', '1', '2'],
    ]);
  });

  test('an empty cohort keeps its flow', () => {
    const { courses, steps } = chosen(made, { filters: { wbc: ['wbc-from-300'] } });
    expect(courses).toEqual([]);
    expect(steps).toEqual([{ filter: 'wbc', before: 8, otherwise: 0, notRecorded: 8, left: 0 }]);
  });
});

describe('a filter that asks for what came later', () => {
  const filters: Partial<CohortFilters> = { mrd: ['end-of-induction-negative'], blina: ['given'] };
  const facts = { mrd: [negative], blinatumomabSince: dayAfterDiagnosis(60) };

  test('the child is of the cohort from the latest of the days', () => {
    expect(chosen([{ facts }], { filters }).facts.get('p0')?.cohortSince).toBe(dayAfterDiagnosis(60));
  });

  test('and is at risk from that day on: one of two whose event came before it is in no group', () => {
    // Day 40: event before blinatumomab; 100 and 900 days: two at risk from day 60, the curve falls to one half at 100.
    const cohort = chosen(
      [
        { course: child(40, true), facts },
        { course: child(100, true), facts },
        { course: child(900, false), facts },
      ],
      { filters },
    );
    const names = { group: (code: string) => code, cause: (code: string) => code };
    const found = localGroups(cohort.courses, cohort.facts, definition, 'everybody', names);
    expect(found?.leftOut).toEqual({ 'ended-before': 1 });
    expect(found?.analysis.delayedEntry).toBe(true);
    expect(found?.analysis.curves[0]?.n).toBe(2);
    expect(found?.analysis.curves[0]?.steps.map(({ percent }) => percent)).toContain(50);
  });

  test('after the landmark of HSCT it enters on its day, not at the landmark', () => {
    // Landmark at day 180; blinatumomab on day 300, the event of one on day 250: it is in no group.
    const late = { blinatumomabSince: dayAfterDiagnosis(300) };
    const cohort = chosen(
      [
        { course: child(250, true), facts: late },
        { course: child(500, true), facts: late },
      ],
      { filters: { blina: ['given'] } },
    );
    const names = { group: (code: string) => code, cause: (code: string) => code };
    const found = localGroups(cohort.courses, cohort.facts, definition, 'hsct', names);
    expect(found?.leftOut).toEqual({ 'ended-before': 1 });
    expect(found?.analysis.delayedEntry).toBe(true);
  });
});

describe('several values of one filter', () => {
  const later = { date: dayAfterDiagnosis(90), timePoint: 'after-hr1', result: 'negative' };
  const first = 'end-of-induction-negative';
  const second = 'after-hr1-negative';

  test.each<[string, CohortFilter, string[], Partial<GroupFacts>, ReturnType<typeof judge>]>([
    ['the first', 'cns', ['CNS2', 'CNS3'], { cns: 'CNS2' }, { included: true, since: null }],
    ['the second', 'cns', ['CNS2', 'CNS3'], { cns: 'CNS3' }, { included: true, since: null }],
    ['neither', 'cns', ['CNS2', 'CNS3'], { cns: 'CNS1' }, { included: false, why: 'otherwise' }],
    ['unknown', 'cns', ['CNS2', 'CNS3'], {}, { included: false, why: 'not-recorded' }],
    ['both time points', 'mrd', [second, first], { mrd: [later, negative] }, { included: true, since: MRD_DAY }],
    ['the later alone', 'mrd', [first, second], { mrd: [later] }, { included: true, since: later.date }],
    [
      'positive at first, negative later',
      'mrd',
      [first, second],
      { mrd: [{ ...negative, result: 'positive' }, later] },
      { included: true, since: later.date },
    ],
    [
      'positive at first, the other not recorded',
      'mrd',
      [first, second],
      { mrd: [{ ...negative, result: 'positive' }] },
      { included: false, why: 'not-recorded' },
    ],
    [
      'positive at both',
      'mrd',
      [first, second],
      { mrd: [negative, later].map((one) => ({ ...one, result: 'positive' })) },
      { included: false, why: 'otherwise' },
    ],
  ])('%s', (_, filter, values, facts, expected) => {
    expect(judge(factsOf(facts), filter, values)).toEqual(expected);
  });

  test('the flow adds up and names each value, in the order of the list and not of the address', async () => {
    // By hand: 5 children; age leaves 4 (one of 200 days), CNS leaves 2 (one CNS1, one not recorded).
    const made: Made[] = [
      { facts: { ageDays: 200, cns: 'CNS3' } },
      { facts: { ageDays: 50, cns: 'CNS2' } },
      { facts: { ageDays: 100, cns: 'CNS3' } },
      { facts: { ageDays: 100, cns: 'CNS1' } },
      { facts: { ageDays: 50 } },
    ];
    const filters: Partial<CohortFilters> = { age: ['3-to-6-months', 'under-3-months'], cns: ['CNS2', 'CNS3'] };
    const cohort = chosen(made, { filters });
    const whole: CohortChoice = { ...EVERYBODY, filters: { ...NO_FILTERS, ...filters } };
    const around = { siteNames: ['S'], protocols: new Map<string, string>() };
    const en = flowTable(cohort, whole, around, { locale: 'en', t: await messageLookup('en') });
    expect(en.rows.slice(1)).toEqual([
      ['Age at diagnosis: under 3 months or 3 to under 6 months', '1', '0', '4'],
      ['CNS status: CNS2 or CNS3', '1', '1', '2'],
    ]);
    const ru = flowTable(cohort, whole, around, { locale: 'ru', t: await messageLookup('ru') });
    expect(ru.rows.at(-1)).toEqual(['Статус ЦНС: ЦНС-2 или ЦНС-3', '1', '1', '2']);
  });

  test('an address of one value means what it meant, and several are written in one order', () => {
    const read = (query: string) =>
      filtersOf(readAddress(groupsQuerySchema, Object.fromEntries(new URLSearchParams(query))).values);
    expect(read('age=under-3-months&cns=')).toEqual({ ...NO_FILTERS, age: ['under-3-months'] });
    expect(read('cns=CNS3,CNS2')).toEqual(read('cns=CNS2,CNS3,CNS2'));
    expect(canonicalQuery(groupsQuerySchema, { cns: 'CNS3,CNS2', age: 'under-3-months' })).toContain(
      'age=under-3-months&cns=CNS2,CNS3',
    );
  });
});

describe('the baseline table', () => {
  const made: Made[] = [
    { facts: { ageDays: 30, wbc: 50, sex: 'female', cns: 'CNS1', partner: 'AFF1', lineage: 'B-cell-precursor' } },
    { facts: { ageDays: 61, wbc: 400, sex: 'male', partner: 'AFF1' } },
    { facts: { ageDays: 122, sex: 'male', kmt2a: 'germline' } },
    { facts: { ageDays: 304, wbc: 100, kmt2a: null } },
  ];
  const { courses, facts } = recorded(made);
  const blocks = cohortBaseline(courses, facts);
  const of = (feature: string) => blocks.find((block) => block.feature === feature);

  test('median and range, of an even number the mean of the middle two', () => {
    // Days over 30.4375: 30 → 0.986, 61 → 2.004, 122 → 4.008, 304 → 9.988; median (2.004 + 4.008) / 2.
    expect(of('age')?.spread?.median).toBeCloseTo(91.5 / 30.4375, 12);
    expect(of('age')?.spread?.least).toBeCloseTo(30 / 30.4375, 12);
    expect(of('wbc')?.spread).toEqual({ median: 100, least: 50, most: 400 });
    expect(of('wbc')?.missing).toBe(1);
  });

  test('shares of those of whom it is recorded; the partner of those with rearranged KMT2A', async () => {
    expect(of('partner')).toMatchObject({ asked: 2, missing: 0, values: [{ code: 'AFF1', n: 2 }] });
    expect(of('kmt2a')).toMatchObject({ asked: 4, missing: 1 });
    const t = await messageLookup('en');
    const { rows } = baselineTable(blocks, 4, { locale: 'en', t });
    expect(rows).toContainEqual(['Age, months: median (range)', '3.0 (1.0–10.0)', '0']);
    expect(rows).toContainEqual(['Sex: male', '2 (67\u202f%)', '1']);
    expect(rows).toContainEqual(['Lineage: B-cell precursor', '1 (100\u202f%)', '3']);
    expect(rows).toContainEqual(['CNS: CNS1', '1 (100\u202f%)', '3']);
  });

  test('a feature of nobody says so', async () => {
    const t = await messageLookup('ru');
    const nobody = recorded([{}]);
    const { rows } = baselineTable(cohortBaseline(nobody.courses, nobody.facts), 1, { locale: 'ru', t });
    expect(rows).toContainEqual(['Лейкоциты, ×\u00a010⁹/л', 'ни у кого не записано', '1']);
  });

  test('the published features stand as printed', async () => {
    const t = await messageLookup('en');
    const source = { ref: 'r', locator: 'x', url: null, level: 'primary-abstract' } as const;
    const fact = { trial: 'a', characteristic: { en: 'WBC > 100', ru: '' }, stratum: null, source };
    const table = publishedBaselineTable(
      {
        facts: [
          { ...fact, percent: 53, n: null, denominator: null },
          { ...fact, percent: null, n: 75, denominator: 90 },
        ],
        references: [],
      },
      new Map([['a', 'Trial A']]),
      { locale: 'en', t },
    );
    expect(table?.rows).toEqual([
      ['Trial A: WBC > 100', 'all patients', '53\u202f%', '–', 'r'],
      ['Trial A: WBC > 100', 'all patients', '–', '75 of 90', 'r'],
    ]);
    expect(publishedBaselineTable({ facts: [], references: [] }, new Map(), { locale: 'en', t })).toBeNull();
  });
});

test('the address of a cohort says the same when it is read again', () => {
  const query =
    'population=r&age=under-3-months,3-to-6-months&partner=AFF1&protocol=mll-10,interfant-06&arm=mll-10%3AHR%252C%2520late,interfant-06%3AB&mrd=before-hsct-negative&blina=given&trials=mll-10,interfant-06';
  const { values, problems } = readAddress(groupsQuerySchema, Object.fromEntries(new URLSearchParams(query)));
  expect(problems).toEqual([]);
  const address = groupsAddress({ endpoint: values.endpoint, local: localOf(values) }, values.by, {
    filters: filtersOf(values),
    trials: values.trials,
  });
  const again = readAddress(groupsQuerySchema, Object.fromEntries(new URL(address, 'http://x').searchParams));
  expect(filtersOf(again.values)).toEqual(filtersOf(values));
  expect(values.arm).toEqual(['interfant-06:B', 'mll-10:HR%2C%20late']);
  expect(again.values.trials).toEqual(['mll-10', 'interfant-06']);
});
