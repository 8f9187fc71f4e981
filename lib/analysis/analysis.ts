import { fitCox, type CoxFit } from '@/lib/survival/cox/fit';
import { proportionalHazardsTest, type ProportionalHazardsTest } from '@/lib/survival/cox/proportional-hazards-test';
import { incidenceOfTable } from '@/lib/survival/competing/cumulative-incidence';
import type { EventTable } from '@/lib/survival/data/event-table';
import { eventTables } from '@/lib/survival/data/event-table-building';
import { grayTestOfTables, type GrayTest } from '@/lib/survival/competing/gray-test';
import { kaplanMeierOfTable } from '@/lib/survival/curves/kaplan-meier';
import { logRankOfTables, type LogRankResult } from '@/lib/survival/tests/log-rank/log-rank';
import { adjustPValues } from '@/lib/survival/tests/p-value-adjustment';
import { checkObservations } from '@/lib/survival/data/observations';
import { ownAxis, usualTimes, type OwnAxis } from './axis';
import type { TimeUnit } from './choice';
import { ownCurve, ownIncidence, type OwnCurve, type OwnIncidence } from './curves';
import type { OwnObservations } from './reading';

/** Two groups compared by the log-rank test; `adjusted` by Holm over all pairs that could be tested. */
export type OwnPair = Readonly<{ first: string; second: string; test: LogRankResult; adjusted: number | null }>;

/** Hazard ratios of all groups against the reference, and the check of proportional hazards. */
export type OwnCox = Readonly<{ reference: string; fit: CoxFit; hazards: ProportionalHazardsTest | null }>;

/** One cause of several: incidences by group, Gray's test and the cause-specific hazard ratios. */
export type OwnCause = Readonly<{
  name: string;
  groups: readonly OwnIncidence[];
  gray: GrayTest | null;
  cox: OwnCox | null;
}>;

/**
 * The whole analysis as plain numbers. `curves` count every cause as the event: what they show is survival free of any.
 * `causes` is empty with a single cause.
 */
export type OwnAnalysis = Readonly<{
  unit: TimeUnit;
  axis: OwnAxis;
  times: readonly number[];
  causeNames: readonly string[];
  endpoint: OwnObservations['endpoint'];
  /** whether patients came under observation after time 0 */
  delayedEntry: boolean;
  /** groups that the reader left out of the figure */
  notShown: OwnObservations['notShown'];
  curves: readonly OwnCurve[];
  logRank: LogRankResult | null;
  pairs: readonly OwnPair[];
  cox: OwnCox | null;
  causes: readonly OwnCause[];
}>;

/** Kaplan–Meier curves with log-log limits, tests and models of the read rows; `times` null: where the axis has its ticks. */
export function analyseOwnData(
  observations: OwnObservations,
  unit: TimeUnit,
  times: readonly number[] | null,
): OwnAnalysis {
  const { event, groups, causes } = observations;
  const any = event.map((code) => (code > 0 ? 1 : 0));
  const tables = tablesOf(observations, any, 1).slice(0, groups.length);
  const last = Math.max(0, ...tables.map((table) => table.time.at(-1) ?? 0));
  const axis = ownAxis(last, unit);
  const readAt = times ?? usualTimes(axis, last);
  const several = tables.filter(({ size }) => size > 0).length > 1;
  return {
    unit,
    axis,
    times: readAt,
    causeNames: causes,
    endpoint: observations.endpoint,
    delayedEntry: observations.start !== null,
    notShown: observations.notShown,
    curves: groups.flatMap((name, i) => {
      const table = tables[i];
      return table === undefined || table.size === 0
        ? []
        : [ownCurve(name, table, kaplanMeierOfTable(table), axis.ticks, readAt)];
    }),
    logRank: several ? logRankOfTables([tables]) : null,
    pairs: several ? pairsOf(groups, tables) : [],
    cox: several ? coxOf(observations, any) : null,
    causes: causes.length < 2 ? [] : causesOf(observations, readAt, several),
  };
}

function tablesOf({ time, start, group, subject }: OwnObservations, event: Uint8Array, causes: number): EventTable[] {
  const optional = {
    ...(start === null ? {} : { start }),
    ...(group === null ? {} : { group }),
    ...subjectOf(subject),
  };
  return eventTables(checkObservations({ time, event, ...optional }, causes));
}

function subjectOf(subject: OwnObservations['subject']): { subject?: Int32Array } {
  return subject === null ? {} : { subject: subject.codes };
}

/** Every pair of groups, where there are more than two. */
function pairsOf(groups: readonly string[], tables: readonly EventTable[]): OwnPair[] {
  const used = groups.flatMap((name, i) =>
    tables[i] === undefined || tables[i].size === 0 ? [] : [{ name, table: tables[i] }],
  );
  if (used.length < 3) return [];
  const pairs = used.flatMap((first, i) =>
    used.slice(i + 1).map((second) => ({
      first: first.name,
      second: second.name,
      test: logRankOfTables([[first.table, second.table]]),
    })),
  );
  const adjusted = adjustPValues(
    pairs.flatMap(({ test }) => test.p ?? []),
    'holm',
  ).values();
  return pairs.map((pair) => ({ ...pair, adjusted: pair.test.p === null ? null : (adjusted.next().value ?? null) }));
}

/** Cox model of the groups as 0/1 columns against the reference, or the first that has rows where the reference has none. */
function coxOf({ time, start, group, groups, reference, subject }: OwnObservations, event: Uint8Array): OwnCox | null {
  if (group === null) return null;
  const present = groups.flatMap((name, code) => (group.includes(code) ? [{ name, code }] : []));
  const against = present.find(({ code }) => code === reference) ?? present[0];
  const covariates = present
    .filter(({ code }) => code !== against?.code)
    .map(({ name, code }) => ({ name, values: Float64Array.from(group, (own) => (own === code ? 1 : 0)) }));
  const data = { time, event, covariates, ...(start === null ? {} : { start }), ...subjectOf(subject) };
  const fit = fitCox(data, { concordance: false });
  return {
    reference: against?.name ?? '',
    fit,
    hazards: fit.notEstimable === null ? proportionalHazardsTest(data, fit, 'km') : null,
  };
}

function causesOf(observations: OwnObservations, times: readonly number[], several: boolean): OwnCause[] {
  const { event, groups, causes, start } = observations;
  const tables = tablesOf(observations, event, causes.length);
  const curves = tables.map((table) => incidenceOfTable(table));
  // Gray's test is not defined with delayed entry.
  const tests = several && start === null ? grayTestOfTables([tables]) : [];
  return causes.map((name, i) => {
    const cause = i + 1;
    return {
      name,
      groups: groups.flatMap((groupName, g) => {
        const own = curves[g];
        return own === undefined || own.n === 0 ? [] : [ownIncidence(groupName, own, cause, times)];
      }),
      gray: tests.find((test) => test.cause === cause) ?? null,
      cox: several
        ? coxOf(
            observations,
            event.map((code) => (code === cause ? 1 : 0)),
          )
        : null,
    };
  });
}
