import { z } from 'zod';
import { findNames } from '@/lib/access/names.server';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { Prisma, type EvidenceProposal, type PrismaClient } from '@/prisma/generated/client';
import { BilingualSchema, type Bilingual } from '../schema';
import { ENDPOINTS } from '../vocabulary';
import type { ColumnChange, HeldBack, ListedProposal, ProposalStep, ProposedFigure } from './records';
import { PROPOSAL_STATUSES } from './schema';

const RowSchema = z.record(z.string(), z.unknown());
const RowsSchema = z.record(z.string(), z.array(RowSchema));
const MOST_DECIDED = 200;

async function readProposals(tx: Transaction) {
  const include = { trial: { select: { acronym: true } } } as const;
  const orderBy: Prisma.EvidenceProposalOrderByWithRelationInput[] = [{ proposedAt: 'desc' }, { id: 'asc' }];
  const waiting = await tx.evidenceProposal.findMany({ where: { status: 'proposed' }, orderBy, include });
  const decided = await tx.evidenceProposal.findMany({
    where: { status: { not: 'proposed' } },
    orderBy,
    take: MOST_DECIDED,
    include,
  });
  // Of what a load has held back since, none is left out.
  const heldBack = await tx.evidenceProposal.findMany({
    where: { status: 'approved', contradicts: { not: Prisma.DbNull }, id: { notIn: decided.map(({ id }) => id) } },
    orderBy,
    include,
  });
  return [...waiting, ...decided, ...heldBack];
}

/** The proposals: all that wait, the latest first, then the latest that were decided. Throws AppError `forbidden` for who is no curator. */
export async function findProposals(
  viewer: Viewer,
  { database = db() }: { database?: PrismaClient } = {},
): Promise<ListedProposal[]> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await readProposals(tx);
      const [{ alone } = { alone: false }] = await tx.$queryRaw<
        { alone: boolean }[]
      >`SELECT may_approve_alone() AS alone`;
      const people = await findNames(
        tx,
        rows.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
      );
      const seen = await tx.evidenceSeen.findUnique({ where: { userId: viewer.id } });
      const step = (by: string, at: Date): ProposalStep => ({
        by: people.get(by) ?? null,
        on: at.toISOString().slice(0, 10),
      });
      return rows.map(
        (row): ListedProposal => ({
          id: row.id,
          kind: KINDS.find((kind) => kind === row.kind) ?? 'correction',
          trial: row.trialSlug,
          acronym: row.trial?.acronym ?? nameOfChange(row.rows),
          estimate: figureOf(row),
          figure: namedFigure(row),
          subject: row.trialSlug === null ? subjectOf(row) : null,
          changes: columnsOf(row),
          ...beside(row),
          alone: row.alone,
          reason: row.reason,
          status: z.enum(PROPOSAL_STATUSES).parse(row.status),
          proposed: step(row.proposedBy, row.proposedAt),
          decided: row.decidedBy === null || row.decidedAt === null ? null : step(row.decidedBy, row.decidedAt),
          decisionReason: row.decisionReason,
          own: row.proposedBy === viewer.id,
          ownDecision: row.decidedBy === viewer.id,
          contradicts: contradictionsOf(row, rows),
          told: toldOf(row, seen?.until),
          mayApprove: row.proposedBy !== viewer.id || alone,
          at: (row.decidedAt ?? row.proposedAt).toISOString(),
          seen: seen !== null && seen.until >= (row.decidedAt ?? row.proposedAt),
        }),
      );
    },
    { database },
  );
}

const ContradictsSchema = z.array(BilingualSchema.extend({ heldAs: z.string().optional() })).nullable();

/** What a load said of it, unless a curator has decided on the same figure since. */
function contradictionsOf(row: EvidenceProposal, all: readonly EvidenceProposal[]): readonly HeldBack[] {
  const figure = figureOf(row);
  const later = all.some(
    (one) => one.status === 'approved' && figureOf(one) === figure && Number(one.decidedAt) > Number(row.decidedAt),
  );
  return later ? [] : (ContradictsSchema.parse(row.contradicts) ?? []);
}

/** When a load said of it what it says, and whether that was seen by then. */
function toldOf({ contradictedAt: at }: EvidenceProposal, until: Date | undefined): ListedProposal['told'] {
  return at === null ? null : { at: at.toISOString(), seen: until !== undefined && until >= at };
}

