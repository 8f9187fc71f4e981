import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCourse, course, dayAfterDiagnosis } from './testing/courses';
import {
  daysBetween,
  DEFAULT_DEFINITIONS,
  deriveObservation,
  ENDPOINTS,
  EVENT_KINDS,
  observationBounds,
  type EventKind,
  type PatientCourse,
} from './timeline';

const { EFS, OS, DFS, RFS } = DEFAULT_DEFINITIONS;
const event = (kind: EventKind, date: string): PatientCourse['events'][number] => ({
  id: `${kind}-${date}`,
  kind,
  date,
});
const seen = (date: string): PatientCourse['knownAliveDates'][number] => ({ date, record: 'follow-up' });

describe('whole days, by the calendar', () => {
  test.each([
    ['2020-01-01', '2020-01-01', 0],
    ['2020-02-28', '2020-03-01', 2], // leap year
    ['2021-02-28', '2021-03-01', 1],
    ['2020-01-01', '2021-01-01', 366],
    ['2020-03-28', '2020-03-30', 2], // clocks change in between
    ['1999-12-31', '2000-01-01', 1],
  ])('from %s to %s are %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
    expect(daysBetween(to, from)).toBe(days === 0 ? 0 : -days);
  });

  test.each(['2020-02-30', '2020-1-1', '01.02.2020', '', '2020-01-01T00:00:00Z'])('refuses %s', (text) => {
    expect(() => daysBetween(text, '2020-01-01')).toThrow(RangeError);
  });
});

describe('event-free survival', () => {
  test.each(EVENT_KINDS)('%s is an event, timed from the diagnosis', (kind) => {
    // 1 Jan to 10 Apr 2020: 31 + 29 + 31 + 9 = 100 days
    expect(deriveObservation(course({ events: [event(kind, '2020-04-10')] }), EFS)).toEqual({
      timeDays: 100,
      event: true,
      decidedBy: { type: 'event', kind, date: '2020-04-10' },
    });
  });

  test('the first of several events decides, and later contact changes nothing', () => {
    const child = course({
      events: [event('death', '2021-01-01'), event('relapse', '2020-07-01')],
      knownAliveDates: [seen('2020-12-01')],
    });
    expect(deriveObservation(child, EFS)).toEqual({
      timeDays: 182,
      event: true,
      decidedBy: { type: 'event', kind: 'relapse', date: '2020-07-01' },
    });
  });

  test.each([
    [['death', 'relapse'], 'relapse'],
    [['death', 'second-malignancy'], 'second-malignancy'],
    [['second-malignancy', 'relapse'], 'relapse'],
    [['relapse', 'induction-failure'], 'induction-failure'],
  ] as const)('of %j on one day the earlier step of the illness is named: %s', (kinds, named) => {
    const observation = deriveObservation(course({ events: kinds.map((kind) => event(kind, '2020-03-01')) }), EFS);
    expect(observation).toEqual({
      timeDays: 60,
      event: true,
      decidedBy: { type: 'event', kind: named, date: '2020-03-01' },
    });
  });

  test('a child without an event is censored on the last day known alive', () => {
    const child = course({
      remissionDate: '2020-02-05',
      knownAliveDates: [seen('2022-01-01'), seen('2021-06-01')],
      transplantDates: ['2020-06-01'],
    });
    expect(deriveObservation(child, EFS)).toEqual({
      timeDays: 731,
      event: false,
      decidedBy: { type: 'last-contact', record: 'follow-up', date: '2022-01-01' },
    });
  });

  test.each([
    ['mrd', { knownAliveDates: [{ date: '2020-02-03', record: 'mrd' as const }] }],
    ['treatment', { knownAliveDates: [{ date: '2020-02-03', record: 'treatment' as const }] }],
    ['transplant', { transplantDates: ['2020-02-03'] }],
    ['remission', { remissionDate: '2020-02-03' }],
  ])('a %s shows the child alive on its day', (record, changes) => {
    expect(deriveObservation(course(changes), EFS)).toEqual({
      timeDays: 33,
      event: false,
      decidedBy: { type: 'last-contact', record, date: '2020-02-03' },
    });
  });

  test('a transplant is no event', () => {
    expect(
      deriveObservation(course({ transplantDates: ['2020-06-01'], knownAliveDates: [seen('2020-07-01')] }), EFS)?.event,
    ).toBe(false);
  });

  test('a child with nothing recorded after the diagnosis is censored at 0 days', () => {
    expect(deriveObservation(course(), EFS)).toEqual({
      timeDays: 0,
      event: false,
      decidedBy: { type: 'last-contact', record: 'diagnosis', date: '2020-01-01' },
    });
  });

  test('an event on the day of diagnosis is an event at 0 days', () => {
    expect(deriveObservation(course({ events: [event('death', '2020-01-01')] }), EFS)).toMatchObject({
      timeDays: 0,
      event: true,
    });
  });
});

