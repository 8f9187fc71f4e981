import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { managedSites, readableSites, type Viewer } from '../../access/policy';
import { asViewer, type Transaction } from '../../db.server';
import { fromReplica } from '../../replica.server';
import { serverDay } from '../changes.server';
import { COURSE_SELECT, toCourse } from '../course.server';
import type { MissingCodes } from '../entry/missing-codes';
import { toRow, type PatientFilter, type PatientRow, type RowCheck } from '../filter';
import { areAllKept } from '../observations/keep.server';
import { readChecks, renewChecks } from '../rules/patient-checks.server';
import { asksRules, choicesSql, orderSql, uncheckedSql, wantedSql } from './wanted.server';

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
  const count = (): Promise<Page> =>
    asViewer(viewer, (tx) => findPage(tx, sites, filter, today), { ...rest, snapshot: true });
  const first = await count();
  if (first.unchecked > 0) await renewChecks(viewer, sites, today, rest);
  const { ids, choices, ...counts } = first.unchecked > 0 ? await count() : first;
  return {
    ...counts,
    rows: await asViewer(viewer, (tx) => readRows(tx, ids, today), rest),
    pages: Math.max(1, Math.ceil(counts.found / PAGE_ROWS)),
    all: choices.reduce((sum, { patients }) => sum + patients, 0),
    years: [...new Set(choices.map(({ year }) => year))].sort((a, b) => b - a),
    protocols: [...new Set(choices.flatMap(({ protocol }) => protocol ?? []))].sort(),
  };
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
  const readAll = async (database: PrismaClient): Promise<Row[]> => {
    const ids = await asViewer(
      viewer,
      async (tx) => {
        const wanted = wantedSql(sites, filter, today, await areAllKept(tx, sites));
        return tx.$queryRaw<{ id: string }[]>`${wanted} SELECT id FROM wanted ORDER BY ${orderSql(filter)}`;
      },
      { database, snapshot: true },
    );
    const found: Row[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const wanted = ids.slice(from, from + BATCH).map(({ id }) => id);
      found.push(...(await asViewer(viewer, (tx) => read(tx, wanted), { database })));
    }
    return found;
  };
  return rest.database === undefined ? fromReplica(readAll) : readAll(rest.database);
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

type Found = Pick<PatientList, 'found' | 'events' | 'deaths' | 'page' | 'unchecked'> & { ids: string[] };
type Page = Found & { choices: { year: number; protocol: string | null; patients: number }[] };

/**
 * The ids of the page asked for in their order, and the counts over all pages; beyond the last page, that page. Beside them
 * how many patients there are of each year and protocol.
 */
async function findPage(
  tx: Transaction,
  sites: readonly string[],
  filter: PatientFilter,
  today: string,
): Promise<Page> {
  const isKept = await areAllKept(tx, sites);
  const wanted = wantedSql(sites, filter, today, isKept);
  const unchecked = asksRules(filter) ? Prisma.sql`(${uncheckedSql(sites, today)})` : Prisma.sql`0`;
  // Every patient is held once, and counted and sorted from there.
  await tx.$queryRaw`SELECT set_config('work_mem', '32MB', true)`;
  const [found] = await tx.$queryRaw<Found[]>`${wanted},
    total AS (
      SELECT count(*)::int AS found, count(first_event)::int AS events, count(death)::int AS deaths,
             least(${filter.page}::int, greatest(1, (count(*) + ${PAGE_ROWS - 1}::int) / ${PAGE_ROWS}::int))::int AS page
      FROM wanted)
    SELECT total.*, ${unchecked} AS unchecked,
           ARRAY(SELECT id::text FROM wanted ORDER BY ${orderSql(filter)}
                 LIMIT ${PAGE_ROWS} OFFSET (SELECT (page - 1) * ${PAGE_ROWS}::int FROM total)) AS ids
    FROM total`;
  const choices = await tx.$queryRaw<Page['choices']>(choicesSql(sites, isKept));
  return { ...(found ?? { ids: [], found: 0, events: 0, deaths: 0, page: 1, unchecked: 0 }), choices };
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