function figureOf({ kind, estimateId, rows }: EvidenceProposal): string | null {
  return estimateId ?? (kind === 'report' ? addedFigure(rows) : null);
}

const KINDS = ['correction', 'report', 'change'] as const;
const ChangeSchema = z.object({ table: z.string(), row: RowSchema, retired: z.literal(true).optional() });
const SeenSchema = z.object({ row: RowSchema.nullable() });

function columnsOf({
  kind,
  estimateId,
  base,
  rows,
}: Pick<EvidenceProposal, 'kind' | 'estimateId' | 'base' | 'rows'>): ColumnChange[] {
  if (estimateId !== null) return changedColumns(estimateId, base, rows);
  if (kind === 'report') return addedColumns(rows);
  const { table, row, retired } = ChangeSchema.parse(rows);
  const seen = SeenSchema.parse(base).row ?? {};
  // Columns that a change does not write stay as they are.
  return Object.keys(retired === true ? seen : row).flatMap((column) => {
    const [before, after] = [seen[column] ?? null, retired === true ? null : (row[column] ?? null)];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ table, row: '', column, before, after }];
  });
}

/** Of what belongs to no study: in which table it is; and whether it is to be taken away. */
function beside({ kind, trialSlug, rows }: EvidenceProposal): Pick<ListedProposal, 'table' | 'retired'> {
  const change = kind === 'change' ? ChangeSchema.parse(rows) : null;
  return { table: trialSlug === null ? (change?.table ?? null) : null, retired: change?.retired === true };
}

/** A new study by its name. */
function nameOfChange(rows: unknown): string {
  const { acronym } = ChangeSchema.parse(rows).row;
  return typeof acronym === 'string' ? acronym : '';
}

const TextSchema = z.string().min(1);

/** Anything else that belongs to no study by what it says. */
function subjectOf({ base, rows }: Pick<EvidenceProposal, 'base' | 'rows'>): Bilingual | null {
  // Of what is to be taken away the change has the id alone.
  const row = { ...SeenSchema.safeParse(base).data?.row, ...ChangeSchema.parse(rows).row };
  const said = ['text', 'characteristic', 'field'].map((name) => ({ en: row[`${name}_en`], ru: row[`${name}_ru`] }));
  return (
    [...said, { en: row['title'], ru: row['title'] }]
      .map((one) => z.object({ en: TextSchema, ru: TextSchema }).safeParse(one))
      .find(({ success }) => success)?.data ?? null
  );
}

const FigureSchema = z.object({
  endpoint: z.enum(ENDPOINTS),
  time_years: z.number().nullable(),
  label_en: z.string(),
  label_ru: z.string(),
});

/** The figure that is corrected, as it stood, or the one that would be added. */
function namedFigure({ kind, estimateId, base, rows }: EvidenceProposal): ProposedFigure | null {
  if (estimateId === null && kind !== 'report') return null;
  const row = FigureSchema.safeParse(estimateId === null ? RowsSchema.parse(rows)['estimate']?.[0] : base).data;
  if (row === undefined) return null;
  return { endpoint: row.endpoint, timeYears: row.time_years, label: { en: row.label_en, ru: row.label_ru } };
}

function changedColumns(estimate: string, base: unknown, rows: unknown): ColumnChange[] {
  const [before, after] = [RowSchema.parse(base), RowSchema.parse(rows)];
  return Object.keys(after).flatMap((column) =>
    JSON.stringify(before[column]) === JSON.stringify(after[column])
      ? []
      : [{ table: 'estimate', row: estimate, column, before: before[column], after: after[column] }],
  );
}

/** The figure that a proposed report brings. */
function addedFigure(rows: unknown): string | null {
  const id = RowsSchema.parse(rows).estimate?.[0]?.id;
  return typeof id === 'string' ? id : null;
}

/** What a proposed report would add; empty columns say nothing. */
function addedColumns(rows: unknown): ColumnChange[] {
  return Object.entries(RowsSchema.parse(rows)).flatMap(([table, added]) =>
    added.flatMap((row) =>
      Object.entries(row).flatMap(([column, after]) =>
        after === null || column === 'id' || column === 'position'
          ? []
          : [{ table, row: String(row.id ?? ''), column, before: null, after }],
      ),
    ),
  );
}
