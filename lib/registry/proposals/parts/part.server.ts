import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import type { Dataset } from '../../dataset';
import { findProblems } from '../../quality/integrity/integrity';
import type { Row } from '../../rows/columns';
import { questionRow } from '../../rows/review-rows';
import { readTrial } from '../../rows/trials.server';
import { ReviewQuestionSchema } from '../../review/schema';
import type { Bilingual, Trial } from '../../schema';
import { asJson } from '../rows-as-json';
import { ProposalReason } from '../typed-values';
import { heldRow, itemsOf, partContent, type PartContent } from './content';
import { PARTS } from './fields';
import { partRefused, PART_SAVED, type PartState } from './state';
import { readTyped } from './typed';

/** What is added or corrected: a part of a study (null: a study that is not there yet), and which item; null: a new one. */
const TargetSchema = z.object({
  trial: z.string().nullable(),
  part: z.enum(PARTS),
  item: z.string().max(200).nullable(),
});
const ValuesSchema = z.record(z.string(), z.string().max(5000));
type PartTarget = z.infer<typeof TargetSchema>;

type Options = { database?: PrismaClient };

/** Stores a changed or new part of the evidence as proposed; nothing of the evidence changes. */
export async function proposePart(
  viewer: Viewer,
  asked: unknown,
  sent: unknown,
  { database = db() }: Options = {},
): Promise<PartState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const [target, values] = [TargetSchema.safeParse(asked), ValuesSchema.safeParse(sent)];
  if (!target.success || !values.success) return partRefused('invalid');
  const reason = ProposalReason.safeParse(values.data['reason'] ?? '');
  const { typed, errors } = readTyped(target.data.part, values.data);
  if (!reason.success) return partRefused('reason-length', errors);
  if (Object.keys(errors).length > 0) return partRefused('invalid', errors);
  return asViewer(viewer, (tx) => storePart(tx, viewer, target.data, typed, reason.data), { database });
}

async function storePart(
  tx: Transaction,
  viewer: Viewer,
  target: PartTarget,
  typed: Record<string, unknown>,
  reason: string,
): Promise<PartState> {
  const { part, item } = target;
  const trial = target.trial === null ? null : await readTrial(tx, target.trial);
  if (target.trial !== null && trial === null) return partRefused('not-found');
  if (trial !== null && item !== null && !itemsOf(part, trial).includes(item)) return partRefused('not-found');
  const base = await heldBase(tx, target, trial);
  if (part === 'question' && base === null) return partRefused('not-found');
  const content = partContent(part, typed, trial, item);
  if ('invalid' in content) return partRefused('invalid', { [content.invalid]: 'not-valid' });
  const refusal = await refusalOf(tx, content, trial, item);
  if (refusal !== null) return refusal;
  if (base !== null && JSON.stringify(asJson({ ...base, ...content.row })) === JSON.stringify(asJson(base)))
    return partRefused('nothing-changed');
  await tx.evidenceProposal.create({
    data: {
      kind: 'change',
      trialSlug: trial?.slug ?? null,
      base: asJson({ row: base }),
      rows: asJson({ table: content.table, row: content.row }),
      reason,
      proposedBy: viewer.id,
    },
    select: { id: true },
  });
  return PART_SAVED;
}

async function heldBase(tx: Transaction, { part, item }: PartTarget, trial: Trial | null): Promise<Row | null> {
  if (part !== 'question') return trial === null ? null : heldRow(part, trial, item);
  const held = item === null ? null : await tx.reviewQuestion.findUnique({ where: { id: item } });
  if (held === null) return null;
  return questionRow(ReviewQuestionSchema.parse({ id: held.id, ...Object(held.content) }));
}

/** What the rules of the data set say of the study with the change that they did not say of it before. */
async function refusalOf(
  tx: Transaction,
  content: Exclude<PartContent, { invalid: string }>,
  before: Trial | null,
  item: string | null,
): Promise<PartState | null> {
  const { trial, row, table } = content;
  if (trial === null) return null;
  const others = await tx.trial.findMany({ select: { slug: true, predecessorSlug: true } });
  if (before === null && others.some(({ slug }) => slug === trial.slug)) return partRefused('held-already');
  const taken = table === 'report' ? await tx.report.findFirst({ where: { id: String(row['id']) } }) : null;
  const doubled = (table === 'arm' && before?.arms.some(({ slug }) => slug === row['slug']) === true) || taken !== null;
  if (item === null && doubled) return partRefused('held-already');
  const references = await tx.reference.findMany({ select: { id: true } });
  const ids = references.map(({ id }) => id);
  if (table === 'report' && !ids.includes(String(row['source_ref'])))
    return partRefused('invalid', { ref: 'not-valid' });
  const problemsOf = (one: Trial): Bilingual[] => {
    const file = `trials/${one.slug}.json`;
    return findProblems(datasetAround(one, others, ids)).flatMap((problem) =>
      problem.file === file
        ? [{ en: `${problem.path}: ${problem.reason}`, ru: `${problem.path}: ${problem.russian ?? problem.reason}` }]
        : [],
    );
  };
  const known = new Set(before === null ? [] : problemsOf(before).map(({ en }) => en));
  const found = problemsOf(trial).filter(({ en }) => !known.has(en));
  return found.length === 0 ? null : { ...partRefused('contradiction'), problems: found };
}

/** A data set in which the rules can be asked of one study: of the others only who follows whom. */
function datasetAround(
  trial: Trial,
  others: readonly Readonly<{ slug: string; predecessorSlug: string | null }>[],
  references: readonly string[],
): Dataset {
  const bare = {
    ...trial,
    arms: [],
    strata: [],
    estimates: [],
    baseline: [],
    discrepancies: [],
    reports: [],
    appraisals: [],
  };
  const stubs = others
    .filter(({ slug }) => slug !== trial.slug)
    .map(({ slug, predecessorSlug }) => ({
      file: `trials/${slug}.json`,
      trial: { ...bare, slug, predecessor: predecessorSlug },
    }));
  const none = { en: '-', ru: '-' };
  return {
    trials: [...stubs, { file: `trials/${trial.slug}.json`, trial }],
    references: references.map((id) => ({ id, type: 'article-journal' as const })),
    disease: { facts: [], statements: [], discrepancies: [] },
    protocol: {
      question: none,
      eligibility: [],
      methods: [],
      searches: [],
      flow: { identified: null, screened: null, excluded: null, sought: null, notRetrieved: null },
      notDone: [],
      questions: [],
      covers: [],
    },
  };
}
