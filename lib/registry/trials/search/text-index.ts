import MiniSearch from 'minisearch';
import { SYNONYMS } from './synonyms';
import { editDistance } from '@/lib/address/nearest';
import { compact, stemOf, termsOf, wordsOf } from './text';

/** What is searched of one record: its texts field by field. */
export type SearchedRecord<Field extends string> = {
  id: string;
  texts: Readonly<Partial<Record<Field, readonly string[]>>>;
};
/** How a field counts: `rank` decides the order of results; `names` are identifiers, which synonyms leave alone. */
export type FieldRules<Field extends string> = Readonly<Record<Field, { rank: number; names?: boolean }>>;

/** Where a word of the question was found in a record: the field, and the word of the record that fitted. */
export type SearchMatch<Field extends string> = { field: Field; term: string };
export type SearchHit<Field extends string> = {
  id: string;
  rank: number;
  score: number;
  matches: SearchMatch<Field>[];
};

export type TextIndex<Field extends string> = {
  rules: FieldRules<Field>;
  /** whether a word and the number behind it are read as one name: `MLL 10` is, `Blood 2009` is not */
  joinsNumbers: boolean;
  search: MiniSearch<SearchedRecord<Field>>;
  /** every word that some record holds, in the form that it is found by */
  vocabulary: ReadonlySet<string>;
  /** names that end in a number, by that number: `06` → interfant */
  namesByNumber: ReadonlyMap<string, ReadonlySet<string>>;
  /** identifiers as one run of letters and digits, as they are written, with the records that carry them */
  identifiers: ReadonlyMap<string, { written: string; records: ReadonlySet<string> }>;
};

/** A part of the question that must fit: any of the words that it may stand for. */
type Unit = { words: readonly string[]; asked: string };

/** More than a whole name can be: exact identifiers stand above every field. */
const EXACT_RANK = 100;
const STEMS = new Map(
  SYNONYMS.flat().map((name) => [name, wordsOf(name).map((readings) => stemOf((readings.at(-1) ?? []).join('')))]),
);

/** Builds the index once; the records are not kept. */
export function buildIndex<Field extends string>(
  records: readonly SearchedRecord<Field>[],
  rules: FieldRules<Field>,
  { joinsNumbers }: { joinsNumbers: boolean },
): TextIndex<Field> {
  const fields = Object.keys(rules) as Field[];
  const vocabulary = new Set<string>();
  const identifiers = new Map<string, { written: string; records: Set<string> }>();
  const search = new MiniSearch<SearchedRecord<Field>>({
    fields,
    idField: 'id',
    extractField: (record, field) => (field === 'id' ? record.id : indexedText(record, field as Field, rules)),
    tokenize: (text) => {
      const terms = termsOf(text);
      for (const term of terms) vocabulary.add(term);
      return terms;
    },
    processTerm: (term) => term,
    searchOptions: { tokenize: (word) => [word], processTerm: (word) => word },
  });
  search.addAll(records);
  for (const { id, texts } of records) {
    for (const field of fields) {
      if (rules[field].names !== true) continue;
      for (const written of texts[field] ?? []) {
        const kept = identifiers.get(compact(written)) ?? { written, records: new Set() };
        identifiers.set(compact(written), { ...kept, records: kept.records.add(id) });
      }
    }
  }
  return { rules, joinsNumbers, search, vocabulary, namesByNumber: numberedNames(vocabulary), identifiers };
}

/** Every record that fits each part of the question, best first; null where the question holds no letter or digit. */
export function searchIndex<Field extends string>(
  index: TextIndex<Field>,
  question: string,
): SearchHit<Field>[] | null {
  const units = unitsOf(index, question);
  if (units.length === 0) return null;
  const understood = units.map(({ words }) => words[0] ?? '').join('');
  const exact = (index.identifiers.get(compact(question)) ?? index.identifiers.get(understood))?.records;
  const found = units.map((unit) => searchUnit(index, unit));
  const [first, ...others] = found;
  return [...(first?.values() ?? [])]
    .flatMap((hit) => {
      const parts = [hit, ...others.flatMap((hits) => hits.get(hit.id) ?? [])];
      if (parts.length < units.length) return [];
      const rank = exact?.has(hit.id) === true ? EXACT_RANK : Math.min(...parts.map((part) => part.rank));
      return [
        {
          id: hit.id,
          rank,
          score: parts.reduce((sum, { score }) => sum + score, 0),
          matches: parts.flatMap(({ matches }) => matches),
        },
      ];
    })
    .sort((a, b) => b.rank - a.rank || b.score - a.score);
}

/** The question's parts as it was understood; a part that no record holds is what keeps the list empty. */
export function partsOf<Field extends string>(
  index: TextIndex<Field>,
  question: string,
): { asked: string; found: number }[] {
  return unitsOf(index, question).map((unit) => ({ asked: unit.asked, found: searchUnit(index, unit).size }));
}

function searchUnit<Field extends string>(index: TextIndex<Field>, { words }: Unit): Map<string, SearchHit<Field>> {
  const asked = index.search.search({ combineWith: 'OR', queries: words.flatMap(asWritten) });
  // A slip is looked for only where the word as written finds nothing: `AALL` is no misspelt `ALL`.
  const found = asked.length > 0 ? asked : index.search.search({ combineWith: 'OR', queries: words.flatMap(misspelt) });
  const hits = new Map<string, SearchHit<Field>>();
  for (const { id, score, match } of found) {
    const best = bestMatch(index.rules, match as Record<string, Field[]>, words);
    if (best !== null)
      hits.set(String(id), { id: String(id), rank: index.rules[best.field].rank, score, matches: [best] });
  }
  return hits;
}

