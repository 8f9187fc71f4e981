import {
  deriveObservation,
  EVENT_KINDS,
  observationBounds,
  type EndpointDefinition,
  type EventKind,
  type LocalTimeZero,
  type PatientCourse,
} from '../timeline';

/** Time zeros of which days are kept. */
type TimeZero = Exclude<LocalTimeZero, 'end-of-induction'>;
/** The place of a day among the five: the kinds of events in their order, then the last contact. */
export const CONTACT = EVENT_KINDS.length;

/** Where the days of one time zero are kept. */
export type KeptColumns = Readonly<Record<EventKind | 'contact' | 'imputed', string>>;
export const KEPT_COLUMNS: Readonly<Record<TimeZero, KeptColumns>> = {
  diagnosis: {
    'induction-failure': 'failure_day',
    relapse: 'relapse_day',
    'second-malignancy': 'malignancy_day',
    death: 'death_day',
    contact: 'contact_day',
    imputed: 'imputed',
  },
  remission: {
    'induction-failure': 'cr_failure_day',
    relapse: 'cr_relapse_day',
    'second-malignancy': 'cr_malignancy_day',
    death: 'cr_death_day',
    contact: 'cr_contact_day',
    imputed: 'cr_imputed',
  },
};

/**
 * Whether the observations under a definition follow from what is kept: with any list of events from diagnosis or remission,
 * as long as the reader departs from nothing that is usual.
 */
export function isKept(definition: EndpointDefinition): definition is EndpointDefinition & { timeZero: TimeZero } {
  const { events, failureAt, lineageSwitch, censorAtTransplant } = definition;
  return (
    definition.timeZero !== 'end-of-induction' &&
    (failureAt !== 'time-zero' || !events.includes('induction-failure')) &&
    (lineageSwitch !== 'no-event' || !events.includes('relapse')) &&
    censorAtTransplant !== true
  );
}

/**
 * What is kept of a course, by column: of each time zero what `deriveObservation` gives with each kind of event as the only
 * one that counts, and with none. The first event of several kinds is the earliest of theirs, and without one the last
 * contact decides, whatever the kinds: so each definition follows from these.
 */
export function keptDays(course: PatientCourse): Record<string, number | null> {
  return Object.assign({}, ...(['diagnosis', 'remission'] as const).map((zero) => daysFrom(course, zero))) as Record<
    string,
    number | null
  >;
}

function daysFrom(course: PatientCourse, timeZero: TimeZero): Record<string, number | null> {
  const columns = KEPT_COLUMNS[timeZero];
  const under = (events: readonly EventKind[]): EndpointDefinition => ({ endpoint: 'EFS', timeZero, events });
  const alone = [...EVENT_KINDS.map((kind) => under([kind])), under([])];
  const days = EVENT_KINDS.map((kind) => {
    const observation = deriveObservation(course, under([kind]));
    return [columns[kind], observation?.event === true ? observation.timeDays : null] as const;
  });
  return {
    ...Object.fromEntries(days),
    [columns.contact]: deriveObservation(course, under([]))?.timeDays ?? null,
    [columns.imputed]: alone.reduce(
      (bits, definition, place) => bits | (observationBounds(course, definition) === null ? 0 : 1 << place),
      0,
    ),
  };
}