describe('overall survival', () => {
  test('counts death alone; a relapse shows the child alive that day', () => {
    const child = course({ events: [event('relapse', '2020-10-01')], knownAliveDates: [seen('2020-09-01')] });
    expect(deriveObservation(child, OS)).toEqual({
      timeDays: 274,
      event: false,
      decidedBy: { type: 'last-contact', record: 'relapse', date: '2020-10-01' },
    });
  });

  test('a death after a relapse decides', () => {
    const child = course({ events: [event('relapse', '2020-10-01'), event('death', '2021-01-01')] });
    expect(deriveObservation(child, OS)).toEqual({
      timeDays: 366,
      event: true,
      decidedBy: { type: 'event', kind: 'death', date: '2021-01-01' },
    });
  });
});

describe('survival from remission', () => {
  test('a child without a recorded remission has no observation', () => {
    const child = course({ events: [event('induction-failure', '2020-02-10'), event('death', '2020-05-01')] });
    expect(deriveObservation(child, DFS)).toBeNull();
    expect(deriveObservation(child, RFS)).toBeNull();
  });

  test('days are counted from the remission', () => {
    // 5 Feb 2020 to 5 Feb 2021: 366 days (29 Feb 2020 lies between)
    const child = course({ remissionDate: '2020-02-05', events: [event('relapse', '2021-02-05')] });
    expect(deriveObservation(child, DFS)).toEqual({
      timeDays: 366,
      event: true,
      decidedBy: { type: 'event', kind: 'relapse', date: '2021-02-05' },
    });
    expect(deriveObservation(child, EFS)?.timeDays).toBe(401);
  });

  test('an induction failure before a late remission is an event of EFS and none of DFS', () => {
    const child = course({
      remissionDate: '2020-04-01',
      events: [event('induction-failure', '2020-02-10')],
      knownAliveDates: [seen('2021-04-01'), seen('2020-03-01')],
    });
    expect(deriveObservation(child, EFS)).toMatchObject({ timeDays: 40, event: true });
    expect(deriveObservation(child, DFS)).toEqual({
      timeDays: 365,
      event: false,
      decidedBy: { type: 'last-contact', record: 'follow-up', date: '2021-04-01' },
    });
  });

  test('an event before the remission never counts, and contact before it never decides', () => {
    const counted = { ...DFS, events: EVENT_KINDS };
    const child = course({
      remissionDate: '2020-04-01',
      events: [event('induction-failure', '2020-02-10')],
      knownAliveDates: [seen('2020-03-01')],
    });
    expect(deriveObservation(child, counted)).toEqual({
      timeDays: 0,
      event: false,
      decidedBy: { type: 'last-contact', record: 'remission', date: '2020-04-01' },
    });
  });

  test('a second malignancy is an event of DFS and none of RFS', () => {
    const child = course({
      remissionDate: '2020-02-01',
      events: [event('second-malignancy', '2020-03-02')],
      knownAliveDates: [seen('2020-05-01')],
    });
    expect(deriveObservation(child, DFS)).toMatchObject({ timeDays: 30, event: true });
    expect(deriveObservation(child, RFS)).toMatchObject({ timeDays: 90, event: false });
  });
});

describe("a trial's own definition", () => {
  test('a death that it does not count ends the observation on its day', () => {
    const relapseOnly = { ...EFS, events: ['relapse'] as const };
    const child = course({ events: [event('death', '2020-03-01')], knownAliveDates: [seen('2020-04-01')] });
    expect(deriveObservation(child, relapseOnly)).toEqual({
      timeDays: 60,
      event: false,
      decidedBy: { type: 'last-contact', record: 'death', date: '2020-03-01' },
    });
  });
});

