import type { DateOrder } from '../../tables/dates';
import type { VOCABULARY } from '../vocabulary';
import { readTarget, takesOf } from './fields';
import type { FoundSign } from './words/signs';

/** What the cells of a column leave open, whatever field it goes to. */
export type ColumnFacts = Readonly<{
  /** dates of which nothing says whether the day or the month comes first */
  orderOpen: boolean;
  /** numbers of which nothing says which sign is the decimal one */
  decimalOpen: boolean;
  highest: number;
  /** the name of the column says that its numbers are percentages */
  saysPercent: boolean;
  /** cells say a share as a power of ten or as one in many, whatever the name of the column says */
  powers: boolean;
  /** in what the age is by the name of the column; null where it does not say */
  saysAge: 'days' | 'months' | 'years' | null;
  /** the name of the column says that its cells are counted in a microlitre */
  saysMicrolitre: boolean;
  /** a text holds dates as the numbers of days of a spreadsheet, which does not say from when they count */
  serialOpen: boolean;
  /** what may stand in place of a value */
  signs: readonly FoundSign[];
}>;
/** What the person says of a column: where it goes, and what its cells leave open. */
export type ColumnChoice = Readonly<{
  target: string | null;
  order?: DateOrder | undefined;
  decimal?: 'point' | 'comma' | undefined;
  unit?: 'per-litre' | 'per-microlitre' | undefined;
  share?: 'percent' | 'fraction' | 'exponent' | undefined;
  age?: 'days' | 'months' | 'years' | undefined;
  serial?: '1900' | '1904' | undefined;
  /** of the first column of an MRD sample: at which time point all samples of this place were taken, where no column says it */
  timePoint?: MrdTimePoint | undefined;
}>;
export type MrdTimePoint = (typeof VOCABULARY.mrdTimePoint)[number];
/** What has to be said of a column before its cells can be read. */
export type Question = 'order' | 'serial' | 'decimal' | 'unit' | 'share' | 'age';

/** From here on a count of white cells (×10⁹/L) is rather one per µL. */
const HIGH_WBC = 1500;

/** Numbers of an MRD sample: centres write 0.01 for a share or for percent, and 4 for 10⁻⁴. */
const SHARES: ReadonlySet<string> = new Set(['valuePercent', 'sensitivityPercent', 'quantificationPercent']);
const AGES: Readonly<Record<string, ColumnFacts['saysAge']>> = { ageDays: 'days', ageMonths: 'months' };
/** What a name says that the age is in. */
const AGE_WORDS = [
  ['days', /(?:^| )(?:d|days?|дн[а-я]*|день|сут[а-я]*)(?: |$)/u],
  ['months', /(?:^| )(?:m|mo|months?|мес[а-я]*)(?: |$)/u],
  ['years', /(?:^| )(?:y|yrs?|years?|лет|год[а-я]*)(?: |$)/u],
] as const;

/** What the name of a column says of the unit of its numbers; `plain` is the name as it is compared. */
export function unitsSaid(plain: string): Pick<ColumnFacts, 'saysPercent' | 'saysAge' | 'saysMicrolitre'> {
  const ages = AGE_WORDS.filter(([, words]) => words.test(plain));
  return {
    saysPercent: /%|percent|процент/u.test(plain),
    saysAge: ages.length === 1 ? (ages[0]?.[0] ?? null) : null,
    saysMicrolitre: /(?:^| )(?:[uµμ] ?l|мкл|(?:mm|мм) ?[3³])(?: |$)/u.test(plain),
  };
}

/** What the cells of a column leave open for the field that it goes to, answered or not. */
export function questionsOf(facts: ColumnFacts, target: string | null): Question[] {
  const read = target === null ? null : readTarget(target);
  if (read === null) return [];
  const takes = takesOf(read);
  if (takes === 'date')
    return [...(facts.orderOpen ? (['order'] as const) : []), ...(facts.serialOpen ? (['serial'] as const) : [])];
  if (takes !== 'number') return [];
  const asked: Question[] = facts.decimalOpen ? ['decimal'] : [];
  if (read.field === 'wbc' && (facts.highest >= HIGH_WBC || facts.saysMicrolitre)) asked.push('unit');
  if (read.of === 'mrd' && SHARES.has(read.field) && (facts.powers || !facts.saysPercent)) asked.push('share');
  if (read.of === 'patient' && read.field in AGES && facts.saysAge !== AGES[read.field]) asked.push('age');
  return asked;
}

/** Whether somebody has to say something before the column can be read. */
export function isOpen(facts: ColumnFacts, choice: ColumnChoice): boolean {
  return questionsOf(facts, choice.target).some((question) => choice[question] === undefined);
}
