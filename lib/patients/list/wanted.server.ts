import { Prisma } from '@/prisma/generated/client';
import { programFingerprint } from '@/lib/env.server';
import { toDay } from '../calendar';
import { KMT2A_SQL } from '../course.server';
import type { PatientFilter } from '../filter';
import { STALE_AFTER_DAYS } from '../rules/find-findings';
import { checkedSql, DOUBLED } from '../rules/patient-checks.server';

/** Whether a filter asks what the rules say of a record. */
export function asksRules({ risk, errors }: PatientFilter): boolean {
  return risk !== undefined || errors !== undefined;
}

/** Whether a filter asks what stands beside a record, and is copied to what the list reads: its state, or what the rules say. */
export function asksBeside(filter: PatientFilter): boolean {
  return filter.state !== undefined || asksRules(filter);
}

/**
 * What the list is read from: the records, what is kept of everybody, or that with everything copied to it that stands beside
 * a record.
 */
export type Reads = 'records' | 'kept' | 'settled';

/**
 * How many patients of these sites there are of each year of diagnosis and protocol, those whom the filter leaves apart from the
 * others. `unchecked` counts only where the filter asks what the rules say.
 */
export function countsSql(sites: readonly string[], filter: PatientFilter, today: string, reads: Reads): Prisma.Sql {
  const { tables, patients } = sourceOf(sites, filter, today, reads);
  const unchecked = asksRules(filter) ? Prisma.sql`count(*) FILTER (WHERE ${UNCHECKED})` : Prisma.sql`0`;
  return Prisma.sql`
    ${withTables(tables)}
    SELECT p.year::int AS year, p.protocol_slug AS protocol, (${conditionOf(filter, today)}) IS TRUE AS wanted,
           count(*)::int AS patients, count(p.first_event)::int AS events, count(p.death)::int AS deaths,
           (${unchecked})::int AS unchecked
    FROM (${patients}) p WHERE ${atSites(sites)} GROUP BY 1, 2, 3`;
}

/** The ids of all patients that the filter leaves, in its order. */
export function everySql(sites: readonly string[], filter: PatientFilter, today: string, reads: Reads): Prisma.Sql {
  const { tables, patients } = sourceOf(sites, filter, today, reads);
  return Prisma.sql`
    ${withTables(tables)}
    SELECT p.id::text AS id FROM (${patients}) p WHERE ${atSites(sites)} AND ${conditionOf(filter, today)}
    ORDER BY ${orderSql(filter)}`;
}

/** So many are sorted sooner than they are looked through twice. */
const FEW = 50_000;

/** A stretch of the `found` patients that the filter leaves of `all`; up to `few` are sorted by themselves. */
export type Stretch = Readonly<{ from: number; rows: number; found: number; all: number; few?: number }>;
type Part = Readonly<{ query: Prisma.Sql; turned: boolean }>;

/**
 * The ids of a stretch of the patients that the filter leaves, in its order, or `turned`: the last first. By pseudonym they are
 * read from the nearer end, in the order of an index where they are of one site, unless the index would be read for long to
 * find them. By anything else, where they are many, the values between which the stretch lies are found first, from how
 * many patients have each, so that few are sorted.
 */
export function stretchSql(
  sites: readonly string[],
  filter: PatientFilter,
  today: string,
  reads: Reads,
  stretch: Stretch,
): Part {
  const { tables, patients } = sourceOf(sites, filter, today, reads);
  const wanted = Prisma.sql`FROM (${patients}) p WHERE ${atSites(sites)} AND ${conditionOf(filter, today)}`;
  const { from, rows, found, few = FEW } = stretch;
  if (filter.sort === 'pseudonym' && isReadInOrder(stretch)) {
    const turned = from > found / 2;
    const query = Prisma.sql`
      ${withTables(tables)} SELECT p.id::text AS id ${wanted} ORDER BY ${orderSql(filter, turned)}
      LIMIT ${Math.min(rows, found - from)} OFFSET ${turned ? Math.max(0, found - from - rows) : from}`;
    return { query, turned };
  }
  const query =
    filter.sort === 'pseudonym' || found <= few
      ? sortedSql(filter, tables, wanted, stretch)
      : betweenSql(filter.sort, filter.down, tables, wanted, stretch);
  return { query, turned: false };
}

/** Whether reading an index from its nearer end costs less than sorting; the factors are microseconds a row, measured. */
function isReadInOrder({ from, rows, found, all }: Stretch): boolean {
  const nearer = Math.min(found, Math.min(from, Math.max(0, found - from - rows)) + rows);
  return 1.5 * nearer * (all / found) <= 0.25 * all + 1.2 * found;
}

function sortedSql(filter: PatientFilter, tables: Prisma.Sql, wanted: Prisma.Sql, { from, rows }: Stretch): Prisma.Sql {
  return Prisma.sql`
    WITH ${tables}
    wanted AS MATERIALIZED (
      SELECT p.id, p.list_key, p.pseudonym, p.diagnosis_date, p.age_days, p.efs_days, p.os_days, p.last_contact ${wanted})
    SELECT p.id::text AS id FROM wanted p ORDER BY ${orderSql(filter)} LIMIT ${rows} OFFSET ${from}`;
}

