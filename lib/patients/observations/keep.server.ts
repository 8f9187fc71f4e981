import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import type { Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { programFingerprint } from '@/lib/env.server';
import { COURSE_SELECT, courseRowOf, toCourse } from '../course.server';
import { listKey } from '../list/list-key';
import type { PatientRecord } from '../records/record';
import { keptDays } from './kept';

/** Held by whoever keeps, so that no other state of the program takes over meanwhile; nobody waits for it. */
const KEEPING_LOCK = 141;
/** Patients derived in one transaction: soon done, so that somebody who saves one of them hardly waits. */
const BATCH = 500;
/** What a request gives to observations that are due, in milliseconds. */
const WITHIN_REQUEST_MS = 300;

/** Whether what is kept was derived by this state of the program. */
export async function isKeptByThisProgram(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ fingerprint: string }[]>`SELECT fingerprint FROM observation_program`;
  return row?.fingerprint === programFingerprint();
}

/** Whether the observations of every patient of these sites are kept as this program derives them. */
export async function areAllKept(tx: Transaction, sites: readonly string[]): Promise<boolean> {
  const due = await tx.$queryRaw<object[]>`
    SELECT FROM observation_due WHERE site_id = ANY (${[...sites]}::uuid[]) LIMIT 1`;
  return due.length === 0 && (await isKeptByThisProgram(tx));
}

/**
 * Keeps the observations of these patients as they are stored now, of those that are due; in the transaction that stored
 * them. Where another state of the program keeps, they stay due.
 */
export async function keepObservations(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !(await mayKeep(tx))) return;
  await derive(tx, await claim(tx, ids));
}

/** As `keepObservations`, of patients that the same transaction has just made: what it wrote need not be read again. */
export async function keepNewObservations(tx: Transaction, records: readonly PatientRecord[]): Promise<void> {
  if (records.length === 0 || !(await mayKeep(tx))) return;
  const claimed = new Set(
    (
      await claim(
        tx,
        records.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  await insertObservations(tx, records.filter(({ id }) => claimed.has(id)).map(keptRowOf));
}

async function claim(tx: Transaction, ids: readonly string[]): Promise<{ id: string }[]> {
  return tx.$queryRaw`DELETE FROM observation_due WHERE patient_id = ANY (${[...ids]}::uuid[]) RETURNING patient_id AS id`;
}

/** Keeps what is due of these sites, until nothing is or the time is over; what somebody is just saving is left to them. */
export async function renewObservations(
  viewer: Pick<Viewer, 'token'>,
  sites: readonly string[],
  { withinMs = WITHIN_REQUEST_MS, ...options }: { withinMs?: number; database?: PrismaClient; purpose?: 'aggregate' },
): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (let claimed = BATCH; claimed === BATCH; ) {
    if (performance.now() >= end) return false;
    claimed = await asViewer(
      viewer,
      async (tx) => {
        if (!(await mayKeep(tx))) return 0;
        const due = await tx.$queryRaw<{ id: string }[]>`
          DELETE FROM observation_due WHERE patient_id IN (
            SELECT patient_id FROM observation_due WHERE site_id = ANY (${[...sites]}::uuid[]) LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
          RETURNING patient_id AS id`;
        await derive(tx, due);
        return due.length;
      },
      options,
    );
  }
  return true;
}

/** Makes what another state of the program kept due; false where somebody is keeping just now. As the owner. */
export async function takeOverObservations(database: PrismaClient): Promise<boolean> {
  return database.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<
        { taken: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${KEEPING_LOCK}) AS taken`;
      if (lock?.taken !== true) return false;
      if (await isKeptByThisProgram(tx)) return true;
      await tx.$executeRaw`UPDATE observation_program SET fingerprint = ${programFingerprint()}`;
      await tx.$executeRaw`INSERT INTO observation_due (patient_id, site_id, marked_in)
        SELECT patient_id, site_id, 0 FROM patient_observation ON CONFLICT DO NOTHING`;
      await tx.$executeRaw`DELETE FROM patient_observation`;
      return true;
    },
    { maxWait: 60_000, timeout: 600_000 },
  );
}

async function mayKeep(tx: Transaction): Promise<boolean> {
  const [lock] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock_shared(${KEEPING_LOCK}) AS taken`;
  return lock?.taken === true && (await isKeptByThisProgram(tx));
}

/** Of patients whose mark this transaction has taken away: whoever changes one of them now waits until it ends. */
async function derive(tx: Transaction, claimed: readonly { id: string }[]): Promise<void> {
  if (claimed.length === 0) return;
  const where = { id: { in: claimed.map(({ id }) => id) } };
  await insertObservations(tx, await tx.patient.findMany({ where, select: KEPT_SELECT }));
}

async function insertObservations(tx: Transaction, patients: readonly KeptRow[]): Promise<void> {
  if (patients.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO patient_observation
    SELECT * FROM jsonb_populate_recordset(NULL::patient_observation, ${JSON.stringify(patients.map(rowOf))}::jsonb)`;
}

/** The course, and what the list of patients reads beside it. */
const KEPT_SELECT = { ...COURSE_SELECT, pseudonym: true, protocolSlug: true, version: true } as const;

type KeptRow = Prisma.PatientGetPayload<{ select: typeof KEPT_SELECT }>;

/** A whole record as the row that is stored of it. */
function keptRowOf(record: PatientRecord): KeptRow {
  const { pseudonym, protocolSlug } = record.identity;
  return { ...courseRowOf(record), pseudonym, protocolSlug: protocolSlug ?? null, version: record.version };
}

function rowOf(patient: KeptRow): Record<string, string | number | boolean | null> {
  const course = toCourse(patient);
  return {
    patient_id: course.patientId,
    site_id: course.siteId,
    diagnosed_in: Number(course.diagnosisDate.slice(0, 4)),
    diagnosed_on: course.diagnosisDate,
    kmt2a: course.kmt2a,
    failure_undecided: course.failureUndecided === true,
    ...keptDays(course),
    pseudonym: patient.pseudonym,
    age_days: course.ageDays,
    protocol_slug: patient.protocolSlug,
    kmt2a_partner: patient.features?.kmt2aPartner ?? null,
    version: patient.version,
    list_key: listKey(patient.pseudonym),
  };
}
