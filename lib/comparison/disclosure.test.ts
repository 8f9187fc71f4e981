import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { choiceRefusal, localRefusal, openChoices, remissionRefusal } from './disclosure';

const viewer = (...roles: ['researcher' | 'data-manager', string][]): Viewer => ({
  id: 'v',
  displayName: 'V',
  globalRoles: [],
  lacksSecondFactor: false,
  token: () => '',
  sites: roles.map(([role, siteId]) => ({ role, siteId, siteCode: siteId, siteName: siteId, madeUp: false })),
});

describe('who sees a local cohort', () => {
  test.each([
    ['a visitor', null, ['a'], 40, 'sign-in'],
    ['a member of another site', viewer(['researcher', 'b']), ['a'], 40, 'no-site'],
    ['somebody without a site', viewer(), [], 0, 'no-site'],
    ['a researcher, five patients', viewer(['researcher', 'a']), ['a'], 5, null],
    ['a researcher, four patients', viewer(['researcher', 'a']), ['a'], 4, 'too-few'],
    ['a data manager, one patient', viewer(['data-manager', 'a']), ['a'], 1, null],
    [
      'a data manager of one of two sites',
      viewer(['data-manager', 'a'], ['researcher', 'b']),
      ['a', 'b'],
      4,
      'too-few',
    ],
    ['anybody, no patients', viewer(['data-manager', 'a']), ['a'], 0, 'no-patients'],
  ] as const)('%s', (_who, who, sites, n, refusal) => expect(localRefusal(who, sites, n)).toBe(refusal));
});

type Course = Parameters<typeof openChoices>[0][number];

const child = (year: number, kmt2a: Course['kmt2a'], { siteId = 'a', reached = true } = {}): Course => ({
  siteId,
  kmt2a,
  diagnosisDate: `${year}-06-01`,
  remissionDate: reached ? `${year}-08-01` : null,
});
const times = (count: number, course: Course): Course[] => Array.from({ length: count }, () => ({ ...course }));

