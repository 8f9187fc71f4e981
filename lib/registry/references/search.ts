import type { ReferenceFilter } from './filter';
import type { Reference } from '../schema';
import type { KeptReason, SourceLevel } from '../vocabulary';
import { buildIndex, searchIndex, type FieldRules, type TextIndex } from '../trials/search/text-index';
import { suggestQuestions } from '../trials/search/suggestions';
import type { TrialLink } from '../trials/summary';

/** Parts of the registry that a reference can stand behind, named as the sections of a trial's page. */
export const SUPPORTED_PARTS = ['outcomes', 'risk', 'definitions', 'baseline', 'discrepancies', 'countries'] as const;
export type SupportedPart = (typeof SUPPORTED_PARTS)[number];
/** What a reference stands behind in one trial: entries of each part. */
export type TrialSupport = TrialLink & { counts: Partial<Record<SupportedPart, number>> };

/** A reference with its number in the whole list and what it stands behind. */
export type ListedReference = Readonly<{
  reference: Reference;
  number: number;
  levels: readonly SourceLevel[];
  trials: readonly TrialSupport[];
  diseaseFacts: number;
}>;
export type ReferenceCatalogue = Readonly<{
  references: readonly ListedReference[];
  trials: readonly TrialLink[];
  index: ReferenceIndex;
}>;

/** Why a reference is in the list although no entry cites it. */
export function keptReason({ number, custom }: Reference): KeptReason | 'review-list' {
  return custom?.kept ?? (number === undefined ? 'other' : 'review-list');
}

const RULES = {
  identifier: { rank: 4, names: true },
  author: { rank: 3, names: true },
  title: { rank: 2 },
  journal: { rank: 2 },
  year: { rank: 2 },
  note: { rank: 1 },
} as const satisfies FieldRules<string>;
export type ReferenceIndex = TextIndex<keyof typeof RULES>;

/** Authors, titles, journals, years, identifiers and notes of the references. */
export function indexReferences(references: readonly Reference[]): ReferenceIndex {
  return buildIndex(
    references.map((reference) => ({ id: reference.id, texts: textsOf(reference) })),
    RULES,
    { joinsNumbers: false },
  );
}

export type ReferenceSearch = Readonly<{ found: readonly ListedReference[]; suggestions: readonly string[] }>;

/** The references that fit; under a question, too, they stand in the order asked for, so that numbers rise. */
export function filterReferences({ references, index }: ReferenceCatalogue, filter: ReferenceFilter): ReferenceSearch {
  const question = withoutPrefix(filter.q);
  const hits = searchIndex(index, question);
  const ids = new Set(hits?.map(({ id }) => id));
  const found = references.filter(
    ({ reference, levels, trials }) =>
      (hits === null || ids.has(reference.id)) &&
      (filter.type.length === 0 || filter.type.includes(reference.type)) &&
      (filter.level.length === 0 || levels.some((level) => filter.level.includes(level))) &&
      (filter.trial === null || trials.some(({ slug }) => slug === filter.trial)),
  );
  return {
    found: sortReferences(found, filter),
    suggestions: hits?.length === 0 ? suggestQuestions(index, question) : [],
  };
}

/** References in which every word of the question is found, in their order. */
export function searchReferences(references: readonly Reference[], question: string): Reference[] {
  const hits = searchIndex(indexReferences(references), withoutPrefix(question));
  const ids = new Set(hits?.map(({ id }) => id));
  return hits === null ? [...references] : references.filter(({ id }) => ids.has(id));
}

/** An identifier may be pasted as an address or with its name in front: `https://doi.org/10…`, `PMID: 38612531`. */
function withoutPrefix(question: string): string {
  return question.replace(
    /^\s*(?:https?:\/\/(?:dx\.)?doi\.org\/|https?:\/\/(?:pubmed|pmc)\.ncbi\.nlm\.nih\.gov\/(?:articles\/)?|doi:\s*|pmid:?\s+|pmid:)/iu,
    '',
  );
}

/** A reference without a year stands last either way. */
function sortReferences(found: readonly ListedReference[], { sort }: ReferenceFilter): ListedReference[] {
  if (sort === 'list') return [...found];
  const direction = sort === 'newest' ? -1 : 1;
  return [...found].sort((a, b) => {
    const [left, right] = [yearOf(a.reference), yearOf(b.reference)];
    return left === null || right === null
      ? Number(left === null) - Number(right === null)
      : direction * (left - right);
  });
}

function textsOf({
  id,
  author = [],
  custom,
  issued,
  ...item
}: Reference): Partial<Record<keyof typeof RULES, string[]>> {
  const given = (...texts: (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
  return {
    identifier: given(item.DOI, item.PMID, item.PMCID, custom?.registryId, item.number?.toString()),
    author: author.map((name) => ('literal' in name ? name.literal : `${name.family} ${name.given ?? ''}`)),
    title: given(item.title, custom?.titleEn),
    journal: given(item['container-title'], item.publisher),
    year: given(yearOf({ issued })?.toString()),
    note: given(item.note, custom?.noteRu, id),
  };
}

function yearOf({ issued }: Pick<Reference, 'issued'>): number | null {
  return issued?.['date-parts'][0]?.[0] ?? null;
}
