import { isMissing, isPlus, plainCell } from '../../../tables/missing';
import { isMissingCode, MISSING_CODES, readMissingCode } from '../../entry/missing-codes';
import { VOCABULARY, type Vocabulary } from '../../vocabulary';
import { readTarget, STORED_RECORD, takesOf, type Takes, type Target } from '../fields';

/** What a sign in place of a value says: nothing, why there is none, or that it is a value like others. */
export const SIGN_MEANINGS = ['nothing', ...MISSING_CODES, 'value'] as const;
export type SignMeaning = (typeof SIGN_MEANINGS)[number];
/** What a person says of a sign as it stands in the file; `of`: in columns of this vocabulary, where it may stand for a word. */
export type SaidSign = Readonly<{ sign: string; of?: Vocabulary | undefined; means: string }>;
/** What signs mean, by `signKey`: a meaning, or in columns of a vocabulary one of its words. */
export type SignsSaid = ReadonlyMap<string, string>;
/**
 * A sign in the cells of a column; `usual` is what it means unless somebody says otherwise, null where nobody knows. A `word`
 * is none where a number or a date is wanted, unless somebody says so; `kept`: the site has said it before. `says`: what a word
 * means in columns of the vocabularies that have it.
 */
export type FoundSign = Readonly<{
  sign: string;
  count: number;
  usual: SignMeaning | null;
  word: boolean;
  kept: boolean;
  says?: Readonly<Partial<Record<Vocabulary, string>>>;
}>;
/** A sign that matters for a field; `of`: the vocabulary of which it may be a word there. */
export type AskedSign = Readonly<{ sign: string; count: number; usual: string | null; of: Vocabulary | null }>;

/** By what the meaning of a sign is found: a word of one vocabulary is none of another. */
export function signKey(sign: string, of: Vocabulary | null | undefined): string {
  return of == null ? plainCell(sign) : `${of}\n${plainCell(sign)}`;
}

/** The signs of which something is said, by their keys. */
export function saidSigns(said: readonly SaidSign[]): Map<string, string> {
  return new Map(said.map(({ sign, of, means }) => [signKey(sign, of), means]));
}

/** What a word for how a child was at the last contact may mean beside the words of its vocabulary: that day is the day of death. */
export const DIED = 'died';

/** Whether this can be said of a sign. */
export function mayMean({ of, means }: SaidSign): boolean {
  return (
    SIGN_MEANINGS.some((one) => one === means) ||
    (of !== undefined && VOCABULARY[of].some((one) => one === means)) ||
    (of === 'followUpStatus' && means === DIED)
  );
}

/** Below a limit: `<0,01%`, `≤ 10⁻⁴`, `менее 0,01`. */
const BELOW = /^(?:[<≤]=?|менее|меньше|ниже|less than|below)\s*(?=\S*\d)/iu;

/** What stands after the sign of a limit; null where the cell is no value below one. */
export function limitOf(cell: string): string | null {
  return BELOW.test(cell) ? cell.replace(BELOW, '') : null;
}

/** Why a value is missing, as HL7 and REDCap abbreviate it beside the codes that are kept here. */
const OTHER_CODES = /^(?:NI|INV|ASKU|NAV|NAVU|MSK|NP|QS|TRC|UNC|DER|OTH)$/u;
/** Words for what nobody has looked for, or knows, as they stand in columns of words, too. */
const NOT_LOOKED_FOR =
  /^(?:не (?:опр|исслед|дела|провод|выполн|оцен|взят)\p{L}*\.?|нет (?:сведений|инф\p{L}*\.?)|not (?:tested|performed|assessed|determined|examined)|no information)$/u;
