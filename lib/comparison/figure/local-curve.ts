import { deriveObservation, observationBounds, type PatientCourse } from '@/lib/patients/timeline';
import { eventTables } from '@/lib/survival/data/event-table-building';
import type { EventTable } from '@/lib/survival/data/event-table';
import { kaplanMeierOfTable, type SurvivalCurve } from '@/lib/survival/curves/kaplan-meier';
import { checkObservations } from '@/lib/survival/data/observations';
import { riskTable } from '@/lib/survival/curves/risk-table';
import { survivalAtTimes } from '@/lib/survival/curves/survival-at-times';
import { medianSurvival } from '@/lib/survival/curves/survival-quantiles';
import type { CensorMark, CurveStep, LocalDescription, LocalSeries, RiskColumn } from './figure-model';
import type { HorizonReading, MedianReading, RiskCount } from './horizon-reading';
import { completenessOf } from './completeness';
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
  /** Days after which the curve is closed to a guarded reader, because few remained; null: it is shown to its end. */
  closedAfter: number | null;
  /** Completeness index of follow-up, a share; null where it is not defined, or closed to the reader. */
  completeness: number | null;
  description: LocalDescription;
}>;

/** What the reader chose of the local patients, beyond what their courses say; `guarded`: a reader who may not see them. */
export type LocalChoice = Readonly<{ siteNames: readonly string[]; kmt2a: 'r' | 'g' | 'all'; guarded: boolean }>;

/**
 * Kaplan–Meier estimate of the courses under the definition, with 95 % log-log limits; null where no course has an
 * observation. Courses that never reached the time zero are counted, not dropped in silence. For a guarded choice every time
 * is rounded to the nearest whole month (a twelfth of a year), and the curve ends with the last exit before which at least
 * `MINIMUM_COHORT` were at risk: a step of a few children would tell how few they are.
 */
export function localCohort(
  courses: readonly PatientCourse[],
  { definition, definedBy }: LocalDefinition,
  choice: LocalChoice,
): LocalCohort | null {
  const observations = courses.flatMap((course) => deriveObservation(course, definition) ?? []);
  if (observations.length === 0) return null;
  const cut = choice.guarded ? guardedTimes(observations) : { observations, closedAfter: null };
  const checked = checkObservations({
    time: cut.observations.map(({ timeDays }) => timeDays),
    event: cut.observations.map(({ event }) => (event ? 1 : 0)),
  });
  const [table] = eventTables(checked);
  if (table === undefined) return null;
  const years = courses.map((course) => Number(course.diagnosisDate.slice(0, 4)));
  return {
    table,
    curve: kaplanMeierOfTable(table, { confidenceType: 'log-log', level: 0.95 }),
    withoutObservation: courses.length - observations.length,
    closedAfter: cut.closedAfter,
    completeness: choice.guarded ? null : completenessOf(courses, definition),
    description: {
      ...choice,
      endpoint: definition.endpoint,
      timeZero: definition.timeZero,
      countedEvents: definition.events,
      definedBy,
      departures: departures(definition),
      diagnosed: { from: Math.min(...years), to: Math.max(...years) },
      madeUp: courses.some((course) => course.madeUp),
      imputedDates: courses.filter((course) => observationBounds(course, definition) !== null).length,
      // A small count of them would tell a reader who may not see the patients something about single children.
      failureUndecided:
        definition.events.includes('induction-failure') && !choice.guarded
          ? courses.filter((course) => course.failureUndecided === true).length
          : 0,
    },
  };
}

/** The cohort as drawn on an axis of `endYears` with these ticks, read at these horizons (years, ascending). */
export function localSeries(
  cohort: LocalCohort,
  axis: { endYears: number; ticks: readonly number[] },
  horizons: readonly number[],
): LocalSeries {
  const { table, curve, description, withoutObservation, closedAfter } = cohort;
  const thin = thinFrom(table);
  return {
    description,
    n: table.size,
    events: curve.totalEvents,
    withoutObservation,
    steps: drawnSteps(curve, axis.endYears),
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
    low: asPercent(reading.lower),
    high: asPercent(reading.upper),
    atRisk: countAt(atRisk[i]?.atRisk ?? 0, toDays(horizons[i] ?? 0)),
    notEstimable: reading.notEstimable,
  }));

  function countAt(count: number, days: number): RiskCount {
    if (!description.guarded) return count;
    return isClosed(days, closedAfter) ? null : withoutSmall(count);
  }
}

function drawnSteps(curve: SurvivalCurve, endYears: number): CurveStep[] {
  const start: CurveStep = { years: 0, percent: 100, low: 100, high: 100 };
  const corners = Array.from(curve.time, (days, row): CurveStep & { events: number } => ({
    years: toYears(days),
    percent: 100 * (curve.survival[row] ?? 0),
    low: asPercent(curve.lower[row] ?? null),
    high: asPercent(curve.upper[row] ?? null),
    events: curve.events[row] ?? 0,
  }));
  const drops = corners
    .filter(({ events, years }) => events > 0 && years <= endYears)
    .map(({ events: _events, ...step }) => step);
  const steps = drops[0]?.years === 0 ? drops : [start, ...drops];
  const last = steps.at(-1) ?? start;
  const end = Math.min(endYears, toYears(curve.lastTime ?? 0));
  return end > last.years ? [...steps, { ...last, years: end }] : steps;
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

type Timed = Readonly<{ timeDays: number; event: boolean }>;

/**
 * Observations as a guarded reader may see them: in whole months, and those that go on after the last exit with enough at
 * risk censored there.
 */
function guardedTimes(observations: readonly Timed[]): { observations: readonly Timed[]; closedAfter: number | null } {
  const rounded = observations.map(({ timeDays, event }) => ({ timeDays: inWholeMonths(timeDays), event }));
  const times = rounded.map(({ timeDays }) => timeDays).sort((a, b) => a - b);
  const last = times.at(-MINIMUM_COHORT) ?? 0;
  if (times.at(-1) === last) return { observations: rounded, closedAfter: null };
  return {
    observations: rounded.map((one) => (one.timeDays > last ? { timeDays: last, event: false } : one)),
    closedAfter: last,
  };
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

function asPercent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}
