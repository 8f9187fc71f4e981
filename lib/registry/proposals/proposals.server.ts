import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { estimateRow } from '../rows/columns';
import { readTrial } from '../rows/trials.server';
import { checkFigure } from './checks';
import { readOnce } from './copy-fields';
import { asJson } from './rows-as-json';
import { CorrectionInput, corrected, correctionErrors } from './schema';
import { ProposalReason } from './typed-values';
import { PROPOSAL_SAVED, proposalRefused, type ProposalState } from './state';

type Options = { database?: PrismaClient };

/** Stores a corrected figure as proposed; nothing of the evidence changes. What the page checked is checked again. */
export async function proposeCorrection(
  viewer: Viewer,
  target: Readonly<{ trial: string; estimate: string }>,
  input: unknown,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  requireCurator(viewer);
  const read = CorrectionInput.safeParse(input);
  if (!read.success) return proposalRefused('invalid', correctionErrors(read.error));
  return answering(() =>
    asViewer(
      viewer,
      async (tx) => {
        const trial = await readTrial(tx, target.trial);
        const held = trial?.estimates.find(({ id }) => id === target.estimate);
        if (trial === null || held === undefined) return proposalRefused('not-found');
        const figure = corrected(held, read.data);
        if (
          JSON.stringify({ ...figure, extraction: held.extraction, transcription: held.transcription }) ===
          JSON.stringify(held)
        )
          return proposalRefused('nothing-changed');
        if (checkFigure(trial, figure).contradictions.length > 0) return proposalRefused('contradiction');
        await tx.evidenceProposal.create({
          data: {
            kind: 'correction',
            trialSlug: trial.slug,
            estimateId: held.id,
            base: asJson(estimateRow(held)),
            rows: asJson(estimateRow({ ...figure, transcription: readOnce(viewer.id, read.data) })),
            reason: read.data.reason,
            proposedBy: viewer.id,
          },
          select: { id: true },
        });
        return PROPOSAL_SAVED;
      },
      { database },
    ),
  );
}

/** Writes what was proposed into the evidence. Whoever proposed it cannot; the database refuses that too. */
export async function approveProposal(
  viewer: Viewer,
  id: string,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  requireCurator(viewer);
  return answering(() =>
    asViewer(
      viewer,
      async (tx) => {
        await tx.$queryRaw`SELECT approve_evidence_proposal(${id}::uuid)::text`;
        return PROPOSAL_SAVED;
      },
      { database },
    ),
  );
}

/** Turns a proposal down, with the reason; whoever proposed it may take it back so. */
export async function rejectProposal(
  viewer: Viewer,
  id: string,
  typed: string,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  requireCurator(viewer);
  const reason = ProposalReason.safeParse(typed);
  if (!reason.success) return proposalRefused('reason-length');
  return answering(() => asViewer(viewer, (tx) => reject(tx, id, reason.data), { database }));
}

async function reject(tx: Transaction, id: string, decisionReason: string): Promise<ProposalState> {
  const { count } = await tx.evidenceProposal.updateMany({
    where: { id, status: 'proposed' },
    data: { status: 'rejected', decisionReason },
  });
  return count === 1 ? PROPOSAL_SAVED : proposalRefused('conflict');
}

function requireCurator(viewer: Viewer): void {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
}

const REFUSED_BY = {
  evidence_proposal_second_curator: 'own-proposal',
  evidence_proposal_stale: 'stale',
  evidence_proposal_status: 'conflict',
} as const;

/** What the database refuses, in words for the curator; the rest is thrown on. */
async function answering(work: () => Promise<ProposalState>): Promise<ProposalState> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
    if (/proposal: own/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_second_curator);
    if (/proposal: stale/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_stale);
    if (/proposal: decided/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_status);
    if (/estimate_one_preferred/u.test(said)) return proposalRefused('one-preferred');
    if (/23505|P2002|duplicate key/u.test(said)) return proposalRefused('held-already');
    throw error;
  }
}
