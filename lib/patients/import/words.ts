import { en } from '../../i18n/messages/en';
import { ru } from '../../i18n/messages/ru';
import { plainCell } from '../../tables/missing';
import { codeOf } from '../redcap/project';
import { VOCABULARY, type Vocabulary } from '../vocabulary';

/** What centres write for the words of the vocabularies, in both languages. A word that says two things is not here. */
const WORDS: Readonly<Partial<Record<Vocabulary, Readonly<Record<string, string>>>>> = {
  sex: {
    f: 'female',
    ж: 'female',
    жен: 'female',
    женский: 'female',
    girl: 'female',
    m: 'male',
    м: 'male',
    муж: 'male',
    мужской: 'male',
    boy: 'male',
  },
  yesNo: { y: 'yes', true: 'yes', да: 'yes', есть: 'yes', '1': 'yes', n: 'no', false: 'no', нет: 'no', '0': 'no' },
  kmt2a: {
    ...{
      'kmt2a-r': 'rearranged',
      'mll-r': 'rearranged',
      r: 'rearranged',
      перестройка: 'rearranged',
      да: 'rearranged',
      yes: 'rearranged',
    },
    ...{ 'kmt2a-g': 'germline', 'mll-g': 'germline', g: 'germline', 'wild type': 'germline', wt: 'germline' },
    ...{ 'без перестройки': 'germline', нет: 'germline', no: 'germline' },
  },
  kmt2aPartner: { af4: 'AFF1', enl: 'MLLT1', af9: 'MLLT3', af10: 'MLLT10', af6: 'AFDN', другой: 'other' },
  cns: {
    ...{ '1': 'CNS1', 'cns 1': 'CNS1', 'цнс-1': 'CNS1', 'цнс 1': 'CNS1', цнс1: 'CNS1' },
    ...{ '2': 'CNS2', 'cns 2': 'CNS2', 'цнс-2': 'CNS2', 'цнс 2': 'CNS2', цнс2: 'CNS2' },
    ...{ '3': 'CNS3', 'cns 3': 'CNS3', 'цнс-3': 'CNS3', 'цнс 3': 'CNS3', цнс3: 'CNS3' },
  },
  prednisoneResponse: { pgr: 'good', хороший: 'good', ppr: 'poor', плохой: 'poor' },
  mrdTimePoint: {
    eoi: 'end-of-induction',
    'конец индукции': 'end-of-induction',
    eoc: 'end-of-consolidation',
    'конец консолидации': 'end-of-consolidation',
    'перед тгск': 'before-hsct',
    рецидив: 'relapse',
  },
  mrdMethod: { 'проточная цитометрия': 'flow', fcm: 'flow', mfc: 'flow', пцр: 'ig-tr-pcr' },
  mrdResult: { neg: 'negative', отр: 'negative', отрицательный: 'negative', pnq: 'positive-not-quantifiable' },
  donor: {
    msd: 'matched-sibling',
    mud: 'matched-unrelated',
    haplo: 'haploidentical',
    гапло: 'haploidentical',
    cb: 'cord-blood',
  },
  conditioning: { тот: 'tbi', bu: 'busulfan', treo: 'treosulfan', бусульфан: 'busulfan', треосульфан: 'treosulfan' },
  eventKind: {
    рецидив: 'relapse',
    смерть: 'death',
    'неудача индукции': 'induction-failure',
    'вторая опухоль': 'second-malignancy',
  },
  relapseSite: {
    bm: 'bone-marrow',
    'костный мозг': 'bone-marrow',
    км: 'bone-marrow',
    цнс: 'cns',
    яички: 'testis',
    testes: 'testis',
  },
  deathCause: {
    leukemia: 'leukaemia',
    лейкоз: 'leukaemia',
    trm: 'treatment-related',
    'осложнения лечения': 'treatment-related',
  },
  followUpStatus: {
    'жив, в ремиссии': 'alive-in-remission',
    'жива, в ремиссии': 'alive-in-remission',
    'alive in remission': 'alive-in-remission',
    'alive with disease': 'alive-with-disease',
    'связь потеряна': 'lost',
    ltfu: 'lost',
  },
  cd10: { pos: 'positive', neg: 'negative', '+': 'positive' },
};

/** What the sheets of one site write for words of the vocabularies, as it is compared. */
export type WordsOfValues = Readonly<Partial<Record<Vocabulary, ReadonlyMap<string, string>>>>;

/** The word of the vocabulary that a cell says: itself, the forms' word for it, what centres write, or this one; null: none. */
export function readWord(cell: string, vocabulary: Vocabulary, ofSite: WordsOfValues = {}): string | null {
  const plain = plainCell(cell);
  return ownWords(vocabulary).get(plain) ?? WORDS[vocabulary]?.[plain] ?? ofSite[vocabulary]?.get(plain) ?? null;
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
  const plain = plainCell(cell).replaceAll(' ', '');
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

/** Whether a band lies within another: q23.3 in q23, p13.31 in p13.3. */
function isBand(said: string, wanted: string): boolean {
  return said === wanted || (said.startsWith(wanted) && (wanted.includes('.') || said[wanted.length] === '.'));
}
