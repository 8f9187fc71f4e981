import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import { doublesAmong, MOST_DOUBLES, type PatientMarks } from '../rules/doubled-patients';
import { marksOf } from '../rules/marks';
import { compareDraft, type Against, type Outcome } from './compare';
import { findSiteWords } from './words/site-words.server';
import { groupRows, type ChosenSheet, type RowProblem } from './drafts';
import { alikePseudonyms } from './pseudonyms';

export type Counts = Record<Outcome['status'], number>;
/** What an import would do; `digest` names exactly this, so that nothing else is written than what was shown. */
export type Plan = Readonly<{
  counts: Counts;
  loose: readonly RowProblem[];
  /** cells that are empty where a value is stored, which stays, and the first of their patients */
  kept: Readonly<{ count: number; patients: readonly string[] }>;
  /** marks of the patients that would be new, by pseudonym, with their places in the file; none where they are written */
  fresh: readonly (PatientMarks & { place: number })[];
  digest: string;
}>;

type Planning = Readonly<{
  viewer: Viewer;
  siteId: string;
  today: string;
  emptyClears: boolean;
  /** the patients of the file are held, since a change follows */
  hold: boolean;
  signal?: AbortSignal | undefined;
  /** told of each part of the file in its order; `done` patients of `total` are compared then */
  onPart: (outcomes: readonly Outcome[], done: number, total: number) => Promise<void>;
}>;

/** Patients that are compared at a time: so many records are in memory, twice, and as the text of the statements that write them. */
const PART = 250;
/** Patients that are named of those whose stored values a file leaves as they are. */
const MOST_NAMED = 20;
/** Patients between which other work of the process has its turn. */
const SLICE = 50;

/** Compares the sheets of a file with what is stored at the site, a part of the patients after the other. */
export async function planImport(tx: Transaction, sheets: readonly ChosenSheet[], planning: Planning): Promise<Plan> {
  const { viewer, siteId, today, emptyClears, hold, signal, onPart } = planning;
  const site = viewer.sites.find((one) => one.siteId === siteId && one.role === 'data-manager');
  if (site === undefined) throw new AppError('forbidden');
  const { values: words } = await findSiteWords(tx, siteId);
  const { pseudonyms, loose, draft } = groupRows(sheets, { siteCode: site.siteCode, today, emptyClears, words });
  const against = await findAgainst(tx, siteId, today);
  const counts: Counts = { new: 0, changed: 0, same: 0, refused: loose.length };
  const fresh: Plan['fresh'][number][] = [];
  const kept = { count: 0, patients: [] as string[] };
  const hash = createHash('sha256').update(JSON.stringify(loose));
  const partAt = (from: number): string[] => pseudonyms.slice(from, from + PART);
  let stored = await findStored(tx, partAt(0), planning);
  // The next part is compared while the database is at this one.
  let before = Promise.resolve();
  try {
    for (let from = 0; from < pseudonyms.length; from += PART) {
      signal?.throwIfAborted();
      const outcomes: Outcome[] = [];
      for (const [at, pseudonym] of partAt(from).entries()) {
        if (at % SLICE === 0) await turn();
        outcomes.push(compareDraft(draft(pseudonym), stored.get(pseudonym) ?? null, against));
      }
      await before;
      for (const [at, one] of outcomes.entries()) {
        counts[one.status] += 1;
        kept.count += one.kept;
        if (one.kept > 0 && kept.patients.length < MOST_NAMED) kept.patients.push(one.pseudonym);
        hash.update(said(one));
        if (!hold && one.status === 'new' && one.after !== null)
          fresh.push({ ...marksOf(one.after), id: one.pseudonym, place: from + at });
      }
      stored = await findStored(tx, partAt(from + PART), planning);
      before = onPart(outcomes, from + outcomes.length, pseudonyms.length);
      // Whatever it says is said where it is awaited.
      before.catch(() => undefined);
    }
    await before;
  } finally {
    // Nothing of it is under way when the transaction ends, however it ends.
    await before.catch(() => undefined);
  }
  return { counts, loose, kept, fresh, digest: hash.digest('hex') };
}

/** Ids of what is not stored yet are left out: they are made anew each time. */
function said({ pseudonym, status, stored, changes, problems }: Outcome): string {
  return JSON.stringify([pseudonym, status, stored?.version ?? 0, changes, problems]);
}

async function findStored(
  tx: Transaction,
  pseudonyms: string[],
  { siteId, hold }: Planning,
): Promise<Map<string, PatientRecord>> {
  if (pseudonyms.length === 0) return new Map();
  if (hold)
    await tx.$queryRaw`SELECT id::text FROM patient WHERE site_id = ${siteId}::uuid AND pseudonym = ANY (${pseudonyms}) ORDER BY id FOR UPDATE`;
  const rows = await tx.patient.findMany({ where: { siteId, pseudonym: { in: pseudonyms } }, select: RECORD_SELECT });
  return new Map(rows.map((row) => [row.pseudonym, toRecord(row)]));
}

async function findAgainst(tx: Transaction, siteId: string, today: string): Promise<Against> {
  const settings = await tx.siteSettings.findUnique({ where: { siteId }, select: { pseudonymPattern: true } });
  const trials = await tx.trial.findMany({ select: { slug: true } });
  const states = await tx.patientState.findMany({ where: { siteId, state: 'locked' }, select: { patientId: true } });
  return {
    ...{ siteId, today, pattern: settings?.pseudonymPattern ?? null, newId: () => randomUUID() },
    protocols: new Set(trials.map(({ slug }) => slug)),
    locked: new Set(states.map(({ patientId }) => patientId)),
  };
}

/** A new patient of the file who may be a child that is there already, and who that is: some by name, all by number. */
export type Double = Readonly<{ pseudonym: string; place: number; others: readonly string[]; count: number }>;

/**
 * The new patients of a file that may be the same child as others, of the file or stored, or are called nearly as they; one
 * after the other, so that those of a dense site are not there all at once. Within a site its pseudonym names a patient.
 */
export async function findDoubles(
  tx: Transaction,
  siteId: string,
  fresh: Plan['fresh'],
): Promise<Generator<Double, void>> {
  const stored =
    fresh.length === 0
      ? []
      : await tx.$queryRaw<PatientMarks[]>`
    SELECT p.pseudonym AS id, p.site_id::text AS "siteId", to_char(p.diagnosis_date, 'YYYY-MM-DD') AS "diagnosisDate",
           p.age_days AS "ageDays", p.sex, f.kmt2a
    FROM patient p LEFT JOIN diagnosis_features f ON f.patient_id = p.id WHERE p.site_id = ${siteId}::uuid`;
  return doublesOf(fresh, [...stored, ...fresh]);
}

function* doublesOf(fresh: Plan['fresh'], all: readonly PatientMarks[]): Generator<Double, void> {
  const among = doublesAmong(all);
  const alike = alikePseudonyms(all.map(({ id }) => id));
  for (const one of fresh) {
    const near = among(one) ?? { others: [], count: 0 };
    const called = alike.get(one.id) ?? { others: [], count: 0 };
    const both = called.others.filter((other) => near.others.includes(other)).length;
    const others = [...new Set([...called.others, ...near.others])].slice(0, MOST_DOUBLES);
    const count = near.count + called.count - both;
    if (count > 0) yield { pseudonym: one.id, place: one.place, others, count };
  }
}
