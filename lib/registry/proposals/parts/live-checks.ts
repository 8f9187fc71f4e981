import { DISEASE_FILE, type Problem } from '../../dataset';
import { brokenRule } from '../../quality/broken-rule';
import { findDiseaseFactProblems } from '../../quality/integrity/figures';
import { findSourceProblems, findTextProblems } from '../../quality/integrity/statements';
import type { Bilingual, Disease, DiseaseFact, DiseaseStatement } from '../../schema';
import { ALONE_PARTS } from './alone';
import { fieldAt } from './field-at';
import type { Part, PartValues } from './fields';
import { readTyped } from './typed';

/** A share of the disease that is there, as far as another is compared with it. */
export type HeldShare = Pick<DiseaseFact, 'id' | 'characteristic' | 'population' | 'percent' | 'range'> &
  Readonly<{ ref: string }>;

/** A statement on the disease that is there. */
export type HeldStatement = Pick<DiseaseStatement, 'id' | 'topic' | 'text'> & Readonly<{ ref: string }>;
/** What of the registry a form is checked against while it is typed. */
export type Beside = Readonly<{
  shares: readonly HeldShare[];
  statements: readonly HeldStatement[];
  /** names of the references that there are */
  references: readonly string[];
}>;

/** What the form says while it is typed; nothing of it was sent. */
export type PartChecks = Readonly<{
  /** by field: a rule of the data set that is broken, which is refused when sent */
  rules: Readonly<Record<string, Bilingual>>;
  /** shares of the same feature in the same population that say something else: can be true, but the sources disagree */
  disagree: readonly HeldShare[];
  /** what other sources say on the topic of a statement */
  onTopic: readonly HeldStatement[];
}>;

const NOTHING: PartChecks = { rules: {}, disagree: [], onTopic: [] };
/** Percentage points within which two shares are one number printed with fewer decimals. */
const ROUNDING = 0.5;

/** Checks what is said of the disease as it stands in its form; other parts are checked when sent. */
export function checkPart(part: Part, values: PartValues, item: string | null, beside: Beside): PartChecks {
  if (part !== 'fact' && part !== 'statement' && part !== 'disagreement') return NOTHING;
  const none = { disease: { facts: [], statements: [], discrepancies: [] }, protocol: null, references: [] };
  // What is not filled in yet is no fault of the rest; placeholders stand for it.
  const { typed } = readTyped(part, { ...FILLED, ...withoutEmpty(values) });
  const built = ALONE_PARTS[part].build(typed, none, part === 'disagreement' ? null : item);
  const disease = 'changed' in built ? built.changed.disease : undefined;
  const topic = values['topic']?.trim();
  const onTopic = beside.statements.filter(
    (held) => part === 'statement' && held.id !== item && held.topic === topic && held.ref !== values['source.ref'],
  );
  if (disease === undefined) return { ...NOTHING, onTopic };
  const [fact] = disease.facts;
  return {
    rules: { ...rulesOfTexts(part, values, disease, beside), ...rulesOfNumbers(part, disease.facts) },
    disagree:
      fact === undefined
        ? []
        : beside.shares.filter((held) => held.id !== item && isSame(held, values) && differs(held, fact)),
    onTopic,
  };
}

type Rules = Readonly<Record<string, Bilingual>>;

/** Of fields that are filled in: which text is not in its language, and which reference is not there. */
function rulesOfTexts(part: Part, values: PartValues, disease: Disease, { references }: Beside): Rules {
  const problems = [
    ...findTextProblems(DISEASE_FILE, disease),
    ...findSourceProblems(DISEASE_FILE, disease, new Set(references)),
  ];
  return atFields(part, problems, ([field]) => (values[field] ?? '').trim() !== '');
}

function rulesOfNumbers(part: Part, facts: readonly DiseaseFact[]): Rules {
  return atFields(part, findDiseaseFactProblems(facts), () => true);
}

function atFields(part: Part, problems: readonly Problem[], shown: (at: [string, Bilingual]) => boolean): Rules {
  return Object.fromEntries(
    problems.map(brokenRule).flatMap(({ path, said }): [string, Bilingual][] => {
      const field = fieldAt(part, path);
      const at: [string, Bilingual] | null = field === null ? null : [field, withoutName(said)];
      return at === null || !shown(at) ? [] : [at];
    }),
  );
}

/** The form is of one share; its name, which a file needs, says nothing here. */
function withoutName({ en, ru }: Bilingual): Bilingual {
  const plain = (text: string): string => text.replace(/ \([a-z0-9.-]+\)$/u, '');
  return { en: plain(en), ru: plain(ru) };
}

const FILLED: PartValues = {
  id: 'typed',
  topic: '-',
  'topicName.en': '-',
  'topicName.ru': '-',
  'characteristic.en': '-',
  'characteristic.ru': '-',
  'population.en': '-',
  'population.ru': '-',
  'statement.en': '-',
  'statement.ru': '-',
  'field.en': '-',
  'field.ru': '-',
  'reviewSays.en': '-',
  'reviewSays.ru': '-',
  'primarySays.en': '-',
  'primarySays.ru': '-',
  why: 'unclear',
  'resolution.en': '-',
  'resolution.ru': '-',
  'source.ref': '-',
  'source.locator': '-',
  'source.level': 'review',
};

function withoutEmpty(values: PartValues): PartValues {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => text.trim() !== ''));
}

/** The same feature and population in either language. */
function isSame({ characteristic, population }: HeldShare, values: PartValues): boolean {
  const alike = (name: string, held: Bilingual): boolean =>
    (['en', 'ru'] as const).some((language) => plain(values[`${name}.${language}`] ?? '') === plain(held[language]));
  return alike('characteristic', characteristic) && alike('population', population);
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase();
}

/** Neither number lies within the other's range, or they are further apart than by rounding. */
function differs(held: HeldShare, fact: DiseaseFact): boolean {
  const [one, other] = [boundsOf(held), boundsOf(fact)];
  if (one === null || other === null) return false;
  return one.low - other.high > ROUNDING || other.low - one.high > ROUNDING;
}

function boundsOf({ percent, range }: Pick<DiseaseFact, 'percent' | 'range'>): { low: number; high: number } | null {
  return range ?? (percent === null ? null : { low: percent, high: percent });
}
