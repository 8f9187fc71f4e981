import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCourse, course } from '../testing/courses';
import {
  DEFAULT_DEFINITIONS,
  deriveObservation,
  EVENT_KINDS,
  observationBounds,
  type EndpointDefinition,
  type PatientCourse,
} from '../timeline';
import { CONTACT, isKept, keptDays, KEPT_COLUMNS } from './kept';

/** Some dates of a course known to the month only. */
const partly: fc.Arbitrary<PatientCourse> = fc
  .tuple(anyCourse, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }))
  .map(([whole, drawn]) => {
    const dated = [
      { record: 'diagnosis' as const, date: whole.diagnosisDate },
      ...(whole.remissionDate === null ? [] : [{ record: 'remission' as const, date: whole.remissionDate }]),
      ...whole.events.map(({ kind, date }) => ({ record: kind, date })),
      ...whole.knownAliveDates,
    ];
    const partialDates = dated
      .filter((_, place) => drawn[place] === true)
      .map((one) => ({ ...one, from: `${one.date.slice(0, 8)}01`, to: `${one.date.slice(0, 8)}28` }));
    return { ...whole, partialDates };
  });

const anyDefinition = fc.record({
  endpoint: fc.constant('EFS' as const),
  timeZero: fc.constantFrom('diagnosis' as const, 'remission' as const),
  events: fc.subarray([...EVENT_KINDS], { minLength: 1 }),
}) satisfies fc.Arbitrary<EndpointDefinition>;

test('what is kept of a course gives its observation under any time zero and list of events', () => {
  fc.assert(
    fc.property(partly, anyDefinition, (patient, definition) => {
      const columns = KEPT_COLUMNS[definition.timeZero];
      const days = keptDays(patient);
      const day = (column: string): number | null => days[column] ?? null;
      const kinds = EVENT_KINDS.filter((kind) => definition.events.includes(kind) && day(columns[kind]) !== null);
      const first = kinds.toSorted((a, b) => (day(columns[a]) ?? 0) - (day(columns[b]) ?? 0))[0];
      const bit = first === undefined ? CONTACT : EVENT_KINDS.indexOf(first);
      const expected = deriveObservation(patient, definition);
      const time = first === undefined ? day(columns.contact) : day(columns[first]);
      expect([time, first !== undefined]).toEqual([expected?.timeDays ?? null, expected?.event ?? false]);
      expect(((day(columns.imputed) ?? 0) & (1 << bit)) !== 0).toBe(observationBounds(patient, definition) !== null);
    }),
    { numRuns: 2000 },
  );
});

test('a course by hand: relapse on day 100, death on day 130, remission on day 30', () => {
  const days = keptDays(
    course({
      remissionDate: '2020-01-31',
      events: [
        { id: 'a', kind: 'relapse', date: '2020-04-10' },
        { id: 'b', kind: 'death', date: '2020-05-10' },
      ],
    }),
  );
  expect(days).toEqual({
    ...{ failure_day: null, relapse_day: 100, malignancy_day: null, death_day: 130, contact_day: 130, imputed: 0 },
    ...{ cr_failure_day: null, cr_relapse_day: 70, cr_malignancy_day: null, cr_death_day: 100, cr_contact_day: 100 },
    cr_imputed: 0,
  });
});

test('a definition that departs from the usual is not kept where that can matter', () => {
  const { EFS, OS } = DEFAULT_DEFINITIONS;
  expect(
    [EFS, { ...EFS, failureAt: 'found' as const }, { ...OS, failureAt: 'time-zero' as const }].map(isKept),
  ).toEqual([true, true, true]);
  expect(
    [
      { ...EFS, failureAt: 'time-zero' as const },
      { ...EFS, lineageSwitch: 'no-event' as const },
      { ...OS, censorAtTransplant: true },
    ].map(isKept),
  ).toEqual([false, false, false]);
});
