import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { visibleSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { fromReplica, type Reader } from '@/lib/replica.server';
import { sitesOf, whereOf, type CourseFilter } from '../course-filter.server';
import { COURSE_SELECT, toCourse } from '../course.server';
import { findInBatches } from '../records/batches.server';
import { EVENT_KINDS, type EndpointDefinition, type PatientCourse } from '../timeline';
import { isKeptByThisProgram, renewObservations } from './keep.server';
import { CONTACT, isKept, KEPT_COLUMNS } from './kept';
import { gatherObserved, observedRow, type ObservedCounts, type ObservedRow } from './observed';

/** So many courses are read beside what is kept; where more are due, all are read. */
const MOST_DUE = 1000;

type Options = { database?: PrismaClient };

/**
 * The patients whose curve this viewer may see, in whichever role, as counts by day: from what is kept of them, or where
 * the definition or the state of the program asks for more, from their courses. For curves only.
 */
export async function findObserved(
  viewer: Viewer,
  filter: CourseFilter,
  definition: EndpointDefinition,
  options: Options = {},
): Promise<ObservedCounts> {
  const madeUp = visibleSites(viewer).flatMap((site) => (site.madeUp ? [site.siteId] : []));
  const rows = await fromKept<ObservedRow>(viewer, filter, options, {
    kept: isKept(definition) ? (where) => observedSql(where, definition, madeUp) : null,
    derived: (course) => observedRow(course, definition),
  });
  return gatherObserved(rows);
}

/** The same patients under several definitions, of which what is kept does not tell: read once, from their courses. */
export async function findObservedUnder(
  viewer: Viewer,
  filter: CourseFilter,
  definitions: readonly EndpointDefinition[],
  options: Options = {},
): Promise<ObservedCounts[]> {
  const rows = await fromKept<ObservedRow[]>(viewer, filter, options, {
    kept: null,
    derived: (course) => definitions.map((definition) => observedRow(course, definition)),
  });
  return definitions.map((_, i) => gatherObserved(rows.flatMap((row) => row[i] ?? [])));
}

/** Patients of one site, year of diagnosis and KMT2A status who did, or did not, reach a remission. */
export type PatientGroup = Readonly<
  Pick<PatientCourse, 'siteId' | 'kmt2a' | 'diagnosisDate' | 'remissionDate'> & { patients: number }
>;

/** How many patients of each kind these sites have: what decides on how they may be told apart. */
export async function findGroups(viewer: Viewer, filter: CourseFilter, options: Options = {}): Promise<PatientGroup[]> {
  return fromKept<PatientGroup>(viewer, filter, options, {
    kept: (where) => Prisma.sql`
      SELECT site_id AS "siteId", kmt2a, diagnosed_in || '-01-01' AS "diagnosisDate",
             CASE WHEN cr_contact_day IS NULL THEN NULL ELSE diagnosed_in || '-01-01' END AS "remissionDate", count(*)::int AS patients
      FROM patient_observation WHERE ${where} GROUP BY 1, 2, 3, 4`,
    derived: ({ siteId, kmt2a, diagnosisDate, remissionDate }) => ({
      ...{ siteId, kmt2a, diagnosisDate, remissionDate, patients: 1 },
    }),
  });
}

type Sources<Row> = {
  /** Of rows that a condition leaves; null: what is kept does not tell. */
  kept: ((where: Prisma.Sql) => Prisma.Sql) | null;
  derived: (course: PatientCourse) => Row;
};

async function fromKept<Row>(
  viewer: Viewer,
  filter: CourseFilter,
  options: Options,
  { kept: keptOf, derived }: Sources<Row>,
): Promise<Row[]> {
  const reach = visibleSites(viewer).map((site) => site.siteId);
  const where = whereOf(filter, reach);
  if (where === null) return [];
  const sites = sitesOf(filter, reach);
  const kept = keptOf === null ? null : keptOf(keptSql(sites, filter));
  const asked = { ...options, purpose: 'aggregate' } as const;
  const readFrom: Reader = (work) => (options.database === undefined ? fromReplica(work) : work(options.database));
  const read = (also: boolean, database = options.database): Promise<Row[] | null> =>
    asViewer(viewer, (tx) => readKept(tx, sites, kept, also ? (ids) => deriveSome(tx, ids) : null), {
      ...asked,
      ...(database && { database }),
      snapshot: true,
    });
  const deriveSome = async (tx: Transaction, ids: string[]): Promise<Row[]> => {
    const due = { AND: [where, { id: { in: ids } }] };
    return (await tx.patient.findMany({ where: due, select: COURSE_SELECT })).map((row) => derived(toCourse(row)));
  };
  if (kept !== null) {
    const rows = await readFrom((database) => read(false, database));
    if (rows !== null) return rows;
    await renewObservations(viewer, sites, asked);
    const again = await read(true);
    if (again !== null) return again;
  }
  const courses = await readFrom((database) => findInBatches(COURSE_SELECT, { viewer, where, ...asked, database }));
  return courses.map((row) => derived(toCourse(row)));
}

/**
 * What is kept, with what `derive` makes of those of whom it is due; null where too many are, or where any is and nothing
 * derives it. In one snapshot, so that nobody is counted twice, or not at all, who is being saved meanwhile.
 */
async function readKept<Row>(
  tx: Transaction,
  sites: readonly string[],
  kept: Prisma.Sql | null,
  derive: ((ids: string[]) => Promise<Row[]>) | null,
): Promise<Row[] | null> {
  if (kept === null || !(await isKeptByThisProgram(tx))) return null;
  const due = await tx.$queryRaw<{ id: string }[]>`
    SELECT patient_id AS id FROM observation_due WHERE site_id = ANY (${[...sites]}::uuid[]) LIMIT ${MOST_DUE + 1}`;
  if (due.length > MOST_DUE || (due.length > 0 && derive === null)) return null;
  const rows = await tx.$queryRaw<Row[]>(kept);
  return derive === null ? rows : [...rows, ...(await derive(due.map(({ id }) => id)))];
}

/** The rows of a filter; a day of diagnosis in it is the first or the last of a year. */
function keptSql(sites: readonly string[], { kmt2a, diagnosedFrom, diagnosedTo }: CourseFilter): Prisma.Sql {
  const year = (day: string): number => Number(day.slice(0, 4));
  return Prisma.join(
    [
      Prisma.sql`site_id = ANY (${[...sites]}::uuid[])`,
      ...(kmt2a === undefined ? [] : [Prisma.sql`kmt2a = ${kmt2a}`]),
      ...(diagnosedFrom === undefined ? [] : [Prisma.sql`diagnosed_in >= ${year(diagnosedFrom)}`]),
      ...(diagnosedTo === undefined ? [] : [Prisma.sql`diagnosed_in <= ${year(diagnosedTo)}`]),
    ],
    ' AND ',
  );
}

type KeptDefinition = EndpointDefinition & { timeZero: keyof typeof KEPT_COLUMNS };

/** The observations under a definition, as `deriveObservation` gives them, counted by day: see `keptDays`. */
function observedSql(where: Prisma.Sql, { events, timeZero }: KeptDefinition, madeUp: string[]): Prisma.Sql {
  const columns = KEPT_COLUMNS[timeZero];
  const kinds = EVENT_KINDS.filter((kind) => events.includes(kind));
  const first = `least(${kinds.map((kind) => columns[kind]).join(', ')})`;
  // Of several events on one day the earlier kind decides, as there.
  const decided = kinds.map((kind) => `WHEN ${columns[kind]} = first THEN ${2 ** EVENT_KINDS.indexOf(kind)}`).join(' ');
  const imputed = `CASE WHEN first IS NULL THEN ${2 ** CONTACT} ${decided} END`;
  const contact = Prisma.raw(columns.contact);
  const diagnosed = Prisma.sql`(diagnosed_on - DATE '1970-01-01')`;
  const isMadeUp = madeUp.length === 0 ? Prisma.sql`false` : Prisma.sql`bool_or(site_id = ANY (${madeUp}::uuid[]))`;
  return Prisma.sql`
    SELECT coalesce(first, ${contact}) AS "timeDays", count(*)::int AS patients, count(first)::int AS events,
           min(diagnosed_in)::int AS "from", max(diagnosed_in)::int AS "to", ${isMadeUp} AS "madeUp",
           (count(*) FILTER (WHERE ${Prisma.raw(columns.imputed)} <> 0 AND ${Prisma.raw(columns.imputed)} & ${Prisma.raw(imputed)} <> 0))::int AS imputed,
           (count(*) FILTER (WHERE failure_undecided))::int AS undecided,
           count(death_day)::int AS died,
           (count(*) FILTER (WHERE death_day IS NULL AND failure_day IS NOT NULL))::int AS failed,
           coalesce(sum(${diagnosed} + contact_day - ${contact}) FILTER (WHERE first IS NULL AND ${contact} IS NOT NULL), 0)::float8 AS "censoredZeros",
           max(${diagnosed} + contact_day)::int AS "lastDay"
    FROM (SELECT *, ${Prisma.raw(first)} AS first FROM patient_observation) o WHERE ${where} GROUP BY 1`;
}
