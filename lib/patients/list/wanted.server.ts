import { Prisma } from '@/prisma/generated/client';
import { toDay } from '../calendar';
import { KMT2A_SQL } from '../course.server';
import type { PatientFilter } from '../filter';
import { STALE_AFTER_DAYS } from '../rules/find-findings';
import { checkedSql, HAS_ERRORS, HAS_NO_ERRORS, UNCHECKED } from '../rules/patient-checks.server';

/** Whether a filter asks what the rules say of a record. */
export function asksRules({ risk, errors }: PatientFilter): boolean {
  return risk !== undefined || errors !== undefined;
}

/**
 * The patients that a filter leaves, as a table `wanted` with what the list sorts by. Times as `deriveObservation` gives
 * them from diagnosis: to the first event, to the death, or to the last of all dates.
 */
export function wantedSql(sites: readonly string[], filter: PatientFilter, today: string, isKept: boolean): Prisma.Sql {
  const source = isKept ? KEPT : fromRecords(sites);
  const conditions = [TRUE, ...patientConditions(filter), ...courseConditions(filter, today)];
  return Prisma.sql`WITH ${source.courses}
    wanted AS MATERIALIZED (
      SELECT p.id, p.list_key, p.pseudonym, p.age_days, p.diagnosis_date, first_event, death, last_contact, efs_days, os_days
      FROM (${source.patients}) p
      ${asksRules(filter) ? checkedSql(today) : Prisma.empty}
      ${filter.state === undefined ? Prisma.empty : Prisma.sql`LEFT JOIN patient_state s ON s.patient_id = p.id`}
      WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND ${Prisma.join(conditions, ' AND ')})`;
}

/** How many patients of these sites are not checked yet. */
export function uncheckedSql(sites: readonly string[], today: string): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int FROM patient p ${checkedSql(today)}
    WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND ${UNCHECKED}`;
}

type Source = Readonly<{
  /** Tables that `patients` reads. */
  courses: Prisma.Sql;
  /** Every patient with what the list filters and sorts by. */
  patients: Prisma.Sql;
}>;

/** What is kept of every patient: nobody who lies in the bin or was merged, as nothing is kept of them. */
const KEPT: Source = {
  courses: Prisma.empty,
  patients: Prisma.sql`
    SELECT patient_id AS id, site_id, pseudonym, age_days, diagnosed_on AS diagnosis_date, protocol_slug, kmt2a, kmt2a_partner,
           version, list_key, diagnosed_on + least(failure_day, relapse_day, malignancy_day, death_day) AS first_event,
           diagnosed_on + death_day AS death, diagnosed_on + contact_day AS last_contact,
           coalesce(least(failure_day, relapse_day, malignancy_day, death_day), contact_day) AS efs_days,
           coalesce(death_day, contact_day) AS os_days
    FROM patient_observation`,
};

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
    courses: Prisma.sql`
    event AS (SELECT patient_id, min(date) AS first_event, min(date) FILTER (WHERE kind = 'death') AS death
              FROM clinical_event ${here} GROUP BY patient_id),
    contact AS (SELECT patient_id, max(day) AS day FROM (${Prisma.join(courses, ' UNION ALL ')}) AS dated GROUP BY patient_id),`,
    patients: Prisma.sql`
    SELECT r.id, r.site_id, r.pseudonym, r.age_days, r.diagnosis_date, r.protocol_slug, f.kmt2a_partner, r.version, '' AS list_key,
           CASE WHEN ${KMT2A_SQL.rearranged} THEN 'rearranged' WHEN ${KMT2A_SQL.germline} THEN 'germline' END AS kmt2a,
           e.first_event, e.death, greatest(d.day, r.diagnosis_date) AS last_contact,
           coalesce(e.first_event, greatest(d.day, r.diagnosis_date)) - r.diagnosis_date AS efs_days,
           coalesce(e.death, greatest(d.day, r.diagnosis_date)) - r.diagnosis_date AS os_days
    FROM patient r LEFT JOIN diagnosis_features f ON f.patient_id = r.id
    LEFT JOIN event e ON e.patient_id = r.id LEFT JOIN contact d ON d.patient_id = r.id`,
  };
}

/** How many patients of these sites there are of each year of diagnosis and protocol. */
export function choicesSql(sites: readonly string[], isKept: boolean): Prisma.Sql {
  const year = isKept ? Prisma.sql`diagnosed_in::int` : Prisma.sql`extract(year FROM diagnosis_date)::int`;
  return Prisma.sql`
    SELECT ${year} AS year, protocol_slug AS protocol, count(*)::int AS patients
    FROM ${isKept ? Prisma.sql`patient_observation` : Prisma.sql`patient`}
    WHERE site_id = ANY (${[...sites]}::uuid[]) GROUP BY 1, 2`;
}

const TRUE = Prisma.sql`TRUE`;
const ERRORS = { open: HAS_ERRORS, none: HAS_NO_ERRORS, unchecked: UNCHECKED } as const;

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
    ...(status === undefined ? [] : [STATUS[status]]),
    ...(stale ? [Prisma.sql`death IS NULL AND ${toDay(today)}::date - last_contact > ${STALE_AFTER_DAYS}`] : []),
  ];
}

const ORDER: Readonly<Record<Exclude<PatientFilter['sort'], 'pseudonym'>, Prisma.Sql>> = {
  diagnosis: Prisma.sql`diagnosis_date`,
  age: Prisma.sql`age_days`,
  efs: Prisma.sql`efs_days`,
  os: Prisma.sql`os_days`,
  'last-contact': Prisma.sql`last_contact`,
};

/** By pseudonym last, which the key tells apart at once in nearly every case. */
export function orderSql({ sort, down }: PatientFilter): Prisma.Sql {
  const turn = Prisma.raw(down ? 'DESC' : 'ASC');
  if (sort === 'pseudonym') return Prisma.sql`list_key ${turn}, pseudonym COLLATE natural_order ${turn}, wanted.id`;
  return Prisma.sql`${ORDER[sort]} ${turn}, list_key, pseudonym COLLATE natural_order, wanted.id`;
}
