import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { BeganSchema, join, type Begun } from '@/lib/merging/begun';
import { EVIDENCE_LOCK } from '../evidence-lock';
import { newProblemsBesideTrials } from '../quality/beside-trials.server';
import { newProblems } from '../quality/study-rules.server';
import { proposedRow } from '../rows/columns';
import { readTrial } from '../rows/trials.server';
import { checkFigure } from './checks';
import { readOnce } from './copy-fields';
import { isOtherProtocol } from './figure.server';
import { readAlone } from './parts/alone.server';
import { asJson } from './rows-as-json';
import type { Bilingual } from '../schema';
import { CorrectionInput, corrected, correctionErrors, correctionFields } from './schema';
import { ProposalReason } from './typed-values';
import { PROPOSAL_SAVED, proposalRefused, type ProposalState } from './state';

type Options = { database?: PrismaClient };

/**
 * Stores a corrected figure as proposed; nothing of the evidence changes. What the page checked is checked again, and what
 * others changed since the form was opened is joined with what was typed; where both changed a field, a person decides.
 */
export async function proposeCorrection(
  viewer: Viewer,
  target: Readonly<{ trial: string; estimate: string }>,
  sent: unknown,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  requireCurator(viewer);
  const fields = SentSchema.safeParse(sent);
  if (!fields.success) return proposalRefused('invalid');
  const { values, began } = fields.data;
  return answering(() =>
    asViewer(viewer, (tx) => storeCorrection(tx, viewer, target, { values, began, meanwhile: {} }), { database }),
  );
}

const SentSchema = z.object({ values: BeganSchema, began: BeganSchema });

async function storeCorrection(
  tx: Transaction,
  viewer: Viewer,
  target: Readonly<{ trial: string; estimate: string }>,
  sent: Begun,
): Promise<ProposalState> {
  const trial = await readTrial(tx, target.trial);
  const held = trial?.estimates.find(({ id }) => id === target.estimate);
  if (trial === null || held === undefined) return proposalRefused('not-found');
  const joined = join(sent, correctionFields(held));
  if (Object.keys(joined.meanwhile).length > 0) return proposalRefused('changed-meanwhile', {}, { now: joined.began });
  const read = CorrectionInput.safeParse(joined.values);
  if (!read.success) return proposalRefused('invalid', correctionErrors(read.error));
  if (!(await isOtherProtocol(tx, trial.slug, read.data.alsoProtocol)))
    return proposalRefused('invalid', { alsoProtocol: 'not-valid' });
  const figure = corrected(held, read.data);
  const { extraction, transcription } = held;
  if (JSON.stringify({ ...figure, extraction, transcription }) === JSON.stringify(held))
    return proposalRefused('nothing-changed');
  if (checkFigure(trial, figure).contradictions.length > 0) return proposalRefused('contradiction');
  const estimates = trial.estimates.map((one) => (one.id === figure.id ? figure : one));
  const problems = await newProblems(tx, trial, { ...trial, estimates });
  if (problems.length > 0) return proposalRefused('series', {}, { problems });
  await tx.evidenceProposal.create({
    data: {
      kind: 'correction',
      trialSlug: trial.slug,
      estimateId: held.id,
      base: asJson(proposedRow(held)),
      rows: asJson(proposedRow({ ...figure, transcription: readOnce(viewer.id, read.data) })),
      reason: read.data.reason,
      proposedBy: viewer.id,
    },
    select: { id: true },
  });
  return PROPOSAL_SAVED;
}

/**
 * Writes what was proposed into the evidence. Whoever proposed it cannot; the database refuses that too. Two proposals that
 * were sound by themselves may contradict each other: what breaks a rule of the data set now is refused.
 */
export async function approveProposal(
  viewer: Viewer,
  id: string,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  requireCurator(viewer);
  return answering(() => asViewer(viewer, (tx) => approve(tx, id), { database }));
}

async function approve(tx: Transaction, id: string): Promise<ProposalState> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${EVIDENCE_LOCK}::bigint)::text`;
  const proposal = await tx.evidenceProposal.findUnique({ where: { id }, select: { trialSlug: true, rows: true } });
  const slug = proposal === null ? null : (proposal.trialSlug ?? newStudy(proposal.rows));
  const write = async (): Promise<void> =>
    void (await tx.$queryRaw`SELECT approve_evidence_proposal(${id}::uuid)::text`);
  // One that is not there has nothing to be looked at: the database says so.
  if (proposal === null) await write();
  const problems = slug === null ? await writtenBesideTrials(tx, write) : await writtenInStudy(tx, slug, write);
  if (problems.length > 0) throw new Broken(problems);
  return PROPOSAL_SAVED;
}

/** Writes, and says what rules of the data set the study breaks now that it did not break before. */
async function writtenInStudy(
  tx: Transaction,
  slug: string,
  write: () => Promise<void>,
): Promise<readonly Bilingual[]> {
  const before = await readTrial(tx, slug);
  await write();
  const after = await readTrial(tx, slug);
  return after === null ? [] : newProblems(tx, before, after);
}

/** The same of the disease, the protocol and the references. */
async function writtenBesideTrials(tx: Transaction, write: () => Promise<void>): Promise<readonly Bilingual[]> {
  const before = await readAlone(tx);
  await write();
  return newProblemsBesideTrials(tx, before, await readAlone(tx));
}

/** Undoes the transaction of an approval and says why. */
class Broken extends Error {
  constructor(readonly problems: readonly Bilingual[]) {
    super('proposal: breaks a rule of the data set');
  }
}

function newStudy(rows: unknown): string | null {
  const read = z.object({ table: z.literal('trial'), row: z.object({ slug: z.string() }) }).safeParse(rows);
  return read.success ? read.data.row.slug : null;
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
    if (error instanceof Broken) return proposalRefused('breaks-rule', {}, { problems: error.problems });
    const said = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
    if (/proposal: own/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_second_curator);
    if (/proposal: stale/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_stale);
    if (/proposal: decided/u.test(said)) return proposalRefused(REFUSED_BY.evidence_proposal_status);
    if (/estimate_one_preferred/u.test(said)) return proposalRefused('one-preferred');
    if (/23505|P2002|duplicate key/u.test(said)) return proposalRefused('held-already');
    throw error;
  }
}
