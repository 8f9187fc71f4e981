import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import type { Row } from '../../rows/columns';
import { questionRow } from '../../rows/review-rows';
import { readTrial } from '../../rows/trials.server';
import { ReviewQuestionSchema, type ReviewQuestion } from '../../review/schema';
import { ReferenceSchema, type Reference, type Trial } from '../../schema';
import { BeganSchema, join, type Begun, type Typed } from '@/lib/merging/begun';
import { asJson } from '../rows-as-json';
import { newProblems } from '../../quality/study-rules.server';
import { ProposalReason } from '../typed-values';
import { heldPart, heldRow, itemsOf, partContent, shownQuestion, type PartContent } from './content';
import { isAlone, PARTS } from './fields';
import { referenceColumns, shownReference, typedReference } from './reference-part';
import { partRefused, PART_SAVED, type PartState } from './state';
import { readTyped, showHeld } from './typed';

/** What is added or corrected: a part of a study (null: a study that is not there yet), and which item; null: a new one. */
const TargetSchema = z.object({
  trial: z.string().nullable(),
  part: z.enum(PARTS),
  item: z.string().max(200).nullable(),
});
const SentSchema = z.object({ values: BeganSchema, began: BeganSchema });
type PartTarget = z.infer<typeof TargetSchema>;

type Options = { database?: PrismaClient };

/**
 * Stores a changed or new part of the evidence as proposed; nothing of the evidence changes. What others changed since the
 * form was opened is joined with what was typed; where both changed a field, a person decides.
 */
export async function proposePart(
  viewer: Viewer,
  asked: unknown,
  sent: unknown,
  { database = db() }: Options = {},
): Promise<PartState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const [target, fields] = [TargetSchema.safeParse(asked), SentSchema.safeParse(sent)];
  if (!target.success || !fields.success) return partRefused('invalid');
  const { values, began } = fields.data;
  return asViewer(viewer, (tx) => joinPart(tx, viewer, target.data, { values, began, meanwhile: {} }), { database });
}

async function joinPart(tx: Transaction, viewer: Viewer, target: PartTarget, sent: Begun): Promise<PartState> {
  const { part, item } = target;
  const trial = target.trial === null ? null : await readTrial(tx, target.trial);
  if (target.trial !== null && trial === null) return partRefused('not-found');
  if (trial !== null && item !== null && !itemsOf(part, trial).includes(item)) return partRefused('not-found');
  const now = await shownNow(tx, target, trial);
  if (now === null) return partRefused('not-found');
  const joined = join(sent, { ...now, reason: '' });
  if (Object.keys(joined.meanwhile).length > 0) return partRefused('changed-meanwhile', {}, { now: joined.began });
  const reason = ProposalReason.safeParse(joined.values['reason'] ?? '');
  const { typed, errors } = readTyped(part, joined.values);
  if (!reason.success) return partRefused('reason-length', errors);
  if (Object.keys(errors).length > 0) return partRefused('invalid', errors);
  return storePart(tx, viewer, { target, trial, typed, reason: reason.data });
}

/** What the form would show first if it were opened now; null: there is no such question or publication. */
async function shownNow(tx: Transaction, { part, item }: PartTarget, trial: Trial | null): Promise<Typed | null> {
  if (part === 'reference') return shownPublication(await heldReference(tx, item), item);
  if (!isAlone(part)) return showHeld(part, trial === null ? null : heldPart(part, trial, item));
  const held = await heldQuestion(tx, item);
  return held === null ? null : showHeld(part, shownQuestion(held));
}

function shownPublication(held: Reference | null, item: string | null): Typed | null {
  if (held === null && item !== null) return null;
  return showHeld('reference', held === null ? null : shownReference(held));
}

type Sent = Readonly<{ target: PartTarget; trial: Trial | null; typed: Record<string, unknown>; reason: string }>;

async function storePart(tx: Transaction, viewer: Viewer, { target, trial, typed, reason }: Sent): Promise<PartState> {
  const { part, item } = target;
  const base = await heldBase(tx, target, trial);
  const content = part === 'reference' ? await publication(tx, typed, item) : partContent(part, typed, trial, item);
  if (content === 'other-paper' || content === 'held-already') return partRefused(content);
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
  if (part === 'reference') {
    const publication = await heldReference(tx, item);
    return publication === null ? null : referenceColumns(publication);
  }
  if (!isAlone(part)) return trial === null ? null : heldRow(part, trial, item);
  const held = await heldQuestion(tx, item);
  return held === null ? null : questionRow(held);
}

async function heldReference(tx: Transaction, item: string | null): Promise<Reference | null> {
  const held = item === null ? null : await tx.reference.findUnique({ where: { id: item }, select: { csl: true } });
  return held === null ? null : ReferenceSchema.parse(held.csl);
}

/** A publication as typed, unless its name is taken or its DOI or PMID is another's. */
async function publication(
  tx: Transaction,
  typed: Record<string, unknown>,
  item: string | null,
): Promise<PartContent | 'other-paper' | 'held-already'> {
  const read = typedReference(typed, await heldReference(tx, item));
  if ('invalid' in read) return read;
  const { id, DOI: doi, PMID: pmid } = read.reference;
  if (item === null && (await tx.reference.count({ where: { id } })) > 0) return 'held-already';
  const numbers = [
    ...(doi === undefined ? [] : [{ doi: { equals: doi, mode: 'insensitive' as const } }]),
    ...(pmid === undefined ? [] : [{ pmid }]),
  ];
  if (numbers.length > 0 && (await tx.reference.count({ where: { id: { not: id }, OR: numbers } })) > 0)
    return 'other-paper';
  return { table: 'reference', row: referenceColumns(read.reference), trial: null };
}

async function heldQuestion(tx: Transaction, item: string | null): Promise<ReviewQuestion | null> {
  const held = item === null ? null : await tx.reviewQuestion.findUnique({ where: { id: item } });
  return held === null ? null : ReviewQuestionSchema.parse({ id: held.id, ...Object(held.content) });
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
  if (before === null && (await tx.trial.count({ where: { slug: trial.slug } })) > 0)
    return partRefused('held-already');
  const taken = table === 'report' ? await tx.report.findFirst({ where: { id: String(row['id']) } }) : null;
  const doubled = (table === 'arm' && before?.arms.some(({ slug }) => slug === row['slug']) === true) || taken !== null;
  if (item === null && doubled) return partRefused('held-already');
  if (table === 'report' && (await tx.reference.count({ where: { id: String(row['source_ref']) } })) === 0)
    return partRefused('invalid', { ref: 'not-valid' });
  const problems = await newProblems(tx, before, trial);
  return problems.length === 0 ? null : partRefused('contradiction', {}, { problems });
}
