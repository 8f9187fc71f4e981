import {
  daysBetween,
  deriveObservation,
  lastContact,
  observationBounds,
  timeZeroDate,
  type EndpointDefinition,
  type EventKind,
  type PatientCourse,
} from '../timeline';

/** Patients alike in what a curve asks of them; `timeDays` is null where they never reached the time zero. */
export type ObservedRow = Readonly<{
  timeDays: number | null;
  patients: number;
  /** of them; the others are censored */
  events: number;
  /** years of diagnosis, the first and the last */
  from: number;
  to: number;
  madeUp: boolean;
  /** of the patients: those whose observation depends on a date known in part */
  imputed: number;
  /** of the patients: no remission at the end of induction, and nobody has said whether that was a failure */
  undecided: number;
  /** of the patients: those who died, and of the others those with an induction failure, whenever it was */
  died: number;
  failed: number;
  /** days since 1970 of the time zeros of the censored, added up */
  censoredZeros: number;
  /** the last day since 1970 on which anything is recorded of any of them */
  lastDay: number;
}>;

/** A cohort under one definition as counts: all that a curve, its table and its caveats are made from. */
export type ObservedCounts = Readonly<{
  /** with those who never reached the time zero */
  patients: number;
  withoutObservation: number;
  /** of those without an observation: who died, and of the others who had an induction failure */
  neverReached: Readonly<{ died: number; failed: number }>;
  /** one row per day, ascending */
  times: readonly Readonly<{ timeDays: number; events: number; censored: number }>[];
  /** years of diagnosis, the first and the last; null without patients */
  diagnosed: Readonly<{ from: number; to: number }> | null;
  madeUp: boolean;
  imputedDates: number;
  failureUndecided: number;
  /**
   * The days under observation, and those that there would be, were everybody without an event followed to the last day on
   * which anything is recorded of any of the patients. Their ratio is the completeness index of follow-up (Clark, Altman and
   * De Stavola, Lancet 2002). Null where nobody could be followed for a day.
   */
  followed: FollowedDays | null;
}>;

export type FollowedDays = Readonly<{ observed: number; possible: number }>;

const EPOCH = '1970-01-01';

/** What one course adds under a definition. */
export function observedRow(course: PatientCourse, definition: EndpointDefinition): ObservedRow {
  const observation = deriveObservation(course, definition);
  const year = Number(course.diagnosisDate.slice(0, 4));
  const zero = timeZeroDate(course, definition.timeZero);
  const had = (kind: EventKind): boolean => course.events.some((event) => event.kind === kind);
  return {
    timeDays: observation?.timeDays ?? null,
    patients: 1,
    events: observation?.event === true ? 1 : 0,
    ...{ from: year, to: year, madeUp: course.madeUp },
    imputed: observationBounds(course, definition) === null ? 0 : 1,
    undecided: course.failureUndecided === true ? 1 : 0,
    died: had('death') ? 1 : 0,
    failed: !had('death') && had('induction-failure') ? 1 : 0,
    censoredZeros: observation === null || observation.event || zero === null ? 0 : daysBetween(EPOCH, zero),
    lastDay: daysBetween(EPOCH, lastContact(course).date),
  };
}

/** Rows in any order, and any number of one day, as the counts of a cohort. */
export function gatherObserved(rows: readonly ObservedRow[]): ObservedCounts {
  const days = new Map<number, { timeDays: number; events: number; censored: number }>();
  const sums = { patients: 0, withoutObservation: 0, imputedDates: 0, failureUndecided: 0 };
  const never = { died: 0, failed: 0 };
  const followed = { toEvents: 0, toEnds: 0, censored: 0, zeros: 0, last: -Infinity };
  let [from, to, madeUp] = [Infinity, -Infinity, false];
  for (const row of rows) {
    const { timeDays, patients, events } = row;
    sums.patients += patients;
    sums.imputedDates += row.imputed;
    sums.failureUndecided += row.undecided;
    followed.last = Math.max(followed.last, row.lastDay);
    [from, to, madeUp] = [Math.min(from, row.from), Math.max(to, row.to), madeUp || row.madeUp];
    if (timeDays === null) {
      sums.withoutObservation += patients;
      never.died += row.died;
      never.failed += row.failed;
      continue;
    }
    followed.toEvents += timeDays * events;
    followed.toEnds += timeDays * (patients - events);
    followed.zeros += row.censoredZeros;
    followed.censored += patients - events;
    const day = days.get(timeDays) ?? { timeDays, events: 0, censored: 0 };
    day.events += events;
    day.censored += patients - events;
    days.set(timeDays, day);
  }
  const { toEvents, toEnds, censored, last } = followed;
  const possible = toEvents + (censored === 0 ? 0 : censored * last - followed.zeros);
  return {
    ...sums,
    neverReached: never,
    madeUp,
    followed: possible === 0 ? null : { observed: toEvents + toEnds, possible },
    times: [...days.values()].sort((a, b) => a.timeDays - b.timeDays),
    diagnosed: sums.patients === 0 ? null : { from, to },
  };
}
