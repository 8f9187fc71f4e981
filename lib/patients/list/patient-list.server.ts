import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { managedSites, readableSites, type Viewer } from '../../access/policy';
import { asViewer, type Transaction } from '../../db.server';
import { toDay } from '../calendar';
import { serverDay } from '../changes.server';
import { COURSE_SELECT, KMT2A_SQL, toCourse } from '../course.server';
import type { MissingCodes } from '../entry/missing-codes';
import { toRow, type PatientFilter, type PatientRow, type RowCheck } from '../filter';
import { areAllKept } from '../observations/keep.server';
import { STALE_AFTER_DAYS } from '../rules/find-findings';
import {
  checkedSql,
  countUnchecked,
  HAS_ERRORS,
  HAS_NO_ERRORS,
  readChecks,
  renewChecks,
  UNCHECKED,
} from '../rules/patient-checks.server';

/** Rows of one page of the list. */
export const PAGE_ROWS = 50;

export type PatientList = {
  /** Of the page asked for; the last page where there are fewer. */
  rows: PatientRow[];
  page: number;
  pages: number;
  /** Patients that the filter leaves, with how many of them had an event, and died. */
  found: number;
  events: number;
  deaths: number;
  /** Patients of the viewer's sites. */
  all: number;
  /** Of them, where the filter asks what the rules say: those not checked yet, whom it can therefore miss. */
  unchecked: number;
  /** What can be chosen from: years of diagnosis, latest first, and protocols. */
  years: number[];
  protocols: string[];
};

/** `withinMs`: how long a question may make checks anew. */
type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string; withinMs?: number };

const NOTHING: PatientList = {
  ...{ rows: [], page: 1, pages: 1, found: 0, events: 0, deaths: 0, all: 0, unchecked: 0 },
  ...{ years: [], protocols: [] },
};

/**
 * One page of the patients of the viewer's sites. PostgreSQL searches, filters, counts and sorts; what a row shows of its
 * outcomes is derived from the whole course, as everywhere.
 */
export async function findPatientList(
  viewer: Viewer,
  filter: PatientFilter,
  options: Options = {},
): Promise<PatientList> {
  const { today = serverDay(), ...rest } = options;
  const sites = readableSites(viewer).map((site) => site.siteId);
  if (sites.length === 0) return NOTHING;
  // What is counted and what it is counted from, as of one moment.
  const count = (): Promise<Page & { unchecked: number }> =>
    asViewer(
      viewer,
      async (tx) => {
        const unchecked = asksRules(filter) ? await countUnchecked(tx, sites, today) : 0;
        return { unchecked, ...(await findPage(tx, sites, filter, today)) };
      },
      { ...rest, snapshot: true },
    );
  const first = await count();
  if (first.unchecked > 0) await renewChecks(viewer, sites, today, rest);
  const { ids, ...counts } = first.unchecked > 0 ? await count() : first;
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await readRows(tx, ids, today);
      const choices = await tx.$queryRaw<{ year: number; protocol: string | null; patients: number }[]>`
        SELECT extract(year FROM diagnosis_date)::int AS year, protocol_slug AS protocol, count(*)::int AS patients
        FROM patient WHERE site_id = ANY (${sites}::uuid[]) GROUP BY 1, 2`;
      return {
        ...{ ...counts, rows, pages: Math.max(1, Math.ceil(counts.found / PAGE_ROWS)) },
        all: choices.reduce((sum, { patients }) => sum + patients, 0),
        years: [...new Set(choices.map(({ year }) => year))].sort((a, b) => b - a),
        protocols: [...new Set(choices.flatMap(({ protocol }) => protocol ?? []))].sort(),
      };
    },
    rest,
  );
}

/** Rows read by one question: so many courses fit into memory and into the time of a transaction. */
const BATCH = 5000;