function betweenSql(
  sort: keyof typeof KEYS,
  down: boolean,
  tables: Prisma.Sql,
  wanted: Prisma.Sql,
  { from, rows }: Stretch,
): Prisma.Sql {
  return Prisma.sql`
    WITH ${tables}
    wanted AS NOT MATERIALIZED (SELECT p.id, p.list_key, p.pseudonym, ${KEYS[sort]} AS key ${wanted}),
    counted AS (SELECT key, count(*) AS patients FROM wanted GROUP BY key),
    placed AS (SELECT key, patients, sum(patients) OVER (ORDER BY key ${turnOf(down)})::bigint AS upto FROM counted),
    bound AS (SELECT min(key) AS lowest, max(key) AS highest, min(upto - patients) AS before
              FROM placed WHERE upto > ${from} AND upto - patients < ${from + rows})
    SELECT p.id::text AS id FROM wanted p
    WHERE p.key BETWEEN (SELECT lowest FROM bound) AND (SELECT highest FROM bound)
    ORDER BY p.key ${turnOf(down)}, ${BY_NAME} LIMIT ${rows} OFFSET (SELECT ${from} - before FROM bound)`;
}

function withTables(tables: Prisma.Sql): Prisma.Sql {
  return tables === Prisma.empty ? Prisma.empty : Prisma.sql`WITH ${tables} nothing AS (SELECT)`;
}

function atSites(sites: readonly string[]): Prisma.Sql {
  const [only] = sites;
  // One site by itself, or the order of the index would not be seen.
  return sites.length === 1 && only !== undefined
    ? Prisma.sql`p.site_id = ${only}::uuid`
    : Prisma.sql`p.site_id = ANY (${[...sites]}::uuid[])`;
}

type Source = Readonly<{
  /** Tables that `patients` reads. */
  tables: Prisma.Sql;
  /** Every patient with what the list filters and sorts by. */
  patients: Prisma.Sql;
}>;

/**
 * Times as `deriveObservation` gives them from diagnosis: to the first event, to the death, or to the last of all dates.
 * Where the filter asks for it, beside them the state, whether the patient was perhaps entered twice, and what a check that holds
 * says, null where none does.
 */
function sourceOf(sites: readonly string[], filter: PatientFilter, today: string, reads: Reads): Source {
  const source = reads === 'records' ? fromRecords(sites) : { tables: Prisma.empty, patients: KEPT };
  if (!asksBeside(filter)) return source;
  if (reads === 'settled') return { ...source, patients: copiedSql(today) };
  if (reads === 'records') return { ...source, patients: lookedUpSql(source.patients, today) };
  const marked = Prisma.sql`IN (SELECT d.patient_id FROM list_due d)`;
  return {
    ...source,
    patients: Prisma.sql`
      SELECT k.* FROM (${copiedSql(today)}) k WHERE NOT (k.id ${marked})
      UNION ALL ${lookedUpSql(Prisma.sql`SELECT k.* FROM (${KEPT}) k WHERE k.id ${marked}`, today)}`,
  };
}

