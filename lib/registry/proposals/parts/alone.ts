import { z } from 'zod';
import { diseaseFactRow, diseaseStatementRow } from '../../rows/disease-rows';
import type { Row } from '../../rows/columns';
import { discrepancyColumns } from '../../rows/trial-parts';
import { coverId, protocolRow, questionRow, searchId } from '../../rows/review-rows';
import { CoverSchema, FlowSchema, ProtocolSchema, ReviewQuestionSchema, SearchSchema } from '../../review/schema';
import type { Protocol } from '../../review/schema';
import {
  DiseaseFactSchema,
  DiseaseStatementSchema,
  DiscrepancySchema,
  type Bilingual,
  type Disease,
  type DiseaseFact,
  type DiseaseStatement,
  type Discrepancy,
  type Reference,
} from '../../schema';
import { formatCitation } from '../../references/citation';
import type { AlonePart } from './fields';
import { referenceColumns, shownReference, typedReference } from './reference-part';

type Typed = Readonly<Record<string, unknown>>;

/** What belongs to no study, as it stands. */
export type AloneSources = Readonly<{
  disease: Disease;
  /** null: no data set that has one was loaded */
  protocol: Protocol | null;
  references: readonly Reference[];
}>;

/** An item of a part: what names it, what a reader knows it by, and how the form shows it and its row says it; null: nothing yet. */
export type AloneItem = Readonly<{ id: string; name: Bilingual; shown: unknown; row: Row | null }>;

export type AloneTable =
  | 'discrepancy'
  | 'disease_statement'
  | 'disease_fact'
  | 'review_protocol'
  | 'review_question'
  | 'reference';
/** The row that a typed item makes, and what stands once it is approved; or the field that does not have its form. */
export type AloneContent =
  | Readonly<{ table: AloneTable; row: Row; changed: Partial<AloneSources> }>
  | Readonly<{ invalid: string }>;

type Handler = Readonly<{
  items: (sources: AloneSources) => readonly AloneItem[];
  build: (typed: Typed, sources: AloneSources, item: string | null) => AloneContent;
}>;

function same(text: string): Bilingual {
  return { en: text, ru: text };
}

/** The first field that does not have its form. */
function pathOf(error: { issues: readonly Readonly<{ path: readonly PropertyKey[] }>[] }): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}

/** The list with the item in the place of the one of this id, or at its end. */
function placed<Item extends Readonly<{ id: string }>>(list: readonly Item[], item: Item): Item[] {
  return list.some(({ id }) => id === item.id)
    ? list.map((held) => (held.id === item.id ? item : held))
    : [...list, item];
}

/** The topic that was chosen; a new one goes by its English name. */
function topicOf({ topic, topicName }: Typed): unknown {
  const name = (Object(topicName) as Typed)['en'];
  if (typeof topic === 'string' || typeof name !== 'string') return topic;
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}

/** The name of a topic that is there need not be typed again. */
function topicNameOf({ topic, topicName }: Typed, { facts, statements }: Disease): unknown {
  return topicName ?? [...facts, ...statements].find((one) => one.topic === topic)?.topicName;
}

function ofStatement(typed: Typed, { disease }: AloneSources, item: string | null): AloneContent {
  const { statement, ...rest } = typed;
  const read = DiseaseStatementSchema.safeParse({
    ...rest,
    id: item ?? typed['id'],
    text: statement,
    topic: topicOf(typed),
    topicName: topicNameOf(typed, disease),
  });
  if (!read.success) return { invalid: pathOf(read.error) };
  const statements = placed<DiseaseStatement>(disease.statements, read.data);
  return {
    table: 'disease_statement',
    row: diseaseStatementRow(read.data),
    changed: { disease: { ...disease, statements } },
  };
}

function ofFact(typed: Typed, { disease }: AloneSources, item: string | null): AloneContent {
  const range = Object(typed['range']) as Typed;
  const read = DiseaseFactSchema.safeParse({
    ...typed,
    id: item ?? typed['id'],
    topic: topicOf(typed),
    topicName: topicNameOf(typed, disease),
    range: Object.values(range).every((bound) => bound === null) ? null : range,
  });
  if (!read.success) return { invalid: pathOf(read.error) };
  const facts = placed<DiseaseFact>(disease.facts, read.data);
  return { table: 'disease_fact', row: diseaseFactRow(read.data), changed: { disease: { ...disease, facts } } };
}

