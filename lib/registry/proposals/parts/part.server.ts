import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { BeganSchema, join, type Begun, type Typed } from '@/lib/merging/begun';
import type { PrismaClient } from '@/prisma/generated/client';
import type { BrokenRule } from '../../quality/broken-rule';
import { newProblemsBesideTrials } from '../../quality/beside-trials.server';
import { newProblems } from '../../quality/study-rules.server';
import { readTrial } from '../../rows/trials.server';
import type { Row } from '../../rows/columns';
import type { Trial } from '../../schema';
import { asJson } from '../rows-as-json';
import { ProposalReason } from '../typed-values';
import { ALONE_PARTS, otherWithNumber, withoutItem, type AloneSources } from './alone';
import { readAlone } from './alone.server';
import { heldPart, heldRow, itemsOf, partContent, type ChangedTable } from './content';
import { isAlone, isOne, mayRetire, PARTS } from './fields';
import { fieldAt } from './field-at';
import { partRefused, PART_SAVED, type PartProblem, type PartState } from './state';
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
/** The part as it stands: what the form shows, and its row; null: there is none yet. */
type Standing = Readonly<{ shown: Typed; row: Row | null; trial: Trial | null; alone: AloneSources | null }>;

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
  return withTarget(viewer, asked, sent, { database }, joinPart);
}

/**
 * Stores as proposed that an item is taken away. Refused where it is no longer what the form showed: a person looks at it
 * again first.
 */
export async function proposeRetirement(
  viewer: Viewer,
  asked: unknown,
  sent: unknown,
  { database = db() }: Options = {},
): Promise<PartState> {
  return withTarget(viewer, asked, sent, { database }, retirePart);
}

type Step = (tx: Transaction, viewer: Viewer, target: PartTarget, sent: Begun) => Promise<PartState>;

async function withTarget(
  viewer: Viewer,
  asked: unknown,
  sent: unknown,
  options: Readonly<{ database: PrismaClient }>,
  step: Step,
): Promise<PartState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const [target, fields] = [TargetSchema.safeParse(asked), SentSchema.safeParse(sent)];
  if (!target.success || !fields.success) return partRefused('invalid');
  const { values, began } = fields.data;
  return asViewer(viewer, (tx) => step(tx, viewer, target.data, { values, began, meanwhile: {} }), options);
}

/** null: there is no such study or no such item. */
async function standing(tx: Transaction, { trial: slug, part, item }: PartTarget): Promise<Standing | null> {
  if (isAlone(part)) {
    const alone = await readAlone(tx);
    const items = ALONE_PARTS[part].items(alone);
    const held = isOne(part) ? items[0] : items.find(({ id }) => id === item);
    if (held === undefined && (item !== null || isOne(part))) return null;
    return { shown: showHeld(part, held?.shown ?? null), row: held?.row ?? null, trial: null, alone };
  }
  const trial = slug === null ? null : await readTrial(tx, slug);
  if (slug !== null && trial === null) return null;
  if (trial !== null && item !== null && !itemsOf(part, trial).includes(item)) return null;
  return {
    shown: showHeld(part, trial === null ? null : heldPart(part, trial, item)),
    row: trial === null ? null : heldRow(part, trial, item),
    trial,
    alone: null,
  };
}

async function joinPart(tx: Transaction, viewer: Viewer, target: PartTarget, sent: Begun): Promise<PartState> {
  const now = await standing(tx, target);
  if (now === null) return partRefused('not-found');
  const joined = join(sent, { ...now.shown, reason: '' });
  if (Object.keys(joined.meanwhile).length > 0) return partRefused('changed-meanwhile', {}, { now: joined.began });
  const reason = ProposalReason.safeParse(joined.values['reason'] ?? '');
  const { typed, errors } = readTyped(target.part, joined.values);
  if (!reason.success) return partRefused('reason-length', errors);
  if (Object.keys(errors).length > 0) return partRefused('invalid', errors);
  const checked = await checkedContent(tx, target, now, typed);
  if ('refusal' in checked) return checked;
  const { table, row } = checked;
  if (now.row !== null && JSON.stringify(asJson({ ...now.row, ...row })) === JSON.stringify(asJson(now.row)))
    return partRefused('nothing-changed');
  await store(tx, viewer, { now, rows: { table, row }, reason: reason.data });
  return PART_SAVED;
}

