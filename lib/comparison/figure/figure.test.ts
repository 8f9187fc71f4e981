import { describe, expect, test } from 'vitest';
import { publishedPoints } from './figure-model';
import type { FigureCaveatCode } from './figure-caveat';
import { USUAL_CHOICES } from '@/lib/patients/timeline';
import { localDefinition } from '../selection/local-definition';
import { publishedInterval } from '@/lib/registry/published-interval';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';

const codes = (figure: ReturnType<typeof figureOf>): FigureCaveatCode[] => figure.caveats.map(({ code }) => code);

describe('intervals', () => {
  test('as printed are kept', () => {
    expect(publishedInterval({ estimate: 62, se: 5, ci: { low: 40, high: 95, level: 95 } })).toEqual({
      low: 40,
      high: 95,
      level: 95,
      how: 'published',
      clipped: false,
    });
  });
  test('from a standard error are the estimate ± 1.96 SE', () => {
    const interval = publishedInterval({ estimate: 36.4, se: 2.3, ci: null });
    expect(interval?.low).toBeCloseTo(31.892, 9);
    expect(interval?.high).toBeCloseTo(40.908, 9);
    expect(interval).toMatchObject({ how: 'from-se', clipped: false });
  });
  test.each([
    [5, 5, 0, 14.8],
    [93.3, 6.4, 80.756, 100],
  ])('%s ± %s are cut at 0 and 100 and say so', (value, se, low, high) => {
    const interval = publishedInterval({ estimate: value, se, ci: null });
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
    expect(interval?.clipped).toBe(true);
  });
  test('are null where the source gives neither', () =>
    expect(publishedInterval({ estimate: 36, se: null, ci: null })).toBeNull());
});

describe('time zero', () => {
  const mixed = [
    estimate('a'),
    estimate('b', { timeZero: 'hsct' }),
    estimate('c', { timeZero: 'unknown', caveats: ['time-zero-not-stated'], se: 5 }),
  ];

  test('each has a panel of its own, not stated too, and the local curve stands with its own', () => {
    const figure = figureOf(mixed, TEN_CHILDREN);
    expect(figure.panels.map(({ timeZeros }) => timeZeros)).toEqual([['diagnosis'], ['hsct'], ['unknown']]);
    expect(figure.panels.map(({ local }) => local !== null)).toEqual([true, false, false]);
    expect(figure.oneAxis).toBe(false);
    expect(codes(figure)).toContain('separate-panels');
  });

  test('one axis only after confirmation, with the caveat in the figure', () => {
    const figure = figureOf(mixed, TEN_CHILDREN, { confirmed: true });
    expect(figure.panels).toHaveLength(1);
    expect(figure.oneAxis).toBe(true);
    expect(figure.caveats).toContainEqual({ code: 'one-axis', timeZeros: ['diagnosis', 'hsct', 'unknown'] });
  });

  test('a confirmation without different time zeros changes nothing', () => {
    expect(figureOf([estimate('a')], null, { confirmed: true })).toEqual(figureOf([estimate('a')]));
  });

  test('not stated is drawn hollow even with an interval, confirmed or not', () => {
    for (const confirmed of [false, true]) {
      const points = publishedPoints(figureOf(mixed, null, { confirmed }));
      expect(points.find(({ estimateId }) => estimateId === 'c')?.hollow).toEqual(['time-zero-not-stated']);
      expect(points.find(({ estimateId }) => estimateId === 'a')?.hollow).toEqual(['no-interval']);
    }
  });

  test('a local curve without published company has its own panel and says so', () => {
    const figure = figureOf([estimate('b', { timeZero: 'hsct' })], TEN_CHILDREN);
    expect(figure.panels.map(({ timeZeros }) => timeZeros)).toEqual([['diagnosis'], ['hsct']]);
    expect(codes(figure)).toContain('local-alone');
  });
});

