import {
  daysBetween,
  deriveObservation,
  timeZeroDate,
  type EndpointDefinition,
  type PatientCourse,
} from '@/lib/patients/timeline';
import { fitCox } from '@/lib/survival/cox/fit';
import { proportionalHazardsTest } from '@/lib/survival/cox/proportional-hazards-test';
import { logRankTest } from '@/lib/survival/tests/log-rank/log-rank';
import { conditionDate } from './condition';
import type { Condition, GroupFacts } from './groupings';

/** HSCT or blinatumomab as a condition that begins on its day: the hazard after it over the hazard before it, in the same children. */
export type TimeDependent = Readonly<{
  /** children at risk, and those of them in whom it began without an event before */
  n: number;
  begun: number;
  /** events before it or without it, and after it */
  eventsWithout: number;
  eventsAfter: number;
  /** null with the reason in `why` */
  ratio: Readonly<{ estimate: number; lower: number; upper: number; p: number | null }> | null;
  why: 'none-begun' | 'no-events' | 'not-estimable' | null;
  /** Mantel–Byar test; null where it is not defined */
  mantelByar: Readonly<{ chiSquared: number; p: number }> | null;
  /** check of proportional hazards; null where there is no ratio */
  proportionalP: number | null;
  /** what it was made of: the times of each child without the condition and with it, days from a day before time zero */
  intervals: readonly Interval[];
}>;

type Interval = Readonly<{ start: number; time: number; event: 0 | 1; after: 0 | 1; child: number }>;

/**
 * Cox model with the condition as a time-dependent covariate, and the Mantel–Byar test: each child counts as without it up to and
 * including its first day, and as with it from the day after on; an event of that day came before it. Nobody is left out
 * for having had an event early, as by a landmark. Null where HSCT ends the observation by the definition, or nobody is at risk.
 *
 * `coxph(Surv(start, time, event) ~ after, ties = "efron")` of R's survival; the Mantel–Byar statistic is the score of the same
 * model with `ties = "exact"` (Mantel and Byar, J Am Stat Assoc 1974;69:81–6).
 */
export function timeDependent(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
  definition: EndpointDefinition,
  condition: Condition,
): TimeDependent | null {
  if (condition === 'hsct' && definition.censorAtTransplant === true) return null;
  const rows = courses.flatMap((course, child) => {
    const own = facts.get(course.patientId);
    const begun = conditionDate(course, own, condition);
    return intervalsOf({ course, since: own?.cohortSince ?? null, begun }, definition, child);
  });
  if (rows.length === 0) return null;
  const events = (after: 0 | 1): number => rows.filter((row) => row.after === after && row.event === 1).length;
  const counts = {
    n: new Set(rows.map(({ child }) => child)).size,
    begun: new Set(rows.flatMap(({ child, after }) => (after === 1 ? [child] : []))).size,
    eventsWithout: events(0),
    eventsAfter: events(1),
    intervals: rows,
  };
  const none = { ...counts, ratio: null, mantelByar: null, proportionalP: null } as const;
  if (counts.begun === 0) return { ...none, why: 'none-begun' };
  if (counts.eventsWithout + counts.eventsAfter === 0) return { ...none, why: 'no-events' };
  return { ...counts, ...estimated(rows) };
}

function estimated(rows: readonly Interval[]): Pick<TimeDependent, 'ratio' | 'why' | 'mantelByar' | 'proportionalP'> {
  const column = (key: keyof Interval): Float64Array => Float64Array.from(rows, (row) => row[key]);
  const [start, time, event, after] = [column('start'), column('time'), column('event'), column('after')];
  const data = { start, time, event, covariates: [{ name: 'after', values: after }] };
  const fit = fitCox(data, { concordance: false });
  const [term] = fit.terms;
  const found = term !== undefined && fit.notEstimable === null ? term : null;
  const { hazardRatio = null, lower = null, upper = null, p = null } = found ?? {};
  const test = new Set(after).size < 2 ? null : logRankTest({ start, time, event, group: after });
  const { chiSquared = null, p: testP = null } = test ?? {};
  const ratio =
    hazardRatio === null || lower === null || upper === null ? null : { estimate: hazardRatio, lower, upper, p };
  return {
    ratio,
    why: ratio === null ? 'not-estimable' : null,
    mantelByar: chiSquared === null || testP === null ? null : { chiSquared, p: testP },
    proportionalP: ratio === null ? null : proportionalHazardsTest(data, fit, 'km').global.p,
  };
}

/** All times are a day later, so that the day of time zero is a day at risk: the order of days alone counts. */
function intervalsOf(
  { course, since, begun }: Readonly<{ course: PatientCourse; since: string | null; begun: string | null }>,
  definition: EndpointDefinition,
  child: number,
): Interval[] {
  const observation = deriveObservation(course, definition);
  const zero = timeZeroDate(course, definition.timeZero);
  if (observation === null || zero === null) return [];
  const end = observation.timeDays + 1;
  const entry = since === null ? 0 : Math.max(0, daysBetween(zero, since)) + 1;
  if (entry >= end) return [];
  const first = begun === null ? Infinity : Math.max(0, daysBetween(zero, begun) + 1);
  const event = observation.event ? 1 : 0;
  if (first >= end) return [{ start: entry, time: end, event, after: 0, child }];
  if (first <= entry) return [{ start: entry, time: end, event, after: 1, child }];
  return [
    { start: entry, time: first, event: 0, after: 0, child },
    { start: first, time: end, event, after: 1, child },
  ];
}
