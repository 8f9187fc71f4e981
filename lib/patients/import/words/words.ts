import { en } from '../../../i18n/messages/en';
import { ru } from '../../../i18n/messages/ru';
import { inLatin } from '../../../tables/look-alike';
import { plainCell } from '../../../tables/missing';
import { codeOf } from '../../redcap/project';
import { VOCABULARY, type Vocabulary } from '../../vocabulary';
import { CENTRES_WORDS } from './centres-words';

/** What the sheets of one site write for words of the vocabularies, as it is compared. */
export type WordsOfValues = Readonly<Partial<Record<Vocabulary, ReadonlyMap<string, string>>>>;

/** Letters of both alphabets in one word, or Cyrillic ones before a number: typed with the wrong keyboard, and seen by nobody. */
const MIXED = /(?=.*[а-я])(?=.*[a-z\d])/u;

/**
 * The word of the vocabulary that a cell says: itself, the forms' word for it, what centres write, or this one, also where
 * some of its Latin letters are Cyrillic ones that look alike; null: none.
 */
export function readWord(cell: string, vocabulary: Vocabulary, ofSite: WordsOfValues = {}): string | null {
  const plain = plainCell(cell);
  const known = (word: string): string | null =>
    ownWords(vocabulary).get(word) ?? centresWord(vocabulary, word) ?? ofSite[vocabulary]?.get(word) ?? null;
  return known(plain) ?? (MIXED.test(plain) ? known(inLatin(plain)) : null);
}

/** Only what was written there: a cell may say `constructor`, which every object has. */
function centresWord(vocabulary: Vocabulary, word: string): string | undefined {
  const words = CENTRES_WORDS[vocabulary] ?? {};
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

const OWN = new Map<Vocabulary, ReadonlyMap<string, string>>();

/** The words of a vocabulary as stored, as codes of REDCap and as the forms call them in either language. */
function ownWords(vocabulary: Vocabulary): ReadonlyMap<string, string> {
  const known = OWN.get(vocabulary);
  if (known !== undefined) return known;
  const labels = [en, ru].map(({ patientForm }): Readonly<Record<string, string>> => patientForm.option[vocabulary]);
  const own = new Map(
    VOCABULARY[vocabulary].flatMap((word) =>
      [...labels.map((label) => label[word] ?? word), codeOf(word), word].map((said) => [plainCell(said), word]),
    ),
  );
  OWN.set(vocabulary, own);
  return own;
}

/**
 * The partner genes by the bands that change places with 11q23 (WHO-HAEM5 and the Mitelman database); null where the
 * chromosomes alone do not say which gene it is: ENL stands at 19p13.3 and ELL at 19p13.1, EPS15 at 1p32 and MLLT11 at 1q21.
 */
const TRANSLOCATIONS: Readonly<
  Record<string, Readonly<{ alone: string | null; bands: Readonly<Record<string, string>> }>>
> = {
  '4;11': { alone: 'AFF1', bands: { q21: 'AFF1' } },
  '11;19': { alone: null, bands: { 'p13.3': 'MLLT1' } },
  '9;11': { alone: 'MLLT3', bands: { p21: 'MLLT3', p22: 'MLLT3' } },
  '10;11': { alone: 'MLLT10', bands: { p12: 'MLLT10', p13: 'MLLT10' } },
  '6;11': { alone: 'AFDN', bands: { q27: 'AFDN' } },
  '1;11': { alone: null, bands: { p32: 'EPS15' } },
};

/**
 * The partner of a rearranged KMT2A that `t(4;11)`, `t(11;19)(q23;p13.3)`, `KMT2A::AFF1` or `MLL-AF4` says, or null where
 * it says none or leaves open which. Another band of a known pair of chromosomes is another partner.
 */
export function readRearrangement(cell: string, ofSite: WordsOfValues = {}): string | null {
  const plain = inLatin(plainCell(cell)).replaceAll(' ', '');
  const said = /^t\((\d{1,2};\d{1,2})\)(?:\(([pq]\d+(?:\.\d+)?);([pq]\d+(?:\.\d+)?)\))?$/u.exec(plain);
  if (said !== null) {
    const [, pair = '', first, second] = said;
    const known = TRANSLOCATIONS[pair];
    if (known === undefined) return null;
    if (first === undefined || second === undefined) return known.alone;
    const [own, other] = pair.startsWith('11;') ? [first, second] : [second, first];
    if (!isBand(own, 'q23')) return null;
    const band = Object.keys(known.bands).find((one) => isBand(other, one));
    if (band !== undefined) return known.bands[band] ?? null;
    // `p13` of chromosome 19 still leaves both genes open.
    return Object.keys(known.bands).some((one) => one.startsWith(other)) ? null : 'other';
  }
  const partner = /^(?:kmt2a|mll)(?:::|[-/])(\w+)$/u.exec(plain)?.[1];
  return partner === undefined ? null : readWord(partner, 'kmt2aPartner', ofSite);
}

/** The partner of KMT2A that a cell of its status or its rearrangement names, also by itself: `AF4`; null where it names none. */
export function readPartner(cell: string, ofSite: WordsOfValues = {}): string | null {
  const alone = readWord(cell, 'kmt2aPartner', ofSite);
  return readRearrangement(cell, ofSite) ?? (alone === 'other' ? null : alone);
}

/** Whether a band lies within another: q23.3 in q23, p13.31 in p13.3. */
function isBand(said: string, wanted: string): boolean {
  return said === wanted || (said.startsWith(wanted) && (wanted.includes('.') || said[wanted.length] === '.'));
}
