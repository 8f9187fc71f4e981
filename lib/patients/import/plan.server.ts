import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { Table } from '@/lib/tables/table';
import type { PatientRecord } from '../records/record';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import { doubledPatients } from '../rules/doubled-patients';
import { marksOf } from '../rules/marks';
import { compareDraft, type Outcome } from './compare';
import { draftPatients, type RowProblem } from './drafts';

export const Choices = z.object({
  file: z.uuid(),
  siteId: z.uuid(),
  sheet: z.string().max(100).nullable().default(null),
  columns: z
    .array(
      z.object({
        target: z.string().max(80).nullable(),
        order: z.enum(['day-first', 'month-first']).optional(),
        decimal: z.enum(['point', 'comma']).optional(),
        unit: z.enum(['per-litre', 'per-microlitre']).optional(),
      }),
    )
    .max(500),
});
export type Choices = z.infer<typeof Choices>;

/** What an import would do; `digest` names exactly this, so that nothing else is written than what was shown. */
export type Plan = Readonly<{
  outcomes: readonly Outcome[];
  loose: readonly RowProblem[];
  /** pseudonyms of patients of the file that may be the same child as others, of the file or stored */
  doubles: readonly Readonly<{ pseudonym: string; others: readonly string[] }>[];
  digest: string;
}>;

/** Asks of which one question to PostgreSQL holds 32,767. */
const BATCH = 5000;

/** Compares a table with what is stored at the site. Where a change follows, the patients of the file are held. */
export async function planImport(
  tx: Transaction,
  viewer: Viewer,
  table: Table,
  choices: Choices,
  { today, hold }: Readonly<{ today: string; hold: boolean }>,
): Promise<Plan> {
  const site = viewer.sites.find(({ siteId, role }) => siteId === choices.siteId && role === 'data-manager');
  if (site === undefined) throw new AppError('forbidden');
  const { siteId } = site;
  const { drafts, loose } = draftPatients(table, choices.columns, { siteCode: site.siteCode, today });
  const stored = new Map<string, PatientRecord>();
  for (let from = 0; from < drafts.length; from += BATCH) {
    const pseudonyms = drafts.slice(from, from + BATCH).map(({ pseudonym }) => pseudonym);
    if (hold)
      await tx.$queryRaw`SELECT id::text FROM patient WHERE site_id = ${siteId}::uuid AND pseudonym = ANY (${pseudonyms}) ORDER BY id FOR UPDATE`;
    const rows = await tx.patient.findMany({ where: { siteId, pseudonym: { in: pseudonyms } }, select: RECORD_SELECT });
    for (const row of rows) stored.set(row.pseudonym, toRecord(row));
  }
  const [settings, trials, states, others] = [
    await tx.siteSettings.findUnique({ where: { siteId }, select: { pseudonymPattern: true } }),
    await tx.trial.findMany({ select: { slug: true } }),
    await tx.patientState.findMany({ where: { siteId, state: 'locked' }, select: { patientId: true } }),
    await tx.patient.findMany({
      where: { siteId },
      select: {
        id: true,
        pseudonym: true,
        siteId: true,
        diagnosisDate: true,
        ageDays: true,
        sex: true,
        features: { select: { kmt2a: true } },
      },
    }),
  ];
  const against = {
    ...{ siteId, today, pattern: settings?.pseudonymPattern ?? null, newId: () => randomUUID() },
    protocols: new Set(trials.map(({ slug }) => slug)),
    locked: new Set(states.map(({ patientId }) => patientId)),
  };
  const outcomes = drafts.map((draft) => compareDraft(draft, stored.get(draft.pseudonym) ?? null, against));
  return { outcomes, loose, doubles: doublesOf(outcomes, others), digest: digestOf(outcomes, loose) };
}

type Other = {
  id: string;
  pseudonym: string;
  siteId: string;
  diagnosisDate: Date;
  ageDays: number;
  sex: string | null;
  features: { kmt2a: string | null } | null;
};

function doublesOf(outcomes: readonly Outcome[], others: readonly Other[]): Plan['doubles'] {
  const mine = outcomes.flatMap(({ after, status }) => (after !== null && status === 'new' ? [after] : []));
  const names = new Map([
    ...others.map(({ id, pseudonym }) => [id, pseudonym] as const),
    ...mine.map(({ id, identity }) => [id, identity.pseudonym] as const),
  ]);
  const marks = others.map(({ features, diagnosisDate, pseudonym: _name, ...row }) => ({
    ...row,
    diagnosisDate: diagnosisDate.toISOString().slice(0, 10),
    kmt2a: features?.kmt2a ?? null,
  }));
  const found = doubledPatients([...marks, ...mine.map(marksOf)]);
  return mine.flatMap(({ id, identity }) => {
    const near = found.get(id) ?? [];
    return near.length === 0
      ? []
      : [{ pseudonym: identity.pseudonym, others: near.map((one) => names.get(one) ?? '') }];
  });
}

/** Ids of what is not stored yet are left out: they are made anew each time. */
function digestOf(outcomes: readonly Outcome[], loose: readonly RowProblem[]): string {
  const said = outcomes.map(({ pseudonym, status, stored, changes, problems }) => [
    pseudonym,
    status,
    stored?.version ?? 0,
    changes,
    problems,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([said, loose]))
    .digest('hex');
}
