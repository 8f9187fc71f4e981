import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { managedSites, readableSites, type Viewer } from '../../access/policy';
import { asViewer, type Transaction } from '../../db.server';
import { fromReplica } from '../../replica.server';
import { serverDay } from '../changes.server';
import { COURSE_SELECT, toCourse } from '../course.server';
import type { MissingCodes } from '../entry/missing-codes';
import { toRow, type PatientFilter, type PatientRow, type RowCheck } from '../filter';
import { areAllKept } from '../observations/keep.server';
import { readChecks, renewChecks } from '../rules/patient-checks.server';
import { settleList } from './settled.server';
import { asksBeside, asksRules, countsSql, everySql, stretchSql, type Reads } from './wanted.server';

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
  const count = async (): Promise<Page> => {
    if (asksBeside(filter)) await settleList(viewer, rest);
    return asViewer(viewer, (tx) => findPage(tx, sites, filter, today), { ...rest, snapshot: true });
  };
  const first = await count();
  if (first.unchecked > 0) await renewChecks(viewer, sites, today, rest);
  const { ids, ...list } = first.unchecked > 0 ? await count() : first;
  return { ...list, rows: await asViewer(viewer, (tx) => readRows(tx, ids, today), rest) };
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
        const reads = await readsOf(tx, sites, filter);
        return tx.$queryRaw<{ id: string }[]>(everySql(sites, filter, today, reads));
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
  if (asksBeside(filter)) await settleList(viewer, options);
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

type Page = Omit<PatientList, 'rows'> & { ids: string[] };
/** As `countsSql` gives them. */
type Counts = Pick<PatientList, 'events' | 'deaths' | 'unchecked'> & {
  year: number;
  protocol: string | null;
  wanted: boolean;
  patients: number;
};

/** The ids of the page asked for in their order, the counts over all pages, and what can be chosen from. */
async function findPage(
  tx: Transaction,
  sites: readonly string[],
  filter: PatientFilter,
  today: string,
): Promise<Page> {
  const reads = await readsOf(tx, sites, filter);
  // Sorted and counted in memory, and by one process: others would take longer to start than they save.
  await tx.$queryRaw`SELECT set_config('work_mem', '32MB', true), set_config('max_parallel_workers_per_gather', '0', true)`;
  const counts = await tx.$queryRaw<Counts[]>(countsSql(sites, filter, today, reads));
  const sum = (of: (row: Counts) => number, rows = counts): number => rows.reduce((all, row) => all + of(row), 0);
  const wanted = counts.filter((row) => row.wanted);
  const found = sum(({ patients }) => patients, wanted);
  const pages = Math.max(1, Math.ceil(found / PAGE_ROWS));
  const page = Math.min(filter.page, pages);
  const all = sum(({ patients }) => patients);
  const stretch = { from: (page - 1) * PAGE_ROWS, rows: PAGE_ROWS, found, all };
  const { query, turned } = stretchSql(sites, filter, today, reads, stretch);
  const ids = found === 0 ? [] : (await tx.$queryRaw<{ id: string }[]>(query)).map(({ id }) => id);
  return {
    ...{ ids: turned ? ids.toReversed() : ids, page, pages, found },
    events: sum(({ events }) => events, wanted),
    deaths: sum(({ deaths }) => deaths, wanted),
    all,
    unchecked: sum(({ unchecked }) => unchecked),
    years: [...new Set(counts.map(({ year }) => year))].sort((a, b) => b - a),
    protocols: [...new Set(counts.flatMap(({ protocol }) => protocol ?? []))].sort(),
  };
}

/** From what a list under this filter is read just now. */
async function readsOf(tx: Transaction, sites: readonly string[], filter: PatientFilter): Promise<Reads> {
  if (!(await areAllKept(tx, sites))) return 'records';
  if (!asksBeside(filter)) return 'kept';
  const marked = await tx.$queryRaw<object[]>`
    SELECT FROM list_due WHERE site_id = ANY (${[...sites]}::uuid[]) LIMIT 1`;
  return marked.length === 0 ? 'settled' : 'kept';
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