describe('caveats', () => {
  test('none is invented for one well-reported figure', () => {
    expect(figureOf([estimate('a', { ci: { low: 30, high: 50, level: 95 } })]).caveats).toEqual([]);
  });

  test.each<[FigureCaveatCode, Parameters<typeof estimate>[1][]]>([
    ['horizons-differ', [{ timeYears: 3 }, { timeYears: 6 }]],
    ['populations-differ', [{}, { stratum: { kmt2a: 'g', risk: 'all', arm: null, age: null, other: null } }]],
    ['selected-population', [{ stratum: { kmt2a: 'r', risk: 'all', arm: 'x', age: null, other: null } }]],
    ['same-trial', [{ trial: 't' }, { trial: 't' }]],
    ['review-level', [{ source: { ref: 'r', locator: 'x', url: null, level: 'review' } }]],
    ['interval-from-se', [{ se: 3 }]],
    ['no-interval', [{}]],
    ['small-n', [{ n: 19 }]],
    ['n-not-reported', [{ n: null }]],
    ['error-type-not-stated', [{ caveats: ['error-type-not-stated'] }]],
    ['horizon-of-main-comparison', [{ caveats: ['horizon-of-main-comparison'] }]],
    ['time-zero-not-stated', [{ caveats: ['time-zero-not-stated'], timeZero: 'unknown' }]],
  ])('%s', (code, figures) => {
    expect(codes(figureOf(figures.map((changes, i) => estimate(`x${i}`, changes))))).toContain(code);
  });

  test('a risk group that is the whole KMT2A status is not a selection', () => {
    const risk = (group: 'HR' | 'IR', id: string) =>
      estimate(id, { trial: 't', stratum: { kmt2a: 'r', risk: group, arm: null, age: null, other: null } });
    expect(codes(figureOf([risk('HR', 'a')]))).not.toContain('selected-population');
    expect(codes(figureOf([risk('HR', 'a')], null, { catalogue: [risk('HR', 'a'), risk('IR', 'b')] }))).toContain(
      'selected-population',
    );
  });

  test('eras ten years apart', () => {
    const eras: Record<string, number> = { a: 1995, b: 2005, c: 2004 };
    const eraOf = (slug: string) => eras[slug] ?? null;
    expect(figureOf([estimate('a'), estimate('b')], null, { eraOf }).caveats).toContainEqual({
      code: 'eras-differ',
      from: 1995,
      to: 2005,
    });
    expect(codes(figureOf([estimate('a'), estimate('c')], null, { eraOf }))).not.toContain('eras-differ');
  });

  test('patients of one trial that exclude each other are not called overlapping', () => {
    const aged = (id: string, age: string) =>
      estimate(id, { trial: 't', stratum: { kmt2a: 'r', risk: 'all', arm: null, age, other: null } });
    expect(codes(figureOf([aged('a', '<6 mo'), aged('b', '>6 mo')]))).not.toContain('same-trial');
    expect(codes(figureOf([aged('a', '<6 mo'), aged('b', '<1 mo')]))).toContain('same-trial');
  });

  test('records known to share patients are named with the reason', () => {
    const found = figureOf([
      estimate('x', { trial: 'mll-96-98-pooled' }),
      estimate('y', { trial: 'mll-98' }),
      estimate('z', { trial: 'mll-10' }),
    ]).caveats.find(({ code }) => code === 'shared-patients');
    expect(found).toMatchObject({ series: ['x', 'y'], reason: { en: expect.stringContaining('MLL96') as string } });
  });

  test('event definitions that differ or are not stated, by name; death needs none', () => {
    const two = [estimate('a'), estimate('b')];
    expect(figureOf(two, null, { definitions: { a: ['relapse', 'death'] } }).caveats).toContainEqual({
      code: 'event-definitions',
      stated: [{ trial: 'A', events: ['relapse', 'death'] }],
      unstated: ['B'],
    });
    expect(
      codes(figureOf(two, null, { definitions: { a: ['relapse', 'death'], b: ['Death', 'Relapse'] } })),
    ).not.toContain('event-definitions');
    expect(codes(figureOf(two, null, { definitions: { a: ['relapse'], b: ['death'] } }))).toContain(
      'event-definitions',
    );
    expect(codes(figureOf(two, null, { definitions: null }))).not.toContain('event-definitions');
  });

  test('a changed label is said with the true name beside it', () => {
    const figure = figureOf([estimate('a')], null, {
      shown: { join: false, styles: { a: { colour: 6, shape: 'triangle' } }, labels: { a: 'Best of all' } },
    });
    expect(figure.caveats).toContainEqual({ code: 'relabelled', labels: [{ id: 'a', label: 'Best of all' }] });
    expect(publishedPoints(figure)[0]).toMatchObject({
      acronym: 'A',
      relabelled: 'Best of all',
      style: { colour: 6, shape: 'triangle' },
    });
  });

  test('a small, thin, made-up local cohort', () => {
    const found = codes(figureOf([estimate('a')], TEN_CHILDREN));
    for (const code of ['made-up', 'local-small', 'local-thin', 'local-definition'] as const)
      expect(found).toContain(code);
    expect(figureOf([estimate('a')], TEN_CHILDREN).madeUp).toBe(true);
  });

  test('figures beyond the axis stay in the table', () => {
    const figure = figureOf([estimate('a', { timeYears: 6 }), estimate('b', { timeYears: 3 })], null, {
      displayYears: 4,
    });
    expect(publishedPoints(figure).map(({ drawn }) => drawn)).toEqual([false, true]);
    expect(figure.caveats).toContainEqual({ code: 'beyond-axis', series: ['a'], years: 4 });
  });
});