/** A disagreement on the disease is known by its place in the list. */
function ofDisagreement({ why, ...typed }: Typed, { disease }: AloneSources, item: string | null): AloneContent {
  const read = DiscrepancySchema.safeParse({ ...typed, reason: why });
  if (!read.success) return { invalid: pathOf(read.error) };
  const { discrepancies: held } = disease;
  const position = item === null ? held.length : Number(item);
  const discrepancies = item === null ? [...held, read.data] : held.map((one, i) => (i === position ? read.data : one));
  return {
    table: 'discrepancy',
    row: disagreementRow(read.data, position),
    changed: { disease: { ...disease, discrepancies } },
  };
}

function disagreementRow(discrepancy: Discrepancy, position: number): Row {
  return { subject: 'disease', position, trial_slug: null, ...discrepancyColumns(discrepancy) };
}

function ofQuestion(typed: Typed, { protocol }: AloneSources, item: string | null): AloneContent {
  if (protocol === null) return { invalid: 'id' };
  const { id, text, ...certainty } = typed;
  // Nothing typed of it: nobody has judged.
  const judged = certainty['certainty'] === null ? null : certainty;
  const read = ReviewQuestionSchema.safeParse({ id: item ?? id, text, certainty: judged });
  if (!read.success) return { invalid: pathOf(read.error) };
  const questions = placed(protocol.questions, read.data);
  return {
    table: 'review_question',
    row: questionRow(read.data),
    changed: { protocol: { ...protocol, questions } },
  };
}

function ofCover(typed: Typed, { protocol }: AloneSources, item: string | null): AloneContent {
  if (protocol === null || item === null) return { invalid: 'studies' };
  const read = CoverSchema.safeParse({ ...typed, question: item });
  if (!read.success) return { invalid: pathOf(read.error) };
  const { question, ...cover } = read.data;
  const covers = [...protocol.covers.filter((one) => one.question !== question), read.data];
  return {
    table: 'review_protocol',
    row: protocolRow(coverId(question), cover),
    changed: { protocol: { ...protocol, covers } },
  };
}

/** A day, or the month or the year where no more is known. */
const SEARCHED = z.union([z.iso.date(), z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u)]);

function ofSearch(typed: Typed, { protocol }: AloneSources, item: string | null): AloneContent {
  if (protocol === null) return { invalid: 'source' };
  const { searched, ...rest } = typed;
  const read = SearchSchema.safeParse({ ...rest, on: searched });
  if (!read.success) return { invalid: pathOf(read.error) };
  if (read.data.on !== null && !SEARCHED.safeParse(read.data.on).success) return { invalid: 'on' };
  const position = item === null ? protocol.searches.length : Number(item);
  const searches =
    item === null
      ? [...protocol.searches, read.data]
      : protocol.searches.map((held, i) => (i === position ? read.data : held));
  return {
    table: 'review_protocol',
    row: protocolRow(searchId(position), read.data),
    changed: { protocol: { ...protocol, searches } },
  };
}

function ofFlow(typed: Typed, { protocol }: AloneSources): AloneContent {
  const read = FlowSchema.safeParse(typed);
  if (protocol === null || !read.success) return { invalid: read.success ? 'identified' : pathOf(read.error) };
  return {
    table: 'review_protocol',
    row: protocolRow('flow', read.data),
    changed: { protocol: { ...protocol, flow: read.data } },
  };
}

const TextsSchema = ProtocolSchema.pick({ question: true, eligibility: true, methods: true, notDone: true });

function ofTexts(typed: Typed, { protocol }: AloneSources): AloneContent {
  const read = TextsSchema.safeParse(typed);
  if (protocol === null || !read.success) return { invalid: read.success ? 'question' : pathOf(read.error) };
  return {
    table: 'review_protocol',
    row: protocolRow('protocol', read.data),
    changed: { protocol: { ...protocol, ...read.data } },
  };
}

function ofReference(typed: Typed, { references }: AloneSources, item: string | null): AloneContent {
  const read = typedReference(typed, references.find(({ id }) => id === item) ?? null);
  if ('invalid' in read) return read;
  return {
    table: 'reference',
    row: referenceColumns(read.reference),
    changed: { references: placed(references, read.reference) },
  };
}

function textsOf({ question, eligibility, methods, notDone }: Protocol): Typed {
  return { question, eligibility, methods, notDone };
}

