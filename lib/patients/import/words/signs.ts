import { isMissing, plainCell } from '../../../tables/missing';
import { isMissingCode, MISSING_CODES, readMissingCode } from '../../entry/missing-codes';
import { readTarget, STORED_RECORD, takesOf, type Takes } from '../fields';

/** What a sign in place of a value says: nothing, why there is none, or that it is a value like others. */
export const SIGN_MEANINGS = ['nothing', ...MISSING_CODES, 'value'] as const;
export type SignMeaning = (typeof SIGN_MEANINGS)[number];
/** What a person says of signs, by the sign as it stands in the file. */
export type SaidSigns = Readonly<Record<string, SignMeaning>>;
/** What signs mean, by the sign as it is compared. */
export type SignsSaid = ReadonlyMap<string, SignMeaning>;
/**
 * A sign in the cells of a column; `usual` is what it means unless somebody says otherwise, null where nobody knows. A `word`
 * may stand for no value only where a number or a date is wanted; `kept`: the site has said it before.
 */
export type FoundSign = Readonly<{
  sign: string;
  count: number;
  usual: SignMeaning | null;
  word: boolean;
  kept: boolean;
}>;

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

/** The signs in a column, by its different cells with how often each stands there. */
export function signsIn(
  cells: Iterable<readonly [cell: string, count: number]>,
  { plus, coded, said }: Readonly<{ plus: boolean; coded: boolean; said: SignsSaid }>,
): FoundSign[] {
  const found = { signs: new Map<string, FoundSign>(), words: new Map<string, FoundSign>() };
  for (const [cell, count] of cells) {
    const plain = plainCell(cell);
    const word = !mayBeSign(cell, plus);
    const [own, most] = word ? [found.words, MOST_WORDS] : [found.signs, MOST_SIGNS];
    const before = own.get(plain);
    if (plain === '' || (word && !WORD.test(cell)) || (before === undefined && own.size >= most)) continue;
    // A word where a number is wanted is refused in the check, unless somebody says that it stands for none.
    const usual = said.get(plain) ?? (word ? 'value' : usualMeaning(cell, coded));
    own.set(plain, {
      sign: before?.sign ?? cell,
      count: count + (before?.count ?? 0),
      usual,
      word,
      kept: said.has(plain),
    });
  }
  return [...found.signs.values(), ...found.words.values()];
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
export function signsFor(signs: readonly FoundSign[], target: string | null): FoundSign[] {
  const read = target === null ? null : readTarget(target);
  if (read === null || read.field === STORED_RECORD) return [];
  const takes = takesOf(read);
  if (WITHOUT_SIGNS.has(takes)) return [];
  const meant = signs.map((one) =>
    DENIABLE.has(takes) && DASH.test(one.sign) && !one.kept ? { ...one, usual: null } : one,
  );
  return meant.filter(({ sign, usual, word }) => {
    if (word) return takes === 'number' || takes === 'date';
    if (takes === 'text')
      return isMissing(sign) || isMissingCode(sign) || OTHER_CODES.test(sign) || CODE_AMONG_NUMBERS.test(sign);
    if (!CODE.test(sign) || (usual !== null && usual !== 'value')) return true;
    // 999 blasts in a microlitre are a count like others.
    return takes !== 'number' || (read.field === 'day8Blasts' ? NEGATIVE : CODE_AMONG_NUMBERS).test(sign);
  });
}

/** What the signs of a column mean for its field by what was said of the file; null where one of them is not said. */
export function meaningsOf(signs: readonly FoundSign[], target: string | null, said: SignsSaid): SignsSaid | null {
  const meanings = new Map<string, SignMeaning>();
  for (const { sign, usual } of signsFor(signs, target)) {
    const means = said.get(plainCell(sign)) ?? usual;
    if (means === null) return null;
    meanings.set(plainCell(sign), means);
  }
  return meanings;
}
