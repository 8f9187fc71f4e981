import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { namesOf } from '../figure-names';
import { findSeriesProblems } from '../quality/integrity/series';
import { proposedRow, referenceRow, reportRow } from '../rows/columns';
import { readTrial } from '../rows/trials.server';
import { ReferenceSchema, type Estimate, type Reference, type Trial } from '../schema';
import { checkFigure } from './checks';
import { readOnce } from './copy-fields';
import { FigureInput, figureErrors, nameOf, newFigure, newReference, newReport } from './figure-schema';
import { findReferences, isOther, isSame } from './figure-reference.server';
import { asJson } from './rows-as-json';
import { PROPOSAL_SAVED, proposalRefused, type ProposalRefusal, type ProposalState } from './state';

type Options = { database?: PrismaClient };

/**
 * Stores a new figure of a study, with its publication where the registry does not hold it, as proposed. Nothing of the
 * evidence changes. What the page checked is checked again.
 */
export async function proposeFigure(
  viewer: Viewer,
  slug: string,
  input: unknown,
  { database = db() }: Options = {},
): Promise<ProposalState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const read = FigureInput.safeParse(input);
  if (!read.success) return proposalRefused('invalid', figureErrors(read.error));
  return asViewer(viewer, (tx) => storeFigure(tx, viewer, slug, read.data), { database });
}

async function storeFigure(tx: Transaction, viewer: Viewer, slug: string, input: FigureInput): Promise<ProposalState> {
  const trial = await readTrial(tx, slug);
  if (trial === null) return proposalRefused('not-found');
  if (input.arm !== '' && !trial.arms.some(({ slug: arm }) => arm === input.arm))
    return proposalRefused('invalid', { arm: 'choose' });
  if (!(await isOtherProtocol(tx, slug, input.alsoProtocol)))
    return proposalRefused('invalid', { alsoProtocol: 'not-valid' });
  const pending = await pendingRows(tx);
  const source = await findSource(tx, input, pending);
  if ('refusal' in source) return proposalRefused(source.refusal, source.fields);
  const { reference, isNew } = source;

  const taken = [...namesOf(trial.estimates), ...pending.flatMap(({ estimate }) => estimate.map(({ id }) => id))];
  const figure = newFigure(trial, input, reference, figureId(trial, input, reference.id, taken));
  const report = newReport(trial.slug, reference);
  const refusal = refusalOf({ ...trial, reports: [...trial.reports, report] }, figure);
  if (refusal !== null) return proposalRefused(refusal);
  const reported =
    input.level === 'review' || input.level === 'registry' || trial.reports.some(({ ref }) => ref === reference.id);
  await tx.evidenceProposal.create({
    data: {
      kind: 'report',
      trialSlug: trial.slug,
      rows: asJson({
        reference: isNew ? [referenceRow(reference, 0)] : [],
        report: reported ? [] : [reportRow(report)],
        estimate: [proposedRow({ ...figure, transcription: readOnce(viewer.id, input) })],
      }),
      reason: input.reason,
      proposedBy: viewer.id,
    },
    select: { id: true },
  });
  return PROPOSAL_SAVED;
}

/** Whether this is another protocol of the registry than the study's own, or none is named. */
export async function isOtherProtocol(tx: Transaction, trial: string, named: string): Promise<boolean> {
  return named === '' || (named !== trial && (await tx.trial.count({ where: { slug: named } })) > 0);
}

/** Why a figure cannot stand among the others of its study. */
function refusalOf(trial: Trial, figure: Estimate): ProposalRefusal | null {
  const same = ({ source, endpoint, timeYears, estimate, stratum }: Estimate): string =>
    JSON.stringify([source.ref, endpoint, timeYears, estimate, stratum]);
  if (trial.estimates.some((held) => same(held) === same(figure))) return 'held-already';
  if (figure.chartable && !figure.preferred) return 'one-preferred';
  if (checkFigure(trial, figure).contradictions.length > 0) return 'contradiction';
  const problems = (estimates: Estimate[]): number =>
    findSeriesProblems({ file: '', trial: { ...trial, estimates } }).length;
  return problems([...trial.estimates, figure]) > problems(trial.estimates) ? 'series' : null;
}

function figureId(trial: Trial, { endpoint, kmt2a, risk, arm }: FigureInput, ref: string, taken: string[]): string {
  const strata = [kmt2a === 'all' ? '' : `kmt2a-${kmt2a}`, risk === 'all' ? '' : risk, arm].filter((one) => one !== '');
  return free(`${trial.slug}-${nameOf(endpoint, ...(strata.length === 0 ? ['all'] : strata), ref)}`, taken);
}

/** The name, or with the first number that nobody has. */
function free(name: string, taken: readonly string[]): string {
  let [candidate, number] = [name, 1];
  while (taken.includes(candidate)) candidate = `${name}-${(number += 1)}`;
  return candidate;
}

type Source =
  | Readonly<{ reference: Reference; isNew: boolean }>
  | Readonly<{ refusal: ProposalRefusal; fields: ProposalState['fieldErrors'] }>;

/** The publication: the one that the registry holds, else the one that another proposal brings, else a new one. */
async function findSource(tx: Transaction, input: FigureInput, pending: readonly Pending[]): Promise<Source> {
  const held = await findReferences(tx, input);
  const waiting = pending.flatMap(({ reference }) => reference).filter((one) => isSame(one, input));
  const found = [...held, ...waiting];
  const ids = new Set(found.map(({ id }) => id));
  const [reference] = found;
  if (ids.size > 1 || (reference !== undefined && isOther(reference, input)))
    return { refusal: 'other-paper', fields: {} };
  if (reference !== undefined) return { reference, isNew: held.length === 0 };
  const missing = (['title', 'authors', 'year'] as const).filter((field) => input[field] === '');
  if (missing.length > 0)
    return { refusal: 'new-paper', fields: Object.fromEntries(missing.map((field) => [field, 'required'])) };
  const all = await tx.reference.findMany({ select: { id: true } });
  const taken = [...all, ...pending.flatMap(({ reference: brought }) => brought)].map(({ id }) => id);
  const author = newReference(input, 'x').author?.[0];
  const name = author === undefined ? '' : 'family' in author ? author.family : author.literal;
  return { reference: newReference(input, free(nameOf(name, input.year) || input.year, taken)), isNew: true };
}

const PendingSchema = z.object({
  reference: z.array(z.object({ csl: ReferenceSchema }).transform(({ csl }) => csl)),
  estimate: z.array(z.object({ id: z.string() })),
});
type Pending = z.infer<typeof PendingSchema>;

/** What the proposals bring that still wait. */
async function pendingRows(tx: Transaction): Promise<Pending[]> {
  const waiting = await tx.evidenceProposal.findMany({
    where: { kind: 'report', status: 'proposed' },
    select: { rows: true },
  });
  return waiting.map(({ rows }) => PendingSchema.parse(rows));
}
