import { z } from 'zod';
import { isMissing, plainCell } from '../../../tables/missing';
import { readMissingCode } from '../../entry/missing-codes';
import { RECORD_KINDS, VOCABULARY, type Vocabulary } from '../../vocabulary';
import { PATIENT_FIELDS, readTarget, RECORD_FIELDS, targetKey } from '../fields';
import { identifyingColumns, proposed, type SheetRows, type WordsOfFields } from '../mapping';
import { plainHeader } from './plain-header';
import { mayMean, SIGN_MEANINGS, signKey, type SignsSaid } from './signs';
import { readWord, type WordsOfValues } from './words';

/** The words of one site for fields, for values and in place of values, beside those that hold for every site. */
export type SiteWords = Readonly<{ fields: WordsOfFields; values: WordsOfValues; signs: SignsSaid }>;
/** What a word means: a field of patients or of a kind of record, a word of a vocabulary, or that there is no value. */
export type Meaning = Readonly<{ kind: 'field' | 'value' | 'missing'; scope: string; meaning: string }>;
/** The scope of a sign that holds in every column; others hold in those of a vocabulary. */
export const ANY_FIELD = 'any';
/** A word of a site as it was typed. */
export type SiteWord = Meaning & Readonly<{ id: string; siteId: string; word: string }>;

/** Why a word is not taken; `means` is what it says already. */
export type WordFault = Readonly<{
  fault: 'empty' | 'identifying' | 'missing' | 'separator' | 'known' | 'taken';
  means?: Meaning;
}>;

const VOCABULARIES = Object.keys(VOCABULARY) as Vocabulary[];
const SCOPES = ['patient', ...RECORD_KINDS] as const;

/** A word with its meaning, as the page sends it. */
export const WordInput = z
  .object({
    siteId: z.uuid(),
    kind: z.enum(['field', 'value']),
    scope: z.string().max(40),
    meaning: z.string().max(40),
    word: z.string().max(100),
  })
  .refine(({ kind, scope, meaning }) => (kind === 'field' ? isField(scope, meaning) : isValue(scope, meaning)));
export type WordInput = z.infer<typeof WordInput>;

function isField(scope: string, field: string): boolean {
  const of = SCOPES.find((one) => one === scope);
  return of !== undefined && Object.hasOwn(of === 'patient' ? PATIENT_FIELDS : RECORD_FIELDS[of], field);
}

function isValue(scope: string, value: string): boolean {
  const of = VOCABULARIES.find((one) => one === scope);
  return of !== undefined && !SIGN_MEANINGS.some((one) => one === value) && mayMean({ sign: '', of, means: value });
}

/** A word as it is compared. */
export function plainWord({ kind, word }: Pick<WordInput, 'kind' | 'word'>): string {
  return kind === 'field' ? plainHeader(word) : plainCell(word);
}

/** The stored words of a site by what they are compared with. */
export function siteWords(rows: readonly (Meaning & Readonly<{ plain: string }>)[]): SiteWords {
  const by = (kind: Meaning['kind']): Record<string, Map<string, string>> => {
    const found: Record<string, Map<string, string>> = {};
    for (const row of rows.filter((one) => one.kind === kind))
      (found[row.scope] ??= new Map<string, string>()).set(row.plain, row.meaning);
    return found;
  };
  const signs = new Map(
    rows.flatMap(({ kind, scope, plain, meaning }): [string, string][] => {
      const means = kind === 'missing' ? SIGN_MEANINGS.find((one) => one === meaning) : undefined;
      return means === undefined
        ? []
        : [
            [
              signKey(
                plain,
                VOCABULARIES.find((one) => one === scope),
              ),
              means,
            ],
          ];
    }),
  );
  return { fields: by('field'), values: by('value'), signs };
}

/** Why a site cannot give this word this meaning; null where it can. A word says one thing. */
export function wordFault(input: WordInput, own: SiteWords): WordFault | null {
  const { kind, scope, meaning, word } = input;
  const plain = plainWord(input);
  if (plain === '') return { fault: 'empty' };
  const said = kind === 'field' ? fieldSaid(plain, scope as SheetRows, own) : valueSaid(word, scope as Vocabulary, own);
  if (said === null) return null;
  if ('fault' in said) return said;
  const isSame = said.kind === kind && said.scope === scope && said.meaning === meaning;
  return { fault: isSame ? 'known' : 'taken', means: said };
}

function fieldSaid(plain: string, scope: SheetRows, { fields }: SiteWords): Meaning | WordFault | null {
  if (identifyingColumns([plain]).length > 0) return { fault: 'identifying' };
  const target = proposed(plain, scope);
  const read = target === null ? null : readTarget(target);
  if (read !== null) return { kind: 'field', scope: read.of, meaning: read.field };
  const own = fields[scope]?.get(plain);
  return own === undefined ? null : { kind: 'field', scope, meaning: own };
}

function valueSaid(word: string, scope: Vocabulary, { values, signs }: SiteWords): Meaning | WordFault | null {
  if (isMissing(word.trim(), scope === 'cd10') || readMissingCode(word.trim()) !== null) return { fault: 'missing' };
  if ((signs.get(plainCell(word)) ?? 'value') !== 'value') return { fault: 'missing' };
  // Several places of one relapse stand in one cell.
  if (scope === 'relapseSite' && /[,;+/]/u.test(word)) return { fault: 'separator' };
  const said = readWord(word, scope, values);
  return said === null ? null : { kind: 'value', scope, meaning: said };
}

/** The field that a word of a field names, as the key of a column. */
export function fieldTarget({ scope, meaning }: Pick<Meaning, 'scope' | 'meaning'>): string {
  const of = SCOPES.find((one) => one === scope) ?? 'patient';
  return targetKey({ of, slot: of === 'patient' ? null : '', field: meaning });
}