describe('joined horizons', () => {
  const at = (id: string, timeYears: number, value: number, ref = 'one') =>
    estimate(id, {
      trial: 't',
      timeYears,
      estimate: value,
      source: { ref, locator: 'x', url: null, level: 'primary-abstract' },
    });
  const joined = (...figures: ReturnType<typeof estimate>[]) =>
    figureOf(figures, null, { shown: { join: true, styles: {}, labels: {} } });
  const lines = (figure: ReturnType<typeof figureOf>) =>
    figure.panels.flatMap((panel) => panel.joined.map(({ series }) => series));

  test('only on request, by rising horizon', () => {
    const figures = [at('c', 6, 30), at('a', 2, 50), at('b', 4, 40)];
    expect(lines(figureOf(figures))).toEqual([]);
    expect(lines(joined(...figures))).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });
  test('never between two sources, two groups or two time zeros', () => {
    expect(lines(joined(at('a', 2, 50), at('b', 4, 40, 'other')))).toEqual([]);
    expect(
      lines(
        joined(at('a', 2, 50), {
          ...at('b', 4, 40),
          stratum: { kmt2a: 'r', risk: 'HR', arm: null, age: null, other: null },
        }),
      ),
    ).toEqual([]);
    expect(lines(joined(at('a', 2, 50), { ...at('b', 4, 40), timeZero: 'remission' }))).toEqual([]);
  });
  test('never above an earlier value, and said so (blinatumomab pilot, DFS 81.6 % at 2 and 83.3 % at 4 years)', () => {
    const figure = joined(at('a', 2, 81.6), at('b', 4, 83.3));
    expect(lines(figure)).toEqual([]);
    expect(figure.caveats).toContainEqual({ code: 'later-higher', series: ['a', 'b'] });
  });
});

test('citations are numbered in the order of the choice, one number a reference', () => {
  const figure = figureOf([
    estimate('a'),
    estimate('b'),
    estimate('c', { source: { ref: 'ref-a', locator: 'x', url: null, level: 'review' } }),
  ]);
  expect(publishedPoints(figure).map(({ citation }) => citation)).toEqual([1, 2, 1]);
  expect(figure.citations.map(({ number, citation }) => [number, citation.id])).toEqual([
    [1, 'ref-a'],
    [2, 'ref-b'],
  ]);
});

test('patients without an observation are counted, not dropped in silence', () => {
  const courses = [...TEN_CHILDREN.map((one) => ({ ...one, remissionDate: one.diagnosisDate })), child(50, true)];
  const definition = localDefinition('DFS', []);
  expect(definition.definition.timeZero).toBe('remission');
  const figure = figureOf([estimate('a', { timeZero: 'remission' })], courses);
  expect(figure.panels.find(({ local }) => local !== null)?.local?.n).toBe(11);
});

describe('the definition of the local endpoint', () => {
  const stated = (events: string[], timeZero: 'diagnosis' | 'end-of-induction' | 'hsct' = 'diagnosis') => ({
    acronym: 'T',
    definition: { timeZero, events },
  });
  test("is a trial's own where each of its events is known", () => {
    expect(localDefinition('EFS', [stated(['Relapse', 'death'])])).toEqual({
      definition: { endpoint: 'EFS', timeZero: 'diagnosis', events: ['relapse', 'death'], ...USUAL_CHOICES },
      definedBy: 'T',
    });
  });
  test('counts from the end of induction where the source does', () =>
    expect(localDefinition('EFS', [stated(['relapse', 'death'], 'end-of-induction')])).toMatchObject({
      definition: { timeZero: 'end-of-induction', events: ['relapse', 'death'] },
      definedBy: 'T',
    }));
  // Answers: an induction failure counts, a second malignancy does not, of relapse and death nothing is said.
  const answered = (malignancy: 'no' | 'not-stated', failure: 'yes' | 'not-stated' = 'yes') => {
    const rest = { relapse: 'not-stated', death: 'not-stated' } as const;
    const counts = { 'induction-failure': failure, 'second-malignancy': malignancy, ...rest } as const;
    return { acronym: 'T', definition: { ...stated(['failure; more']).definition, counts } };
  };
  test('follows the recorded answers, and what they leave out counts as usual', () =>
    expect(localDefinition('EFS', [answered('no')])).toEqual({
      definition: {
        ...{ endpoint: 'EFS', timeZero: 'diagnosis', ...USUAL_CHOICES },
        events: ['induction-failure', 'relapse', 'death'],
      },
      definedBy: 'T',
    }));
  test('is that of two trials that state the same, in whatever words', () => {
    const same = { ...stated(['death', 'relapse', 'induction failure']), acronym: 'U' };
    expect(localDefinition('EFS', [answered('no'), same]).definedBy).toBe('T, U');
    expect(localDefinition('EFS', [answered('not-stated'), same]).definedBy).toBeNull();
  });
  test.each([
    [[answered('not-stated', 'not-stated')]],
    [[stated(['failure; the rest of the list lies beyond the part read'])]],
    [[stated(['death'], 'hsct')]],
    [[stated(['death']), stated(['relapse'])]],
    [[stated([])]],
    [[]],
  ])('otherwise the usual one: %j', (list) =>
    expect(localDefinition('EFS', list)).toMatchObject({
      definedBy: null,
      definition: { events: ['induction-failure', 'relapse', 'second-malignancy', 'death'] },
    }),
  );
});

