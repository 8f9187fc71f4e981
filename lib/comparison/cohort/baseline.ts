import type { PatientCourse } from '@/lib/patients/timeline';
import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import { membership, GROUP_ORDER, type GroupFacts } from '../groups/groupings';

/** What a baseline table says of, in its order. */
export const BASELINE_FEATURES = ['age', 'sex', 'wbc', 'cns', 'kmt2a', 'partner', 'lineage'] as const;
export type BaselineFeature = (typeof BASELINE_FEATURES)[number];

/** Median and range of a number; null where nobody has one. */
export type MedianRange = Readonly<{ median: number; least: number; most: number }>;

/** One feature of a cohort: its shares are of those of whom it is recorded. */
export type BaselineBlock = Readonly<{
  feature: BaselineFeature;
  /** of whom it is asked: everybody, and for the partner those with rearranged KMT2A */
  asked: number;
  missing: number;
  /** months of age, ×10⁹/L of white cells */
  spread: MedianRange | null;
  values: readonly Readonly<{ code: string; n: number }>[];
}>;

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;
const ORDER: Readonly<Record<BaselineFeature, readonly string[]>> = {
  age: GROUP_ORDER.age ?? [],
  sex: ['female', 'male'],
  wbc: GROUP_ORDER.wbc ?? [],
  cns: GROUP_ORDER.cns ?? [],
  kmt2a: GROUP_ORDER.kmt2a ?? [],
  partner: GROUP_ORDER.partner ?? [],
  lineage: ['B-cell-precursor', 'mature-B', 'T', 'mixed-phenotype', 'undifferentiated'],
};

/** The presenting features of a cohort, missing values counted and never guessed. */
export function cohortBaseline(
  courses: readonly PatientCourse[],
  facts: ReadonlyMap<string, GroupFacts>,
): BaselineBlock[] {
  const all = courses.flatMap(({ patientId }) => facts.get(patientId) ?? []);
  return BASELINE_FEATURES.map((feature): BaselineBlock => {
    const asked = feature === 'partner' ? all.filter(({ kmt2a }) => kmt2a === 'rearranged') : all;
    const codes = asked.map((one) => codeOf(one, feature));
    const known = ORDER[feature].map((code) => ({ code, n: codes.filter((one) => one === code).length }));
    return {
      feature,
      asked: asked.length,
      missing: codes.filter((code) => code === null).length,
      spread: spreadOf(numbersOf(asked, feature)),
      values: known.filter(({ n }) => n > 0),
    };
  });
}

function codeOf(facts: GroupFacts, feature: BaselineFeature): string | null {
  if (feature === 'sex' || feature === 'lineage') return facts[feature];
  return membership(facts, feature)?.group ?? null;
}

function numbersOf(asked: readonly GroupFacts[], feature: BaselineFeature): number[] {
  if (feature === 'age') return asked.map(({ ageDays }) => ageDays / DAYS_PER_MONTH);
  return feature === 'wbc' ? asked.flatMap(({ wbc }) => wbc ?? []) : [];
}

/** The middle value, or the mean of the two middle ones. */
function spreadOf(numbers: readonly number[]): MedianRange | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (least === undefined || most === undefined || low === undefined || high === undefined) return null;
  return { median: (low + high) / 2, least, most };
}