describe('what of a cohort is open to those who may not see its patients', () => {
  test('years open in bands of five, joined where one is small', () => {
    const courses = [
      ...times(6, child(2004, 'rearranged')),
      ...times(3, child(2007, 'rearranged')),
      ...times(2, child(2011, 'rearranged')),
      ...times(7, child(2019, 'rearranged')),
      ...times(1, child(2022, 'rearranged')),
    ];
    expect(openChoices(courses, 'r')).toEqual({
      populations: ['r', 'all', 'g'],
      periods: [
        { from: null, to: 2004 },
        { from: 2005, to: 2014 },
        { from: 2015, to: null },
      ],
    });
    const asked = (from: number | null, to: number | null) => choiceRefusal(courses, { kmt2a: 'r', from, to });
    expect([asked(null, null), asked(null, 2014), asked(2005, 2014), asked(2005, null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([asked(2011, 2011), asked(null, 2009), asked(null, 2021), asked(2010, null)]).toEqual([
      'years',
      'years',
      'years',
      'years',
    ]);
  });

  test('a choice whose complement is small is closed; the rearranged stay open', () => {
    const germline = [...times(20, child(2010, 'rearranged')), ...times(4, child(2010, 'germline'))];
    expect(openChoices(germline, 'r').populations).toEqual(['r']);
    const unknown = [...germline, ...times(4, child(2010, 'germline')), ...times(3, child(2010, null))];
    expect(openChoices(unknown, 'r').populations).toEqual(['r', 'all']);
    expect(choiceRefusal(unknown, { kmt2a: 'g', from: null, to: null })).toBe('population');
  });

  test('years of all patients are joined further where the germline of a band are few', () => {
    const courses = [2001, 2006, 2011].flatMap((year) => [
      ...times(6, child(year, 'rearranged')),
      ...times(3, child(year, 'germline')),
    ]);
    const starts = (kmt2a: 'r' | 'g' | 'all') => openChoices(courses, kmt2a).periods.map(({ from }) => from);
    expect([starts('r'), starts('all'), starts('g')]).toEqual([[null, 2005, 2010], [null], [null]]);
  });

  test('a site of four closes what holds it, also beside a large one', () => {
    const courses = [...times(20, child(2010, 'rearranged')), ...times(4, child(2010, 'rearranged', { siteId: 'b' }))];
    expect(choiceRefusal(courses, { kmt2a: 'r', from: null, to: null })).toBe('population');
  });

  test('nothing that can be computed from open choices concerns one to four patients', () => {
    const course = fc.record({
      siteId: fc.constantFrom('a', 'b'),
      kmt2a: fc.constantFrom('rearranged' as const, 'germline' as const, null),
      year: fc.integer({ min: 1998, max: 2025 }),
      reached: fc.boolean(),
    });
    const cases = fc.array(course, { minLength: 0, maxLength: 120 });
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 3 }), (drawn, rare) => {
        // Some sites have few of one status.
        const kept = drawn.filter(({ kmt2a }, i) => kmt2a === 'rearranged' || i % (rare + 1) === 0);
        const courses = kept.map(({ siteId, kmt2a, year, reached }) => child(year, kmt2a, { siteId, reached }));
        const windows = Array.from({ length: 30 }, (_, i) => 1997 + i);
        const answers: Set<number>[] = [];
        for (const sites of [['a'], ['b'], ['a', 'b']])
          for (const kmt2a of ['r', 'g', 'all'] as const)
            for (const from of windows)
              for (const to of windows) {
                const own = courses.filter(({ siteId }) => sites.includes(siteId));
                if (from > to || choiceRefusal(own, { kmt2a, from, to }) !== null) continue;
                answers.push(new Set(courses.flatMap((one, i) => (isIn(one, sites, kmt2a, from, to) ? [i] : []))));
              }
        const signatures = courses.map((_, i) => answers.map((answer) => (answer.has(i) ? '1' : '0')).join(''));
        for (const signature of new Set(signatures)) {
          if (!signature.includes('1')) continue;
          const group = courses.filter((_, i) => signatures[i] === signature);
          const reached = group.filter(({ remissionDate }) => remissionDate !== null).length;
          expect(group.length).toBeGreaterThanOrEqual(5);
          expect(reached === 0 || reached >= 5).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function isIn(one: Course, sites: readonly string[], kmt2a: 'r' | 'g' | 'all', from: number, to: number): boolean {
  const year = Number(one.diagnosisDate.slice(0, 4));
  const status = kmt2a === 'all' || one.kmt2a === (kmt2a === 'r' ? 'rearranged' : 'germline');
  return sites.includes(one.siteId) && status && year >= from && year <= to;
}

describe('curves from remission, beside those from diagnosis', () => {
  const reachedNone = { reached: false };
  test.each([
    ['everybody reached one', times(9, child(2004, 'rearranged')), null],
    [
      'two did not',
      [...times(9, child(2004, 'rearranged')), ...times(2, child(2004, 'rearranged', reachedNone))],
      'remission',
    ],
    [
      'five did not',
      [...times(9, child(2004, 'rearranged')), ...times(5, child(2004, 'rearranged', reachedNone))],
      null,
    ],
    [
      'five did not, two of them of another status',
      [
        ...times(9, child(2004, 'rearranged')),
        ...times(3, child(2004, 'rearranged', reachedNone)),
        ...times(9, child(2004, 'germline')),
        ...times(2, child(2004, 'germline', reachedNone)),
      ],
      'remission',
    ],
    [
      'five did not, in two bands of years',
      [
        ...times(9, child(2004, 'rearranged')),
        ...times(3, child(2004, 'rearranged', reachedNone)),
        ...times(9, child(2009, 'rearranged')),
        ...times(2, child(2009, 'rearranged', reachedNone)),
      ],
      'remission',
    ],
    [
      'two of a site did not, five of another',
      [
        ...times(9, child(2004, 'rearranged')),
        ...times(2, child(2004, 'rearranged', reachedNone)),
        ...times(9, child(2004, 'rearranged', { siteId: 'b' })),
        ...times(5, child(2004, 'rearranged', { siteId: 'b', reached: false })),
      ],
      'remission',
    ],
  ])('%s', (_what, courses, refusal) => expect(remissionRefusal(courses)).toBe(refusal));
});
