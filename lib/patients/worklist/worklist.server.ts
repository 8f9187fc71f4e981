import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { managedSites, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { toDay } from '../calendar';
import { serverDay } from '../changes.server';
import { areAllKept } from '../observations/keep.server';
import { RECORD_KINDS } from '../vocabulary';
import { MRD_CALENDAR, MRD_GRACE_DAYS } from './mrd-calendar';
import { DEFAULT_SETTINGS } from './site-settings';
import { MISSING_FIELDS, type MissingField, type Named, type Tasks, type Worklist } from './worklist';

type Options = { database?: PrismaClient /** `YYYY-MM-DD` */; today?: string };
/** So many of each task are named; all are counted. */
export const NAMED_TASKS = 50;

/** After this day the end of induction is past: what is not recorded of it is missing. */
const INDUCTION_OVER_DAYS = 120;

/** Everything that waits at the sites of which the viewer is data manager; PostgreSQL looks for it. */
export async function findWorklist(
  viewer: Viewer,
  { today = serverDay(), ...options }: Options = {},
): Promise<Worklist> {
  const sites = managedSites(viewer).map(({ siteId }) => siteId);
  return asViewer(
    viewer,
    async (tx) => {
      // Held in memory, and by one process: others would take longer to start than they save.
      await tx.$queryRaw`SELECT set_config('work_mem', '32MB', true), set_config('max_parallel_workers_per_gather', '0', true)`;
      return {
        followUp: await followUpDue(tx, sites, today),
        mrd: await mrdDue(tx, sites, today),
        toComplete: await toComplete(tx, sites, today),
        queries: await openQueries(tx, sites),
        inDraft: await recordsInDraft(tx, sites),
        unsaved: await unsavedEntries(tx, viewer),
      };
    },
    options,
  );
}

/** Living children, not lost, of whom the last dated record is older than their site's interval. */
async function followUpDue(tx: Transaction, sites: readonly string[], today: string): Promise<Worklist['followUp']> {
  const here = Prisma.sql`WHERE site_id = ANY (${[...sites]}::uuid[])`;
  const living = (await areAllKept(tx, sites)) ? keptLiving(here) : readLiving(here);
  const rows = await tx.$queryRaw<(Named & { lastContact: Date; all: number })[]>`
    WITH due AS MATERIALIZED (
      SELECT p.id, p.pseudonym, p.last_contact
      FROM (${living}) p LEFT JOIN site_settings s ON s.site_id = p.site_id
      WHERE p.id NOT IN (SELECT patient_id FROM follow_up ${here} AND status = 'lost')
        AND p.last_contact
            + make_interval(months => coalesce(s.follow_up_months, ${DEFAULT_SETTINGS.followUpMonths}::int)) < ${toDay(today)}::date)
    SELECT id, pseudonym, last_contact AS "lastContact", (SELECT count(*) FROM due)::int AS all
    FROM due ORDER BY 3, 2, 1 LIMIT ${NAMED_TASKS}`;
  return counted(rows);
}

/** Patients who have not died with their last contact, from what is kept of everybody. */
function keptLiving(here: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT patient_id AS id, site_id, pseudonym, diagnosed_on + contact_day AS last_contact
    FROM patient_observation ${here} AND death_day IS NULL`;
}

/** The same from the records. */
function readLiving(here: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.site_id, p.pseudonym, greatest(d.day, p.diagnosis_date) AS last_contact
    FROM patient p LEFT JOIN (
      SELECT patient_id, max(day) AS day FROM (
        SELECT patient_id, date AS day FROM follow_up ${here}
        UNION ALL SELECT patient_id, date FROM mrd_measurement ${here}
        UNION ALL SELECT patient_id, coalesce(greatest(start_date, end_date), start_date) FROM treatment ${here}
        UNION ALL SELECT patient_id, date FROM transplant ${here}
        UNION ALL SELECT patient_id, remission_date FROM response ${here}
        UNION ALL SELECT patient_id, greatest(date, remission_date) FROM clinical_event ${here}
      ) AS days GROUP BY patient_id) d ON d.patient_id = p.id
    ${here} AND NOT EXISTS (SELECT FROM clinical_event e WHERE e.patient_id = p.id AND e.kind = 'death')`;
}

/** Samples that a protocol's calendar wants and that are not there; none of a child that died or failed before. */
async function mrdDue(tx: Transaction, sites: readonly string[], today: string): Promise<Worklist['mrd']> {
  const appointments = Object.entries(MRD_CALENDAR).flatMap(([protocol, list]) =>
    list.map(
      (one, place) => Prisma.sql`(${protocol}, ${place}::int, ${one.timePoint}, ${one.after}, ${one.days}::int)`,
    ),
  );
  type Row = Named & { protocol: string; place: number; due: Date; all: number };
  const rows = await tx.$queryRaw<Row[]>`
    WITH calendar (protocol, place, time_point, after, days) AS (VALUES ${Prisma.join(appointments)}),
    blinatumomab AS (
      SELECT DISTINCT ON (patient_id) patient_id, end_date FROM treatment
      WHERE site_id = ANY (${[...sites]}::uuid[]) AND class = 'bispecific antibody' ORDER BY patient_id, start_date),
    due AS (
      SELECT p.id, p.pseudonym, c.protocol, c.place,
             CASE c.after WHEN 'diagnosis' THEN p.diagnosis_date ELSE b.end_date END + c.days AS due
      FROM patient p JOIN calendar c ON c.protocol = p.protocol_slug
      LEFT JOIN blinatumomab b ON b.patient_id = p.id
      WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND NOT EXISTS (
        SELECT FROM mrd_measurement m WHERE m.patient_id = p.id AND m.time_point = c.time_point))
    SELECT id, pseudonym, protocol, place, due, count(*) OVER ()::int AS all FROM due
    WHERE due + ${MRD_GRACE_DAYS}::int < ${toDay(today)}::date AND NOT EXISTS (
      SELECT FROM clinical_event e WHERE e.patient_id = due.id AND e.date <= due.due + ${MRD_GRACE_DAYS}::int)
    ORDER BY due, pseudonym, id LIMIT ${NAMED_TASKS}`;
  const { all, tasks } = counted(rows);
  return {
    all,
    tasks: tasks.flatMap(({ id, pseudonym, protocol, place, due }) => {
      const appointment = MRD_CALENDAR[protocol]?.[place];
      if (appointment === undefined) return [];
      const { timePoint, basis, source } = appointment;
      return [{ id, pseudonym, due, timePoint, basis, source }];
    }),
  };
}

/** Patients of whom something is not recorded that every report needs; a code for why it is empty is an answer. */
async function toComplete(tx: Transaction, sites: readonly string[], today: string): Promise<Worklist['toComplete']> {
  const missing: Readonly<Record<MissingField, Prisma.Sql>> = {
    sex: Prisma.sql`p.sex IS NULL`,
    protocolSlug: Prisma.sql`p.protocol_slug IS NULL`,
    kmt2a: Prisma.sql`(f.kmt2a IS NULL AND f.kmt2a_evaluable IS NULL)`,
    wbc: Prisma.sql`f.wbc IS NULL`,
    cns: Prisma.sql`f.cns IS NULL`,
    remissionEoi: Prisma.sql`(r.remission_eoi IS NULL AND p.diagnosis_date + ${INDUCTION_OVER_DAYS}::int < ${toDay(today)}::date
      AND NOT EXISTS (SELECT FROM clinical_event e WHERE e.patient_id = p.id AND e.kind IN ('death', 'induction-failure')))`,
  };
  const lacks = MISSING_FIELDS.map(
    (field) => Prisma.sql`(${missing[field]} AND NOT jsonb_exists(p.missing_codes, ${field}))`,
  );
  const named = MISSING_FIELDS.map((field, place) => Prisma.sql`CASE WHEN ${lacks[place]} THEN ${field} END`);
  const looked = Prisma.sql`
    patient p LEFT JOIN diagnosis_features f ON f.patient_id = p.id LEFT JOIN response r ON r.patient_id = p.id`;
  // What is missing is named of the few that are shown; of the others it is enough that something is.
  const rows = await tx.$queryRaw<(Named & { fields: MissingField[]; all: number })[]>`
    WITH due AS MATERIALIZED (
      SELECT p.id, p.pseudonym, p.diagnosis_date FROM ${looked}
      WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND (${Prisma.join(lacks, ' OR ')})),
    first AS MATERIALIZED (SELECT * FROM due ORDER BY diagnosis_date, pseudonym, id LIMIT ${NAMED_TASKS})
    SELECT p.id, p.pseudonym, array_remove(ARRAY[${Prisma.join(named)}], NULL) AS fields, (SELECT count(*) FROM due)::int AS all
    FROM ${looked} WHERE p.id = ANY (ARRAY(SELECT id FROM first)) ORDER BY p.diagnosis_date, p.pseudonym, p.id`;
  return counted(rows);
}

/** Queries that nobody has closed, those that have stood longest as they are first. */
async function openQueries(tx: Transaction, sites: readonly string[]): Promise<Worklist['queries']> {
  const rows = await tx.$queryRaw<(Worklist['queries']['tasks'][number] & { all: number })[]>`
    SELECT p.id, p.pseudonym, q.query_id AS "queryId", q.part, q.field, q.action, q.written_at AS since, count(*) OVER ()::int AS all
    FROM (SELECT DISTINCT ON (query_id) * FROM field_query_entry
          WHERE site_id = ANY (${[...sites]}::uuid[]) ORDER BY query_id, written_at DESC, id DESC) AS q
    JOIN patient p ON p.id = q.patient_id
    WHERE q.action <> 'close' ORDER BY q.written_at, q.query_id LIMIT ${NAMED_TASKS}`;
  return counted(rows);
}

/** Records that nobody has called complete, as the list of patients finds them. */
async function recordsInDraft(tx: Transaction, sites: readonly string[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ all: number }[]>`
    SELECT count(*)::int AS all FROM patient p LEFT JOIN patient_state s ON s.patient_id = p.id
    WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND coalesce(s.state, 'draft') = 'draft'`;
  return row?.all ?? 0;
}

/** What the viewer typed and has not saved, latest first. */
async function unsavedEntries(tx: Transaction, viewer: Viewer): Promise<Worklist['unsaved']> {
  const rows = await tx.entryDraft.findMany({
    where: { userId: viewer.id },
    select: { form: true, updatedAt: true, patient: { select: { id: true, pseudonym: true } } },
    orderBy: { updatedAt: 'desc' },
  });
  return rows.map(({ form, updatedAt, patient }) => {
    const of = form.split(':')[0] ?? '';
    const kind = [...RECORD_KINDS, 'course' as const, 'override' as const].find((one) => one === of) ?? 'patient';
    return { form, patient, kind, updatedAt };
  });
}

function counted<Row extends { all: number }>(rows: Row[]): Tasks<Omit<Row, 'all'>> {
  return { all: rows[0]?.all ?? 0, tasks: rows.map(({ all: _all, ...task }) => task) };
}
