import { brokenRule } from '../../quality/broken-rule';
import { findDiseaseFactProblems } from '../../quality/integrity/figures';
import type { Bilingual, DiseaseFact } from '../../schema';
import { ALONE_PARTS } from './alone';
import { fieldAt } from './field-at';
import type { Part, PartValues } from './fields';
import { readTyped } from './typed';

/** A share of the disease that is there, as far as another is compared with it. */
export type HeldShare = Pick<DiseaseFact, 'id' | 'characteristic' | 'population' | 'percent' | 'range'> &
  Readonly<{ ref: string }>;

/** What the form says while it is typed; nothing of it was sent. */
export type PartChecks = Readonly<{
  /** by field: a rule of the data set that is broken, which is refused when sent */
  rules: Readonly<Record<string, Bilingual>>;
  /** shares of the same feature in the same population that say something else: can be true, but the sources disagree */
  disagree: readonly HeldShare[];
}>;

const NOTHING: PartChecks = { rules: {}, disagree: [] };
/** Percentage points within which two shares are one number printed with fewer decimals. */
const ROUNDING = 0.5;

/** Checks a share of the disease as it stands in its form, among those that are there; other parts are checked when sent. */
export function checkPart(
  part: Part,
  values: PartValues,
  item: string | null,
  shares: readonly HeldShare[],
): PartChecks {
  if (part !== 'fact') return NOTHING;
  const none = { disease: { facts: [], statements: [], discrepancies: [] }, protocol: null, references: [] };
  // What is not filled in yet is no fault of the numbers; placeholders stand for it.
  const { typed } = readTyped(part, { ...FILLED, ...withoutEmpty(values) });
  const built = ALONE_PARTS.fact.build(typed, none, item);
  const fact = 'changed' in built ? built.changed.disease?.facts[0] : undefined;
  if (fact === undefined) return NOTHING;
  const rules = findDiseaseFactProblems([fact]).map(brokenRule);
  return {
    rules: Object.fromEntries(
      rules.flatMap(({ path, said }) => {
        const field = fieldAt(part, path);
        return field === null ? [] : [[field, withoutName(said, fact.id)]];
      }),
    ),
    disagree: shares.filter((held) => held.id !== item && isSame(held, values) && differs(held, fact)),
  };
}

/** The form is of one share; its name, which a file needs, says nothing here. */
function withoutName({ en, ru }: Bilingual, id: string): Bilingual {
  return { en: en.replace(` (${id})`, ''), ru: ru.replace(` (${id})`, '') };
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
