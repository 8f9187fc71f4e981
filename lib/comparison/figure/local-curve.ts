import type { FollowedDays, ObservedCounts } from '@/lib/patients/observations/observed';
import { eventTableFromCounts, type EventTable } from '@/lib/survival/data/event-table';
import { kaplanMeierOfTable, type SurvivalCurve } from '@/lib/survival/curves/kaplan-meier';
import { toldLimits } from '@/lib/survival/curves/confidence-limits';
import { riskTable } from '@/lib/survival/curves/risk-table';
import { survivalAtTimes } from '@/lib/survival/curves/survival-at-times';
import { medianSurvival } from '@/lib/survival/curves/survival-quantiles';
import type { CensorMark, CurveStep, LocalDescription, LocalSeries, RiskColumn } from './figure-model';
import type { HorizonReading, MedianReading, RiskCount } from './horizon-reading';
import { THIN_BELOW } from './figure-caveat';
import { isSmall, MINIMUM_COHORT } from '../disclosure';
import { departures, type LocalDefinition } from '../selection/local-definition';
import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import { toDays, toYears } from '../years';

/** A local cohort under one definition, computed once; every drawing reads from it. */
export type LocalCohort = Readonly<{
  table: EventTable;
  curve: SurvivalCurve;
  withoutObservation: number;
  neverReached: LocalSeries['neverReached'];
  /** Days after which the curve is closed to a guarded reader, because few remained; null: it is shown to its end. */
  closedAfter: number | null;
  /** Days of follow-up, seen and possible, of which completeness is the share; null where it is not defined, or closed to the reader. */
  followed: FollowedDays | null;
  description: LocalDescription;
}>;

/** What the reader chose of the local patients, beyond what their courses say; `guarded`: a reader who may not see them. */
export type LocalChoice = Readonly<{
  siteNames: readonly string[];
  kmt2a: 'r' | 'g' | 'all';
  guarded: boolean;
  /** follow-up after so many years does not count */
  analyseYears?: number | null;
}>;

/**
 * Kaplan–Meier estimate of the patients under the definition, with 95 % log-log limits; null where nobody has an
 * observation. Patients who never reached the time zero are counted, not dropped in silence. For a guarded choice every time
 * is rounded to the nearest whole month (a twelfth of a year), and the curve ends with the last exit before which at least
 * `MINIMUM_COHORT` were at risk: a step of a few children would tell how few they are.
 */
export function cohortOfCounts(
  counts: ObservedCounts,
  { definition, definedBy }: LocalDefinition,
  choice: LocalChoice,
): LocalCohort | null {
  if (counts.times.length === 0) return null;
  const { analyseYears = null, ...described } = choice;
  const { times: shown, closedAfter } = choice.guarded
    ? guardedTimes(counts.times)
    : { times: counts.times, closedAfter: null };
  const times = endedAt(shown, analyseYears);
  const table = eventTableFromCounts({
    time: times.map(({ timeDays }) => timeDays),
    events: times.map(({ events }) => events),
    censored: times.map(({ censored }) => censored),
  });
  return {
    table,
    curve: kaplanMeierOfTable(table, { confidenceType: 'log-log', level: 0.95 }),
    withoutObservation: counts.withoutObservation,
    neverReached: choice.guarded ? null : counts.neverReached,
    closedAfter,
    // A definition that itself ends follow-up leaves no other end to be complete to.
    followed: choice.guarded || definition.censorAtTransplant === true ? null : counts.followed,
    description: {
      ...described,
      analysedYears: analyseYears,
      endpoint: definition.endpoint,
      timeZero: definition.timeZero,
      countedEvents: definition.events,
      definedBy,
      departures: departures(definition),
      diagnosed: counts.diagnosed,
      madeUp: counts.madeUp,
      imputedDates: counts.imputedDates,
      // A small count of them would tell a reader who may not see the patients something about single children.
      failureUndecided:
        definition.events.includes('induction-failure') && !choice.guarded ? counts.failureUndecided : 0,
    },
  };
}