/** As they are stored. */
function heldTexts({ oneCurator, ...protocol }: Protocol): Typed {
  return { ...textsOf(protocol), ...(oneCurator === true && { oneCurator }) };
}

const NAMES = {
  protocol: { en: 'Question, eligibility, methods', ru: 'Вопрос, критерии, методы' },
  flow: { en: 'Numbers of the flow', ru: 'Числа схемы отбора' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const ALONE_PARTS: Readonly<Record<AlonePart, Handler>> = {
  statement: {
    items: ({ disease }) =>
      disease.statements.map((one) => ({
        id: one.id,
        name: one.text,
        shown: { ...one, statement: one.text },
        row: diseaseStatementRow(one),
      })),
    build: ofStatement,
  },
  fact: {
    items: ({ disease }) =>
      disease.facts.map((one) => ({
        id: one.id,
        name: {
          en: `${one.characteristic.en} (${one.population.en}; ${one.source.ref})`,
          ru: `${one.characteristic.ru} (${one.population.ru}; ${one.source.ref})`,
        },
        shown: one,
        row: diseaseFactRow(one),
      })),
    build: ofFact,
  },
  disagreement: {
    items: ({ disease }) =>
      disease.discrepancies.map((one, i) => ({
        id: String(i),
        name: one.field,
        shown: { ...one, why: one.reason },
        row: disagreementRow(one, i),
      })),
    build: ofDisagreement,
  },
  question: {
    items: ({ protocol }) =>
      (protocol?.questions ?? []).map((one) => ({
        id: one.id,
        name: one.text,
        shown: { id: one.id, text: one.text, ...one.certainty },
        row: questionRow(one),
      })),
    build: ofQuestion,
  },
  cover: {
    items: ({ protocol }) =>
      (protocol?.questions ?? []).map(({ id, text }) => {
        const cover = protocol?.covers.find(({ question }) => question === id);
        const { question: _, ...held } = cover ?? { question: id };
        return { id, name: text, shown: cover, row: cover === undefined ? null : protocolRow(coverId(id), held) };
      }),
    build: ofCover,
  },
  protocol: {
    items: ({ protocol }) => {
      if (protocol === null) return [];
      const texts = textsOf(protocol);
      return [
        { id: 'protocol', name: NAMES.protocol, shown: texts, row: protocolRow('protocol', heldTexts(protocol)) },
      ];
    },
    build: ofTexts,
  },
  search: {
    items: ({ protocol }) =>
      (protocol?.searches ?? []).map((one, i) => ({
        id: String(i),
        name: one.source,
        shown: { ...one, searched: one.on },
        row: protocolRow(searchId(i), one),
      })),
    build: ofSearch,
  },
  flow: {
    items: ({ protocol }) =>
      protocol === null
        ? []
        : [{ id: 'flow', name: NAMES.flow, shown: protocol.flow, row: protocolRow('flow', protocol.flow) }],
    build: ofFlow,
  },
  reference: {
    items: ({ references }) =>
      references.map((one) => ({
        id: one.id,
        name: same([formatCitation(one), one.title].filter((part) => part !== undefined).join('. ')),
        shown: shownReference(one),
        row: referenceColumns(one),
      })),
    build: ofReference,
  },
};

/** What stands once the item is taken away; of other parts nothing can be. */
export function withoutItem(part: AlonePart, sources: AloneSources, item: string | null): AloneSources {
  const { disease, protocol } = sources;
  const others = <Item extends Readonly<{ id: string }>>(list: readonly Item[]): Item[] =>
    list.filter(({ id }) => id !== item);
  if (part === 'statement') return { ...sources, disease: { ...disease, statements: others(disease.statements) } };
  if (part === 'fact') return { ...sources, disease: { ...disease, facts: others(disease.facts) } };
  if (part !== 'cover' || protocol === null) return sources;
  const covers = protocol.covers.filter(({ question }) => question !== item);
  return { ...sources, protocol: { ...protocol, covers } };
}

/** A publication of another id that has the DOI or the PMID of this row. */
export function otherWithNumber({ references }: AloneSources, { id, doi, pmid }: Row): Reference | null {
  const lower = typeof doi === 'string' ? doi.toLowerCase() : null;
  const found = references.find(
    (one) =>
      one.id !== id && ((lower !== null && one.DOI?.toLowerCase() === lower) || (pmid != null && one.PMID === pmid)),
  );
  return found ?? null;
}
