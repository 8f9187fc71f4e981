import fc from 'fast-check';
import { EVENT_KINDS, type PatientCourse } from '../timeline';

/** A child diagnosed on 1 January 2020 with nothing else recorded; `changes` say the rest. */
export function course(changes: Partial<PatientCourse> = {}): PatientCourse {
  return {
    patientId: 'p1',
    siteId: 's1',
    madeUp: true,
    diagnosisDate: '2020-01-01',
    ageDays: 100,
    kmt2a: 'rearranged',
    remissionDate: null,
    transplantDates: [],
    events: [],
    knownAliveDates: [],
    ...changes,
  };
}

/** The day `days` after 1 January 2020. */
export function dayAfterDiagnosis(days: number): string {
  return new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10);
}

const offset = fc.integer({ min: 0, max: 3650 });

/** Any course without a contradiction: nothing before the diagnosis, nothing after the death, at most one death. */
export const anyCourse: fc.Arbitrary<PatientCourse> = fc
  .record({
    remission: fc.option(fc.integer({ min: 0, max: 120 })),
    death: fc.option(offset),
    events: fc.array(
      fc.record({ at: offset, kind: fc.constantFrom(...EVENT_KINDS.filter((kind) => kind !== 'death')) }),
      { maxLength: 4 },
    ),
    alive: fc.array(
      fc.record({ at: offset, record: fc.constantFrom('follow-up' as const, 'mrd' as const, 'treatment' as const) }),
      { maxLength: 6 },
    ),
    transplants: fc.array(offset, { maxLength: 2 }),
  })
  .map(({ remission, death, events, alive, transplants }) => {
    const possible = (at: number): boolean => death === null || at <= death;
    const reached = remission !== null && possible(remission) ? dayAfterDiagnosis(remission) : null;
    return course({
      remissionDate: reached,
      transplantDates: transplants.filter(possible).map(dayAfterDiagnosis),
      events: [
        ...events
          .filter(({ at }) => possible(at))
          .map(({ at, kind }, index) => ({ id: `e${index}`, date: dayAfterDiagnosis(at), kind })),
        ...(death === null ? [] : [{ id: 'death', date: dayAfterDiagnosis(death), kind: 'death' as const }]),
      ],
      knownAliveDates: alive
        .filter(({ at }) => possible(at))
        .map(({ at, record }) => ({ date: dayAfterDiagnosis(at), record })),
    });
  });
