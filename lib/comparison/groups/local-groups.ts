import { analyseOwnData, type OwnAnalysis } from '@/lib/analysis/analysis';
import {
  daysBetween,
  deriveObservation,
  timeZeroDate,
  type EndpointDefinition,
  type EventKind,
  type Observation,
  type PatientCourse,
} from '@/lib/patients/timeline';
import { eventTables } from '@/lib/survival/data/event-table-building';
import { checkObservations } from '@/lib/survival/data/observations';
import type { Contrast } from '@/lib/survival/contrast';
import { compareRestrictedMeans, restrictedMean } from '@/lib/survival/curves/restricted-mean';
import { kaplanMeierOfTable } from '@/lib/survival/curves/kaplan-meier';
import { toYears } from '../years';
import { conditionDate, failureDate, LANDMARK_DAYS } from './condition';
import { isCondition, membership, orderOf, type Condition, type GroupFacts, type Grouping } from './groupings';
import { timeDependent, type TimeDependent } from './time-dependent';

/** More groups are no picture; the smallest are joined. */
const MOST_GROUPS = 6;

/** First events of an endpoint, in the order in which their incidences are shown. */
export const CAUSES = [
  'relapse',
  'death-in-remission',
  'death-before-remission',
  'induction-failure',
  'second-malignancy',
  // Where only death is an event, it does not compete with itself.
  'death',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Why a child is in no group. */
export type LeftOutReason =
  | 'no-observation'
  | 'not-recorded'
  | 'no-allocation-day'
  | 'ended-before'
  | 'before-landmark';

/** Restricted mean survival of a group less that of the first, years. */
export type MeanDifference = Readonly<{ group: string; reference: string; tauYears: number; difference: Contrast }>;

/** The cohort by groups: curves, tests, models and incidences of the engine, names as codes. */
export type LocalGroups = Readonly<{
  by: Grouping;
  analysis: OwnAnalysis;
  means: readonly MeanDifference[];
  /** beside the landmark; null where the groups are by nothing that begins later, or it ends the observation */
  condition: TimeDependent | null;
  leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** of those without an observation: who died, and of the others who had an induction failure */
  neverReached: Readonly<{ died: number; failed: number }>;
  /** the kinds of first events that occurred, in the order of the analysis */
  causes: readonly Cause[];
  /** the groups that have children, in the order of the analysis */
  codes: readonly string[];
  /** what the analysis was made of, one row a child; `group` is a position in `codes` */
  rows: readonly GroupRow[];
}>;

/** One child's time in days and first event. */
export type GroupRow = Readonly<{ start: number; time: number; cause: Cause | null; group: number }>;

type Row = Readonly<{ start: number; time: number; cause: Cause | null; group: string }>;
/** Names of groups and causes in the reader's language. */
type Names = Readonly<{ group: (code: string) => string; cause: (code: Cause) => string }>;

/**
 * The courses by groups under a definition; null where no child is in any group. What was known at the beginning (age,
 * KMT2A, the response of day 8) makes groups from time zero. A group that is known only later is never given to the time
 * before: from an MRD measurement or the allocation of an arm on a child is at risk in its group (delayed entry), and by HSCT or
 * blinatumomab the cohort is divided at a landmark, among those still free of an event. Several kinds of first events are competing causes.
 */
export function localGroups(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
  definition: EndpointDefinition,
  by: Grouping,
  names: Names,
  times: readonly number[] | null = null,
): LocalGroups | null {
  const { rows, delayed, leftOut, neverReached } = rowsOf(courses, facts, definition, by);
  if (rows.length === 0) return null;
  const codes = groupCodes(rows, by);
  const causes = CAUSES.filter((cause) => rows.some((row) => row.cause === cause));
  const group = rows.map((row) => codes.indexOf(codes.includes(row.group) ? row.group : OTHERS));
  const time = Float64Array.from(rows, (row) => toYears(row.time));
  const start = delayed ? Float64Array.from(rows, (row) => toYears(row.start)) : null;
  const event = Uint8Array.from(rows, ({ cause }) => (cause === null ? 0 : causes.indexOf(cause) + 1));
  const analysis = analyseOwnData(
    {
      time,
      start,
      event,
      group: Int32Array.from(group),
      subject: null,
      groups: codes.map(names.group),
      reference: 0,
      causes: causes.map(names.cause),
      endpoint: { known: ENDPOINT_NAMES[definition.endpoint], name: definition.endpoint },
      rows: rows.length,
      problems: [],
      problemCounts: {},
      leftOut: 0,
      notChosen: 0,
      notShown: [],
      remarks: [],
    },
    'years',
    times,
  );
  return {
    by,
    analysis,
    condition: isCondition(by) ? timeDependent(courses, facts, definition, by) : null,
    means: delayed ? [] : meanDifferences(time, event, group, codes.map(names.group)),
    leftOut,
    neverReached,
    causes,
    codes,
    rows: rows.map((row, i) => ({ ...row, group: group[i] ?? 0 })),
  };
}

type Rows = Pick<LocalGroups, 'leftOut' | 'neverReached'> & Readonly<{ rows: readonly Row[]; delayed: boolean }>;

/** The children of the groups, and why the others are in none. */
function rowsOf(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
  definition: EndpointDefinition,
  by: Grouping,
): Rows {
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  const neverReached = { died: 0, failed: 0 };
  const leave = (reason: LeftOutReason, count: number): void => void (leftOut[reason] = (leftOut[reason] ?? 0) + count);
  const found = courses.flatMap((course): Row[] => {
    const row = rowOf(course, facts.get(course.patientId), definition, by);
    if (typeof row !== 'string') return [row];
    leave(row, 1);
    if (row === 'no-observation') countNever(course, neverReached);
    return [];
  });
  const delayed = found.some(({ start }) => start > 0);
  // Where some enter later, being at risk begins after the day of entry: whose time ends on time zero itself was never at risk.
  const rows = delayed ? found.filter(({ time }) => time > 0) : found;
  if (rows.length < found.length) leave('ended-before', found.length - rows.length);
  return { rows, delayed, leftOut, neverReached };
}

function countNever({ events }: PatientCourse, never: { died: number; failed: number }): void {
  const had = (kind: EventKind): boolean => events.some((event) => event.kind === kind);
  if (had('death')) never.died += 1;
  else if (had('induction-failure')) never.failed += 1;
}

const ENDPOINT_NAMES = { EFS: 'efs', OS: 'os', DFS: 'dfs', RFS: 'rfs' } as const;
/** Code of the group in which the smallest are joined. */
const OTHERS = 'others';

function rowOf(
  course: PatientCourse,
  facts: GroupFacts | undefined,
  definition: EndpointDefinition,
  by: Grouping,
): Row | LeftOutReason {
  const observation = deriveObservation(course, definition);
  const zero = timeZeroDate(course, definition.timeZero);
  if (observation === null || zero === null) return 'no-observation';
  const row = { start: 0, time: observation.timeDays, cause: causeOf(observation, course, definition) };
  const dayOf = (date: string | null | undefined): number =>
    date === null || date === undefined ? 0 : Math.max(0, daysBetween(zero, date));
  const entry = dayOf(facts?.cohortSince);
  if (entry > 0 && entry >= observation.timeDays) return 'ended-before';
  if (isCondition(by)) return landmarkRow(row, course, facts, { by, zero, entry });
  const own = facts === undefined ? null : membership(facts, by);
  if (own === null) return by === 'arm' && typeof facts?.arm === 'string' ? 'no-allocation-day' : 'not-recorded';
  const start = Math.max(entry, dayOf(own.since));
  if (own.since !== null && start > 0 && start >= observation.timeDays) return 'ended-before';
  return { ...row, start, group: own.group };
}

/**
 * The group at the landmark, with time from there; who had an event by then, or whose leukaemia had failed where the endpoint
 * counts deaths alone, is in neither: it was no longer open to which of the two groups the child would belong.
 */
function landmarkRow(
  row: Omit<Row, 'group'>,
  course: PatientCourse,
  facts: GroupFacts | undefined,
  { by, zero, entry }: Readonly<{ by: Condition; zero: string; entry: number }>,
): Row | LeftOutReason {
  const landmark = LANDMARK_DAYS[by];
  const failed = failureDate(course);
  if (row.time <= landmark || (failed !== null && daysBetween(zero, failed) <= landmark)) return 'before-landmark';
  const begun = conditionDate(course, facts, by);
  const group = begun !== null && daysBetween(zero, begun) <= landmark ? by : (`no-${by}` as const);
  return { ...row, start: Math.max(0, entry - landmark), time: row.time - landmark, group };
}

function causeOf(
  { event, decidedBy }: Observation,
  { remissionDate }: PatientCourse,
  { endpoint }: EndpointDefinition,
): Cause | null {
  if (!event || decidedBy.type !== 'event') return null;
  if (decidedBy.kind !== 'death') return decidedBy.kind;
  if (endpoint === 'OS') return 'death';
  return remissionDate !== null && remissionDate <= decidedBy.date ? 'death-in-remission' : 'death-before-remission';
}

/** The codes that have rows, in their order, or by size where they are names; the smallest of many are joined. */
function groupCodes(rows: readonly Row[], by: Grouping): string[] {
  const sizes = new Map<string, number>();
  for (const { group } of rows) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const order = orderOf(by);
  if (order !== null) return order.filter((code) => sizes.has(code));
  const bySize = [...sizes].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name]) => name);
  const shown = bySize.length <= MOST_GROUPS ? bySize : bySize.slice(0, MOST_GROUPS - 1);
  // Years follow the calendar, whatever their sizes.
  const ordered = by === 'years' ? shown.toSorted() : shown;
  return bySize.length <= MOST_GROUPS ? ordered : [...ordered, OTHERS];
}

/** Up to the shorter of the two follow-ups, so that nothing is carried forward. */
function meanDifferences(
  time: Float64Array,
  event: Uint8Array,
  group: readonly number[],
  names: readonly string[],
): MeanDifference[] {
  const tables = eventTables(checkObservations({ time, event: event.map((code) => (code > 0 ? 1 : 0)), group }));
  const [first] = tables;
  const reference = names[0];
  if (first === undefined || reference === undefined) return [];
  const curve = kaplanMeierOfTable(first);
  return tables.slice(1).flatMap((table, i): MeanDifference[] => {
    const tauYears = Math.min(first.time.at(-1) ?? 0, table.time.at(-1) ?? 0);
    const name = names[i + 1];
    if (name === undefined || !(tauYears > 0)) return [];
    const means = [curve, kaplanMeierOfTable(table)].map((one) => restrictedMean(one, tauYears));
    const [own, other] = means;
    if (own === undefined || other === undefined) return [];
    return [{ group: name, reference, tauYears, difference: compareRestrictedMeans(own, other).difference }];
  });
}