/** What stands beside these patients, where it is stored. */
function lookedUpSql(patients: Prisma.Sql, today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT p.*, coalesce(s.state, 'draft') AS state, ${DOUBLED} AS doubled, c.open_errors, c.risk_group
    FROM (${patients}) p ${checkedSql(today)} LEFT JOIN patient_state s ON s.patient_id = p.id`;
}

const COLUMNS = Prisma.sql`
  patient_id AS id, site_id, pseudonym, age_days, diagnosed_in AS year, diagnosed_on AS diagnosis_date, protocol_slug, kmt2a,
  kmt2a_partner, version, list_key, diagnosed_on + least(failure_day, relapse_day, malignancy_day, death_day) AS first_event,
  diagnosed_on + death_day AS death, diagnosed_on + contact_day AS last_contact,
  coalesce(least(failure_day, relapse_day, malignancy_day, death_day), contact_day) AS efs_days,
  coalesce(death_day, contact_day) AS os_days`;

/** What is kept of every patient: nobody who lies in the bin or was merged, as nothing is kept of them. */
const KEPT = Prisma.sql`SELECT ${COLUMNS} FROM patient_observation`;

/** The same with what was copied to it. */
function copiedSql(today: string): Prisma.Sql {
  const holds = Prisma.sql`check_program = hashtextextended(${programFingerprint()}, 0)
    AND checked_on <= ${toDay(today)}::date AND (recheck_on IS NULL OR recheck_on > ${toDay(today)}::date)`;
  return Prisma.sql`
    SELECT ${COLUMNS}, state, doubled, CASE WHEN ${holds} THEN open_errors END AS open_errors,
           CASE WHEN ${holds} THEN risk_group END AS risk_group
    FROM patient_observation`;
}

/** The same from the records, where that is not kept of everybody. */
function fromRecords(sites: readonly string[]): Source {
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
    tables: Prisma.sql`
    event AS (SELECT patient_id, min(date) AS first_event, min(date) FILTER (WHERE kind = 'death') AS death
              FROM clinical_event ${here} GROUP BY patient_id),
    contact AS (SELECT patient_id, max(day) AS day FROM (${Prisma.join(courses, ' UNION ALL ')}) AS dated GROUP BY patient_id),`,
    patients: Prisma.sql`
    SELECT r.id, r.site_id, r.pseudonym, r.age_days, extract(year FROM r.diagnosis_date) AS year, r.diagnosis_date, r.protocol_slug,
           CASE WHEN ${KMT2A_SQL.rearranged} THEN 'rearranged' WHEN ${KMT2A_SQL.germline} THEN 'germline' END AS kmt2a,
           f.kmt2a_partner, r.version, '' AS list_key, e.first_event, e.death, greatest(d.day, r.diagnosis_date) AS last_contact,
           coalesce(e.first_event, greatest(d.day, r.diagnosis_date)) - r.diagnosis_date AS efs_days,
           coalesce(e.death, greatest(d.day, r.diagnosis_date)) - r.diagnosis_date AS os_days
    FROM patient r LEFT JOIN diagnosis_features f ON f.patient_id = r.id
    LEFT JOIN event e ON e.patient_id = r.id LEFT JOIN contact d ON d.patient_id = r.id`,
  };
}

const TRUE = Prisma.sql`TRUE`;
/** Whether no check holds of a patient: nobody knows whether the record has errors. */
const UNCHECKED = Prisma.sql`p.open_errors IS NULL`;
const ERRORS = {
  // What is seen at once first: whether the check holds costs more.
  open: Prisma.sql`(p.doubled OR coalesce(p.open_errors, 0) > 0)`,
  none: Prisma.sql`(NOT p.doubled AND p.open_errors = 0)`,
  unchecked: UNCHECKED,
} as const;

/** Whether a patient `p` is one that the filter leaves. */
function conditionOf(filter: PatientFilter, today: string): Prisma.Sql {
  return Prisma.join([TRUE, ...patientConditions(filter), ...courseConditions(filter, today)], ' AND ');
}

function patientConditions(filter: PatientFilter): Prisma.Sql[] {
  const { q, kmt2a, year, protocol, partner, event, risk, errors, state } = filter;
  return [
    ...(q === '' ? [] : [Prisma.sql`strpos(lower(p.pseudonym), lower(${q})) > 0`]),
    ...(kmt2a === undefined
      ? []
      : [kmt2a === 'unknown' ? Prisma.sql`p.kmt2a IS NULL` : Prisma.sql`p.kmt2a = ${kmt2a}`]),
    ...(protocol === undefined ? [] : [Prisma.sql`p.protocol_slug = ${protocol}`]),
    ...(partner === undefined ? [] : [Prisma.sql`p.kmt2a_partner = ${partner}`]),
    ...(event === undefined
      ? []
      : [Prisma.sql`EXISTS (SELECT FROM clinical_event k WHERE k.patient_id = p.id AND k.kind = ${event})`]),
    ...(risk === undefined
      ? []
      : [
          risk === 'none'
            ? Prisma.sql`(p.risk_group IS NULL AND NOT ${UNCHECKED})`
            : Prisma.sql`p.risk_group = ${risk}`,
        ]),
    ...(errors === undefined ? [] : [ERRORS[errors]]),
    ...(state === undefined ? [] : [Prisma.sql`p.state = ${state}`]),
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
    ...(status === undefined ? [] : [STATUS[status]]),
    ...(stale ? [Prisma.sql`death IS NULL AND ${toDay(today)}::date - last_contact > ${STALE_AFTER_DAYS}`] : []),
  ];
}

const KEYS: Readonly<Record<Exclude<PatientFilter['sort'], 'pseudonym'>, Prisma.Sql>> = {
  diagnosis: Prisma.sql`p.diagnosis_date`,
  age: Prisma.sql`p.age_days`,
  efs: Prisma.sql`p.efs_days`,
  os: Prisma.sql`p.os_days`,
  'last-contact': Prisma.sql`p.last_contact`,
};

/** By pseudonym, which the key tells apart at once in nearly every case. */
const BY_NAME = Prisma.sql`p.list_key, p.pseudonym COLLATE natural_order, p.id`;

function turnOf(down: boolean): Prisma.Sql {
  return Prisma.raw(down ? 'DESC' : 'ASC');
}

/** The order of the filter, or where it is `turned` the opposite. */
function orderSql({ sort, down }: PatientFilter, turned = false): Prisma.Sql {
  const turn = turnOf(down !== turned);
  if (sort === 'pseudonym')
    return Prisma.sql`p.list_key ${turn}, p.pseudonym COLLATE natural_order ${turn}, p.id ${turn}`;
  return Prisma.sql`${KEYS[sort]} ${turn}, ${BY_NAME}`;
}