/** Every row that a filter leaves, in its order and without pages. */
export async function findAllRows(viewer: Viewer, filter: PatientFilter, options: Options = {}): Promise<PatientRow[]> {
  const { today = serverDay() } = options;
  return inBatches(viewer, filter, options, (tx, ids) => readRows(tx, ids, today));
}

/** What `read` makes of every patient that a filter leaves within the sites that the viewer enters for, in its order. */
export async function inBatches<Row>(
  viewer: Viewer,
  filter: PatientFilter,
  options: Options,
  read: (tx: Transaction, ids: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const { today = serverDay(), ...rest } = options;
  const sites = managedSites(viewer).map((site) => site.siteId);
  if (sites.length === 0) return [];
  await renewWhereAsked(viewer, sites, filter, today, rest);
  const ids = await asViewer(
    viewer,
    async (tx) => {
      const wanted = wantedSql(sites, filter, today, await areAllKept(tx, sites));
      return tx.$queryRaw<{ id: string }[]>`${wanted} SELECT id FROM wanted ORDER BY ${orderSql(filter)}`;
    },
    { ...rest, snapshot: true },
  );
  const found: Row[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const wanted = ids.slice(from, from + BATCH).map(({ id }) => id);
    found.push(...(await asViewer(viewer, (tx) => read(tx, wanted), rest)));
  }
  return found;
}

function asksRules({ risk, errors }: PatientFilter): boolean {
  return risk !== undefined || errors !== undefined;
}

/** What the rules say of the patients, where the filter asks for it; as far as a request has the time. */
async function renewWhereAsked(
  viewer: Viewer,
  sites: readonly string[],
  filter: PatientFilter,
  today: string,
  options: Omit<Options, 'today'>,
): Promise<void> {
  if (asksRules(filter)) await renewChecks(viewer, sites, today, options);
}

/** The rows of these patients, in this order. */
async function readRows(tx: Transaction, ids: readonly string[], today: string): Promise<PatientRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.patient.findMany({ where: { id: { in: [...ids] } }, select: ROW_SELECT });
  const checks = new Map((await readChecks(tx, ids, today)).map(({ id, ...check }) => [id, check]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const [row, check] = [byId.get(id), checks.get(id)];
    return row === undefined || check === undefined ? [] : [asRow(row, check)];
  });
}

type Page = Pick<PatientList, 'found' | 'events' | 'deaths' | 'page'> & { ids: string[] };

/** The ids of the page asked for in their order, and the counts over all pages; beyond the last page, that page. */
async function findPage(
  tx: Transaction,
  sites: readonly string[],
  filter: PatientFilter,
  today: string,
): Promise<Page> {
  const wanted = wantedSql(sites, filter, today, await areAllKept(tx, sites));
  type Row = { id: string; found: number; events: number; deaths: number };
  const rows = await tx.$queryRaw<Row[]>`${wanted}
    SELECT id, count(*) OVER ()::int AS found, count(first_event) OVER ()::int AS events, count(death) OVER ()::int AS deaths
    FROM wanted ORDER BY ${orderSql(filter)} LIMIT ${PAGE_ROWS} OFFSET ${(filter.page - 1) * PAGE_ROWS}`;
  const [first] = rows;
  if (first !== undefined) {
    const { found, events, deaths } = first;
    return { found, events, deaths, page: filter.page, ids: rows.map(({ id }) => id) };
  }
  if (filter.page === 1) return { ids: [], found: 0, events: 0, deaths: 0, page: 1 };
  const [counted] = await tx.$queryRaw<{ found: number }[]>`${wanted} SELECT count(*)::int AS found FROM wanted`;
  return findPage(tx, sites, { ...filter, page: Math.max(1, Math.ceil((counted?.found ?? 0) / PAGE_ROWS)) }, today);
}