const ERROR = /^(?:#.+[!?]|#(?:spill|calc|busy)|err:\d+)$/iu;
const QUESTION = /^\?+$/u;
/** Numbers that stand for no value in coded tables: -9, -99, 99, 888. */
const CODE = /^(?:-\d{1,6}|([789])\1{0,5})$/u;
/** Among measured numbers only what is none of them, or hardly one. */
const NEGATIVE = /^-/u;
const CODE_AMONG_NUMBERS = /^(?:-\d{1,6}|9{3,6})$/u;
/** Said by a cell of one field alone, or by none. */
const WITHOUT_SIGNS: ReadonlySet<Takes> = new Set<Takes>(['pseudonym', 'site', 'checked', 'precision']);
/** Fields of which a dash may say no, negative or none, as well as nothing. */
const DENIABLE: ReadonlySet<Takes> = new Set<Takes>(['yesNo', 'cd10', 'mrdResult', 'kmt2a', 'rearrangement', 'cns']);
const DASH = /^[-–—−]$/u;
const MOST_SIGNS = 40;
const MOST_WORDS = 12;
/** What has no digit is neither a number nor a date. */
const WORD = /^[^\d]{1,40}$/u;
const LONGEST = 40;
/** Vocabularies that a column may write as + and −. */
const SIGNED: ReadonlySet<Takes> = new Set<Takes>(['yesNo', 'cd10', 'kmt2a']);
/** A bare no, which a column of translocations may say of any of them. */
export const DENIAL = /^(?:no|n|none|false|0|нет)$/u;
const VOCABULARIES = Object.keys(VOCABULARY) as Vocabulary[];
const isVocabulary = (takes: Takes): takes is Vocabulary => Object.hasOwn(VOCABULARY, takes);

/** Whether a cell may be a sign for any field. `plus`: the column writes + and −, so that a dash is a value. */
function mayBeSign(cell: string, plus: boolean): boolean {
  return plainCell(cell) !== '' && (isMissing(cell, plus) || isWordForNone(cell) || CODE.test(cell));
}

function isWordForNone(cell: string): boolean {
  return (
    isMissingCode(cell) ||
    readMissingCode(cell) !== null ||
    NOT_LOOKED_FOR.test(plainCell(cell)) ||
    OTHER_CODES.test(cell) ||
    ERROR.test(cell)
  );
}

type Known = Readonly<{
  plus: boolean;
  coded: boolean;
  said: SignsSaid;
  /** the word of a vocabulary that a cell says, a translocation with KMT2A that it is rearranged; null: none */
  read: (cell: string, vocabulary: Vocabulary) => string | null;
}>;

/** The signs in a column, by its different cells with how often each stands there. */
export function signsIn(
  cells: readonly (readonly [cell: string, count: number])[],
  { plus, coded, said, read }: Known,
): FoundSign[] {
  const found = { signs: new Map<string, FoundSign>(), words: new Map<string, FoundSign>() };
  // Few different cells may be codes of a vocabulary, such as 1 and 2.
  const few = cells.filter(([cell]) => plainCell(cell) !== '' && !mayBeSign(cell, plus)).length <= MOST_WORDS;
  for (const [cell, count] of cells) {
    const plain = plainCell(cell);
    const word = !mayBeSign(cell, plus);
    const [own, most] = word ? [found.words, MOST_WORDS] : [found.signs, MOST_SIGNS];
    const before = own.get(plain);
    const isWord = cell.length <= LONGEST && (few || WORD.test(cell) || BELOW.test(cell));
    if (plain === '' || (word && !isWord) || (before === undefined && own.size >= most)) continue;
    // A word where a number is wanted is refused in the check, unless somebody says that it stands for none.
    const usual = meaningIn(said.get(plain)) ?? (word ? 'value' : usualMeaning(cell, coded));
    own.set(plain, {
      sign: before?.sign ?? cell,
      count: count + (before?.count ?? 0),
      ...{ usual, word, kept: said.has(plain) },
      ...(word || CODE.test(cell) ? { says: saysIn(cell, said, read) } : {}),
    });
  }
  return [...found.signs.values(), ...found.words.values()];
}

function meaningIn(said: string | undefined): SignMeaning | undefined {
  return SIGN_MEANINGS.find((one) => one === said);
}

function saysIn(cell: string, said: SignsSaid, read: Known['read']): FoundSign['says'] {
  return Object.fromEntries(
    VOCABULARIES.flatMap((of) => {
      const means = read(cell, of) ?? said.get(signKey(cell, of)) ?? null;
      return means === null ? [] : [[of, means]];
    }),
  );
}

/** What everybody means by a sign; null where centres mean different things by it. */
function usualMeaning(sign: string, coded: boolean): SignMeaning | null {
  if (sign === 'UNK' || sign === 'NASK' || (sign === 'NA' && coded)) return sign;
  const code = readMissingCode(sign);
  if (coded && code !== null) return code;
  if (QUESTION.test(sign) || (ERROR.test(sign) && !/^#(?:n\/?[ad]|н\/д)/iu.test(sign))) return null;
  return isMissing(sign) && (code === null || /^n\/?a$/iu.test(sign)) ? 'nothing' : null;
}

/** The signs of a column that matter for the field that it goes to. */
export function signsFor(signs: readonly FoundSign[], target: string | null): AskedSign[] {
  const read = target === null ? null : readTarget(target);
  if (read === null || read.field === STORED_RECORD) return [];
  const takes = takesOf(read);
  if (WITHOUT_SIGNS.has(takes)) return [];
  // 9 may stand for no value, and for one of nine donors.
  const isWord = ({ word, sign }: FoundSign): boolean =>
    word || ((isVocabulary(takes) || takes === 'rearrangement') && /^\d/u.test(sign));
  const words = signs.filter(isWord).flatMap((one) => wordFor(one, read, takes));
  const meant = signs
    .filter((one) => !isWord(one))
    .map((one) => (DENIABLE.has(takes) && DASH.test(one.sign) && !one.kept ? { ...one, usual: null } : one));
  const asked = meant.filter(({ sign, usual }) => {
    if (takes === 'text')
      return isMissing(sign) || isMissingCode(sign) || OTHER_CODES.test(sign) || CODE_AMONG_NUMBERS.test(sign);
    if (!CODE.test(sign) || (usual !== null && usual !== 'value')) return true;
    // 999 blasts in a microlitre are a count like others.
    return takes !== 'number' || (read.field === 'day8Blasts' ? NEGATIVE : CODE_AMONG_NUMBERS).test(sign);
  });
  return [...asked.map(({ sign, count, usual }) => ({ sign, count, usual, of: null })), ...words];
}

/**
 * A word that has to be said for a field: one that its vocabulary lacks, and in the values of MRD a result, or a value below a
 * limit, which laboratories write for both negative and positive samples.
 */
function wordFor({ sign, count, usual, kept, says }: FoundSign, { of, field }: Target, takes: Takes): AskedSign[] {
  if (takes === 'rearrangement') {
    const known = says?.kmt2a;
    return known !== undefined && !DENIAL.test(plainCell(sign))
      ? []
      : [{ sign, count, usual: kept ? usual : null, of: 'kmt2a' }];
  }
  if (isVocabulary(takes)) {
    const known = says?.[takes];
    if (SIGNED.has(takes) && (isPlus(sign) || DASH.test(sign))) return [];
    if (known !== undefined && meaningIn(known) === undefined) return [];
    return [{ sign, count, usual: known ?? (kept ? usual : null), of: takes }];
  }
  if (of === 'mrd' && field === 'valuePercent') {
    const known = says?.mrdResult;
    if (known !== undefined || limitOf(sign) !== null || WORD.test(sign))
      return [{ sign, count, usual: known ?? (kept ? usual : null), of: 'mrdResult' }];
  }
  return (takes === 'number' || takes === 'date') && WORD.test(sign) ? [{ sign, count, usual, of: null }] : [];
}

/** What the signs of a column mean for its field by what was said of the file; null where one of them is not said. */
export function meaningsOf(signs: readonly FoundSign[], target: string | null, said: SignsSaid): SignsSaid | null {
  const meanings = new Map<string, string>();
  for (const { sign, usual, of } of signsFor(signs, target)) {
    const means = said.get(signKey(sign, of)) ?? usual;
    if (means === null) return null;
    meanings.set(plainCell(sign), means);
  }
  return meanings;
}