type Query = { queries: string[]; prefix: boolean; fuzzy: number | false };

/** The word as a beginning, which its other cases have in common. */
function asWritten(word: string): Query[] {
  return [{ queries: [stemOf(word)], prefix: /\p{L}{2}|\d{3}/u.test(word), fuzzy: false }];
}

/** Digits are compared as they are: only words without any may be misspelt. */
function misspelt(word: string): Query[] {
  return /\d/u.test(word) || allowedErrors(word) === 0
    ? []
    : [{ queries: [word], prefix: false, fuzzy: allowedErrors(word) }];
}

function allowedErrors(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 7 ? 1 : 2;
}

/** The field that counts most, and in it the word nearest to the one asked for. */
function bestMatch<Field extends string>(
  rules: FieldRules<Field>,
  match: Record<string, Field[]>,
  words: readonly string[],
): SearchMatch<Field> | null {
  let best: SearchMatch<Field> | null = null;
  for (const [term, fields] of Object.entries(match)) {
    for (const field of fields) {
      const better =
        best === null ||
        rules[field].rank > rules[best.field].rank ||
        (field === best.field && words.includes(term) && !words.includes(best.term));
      if (better) best = { field, term };
    }
  }
  return best;
}

/**
 * The parts of a question. A name and its number belong together, written `MLL-10`, `mll10` or (where the index joins them) `MLL 10`, if any record
 * holds them so; if none does, the name may be misspelt, and otherwise each must only stand somewhere.
 */
function unitsOf<Field extends string>(index: TextIndex<Field>, question: string): Unit[] {
  const words = wordsOf(question).map((readings) => readings.map((pieces) => pieces));
  const units: Unit[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [here, next] = [words[at] ?? [], words[at + 1]];
    const together = next === undefined || !index.joinsNumbers ? null : spelling(index, combine(here, next));
    if (together !== null && next !== undefined) {
      units.push(together);
      at += 1;
      continue;
    }
    const whole = spelling(index, here);
    const loose = (here.at(-1) ?? []).map(
      (piece): Unit => ({
        words: [piece, ...here.flatMap((pieces) => (pieces.length === 1 ? pieces : []))],
        asked: piece,
      }),
    );
    units.push(...(whole === null ? loose : [whole]));
  }
  return units;
}

/** A name followed by a number; other neighbours stay apart. */
function combine(left: readonly string[][], right: readonly string[][]): string[][] {
  const name = left.at(-1) ?? [];
  const number = right.at(-1) ?? [];
  return /^\p{L}+$/u.test(name.at(-1) ?? '') && /^\d/u.test(number[0] ?? '') ? [[...name, ...number]] : [];
}

/** A word of several pieces, or with digits, as the records spell it; null where it is a plain word or no record has it. */
function spelling<Field extends string>(index: TextIndex<Field>, readings: readonly string[][]): Unit | null {
  const whole = readings.map((pieces) => pieces.join(''));
  const asked = readings.at(-1)?.join('-') ?? '';
  if (readings.every((pieces) => pieces.length === 1 && !/\d/u.test(pieces[0] ?? ''))) return null;
  const known = whole.filter(
    (word) => index.vocabulary.has(word) || (/\p{L}\d|\d{3}/u.test(word) && hasBeginning(index, word)),
  );
  if (known.length > 0) return { words: known, asked };
  const misspelt = whole.flatMap((word) => similarNames(index, word));
  return misspelt.length > 0 ? { words: misspelt, asked } : null;
}

function hasBeginning<Field extends string>({ search }: TextIndex<Field>, word: string): boolean {
  return search.search({ combineWith: 'OR', queries: [{ queries: [word], prefix: true }] }).length > 0;
}

/** Names with exactly this number whose letters are a slip away. */
function similarNames<Field extends string>(index: TextIndex<Field>, word: string): string[] {
  const [, name, number] = /^(\p{L}{4,})(\d+)$/u.exec(word) ?? [];
  if (name === undefined || number === undefined) return [];
  return [...(index.namesByNumber.get(number) ?? [])]
    .filter((known) => editDistance(known, name) <= allowedErrors(name))
    .map((known) => known + number);
}

/** A field's texts, with the synonyms of what they name. */
function indexedText<Field extends string>(
  { texts }: SearchedRecord<Field>,
  field: Field,
  rules: FieldRules<Field>,
): string {
  const own = (texts[field] ?? []).join('\n');
  if (own === '' || rules[field].names === true) return own;
  const named = synonymsIn(own);
  return named.length === 0 ? own : `${own}\n${named.flat().join('\n')}`;
}

/** The groups of synonyms of which the text uses a name. */
export function synonymsIn(text: string): (typeof SYNONYMS)[number][] {
  const stems = new Set(termsOf(text).map(stemOf));
  return SYNONYMS.filter((group) => group.some((name) => (STEMS.get(name) ?? []).every((stem) => stems.has(stem))));
}

function numberedNames(vocabulary: ReadonlySet<string>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const term of vocabulary) {
    const [, name, number] = /^(\p{L}+)(\d+)$/u.exec(term) ?? [];
    if (name !== undefined && number !== undefined) add(names, number, name);
  }
  return names;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const kept = map.get(key);
  if (kept === undefined) map.set(key, new Set([value]));
  if (kept !== undefined) kept.add(value);
}
