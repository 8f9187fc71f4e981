import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import type { Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { programFingerprint } from '@/lib/env.server';
import { classify } from '@/lib/risk/classify';
import { fromDay, toDay } from '../calendar';
import type { RowCheck } from '../filter';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import { ruleSetOf } from '../risk/course';
import { toFacts } from '../risk/facts';
import { standingOverrides } from '../risk/override';
import { daysBetween } from '../timeline';
import { daysOfChange, findFindings } from './find-findings';
import { QUALITY_RULES, type Finding } from './quality-rules';
import { readAcceptances, splitFindings } from './standing-acceptances.server';

/** Records read by one question: soon done, so that somebody who saves one of them hardly waits. */
const BATCH = 100;
/** What a request gives to checks that lack, in milliseconds; the rest is for the task beside the program. */
const WITHIN_REQUEST_MS = 400;

type Overridden = { patientId: string; protocolSlug: string; decisionPoint: string; assignedGroup: string | null };

/** Keeps what the rules say of a patient as it is stored now; in the transaction that stored it. */
export async function keepCheck(tx: Transaction, patientId: string): Promise<void> {
  await keepChecks(tx, [patientId], fromDay(new Date()));
}

type Sites = readonly string[];
type Options = { database?: PrismaClient; purpose?: 'aggregate' };

/**
 * Makes anew the checks of these sites that do not hold any more, until none lacks or the time is over; a request has
 * little. Says whether every patient is checked now.
 */
export async function renewChecks(
  viewer: Pick<Viewer, 'token'>,
  sites: Sites,
  today: string,
  { withinMs = WITHIN_REQUEST_MS, ...options }: Options & { withinMs?: number },
): Promise<boolean> {
  const end = performance.now() + withinMs;
  let last = '00000000-0000-0000-0000-000000000000';
  for (let found = BATCH; found === BATCH; ) {
    if (performance.now() >= end) return false;
    found = await asViewer(
      viewer,
      async (tx) => {
        const rows = await tx.$queryRaw<{ id: string }[]>`
          SELECT p.id FROM patient p ${checkedSql(today)}
          WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND p.id > ${last}::uuid AND ${UNCHECKED}
          ORDER BY p.id LIMIT ${BATCH}`;
        const ids = rows.map(({ id }) => id);
        last = ids.at(-1) ?? last;
        await keepChecks(tx, ids, today);
        return ids.length;
      },
      options,
    );
  }
  return true;
}

/** Joins the check `c` of a patient `p` where it holds: of this version, with these acceptances, by these rules, on this day. */
export function checkedSql(today: string): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN (SELECT patient_id, count(*) AS entries FROM finding_exception GROUP BY patient_id) a ON a.patient_id = p.id
    LEFT JOIN patient_check c ON c.site_id = p.site_id AND c.patient_id = p.id AND c.version = p.version
      AND c.program = ${programFingerprint()} AND c.checked_on <= ${toDay(today)}::date
      AND (c.recheck_on IS NULL OR c.recheck_on > ${toDay(today)}::date)
      AND c.accepted = coalesce(a.entries, 0)`;
}

/** Whether no check holds of a patient with check `c`: nobody knows whether the record has errors. */
const UNCHECKED = Prisma.sql`c.patient_id IS NULL`;

/**
 * Whether a patient `p` was perhaps entered twice. That depends on other patients, whose pairs the database keeps: as
 * `mayBeOneChild` and `acceptedDouble` say it.
 */
export const DOUBLED = Prisma.sql`EXISTS (SELECT FROM patient_doubled d WHERE d.patient_id = p.id)`;

/** Whether a patient `p` with check `c` is known to have open errors. */
const HAS_ERRORS = Prisma.sql`(coalesce(c.open_errors, 0) > 0 OR ${DOUBLED})`;

/** How many patients of a choice are known to have open errors, and of how many nobody knows it yet. */
export type ErrorCounts = { withErrors: number; unchecked: number };

/** Of the patients that `where` leaves of these sites; it may speak of `p` and its features `f`. */
export async function countWithErrors(
  viewer: Pick<Viewer, 'token'>,
  sites: Sites,
  where: Prisma.Sql,
  { today, ...options }: Options & { today: string; withinMs?: number },
): Promise<ErrorCounts> {
  const count = async (): Promise<ErrorCounts> => {
    const [counts] = await asViewer(
      viewer,
      (tx) => tx.$queryRaw<ErrorCounts[]>`
        SELECT (count(*) FILTER (WHERE ${HAS_ERRORS}))::int AS "withErrors", (count(*) FILTER (WHERE ${UNCHECKED}))::int AS unchecked
        FROM patient p ${checkedSql(today)} LEFT JOIN diagnosis_features f ON f.patient_id = p.id
        WHERE p.site_id = ANY (${[...sites]}::uuid[]) AND ${where}`,
      options,
    );
    return counts ?? { withErrors: 0, unchecked: 0 };
  };
  const counted = await count();
  if (counted.unchecked === 0) return counted;
  await renewChecks(viewer, sites, today, options);
  return count();
}

/** How the records of these patients stand; of the first that lack a check it is made, the others say that they lack it. */
export async function readChecks(
  tx: Transaction,
  ids: readonly string[],
  today: string,
): Promise<(RowCheck & { id: string })[]> {
  const read = (): Promise<(RowCheck & { id: string })[]> => tx.$queryRaw`
    SELECT p.id, c.risk_group AS "riskGroup", c.open_errors + (${DOUBLED})::int AS "openErrors",
           coalesce(s.state, 'draft') AS state
    FROM patient p ${checkedSql(today)}
    LEFT JOIN patient_state s ON s.patient_id = p.id
    WHERE p.id = ANY (${[...ids]}::uuid[])`;
  const found = await read();
  const lacking = found.filter(({ openErrors }) => openErrors === null).map(({ id }) => id);
  if (lacking.length === 0) return found;
  await keepChecks(tx, lacking.slice(0, BATCH), today);
  return read();
}

/**
 * The version is read first and what it answers for afterwards: a change that comes between leaves a check that does not
 * hold, and never one that holds of something else.
 */
export async function keepChecks(tx: Transaction, ids: readonly string[], today: string): Promise<void> {
  if (ids.length === 0) return;
  const where = { patientId: { in: [...ids] } };
  const records = (await tx.patient.findMany({ where: { id: { in: [...ids] } }, select: RECORD_SELECT })).map(toRecord);
  const entries = await tx.findingException.groupBy({ by: ['patientId'], where, _count: true });
  const acceptances = await readAcceptances(tx, where);
  const overrides = await tx.riskOverride.findMany({
    where,
    select: { patientId: true, protocolSlug: true, decisionPoint: true, assignedGroup: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const rows = records.map((record) => ({
    ...checkOf(record, splitFindings(record, findFindings(record, today), acceptances), today),
    accepted: entries.find(({ patientId }) => patientId === record.id)?._count ?? 0,
    risk_group: riskGroupOf(record, overrides),
  }));
  await writeChecks(tx, rows);
}

type NewRecord = Readonly<{ record: PatientRecord; findings: readonly Finding[] }>;

/** Keeps what the rules find in patients that the same transaction has just made: nobody has said anything of them yet. */
export async function keepNewChecks(tx: Transaction, records: readonly NewRecord[], today: string): Promise<void> {
  const rows = records.map(({ record, findings }) => ({
    ...checkOf(record, { open: [...findings], accepted: [] }, today),
    accepted: 0,
    risk_group: riskGroupOf(record, []),
  }));
  await writeChecks(tx, rows);
}

function checkOf(
  record: PatientRecord,
  { open, accepted }: ReturnType<typeof splitFindings>,
  today: string,
): Record<string, unknown> {
  return {
    patient_id: record.id,
    site_id: record.siteId,
    version: record.version,
    program: programFingerprint(),
    checked_on: today,
    recheck_on: recheckDay(record, today),
    open_errors: open.filter(({ rule }) => QUALITY_RULES[rule] === 'error').length,
    open_rules: [...new Set(open.map(({ rule }) => rule))],
    accepted_rules: accepted.map(({ finding }) => finding.rule),
  };
}

async function writeChecks(tx: Transaction, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO patient_check SELECT * FROM jsonb_populate_recordset(NULL::patient_check, ${JSON.stringify(rows)}::jsonb)
    ORDER BY site_id, patient_id
    ON CONFLICT (site_id, patient_id) DO UPDATE SET (version, accepted, program, checked_on, recheck_on, open_errors, open_rules,
        accepted_rules, risk_group)
      = (EXCLUDED.version, EXCLUDED.accepted, EXCLUDED.program, EXCLUDED.checked_on, EXCLUDED.recheck_on,
         EXCLUDED.open_errors, EXCLUDED.open_rules, EXCLUDED.accepted_rules, EXCLUDED.risk_group)`;
}

/** The first day after `today` on which the calendar alone may change what the rules find; null: none. */
function recheckDay(record: PatientRecord, today: string): string | null {
  const next = daysOfChange(record).filter((day) => daysBetween(today, day) > 0);
  return next.length === 0 ? null : next.reduce((first, day) => (day < first ? day : first));
}

/** The group that a person assigned last under the own protocol, else the one that its rules give. */
function riskGroupOf(record: PatientRecord, overrides: readonly Overridden[]): string | null {
  const { protocolSlug } = record.identity;
  const assigned = standingOverrides(
    overrides.filter(({ patientId }) => patientId === record.id),
    protocolSlug,
  ).at(-1);
  if (assigned !== undefined) return assigned.assignedGroup;
  const prepared = ruleSetOf(protocolSlug);
  return prepared === null ? null : (classify(toFacts(record).facts, [prepared]).results[0]?.group ?? null);
}
