import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NETWORK_GROUPS } from '../network/groups';
import type { Source } from '@/lib/registry/schema';
import { chosenSeries, firstView, underIds } from './chosen-series';
import { FAILURE_TIMES, LOCAL_TIME_ZEROS, SWITCH_COUNTS, USUAL_CHOICES } from '@/lib/patients/timeline';
import { parametersOf } from '@/lib/address/parameters';
import { canonicalQuery } from '@/lib/address/reading';
import { comparisonQuerySchema, readSelection } from './reading';
import { writeSelection, type CompareSelection } from './selection';
import { COMPARE_VIEWS, FOREST_ORDERS, LabelText, POOL_MODELS, POOL_SCALES, USUAL_PRESENTATION } from '../presentation';
import { MARKER_SHAPES } from './series/style';
import { estimate } from '../testing/figures';

const read = (query: string) => readSelection(parametersOf(new URLSearchParams(query)));

describe('reading an address', () => {
  test('nothing gives the first view', () => {
    expect(read('')).toEqual({
      selection: {
        endpoint: 'EFS',
        population: 'r',
        series: null,
        local: {
          shown: null,
          site: null,
          network: null,
          kmt2a: 'r',
          from: null,
          to: null,
          zero: null,
          analyseYears: null,
          choices: USUAL_CHOICES,
        },
        displayYears: null,
        confirmed: false,
        presentation: USUAL_PRESENTATION,
      },
      saved: null,
      problems: [],
    });
  });

  test('everything', () => {
    const presentation = {
      view: 'forest',
      horizon: 4.5,
      order: 'year',
      join: true,
      curves: false,
      pool: 'dl',
      scale: 'logit',
      styles: { a: { colour: 3, shape: 'square' } },
      labels: { 'b-c.1': 'Наш: вид, 2' },
    };
    expect(
      read(
        'endpoint=OS&population=g&series=a,b-c.1,a&local=1&site=DEMO-1&network=under-6-months&cohort=all&from=2010&to=2020&zero=end-of-induction&failure=time-zero&switch=no-event&hsct=censor&analyse=3&saved=abc&display=5&confirm=1&view=forest&horizon=4.5&order=year&join=1&curves=0&pool=dl&scale=logit&styles=a:3s&labels=b-c.1:Наш: вид, 2',
      ),
    ).toEqual({
      selection: {
        endpoint: 'OS',
        population: 'g',
        series: ['a', 'b-c.1'],
        local: {
          ...{
            shown: true,
            site: 'DEMO-1',
            network: 'under-6-months',
            kmt2a: 'all',
            from: 2010,
            to: 2020,
            zero: 'end-of-induction',
            analyseYears: 3,
          },
          choices: { failureAt: 'time-zero', lineageSwitch: 'no-event', censorAtTransplant: true },
        },
        displayYears: 5,
        confirmed: true,
        presentation,
      },
      saved: 'abc',
      problems: [],
    });
  });

  test('an empty list of series means none, not the first view', () =>
    expect(read('series=').selection.series).toEqual([]));

  test.each([
    ['colour=red', 'colour', 'unknown-parameter'],
    ['endpoint=CIR', 'endpoint', 'not-in-list'],
    ['endpoint=EFS&endpoint=OS', 'endpoint', 'given-twice'],
    ['series=<script>', 'series', 'not-valid'],
    ['display=0', 'display', 'not-valid'],
    ['display=1e9', 'display', 'not-valid'],
    ['from=2020&to=2010', 'from', 'years-reversed'],
    ['local=yes', 'local', 'not-in-list'],
    ['hsct=1', 'hsct', 'not-in-list'],
    ['view=pie', 'view', 'not-in-list'],
    ['horizon=0', 'horizon', 'not-valid'],
    ['pool=1', 'pool', 'not-in-list'],
    ['styles=a:9s', 'styles', 'not-valid'],
    ['styles=a:3x', 'styles', 'not-valid'],
    ['labels=a:', 'labels', 'not-valid'],
    [`labels=a:${'x'.repeat(41)}`, 'labels', 'not-valid'],
    ['labels=a:two%0Alines', 'labels', 'not-valid'],
    ['labels=a:%E2%80%AEreversed', 'labels', 'not-valid'],
  ])('%s is reported and the rest kept', (query, parameter, code) => {
    const { selection, problems } = read(`${query}&confirm=1`);
    expect(problems).toMatchObject([{ parameter, code }]);
    expect(selection).toMatchObject({ endpoint: 'EFS', series: null, displayYears: null, confirmed: true });
  });

  test('of too many or partly malformed figures the readable ones are kept, the first twelve', () => {
    const many = Array.from({ length: 14 }, (_, i) => `s${i}`);
    expect(read(`series=${many.join(',')}`)).toMatchObject({
      selection: { series: many.slice(0, 12) },
      problems: [{ parameter: 'series', code: 'too-many', value: '14', expected: { most: 12 } }],
    });
    expect(read('series=a,B!,c')).toMatchObject({
      selection: { series: ['a', 'c'] },
      problems: [{ parameter: 'series', code: 'not-valid', value: 'B!' }],
    });
    expect(read('labels=a:one|b:|c:three')).toMatchObject({
      selection: { presentation: { labels: { a: 'one', c: 'three' } } },
      problems: [{ value: 'b:' }],
    });
  });

  test('an address of thousands of faults is answered with a dozen', () =>
    expect(read(`series=${Array.from({ length: 5000 }, (_, i) => `!${i}`).join(',')}`).problems).toHaveLength(12));

  test('no query makes it fail', { timeout: 30_000 }, () =>
    fc.assert(fc.property(fc.webQueryParameters(), (query) => void read(query))),
  );

  test('no values make it fail', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'endpoint',
            'series',
            'display',
            'from',
            'to',
            'confirm',
            'view',
            'horizon',
            'pool',
            'styles',
            'labels',
          ),
          fc.string(),
        ),
        (parameters) => void readSelection(parameters),
      ),
    );
  });

  test('what is written is read back', () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/);
    const record = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
      fc.dictionary(id, value, { maxKeys: 4, noNullPrototype: true });
    const label = fc
      .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
      .filter((text) => LabelText.safeParse(text).success);
    const year = fc.option(fc.integer({ min: 1960, max: 2100 }));
    const selection: fc.Arbitrary<CompareSelection> = fc.record({
      endpoint: fc.constantFrom('EFS', 'OS', 'DFS', 'RFS'),
      population: fc.constantFrom('all', 'r', 'g'),
      series: fc.option(fc.uniqueArray(id, { maxLength: 12 })),
      local: fc.record({
        shown: fc.option(fc.boolean()),
        site: fc.option(fc.stringMatching(/^[A-Z0-9-]{1,20}$/)),
        network: fc.constantFrom(null, ...NETWORK_GROUPS),
        kmt2a: fc.constantFrom('all', 'r', 'g'),
        from: year,
        to: fc.constant(null),
        zero: fc.constantFrom(null, ...LOCAL_TIME_ZEROS),
        analyseYears: fc.option(fc.integer({ min: 1, max: 20 })),
        choices: fc.record({
          failureAt: fc.constantFrom(...FAILURE_TIMES),
          lineageSwitch: fc.constantFrom(...SWITCH_COUNTS),
          censorAtTransplant: fc.boolean(),
        }),
      }),
      displayYears: fc.option(fc.integer({ min: 1, max: 20 })),
      confirmed: fc.boolean(),
      presentation: fc.record({
        view: fc.constantFrom(null, ...COMPARE_VIEWS),
        horizon: fc.option(fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4)),
        order: fc.constantFrom(...FOREST_ORDERS),
        join: fc.boolean(),
        curves: fc.boolean(),
        pool: fc.constantFrom(...POOL_MODELS),
        scale: fc.constantFrom(...POOL_SCALES),
        styles: record(fc.record({ colour: fc.integer({ min: 0, max: 6 }), shape: fc.constantFrom(...MARKER_SHAPES) })),
        labels: record(label),
      }),
    });
    fc.assert(
      fc.property(selection, (one) => {
        const written = writeSelection(one);
        expect(read(written)).toEqual({ selection: one, saved: null, problems: [] });
        expect(canonicalQuery(comparisonQuerySchema, parametersOf(new URLSearchParams(written)))).toBe(written);
      }),
    );
  });
});