type Sent = Readonly<{ now: Standing; rows: Readonly<Record<string, unknown>>; reason: string }>;

async function store(tx: Transaction, viewer: Viewer, { now, rows, reason }: Sent): Promise<void> {
  await tx.evidenceProposal.create({
    data: {
      kind: 'change',
      trialSlug: now.trial?.slug ?? null,
      base: asJson({ row: now.row }),
      rows: asJson(rows),
      reason,
      proposedBy: viewer.id,
    },
    select: { id: true },
  });
}

const KEYS = ['trial_slug', 'tool', 'id'];

async function retirePart(tx: Transaction, viewer: Viewer, target: PartTarget, sent: Begun): Promise<PartState> {
  const now = await standing(tx, target);
  if (now === null || now.row === null || !mayRetire(target.part)) return partRefused('not-found');
  const changed = Object.entries(now.shown).some(([name, text]) => (sent.began[name] ?? '') !== text);
  if (changed) return partRefused('changed-meanwhile', {}, { now: { ...now.shown, reason: '' } });
  const reason = ProposalReason.safeParse(sent.values['reason'] ?? '');
  if (!reason.success) return partRefused('reason-length');
  const { part, item } = target;
  const { alone } = now;
  const problems =
    isAlone(part) && alone !== null ? await newProblemsBesideTrials(tx, alone, withoutItem(part, alone, item)) : [];
  if (problems.length > 0) return partRefused('contradiction', {}, { problems });
  const row = Object.fromEntries(Object.entries(now.row).filter(([column]) => KEYS.includes(column)));
  await store(tx, viewer, { now, rows: { table: tableOf(target.part), row, retired: true }, reason: reason.data });
  return PART_SAVED;
}

function tableOf(part: PartTarget['part']): ChangedTable {
  if (part === 'statement') return 'disease_statement';
  if (part === 'fact') return 'disease_fact';
  return part === 'cover' ? 'review_protocol' : 'appraisal';
}

/** What was typed as a row, or why it is refused: by its form, by what stands already, or by the rules of the data set. */
async function checkedContent(
  tx: Transaction,
  { part, item }: PartTarget,
  { trial, alone }: Standing,
  typed: Record<string, unknown>,
): Promise<Readonly<{ table: ChangedTable; row: Row }> | PartState> {
  if (isAlone(part)) {
    if (alone === null) return partRefused('not-found');
    const content = ALONE_PARTS[part].build(typed, alone, item);
    if ('invalid' in content) return notValid(part, content.invalid);
    const { table, row, changed } = content;
    const taken = item === null && !isOne(part) && ALONE_PARTS[part].items(alone).some(({ id }) => id === row['id']);
    if (taken) return partRefused('held-already');
    const other = part === 'reference' ? otherWithNumber(alone, row) : null;
    if (other !== null) return partRefused('other-paper', {}, { problems: [namedBy(other.id, other.title)] });
    const problems = await newProblemsBesideTrials(tx, alone, { ...alone, ...changed });
    return problems.length === 0
      ? { table, row }
      : partRefused('contradiction', {}, { problems: atFields(part, problems) });
  }
  const content = partContent(part, typed, trial, item);
  if ('invalid' in content) return notValid(part, content.invalid);
  return (await refusalOf(tx, content, trial, item)) ?? content;
}

/** A place that does not have its form; a place that no field is called after is named as it is. */
function notValid(part: PartTarget['part'], place: string): PartState {
  return partRefused('invalid', { [fieldAt(part, place) ?? place]: 'not-valid' });
}

/** Each rule with the field that it is about, where there is one. */
function atFields(part: PartTarget['part'], rules: readonly BrokenRule[]): PartProblem[] {
  return rules.map(({ en, ru, path, said }) => {
    const field = fieldAt(part, path);
    return field === null ? { en, ru } : { en, ru, at: { field, said } };
  });
}

function namedBy(id: string, title: string | undefined): { en: string; ru: string } {
  const text = title === undefined ? id : `${id}: ${title}`;
  return { en: text, ru: text };
}

/** What the rules of the data set say of the study with the change that they did not say of it before. */
async function refusalOf(
  tx: Transaction,
  { trial, row, table }: Readonly<{ table: ChangedTable; row: Row; trial: Trial }>,
  before: Trial | null,
  item: string | null,
): Promise<PartState | null> {
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