const ROW_SELECT = {
  ...COURSE_SELECT,
  features: { select: { ...COURSE_SELECT.features.select, wbc: true, cns: true } },
  pseudonym: true,
  sex: true,
  protocolSlug: true,
  protocolArm: true,
  missingCodes: true,
  site: { select: { code: true, madeUp: true } },
} satisfies Prisma.PatientSelect;

function asRow(row: Prisma.PatientGetPayload<{ select: typeof ROW_SELECT }>, check: RowCheck): PatientRow {
  return toRow(toCourse(row), {
    pseudonym: row.pseudonym,
    protocolSlug: row.protocolSlug,
    siteCode: row.site.code,
    protocolArm: row.protocolArm,
    kmt2aPartner: row.features?.kmt2aPartner ?? null,
    sex: row.sex,
    wbc: row.features?.wbc ?? null,
    cns: row.features?.cns ?? null,
    missingCodes: row.missingCodes as MissingCodes,
    check,
  });
}

/**
 * The patients that a filter leaves, as a table `wanted` with what the list sorts by. Times as `deriveObservation` gives
 * them from diagnosis: to the first event, to the death, or to the last of all dates.
 */
function wantedSql(sites: readonly string[], filter: PatientFilter, today: string, isKept: boolean): Prisma.Sql {
  const { courses, join, days } = isKept ? KEPT_COURSES : readCourses(sites);
  const features = filter.kmt2a !== undefined || filter.partner !== undefined;
  return Prisma.sql`WITH ${courses}
    listed AS (
      SELECT p.id, p.pseudonym, p.age_days, p.diagnosis_date, ${days}
      FROM patient p ${join}
      ${features ? Prisma.sql`LEFT JOIN diagnosis_features f ON f.patient_id = p.id` : Prisma.empty}
      ${asksRules(filter) ? checkedSql(today) : Prisma.empty}
      ${filter.state === undefined ? Prisma.empty : Prisma.sql`LEFT JOIN patient_state s ON s.patient_id = p.id`}
      WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND ${Prisma.join(patientConditions(filter), ' AND ')}),
    wanted AS (SELECT * FROM listed WHERE ${Prisma.join(courseConditions(filter, today), ' AND ')})`;
}

type Courses = Readonly<{ courses: Prisma.Sql; join: Prisma.Sql; days: Prisma.Sql }>;

/** From what is kept of every patient. */
const KEPT_COURSES: Courses = {
  courses: Prisma.empty,
  join: Prisma.sql`LEFT JOIN patient_observation o ON o.patient_id = p.id`,
  days: Prisma.sql`
    p.diagnosis_date + least(o.failure_day, o.relapse_day, o.malignancy_day, o.death_day) AS first_event,
    p.diagnosis_date + o.death_day AS death, p.diagnosis_date + o.contact_day AS last_contact,
    coalesce(least(o.failure_day, o.relapse_day, o.malignancy_day, o.death_day), o.contact_day) AS efs_days,
    coalesce(o.death_day, o.contact_day) AS os_days`,
};

/** From the records, where that is not kept of everybody. */
function readCourses(sites: readonly string[]): Courses {
  const of = (table: string, dates: string): Prisma.Sql =>
    Prisma.raw(`SELECT patient_id, max(${dates}) AS day FROM ${table}`);
  const here = Prisma.sql`WHERE site_id = ANY (${[...sites]}::uuid[])`;
  const courses = [
    of('follow_up', 'date'),
    of('mrd_measurement', 'date'),
    of('treatment', 'coalesce(greatest(start_date, end_date), start_date)'),
    of('transplant', 'date'),
    of('response', 'remission_date'),
    of('clinical_event', 'greatest(date, remission_date)'),
  ].map((select) => Prisma.sql`${select} ${here} GROUP BY patient_id`);
  return {
    courses: Prisma.sql`
    event AS (SELECT patient_id, min(date) AS first_event, min(date) FILTER (WHERE kind = 'death') AS death
              FROM clinical_event ${here} GROUP BY patient_id),
    contact AS (SELECT patient_id, max(day) AS day FROM (${Prisma.join(courses, ' UNION ALL ')}) AS dated GROUP BY patient_id),`,
    join: Prisma.sql`LEFT JOIN event e ON e.patient_id = p.id LEFT JOIN contact d ON d.patient_id = p.id`,
    days: Prisma.sql`e.first_event, e.death, greatest(d.day, p.diagnosis_date) AS last_contact,
             coalesce(e.first_event, greatest(d.day, p.diagnosis_date)) - p.diagnosis_date AS efs_days,
             coalesce(e.death, greatest(d.day, p.diagnosis_date)) - p.diagnosis_date AS os_days`,
  };
}

