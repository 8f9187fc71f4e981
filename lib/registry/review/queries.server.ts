import { z } from 'zod';
import { db } from '@/lib/db.server';
import type { Prisma } from '@/prisma/generated/client';
import { keptWithEvidence } from '../kept-evidence.server';
import { coverId } from '../rows/review-rows';
import { AppraisalSchema, type Appraisal } from '../schema';
import {
  ALONE_TABLES,
  PART_TABLES,
  ProtocolSchema,
  type AloneTable,
  type CoveredQuestion,
  type PartTable,
  type Protocol,
} from './schema';

/** The protocol with its questions, in the order of the data set; null: no data set that has one was loaded. */
export async function getProtocol(database: Prisma.TransactionClient = db()): Promise<Protocol | null> {
  const rows = await database.reviewProtocol.findMany({ orderBy: { id: 'asc' } });
  const questions = await database.reviewQuestion.findMany({ orderBy: { position: 'asc' } });
  const parts = new Map(rows.map(({ id, content }) => [id, content]));
  const texts = parts.get('protocol');
  if (texts === undefined) return null;
  return ProtocolSchema.parse({
    ...asObject(texts),
    searches: rows.flatMap(({ id, content }) => (id.startsWith('search-') ? [content] : [])),
    flow: parts.get('flow'),
    questions: questions.map(({ id, content }) => ({ id, ...asObject(content) })),
    covers: questions.flatMap(({ id }) => {
      const cover = parts.get(coverId(id));
      return cover === undefined ? [] : [{ question: id, ...asObject(cover) }];
    }),
  });
}

function asObject(content: unknown): object {
  return typeof content === 'object' && content !== null ? content : {};
}

/** What was judged of every study that anybody has judged, by its slug. */
export const findAppraisals = keptWithEvidence(async (tx): Promise<Record<string, readonly Appraisal[]>> => {
  const rows = await tx.appraisal.findMany({ orderBy: [{ trialSlug: 'asc' }, { tool: 'asc' }] });
  const found: Record<string, Appraisal[]> = {};
  for (const { trialSlug, tool, domains, overall, appraisedOn } of rows)
    (found[trialSlug] ??= []).push(AppraisalSchema.parse({ tool, domains, overall, on: appraisedOn }));
  return found;
});

/** The questions to the evidence with the certainty of their answers, each with whose figures answer it. */
export const findCoveredQuestions = keptWithEvidence(async (tx): Promise<readonly CoveredQuestion[]> => {
  const { questions = [], covers = [] } = (await getProtocol(tx)) ?? {};
  return covers.flatMap((cover) =>
    questions.flatMap((question) => (question.id === cover.question ? [{ question, cover }] : [])),
  );
});

const PartAloneSchema = z.object({ trial_slug: z.string(), table_name: z.enum(PART_TABLES) });

/** Parts of every study, by its slug, that stand as one curator approved them alone. */
export const findPartsAlone = keptWithEvidence(async (tx): Promise<Record<string, readonly PartTable[]>> => {
  const rows = z.array(PartAloneSchema).parse(await tx.$queryRaw`SELECT * FROM one_curator_parts()`);
  const found: Record<string, PartTable[]> = {};
  for (const { trial_slug: slug, table_name: table } of rows) (found[slug] ??= []).push(table);
  return found;
});

const ItemAloneSchema = z.object({ table_name: z.enum(ALONE_TABLES), item: z.string() });

/** References and parts of the protocol that stand as one curator approved them alone: ids by table. */
export const findItemsAlone = keptWithEvidence(async (tx): Promise<Record<AloneTable, readonly string[]>> => {
  const rows = z.array(ItemAloneSchema).parse(await tx.$queryRaw`SELECT * FROM one_curator_items()`);
  const of = (table: AloneTable): string[] => rows.flatMap((row) => (row.table_name === table ? [row.item] : []));
  return {
    review_protocol: of('review_protocol'),
    reference: of('reference'),
  };
});