test('who judged the risk of bias of which study is said, and whose nobody has', () => {
  const two = [estimate('a'), estimate('b')];
  const reason = { en: 'Reason', ru: 'Обоснование' };
  const low = { judgement: 'low', reason } as const;
  const domains = {
    randomisation: low,
    deviations: low,
    'missing-data': low,
    measurement: low,
    reporting: { judgement: 'some-concerns', reason },
  } as const;
  const overall = { judgement: 'some-concerns', reason } as const;
  const judged = { a: [{ tool: 'RoB 2', domains, overall, on: '2026-11-29' }] } as const;
  expect(figureOf(two, null, { appraisals: judged }).caveats).toContainEqual({
    code: 'risk-of-bias',
    judged: [{ trial: 'A', tool: 'RoB 2', judgement: 'some-concerns', oneCurator: false }],
    missing: ['B'],
  });
  expect(
    figureOf(two, null, { partsAlone: { a: ['endpoint_definition'], b: ['registration'] } }).caveats,
  ).toContainEqual({
    code: 'one-curator-parts',
    trials: ['A'],
  });
  expect(codes(figureOf(two, null, { appraisals: null }))).not.toContain('risk-of-bias');
});

test('the certainty by GRADE is said of the questions that these figures answer, and of no other', () => {
  const text = (name: string) => ({ en: name, ru: name });
  const none = { concern: 'none', reason: text('-') } as const;
  const domains = {
    ...{ 'risk-of-bias': none, inconsistency: none, indirectness: none },
    ...{ imprecision: none, 'publication-bias': none },
  };
  const judged = { domains, certainty: 'low', reason: text('-'), on: '2026-11-29', oneCurator: true } as const;
  const [figure] = [estimate('a')];
  const { kmt2a } = figure.stratum;
  const other = kmt2a === 'g' ? 'r' : 'g';
  const cover = (studies: string[], of: 'r' | 'g' | 'all', timeZeros: ('diagnosis' | 'hsct')[] = []) => ({
    ...{ question: 'q', kmt2a: of, endpoints: ['EFS' as const], timeZeros, studies },
  });
  const questions = [
    { question: { id: 'judged', text: text('Judged'), certainty: judged }, cover: cover(['a'], kmt2a) },
    { question: { id: 'open', text: text('Open'), certainty: null }, cover: cover(['a', 'z'], 'all', ['diagnosis']) },
    { question: { id: 'strangers', text: text('Strangers'), certainty: null }, cover: cover(['z'], 'all') },
    { question: { id: 'patients', text: text('Patients'), certainty: null }, cover: cover(['a'], other) },
    {
      question: { id: 'endpoint', text: text('Endpoint'), certainty: null },
      cover: { ...cover(['a'], 'all'), endpoints: ['OS' as const] },
    },
    { question: { id: 'time', text: text('Time'), certainty: null }, cover: cover(['a'], 'all', ['hsct']) },
  ];
  expect(figureOf([figure], null, { questions }).caveats).toContainEqual({
    code: 'certainty',
    questions: [
      { text: text('Judged'), certainty: 'low', oneCurator: true },
      { text: text('Open'), certainty: null, oneCurator: false },
    ],
  });
  expect(codes(figureOf([figure], null, { questions: questions.slice(2) }))).not.toContain('certainty');
});