/** Who was followed longer than the analysis goes is censored at its end. */
function endedAt(times: Times, years: number | null): Times {
  const end = years === null ? Infinity : toDays(years);
  const later = times.filter(({ timeDays }) => timeDays > end).reduce((sum, time) => sum + leaving(time), 0);
  if (later === 0) return times;
  const last = times.find(({ timeDays }) => timeDays === end) ?? { timeDays: end, events: 0, censored: 0 };
  return [...times.filter(({ timeDays }) => timeDays < end), { ...last, censored: last.censored + later }];
}

/** The cohort as drawn on an axis of `endYears` with these ticks, read at these horizons (years, ascending). */
export function localSeries(
  cohort: LocalCohort,
  axis: { endYears: number; ticks: readonly number[] },
  horizons: readonly number[],
): LocalSeries {
  const { table, curve, description, withoutObservation, neverReached, closedAfter } = cohort;
  const thin = thinFrom(table);
  return {
    description,
    n: table.size,
    events: curve.totalEvents,
    withoutObservation,
    neverReached,
    steps: drawnSteps(curve, axis.endYears, description.guarded),
    censorMarks: censorMarks(curve, axis.endYears),
    riskTable: riskColumns(table, axis.ticks).map((column) =>
      description.guarded ? withheld(column, closedAfter) : column,
    ),
    lastYears: toYears(curve.lastTime ?? 0),
    thinFromYears: thin !== null && thin < Math.min(axis.endYears, toYears(curve.lastTime ?? 0)) ? thin : null,
    median: medianReading(curve),
    atHorizons: readHorizons(cohort, horizons),
    confidence: { type: 'log-log', level: 95 },
  };
}

/** The curve at horizons in years, ascending; beyond the last observation it is not estimable and nothing is carried forward. */
export function readHorizons(
  { curve, table, description, closedAfter }: LocalCohort,
  horizons: readonly number[],
): HorizonReading[] {
  const atRisk = riskTable(table, horizons.map(toDays));
  return survivalAtTimes(curve, horizons.map(toDays)).map((reading, i) => ({
    years: horizons[i] ?? 0,
    percent: asPercent(reading.survival),
    ...inPercent(toldLimits(reading.survival, reading.lower, reading.upper)),
    atRisk: countAt(atRisk[i]?.atRisk ?? 0, toDays(horizons[i] ?? 0)),
    notEstimable: reading.notEstimable,
  }));

  function countAt(count: number, days: number): RiskCount {
    if (!description.guarded) return count;
    return isClosed(days, closedAfter) ? null : withoutSmall(count);
  }
}

function drawnSteps(curve: SurvivalCurve, endYears: number, guarded: boolean): CurveStep[] {
  const start: CurveStep = { years: 0, percent: 100, low: 100, high: 100 };
  const corners = Array.from(curve.time, (days, row): CurveStep & { events: number } => ({
    years: toYears(days),
    percent: 100 * (curve.survival[row] ?? 0),
    low: asPercent(curve.lower[row] ?? null),
    high: asPercent(curve.upper[row] ?? null),
    events: curve.events[row] ?? 0,
    ...(guarded ? {} : { atRisk: curve.atRisk[row] ?? 0 }),
  }));
  const drops = corners
    .filter(({ events, years }) => events > 0 && years <= endYears)
    .map(({ events: _events, ...step }) => step);
  const steps = drops[0]?.years === 0 ? drops : [start, ...drops];
  const last = steps.at(-1) ?? start;
  const end = Math.min(endYears, toYears(curve.lastTime ?? 0));
  const { atRisk: _, ...level } = last;
  return end > last.years ? [...steps, { ...level, years: end }] : steps;
}

function censorMarks(curve: SurvivalCurve, endYears: number): CensorMark[] {
  return Array.from(curve.time, (days, row) => ({
    years: toYears(days),
    percent: 100 * (curve.survival[row] ?? 0),
    count: curve.censored[row] ?? 0,
  })).filter(({ years, count }) => count > 0 && years <= endYears);
}