const ALWAYS = Prisma.sql`TRUE`;
const KMT2A = {
  ...KMT2A_SQL,
  unknown: Prisma.sql`(f.kmt2a IS NULL AND ${KMT2A_SQL.rearranged} IS NOT TRUE)`,
} as const;

const ERRORS = { open: HAS_ERRORS, none: HAS_NO_ERRORS, unchecked: UNCHECKED } as const;

function patientConditions(filter: PatientFilter): Prisma.Sql[] {
  const { q, kmt2a, year, protocol, partner, event, risk, errors, state } = filter;
  return [
    ALWAYS,
    ...(q === '' ? [] : [Prisma.sql`strpos(lower(p.pseudonym), lower(${q})) > 0`]),
    ...(kmt2a === undefined ? [] : [KMT2A[kmt2a]]),
    ...(protocol === undefined ? [] : [Prisma.sql`p.protocol_slug = ${protocol}`]),
    ...(partner === undefined ? [] : [Prisma.sql`f.kmt2a_partner = ${partner}`]),
    ...(event === undefined
      ? []
      : [Prisma.sql`EXISTS (SELECT FROM clinical_event k WHERE k.patient_id = p.id AND k.kind = ${event})`]),
    ...(risk === undefined
      ? []
      : [
          risk === 'none'
            ? Prisma.sql`(c.risk_group IS NULL AND NOT ${UNCHECKED})`
            : Prisma.sql`c.risk_group = ${risk}`,
        ]),
    ...(errors === undefined ? [] : [ERRORS[errors]]),
    ...(state === undefined ? [] : [Prisma.sql`coalesce(s.state, 'draft') = ${state}`]),
    ...(year === undefined
      ? []
      : [Prisma.sql`p.diagnosis_date BETWEEN ${toDay(`${year}-01-01`)}::date AND ${toDay(`${year}-12-31`)}::date`]),
  ];
}

const STATUS = {
  'event-free': Prisma.sql`first_event IS NULL`,
  event: Prisma.sql`first_event IS NOT NULL`,
  alive: Prisma.sql`death IS NULL`,
  died: Prisma.sql`death IS NOT NULL`,
} as const;

function courseConditions({ status, stale }: PatientFilter, today: string): Prisma.Sql[] {
  return [
    ALWAYS,
    ...(status === undefined ? [] : [STATUS[status]]),
    ...(stale ? [Prisma.sql`death IS NULL AND ${toDay(today)}::date - last_contact > ${STALE_AFTER_DAYS}`] : []),
  ];
}

const ORDER: Readonly<Record<PatientFilter['sort'], Prisma.Sql>> = {
  pseudonym: Prisma.sql`pseudonym COLLATE natural_order`,
  diagnosis: Prisma.sql`diagnosis_date`,
  age: Prisma.sql`age_days`,
  efs: Prisma.sql`efs_days`,
  os: Prisma.sql`os_days`,
  'last-contact': Prisma.sql`last_contact`,
};

function orderSql({ sort, down }: PatientFilter): Prisma.Sql {
  return Prisma.sql`${ORDER[sort]} ${Prisma.raw(down ? 'DESC' : 'ASC')}, pseudonym COLLATE natural_order, id`;
}