describe('the chosen series', () => {
  const all = [estimate('a'), estimate('b', { endpoint: 'OS' }), estimate('c', { chartable: false }), estimate('d')];
  const asked = (series: string[] | null) => ({ ...read('').selection, series });

  const undated = () => '';

  test('keep the order of the choice; what cannot be drawn is reported', () => {
    const { chosen, problems } = chosenSeries(asked(['d', 'b', 'a', 'c', 'x']), all, undated);
    expect(chosen.map(({ id }) => id)).toEqual(['d', 'a']);
    expect(problems.map(({ code, value }) => `${code} ${value}`)).toEqual([
      'other-endpoint b',
      'not-drawable c',
      'unknown-series x',
    ]);
  });

  test('a figure that is called by an earlier name is chosen once, with its style and label, and written by its id', () => {
    const renamed = [...all, estimate('now', { aliases: ['then', 'before'] })];
    const { selection } = read('series=d,then,now,x&styles=before:3s&labels=then:Ours|d:Theirs');
    const named = underIds(selection, renamed);
    const { chosen, problems } = chosenSeries(named, renamed, undated);
    expect(chosen.map(({ id }) => id)).toEqual(['d', 'now']);
    expect(problems.map(({ code, value }) => `${code} ${value}`)).toEqual(['unknown-series x']);
    expect(writeSelection(named)).toBe(
      writeSelection(read('series=d,now,x&styles=now:3s&labels=d:Theirs|now:Ours').selection),
    );
    // An address without earlier names stays as it was.
    expect(underIds(named, renamed)).toEqual(named);
    expect(underIds({ ...named, series: null }, renamed).series).toBeNull();
  });

  test('the first view takes the longest horizon of each of the largest trials', () => {
    const many = Array.from({ length: 8 }, (_, i) => estimate(`t${i}`, { n: 100 + i }));
    const view = firstView('EFS', 'r', [...many, estimate('t7-6y', { trial: 't7', n: 105, timeYears: 6 })], undated);
    expect(view.map(({ id }) => id)).toEqual(['t6', 't5', 't7-6y', 't4', 't3', 't2']);
  });

  test('of one trial the latest of its own reports goes before a longer horizon of an earlier one, and both before a review', () => {
    const of = (id: string, ref: string, timeYears: number, level: Source['level'] = 'primary-abstract') =>
      estimate(id, { trial: 'one', timeYears, source: { ref, locator: 'abstract', url: null, level } });
    const all = [of('old', 'first', 6), of('new', 'second', 4), of('told', 'review', 8, 'review')];
    const days = new Map([
      ['first', '2015'],
      ['second', '2021-06'],
      ['review', '2026'],
    ]);
    const issued = (ref: string) => days.get(ref) ?? '';
    expect(firstView('EFS', 'r', all, issued).map(({ id }) => id)).toEqual(['new']);
    expect(firstView('EFS', 'r', all, undated).map(({ id }) => id)).toEqual(['old']);
    expect(chosenSeries(asked(['old']), all, issued).chosen.map(({ id }) => id)).toEqual(['old']);
  });

  test('the first view leaves out small groups, selections and other time zeros, unless there is nothing else', () => {
    const small = estimate('small', { n: 19 });
    const unknown = estimate('unknown', { timeZero: 'unknown' });
    const selected = estimate('selected', { stratum: { kmt2a: 'r', risk: 'all', arm: 'x', age: null, other: null } });
    expect(firstView('EFS', 'r', [small, unknown, selected, estimate('whole')], undated).map(({ id }) => id)).toEqual([
      'whole',
    ]);
    expect(firstView('EFS', 'r', [small, unknown, selected], undated)).toHaveLength(3);
  });
});