function riskColumns(table: EventTable, ticks: readonly number[]): RiskColumn[] {
  return riskTable(table, ticks.map(toDays)).map(({ atRisk, eventsBefore, censoredBefore }, i) => ({
    years: ticks[i] ?? 0,
    atRisk,
    eventsBefore,
    censoredBefore,
  }));
}

/** Numbers of 1 to 4 are withheld, and with one of them so much of its column that it is no difference of the others. */
function withheld({ years, atRisk, eventsBefore, censoredBefore }: RiskColumn, closedAfter: number | null): RiskColumn {
  if (isClosed(toDays(years), closedAfter)) return { years, atRisk: null, eventsBefore: null, censoredBefore: null };
  const gone = [eventsBefore, censoredBefore].some((count) => withoutSmall(count) === null);
  return withoutSmall(atRisk) === null
    ? { years, atRisk: null, eventsBefore: null, censoredBefore: null }
    : { years, atRisk, eventsBefore: gone ? null : eventsBefore, censoredBefore: gone ? null : censoredBefore };
}

function withoutSmall(count: RiskCount): RiskCount {
  return count === null || isSmall(count) ? null : count;
}

function isClosed(days: number, closedAfter: number | null): boolean {
  return closedAfter !== null && days > closedAfter;
}

type Times = ObservedCounts['times'];

/**
 * Observations as a guarded reader may see them: in whole months, and those that go on after the last exit with enough at
 * risk censored there.
 */
export function guardedTimes(times: Times): { times: Times; closedAfter: number | null } {
  const months = byMonth(times);
  const last = lastOpenMonth(months);
  if (months.at(-1)?.timeDays === last) return { times: months, closedAfter: null };
  const open = months.filter(({ timeDays }) => timeDays < last);
  const end = months.find(({ timeDays }) => timeDays === last) ?? { timeDays: last, events: 0, censored: 0 };
  const later = months.filter(({ timeDays }) => timeDays > last).reduce((sum, month) => sum + leaving(month), 0);
  return { times: [...open, { ...end, censored: end.censored + later }], closedAfter: last };
}

/** The last month before which enough were at risk; where there never were, the time zero. */
function lastOpenMonth(months: Times): number {
  let atRisk = 0;
  const last = months.findLast((month) => {
    atRisk += leaving(month);
    return atRisk >= MINIMUM_COHORT;
  });
  return last?.timeDays ?? 0;
}

function leaving({ events, censored }: Times[number]): number {
  return events + censored;
}

/** In whole months, one row each. */
function byMonth(times: Times): Times {
  const months = new Map<number, { timeDays: number; events: number; censored: number }>();
  for (const { timeDays, events, censored } of times) {
    const month = inWholeMonths(timeDays);
    const sum = months.get(month) ?? { timeDays: month, events: 0, censored: 0 };
    months.set(month, { timeDays: month, events: sum.events + events, censored: sum.censored + censored });
  }
  return [...months.values()];
}

function inWholeMonths(days: number): number {
  return Math.round((12 * days) / DAYS_PER_YEAR) * (DAYS_PER_YEAR / 12);
}

/** The exit after which fewer than THIN_BELOW remain, in years; 0 where there never were more. */
function thinFrom({ size, time, atRisk, events, censored }: EventTable): number | null {
  if (size < THIN_BELOW) return 0;
  const row = time.findIndex((_, i) => (atRisk[i] ?? 0) - (events[i] ?? 0) - (censored[i] ?? 0) < THIN_BELOW);
  return row < 0 ? null : toYears(time[row] ?? 0);
}

/** The median of a curve in years. */
export function medianReading(curve: SurvivalCurve): MedianReading {
  const { estimate, lower, upper } = medianSurvival(curve);
  const inYears = (days: number | null): number | null => (days === null ? null : toYears(days));
  return { years: inYears(estimate), low: inYears(lower), high: inYears(upper) };
}

function inPercent({ lower, upper }: ReturnType<typeof toldLimits>): Pick<HorizonReading, 'low' | 'high'> {
  return { low: asPercent(lower), high: asPercent(upper) };
}

function asPercent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}