describe('an induction failure counted at time zero', () => {
  test('has no bounds, however little is known of its day', () => {
    const child = course({
      events: [event('induction-failure', '2020-02-15')],
      partialDates: [{ record: 'induction-failure', date: '2020-02-15', from: '2020-02-01', to: '2020-02-29' }],
    });
    expect(observationBounds(child, EFS)).toEqual({ leastDays: 31, mostDays: 59 });
    expect(observationBounds(child, { ...EFS, failureAt: 'time-zero' })).toBeNull();
  });
});

describe('for any course without a contradiction', () => {
  const endpoint = fc.constantFrom(...ENDPOINTS.map((name) => DEFAULT_DEFINITIONS[name]));

  test('the order of the records does not matter', () => {
    fc.assert(
      fc.property(anyCourse, endpoint, fc.infiniteStream(fc.nat()), (child, definition, keys) => {
        const shuffled = <T>(records: readonly T[]): T[] =>
          records
            .map((record) => ({ record, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ record }) => record);
        const other = {
          ...child,
          events: shuffled(child.events),
          knownAliveDates: shuffled(child.knownAliveDates),
          transplantDates: shuffled(child.transplantDates),
        };
        expect(deriveObservation(other, definition)).toEqual(deriveObservation(child, definition));
      }),
    );
  });

  test('EFS is never longer than OS, and a death is an event of both', () => {
    fc.assert(
      fc.property(anyCourse, (child) => {
        const [efs, os] = [deriveObservation(child, EFS), deriveObservation(child, OS)];
        expect(efs?.timeDays).toBeLessThanOrEqual(os?.timeDays ?? -1);
        if (os?.event === true) expect(efs?.event).toBe(true);
        if (efs?.event === false) expect(os).toEqual(efs);
      }),
    );
  });

  test('a later follow-up never shortens an observation and never undoes an event', () => {
    fc.assert(
      fc.property(anyCourse, endpoint, fc.integer({ min: 0, max: 4000 }), (child, definition, at) => {
        const before = deriveObservation(child, definition);
        const after = deriveObservation(
          { ...child, knownAliveDates: [...child.knownAliveDates, seen(dayAfterDiagnosis(at))] },
          definition,
        );
        if (before === null || before.event) expect(after).toEqual(before);
        else expect(after?.timeDays).toBeGreaterThanOrEqual(before.timeDays);
      }),
    );
  });

  test('time is a whole number of days, never negative', () => {
    fc.assert(
      fc.property(anyCourse, endpoint, (child, definition) => {
        const time = deriveObservation(child, definition)?.timeDays ?? 0;
        expect(Number.isInteger(time) && time >= 0).toBe(true);
      }),
    );
  });
});

describe('from the end of induction', () => {
  const EOI = { ...EFS, timeZero: 'end-of-induction' as const };
  const zero = dayAfterDiagnosis(33);

  test('days count from its day, and who never reached it has none', () => {
    const child = course({ endOfInductionDate: zero, events: [event('relapse', dayAfterDiagnosis(133))] });
    expect(deriveObservation(child, EOI)).toMatchObject({ timeDays: 100, event: true });
    expect(deriveObservation(course({ events: [event('death', dayAfterDiagnosis(20))] }), EOI)).toBeNull();
    expect(deriveObservation(course({ endOfInductionDate: null }), EOI)).toBeNull();
  });

  test('a failure found some days before it, or on it, counts on it; any other event before it does not', () => {
    for (const day of [30, 33]) {
      const failed = course({
        endOfInductionDate: zero,
        events: [event('induction-failure', dayAfterDiagnosis(day)), event('death', dayAfterDiagnosis(300))],
      });
      expect(deriveObservation(failed, EOI)).toMatchObject({
        ...{ timeDays: 0, event: true, decidedBy: { kind: 'induction-failure', date: zero } },
      });
    }
    const later = course({ endOfInductionDate: zero, events: [event('induction-failure', dayAfterDiagnosis(60))] });
    expect(deriveObservation(later, EOI)).toMatchObject({ timeDays: 27, event: true });
  });

  test('a day of it that is known in part widens the observation on both sides', () => {
    const child = course({
      endOfInductionDate: zero,
      events: [event('relapse', dayAfterDiagnosis(133))],
      partialDates: [{ record: 'mrd', date: zero, from: dayAfterDiagnosis(30), to: dayAfterDiagnosis(40) }],
    });
    expect(observationBounds(child, EOI)).toEqual({ leastDays: 93, mostDays: 103 });
    expect(observationBounds(child, EFS)).toBeNull();
  });
});
