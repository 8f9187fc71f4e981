import { comparisonsOf, type NumberCondition } from '@/lib/risk/condition';
import { clausesOf } from '@/lib/risk/rule-set';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import type { CourseRecord } from '../records/record';

export type MrdFact = 'mrdEoi' | 'mrdBlina1' | 'mrdHr1';
type PercentFact = Exclude<MrdFact, 'mrdHr1'>;

/** What has to be said about a result that gives a fact, or about one that gives none; a key of the messages under `patientRisk.note`. */
export const MRD_NOTES = [
  'negative-below-limits',
  'negative-without-sensitivity',
  'negative-not-sensitive',
  'not-quantifiable',
  'results-disagree',
  'one-of-several',
  'method-not-pcr',
  'method-not-recorded',
] as const;

/** A note on the result of one day. `limit` is the lowest cut point of any rule for this fact, in percent of cells. */
export type MrdNote = {
  fact: MrdFact;
  note: (typeof MRD_NOTES)[number];
  date: string;
  sensitivity: number | null;
  limit: number | null;
};

export type MrdReading<Value> = { value: Value | null; notes: MrdNote[] };
type Sample = CourseRecord<'mrd'>;

const PCR: readonly Sample['method'][] = ['ig-tr-pcr', 'kmt2a-fusion-pcr'];

/**
 * The percentage of cells that the results of one time point stand for, as far as the rules can tell values apart.
 *
 * - Quantified: the value.
 * - Negative says only that MRD lies below the sensitivity of the assay. Where every cut point of every rule set for this
 *   fact is at or above the sensitivity, all those values lead to the same groups, and 0 stands for them. Otherwise, and
 *   without a sensitivity, the fact stays unknown.
 * - Positive but not quantifiable lies below a limit of quantification that is not recorded: unknown.
 * - Several results: the earliest that gives a value, unless a cut point parts it from another; then unknown.
 *
 * Whatever is not simply a quantified value is said in a note.
 */
export function readPercent(fact: PercentFact, samples: readonly Sample[]): MrdReading<number> {
  const cuts = cutPoints(fact);
  const limit = Math.min(...cuts.map((cut) => cut.limit));
  const read = byDate(samples).map((sample) => ({ sample, ...percentOf(sample, limit) }));
  const noteOf = ({ date, sensitivityPercent }: Sample, note: MrdNote['note']): MrdNote => ({
    fact,
    note,
    date,
    sensitivity: sensitivityPercent,
    limit,
  });
  const settled = read.flatMap(({ value, sample, note }) => (value === null ? [] : [{ value, sample, note }]));
  const [first] = settled;
  if (first === undefined)
    return { value: null, notes: read.flatMap(({ sample, note }) => (note === null ? [] : [noteOf(sample, note)])) };
  const other = settled.find(({ value }) => cuts.some((cut) => holds(cut, value) !== holds(cut, first.value)));
  if (other !== undefined) return { value: null, notes: [noteOf(other.sample, 'results-disagree')] };
  const several = read.length > 1 ? [noteOf(first.sample, 'one-of-several')] : [];
  return {
    value: first.value,
    notes: [...(first.note === null ? [] : [noteOf(first.sample, first.note)]), ...several],
  };
}

/**
 * Whether MRD is positive by PCR, as the rules after block HR1 ask. The laboratory's word counts: a positive result that
 * cannot be quantified is positive, a negative one negative whatever its sensitivity, for no source names a limit. A
 * result of another or an unrecorded method does not answer; results by PCR that contradict each other give no fact.
 */
export function readByPcr(fact: 'mrdHr1', samples: readonly Sample[]): MrdReading<'positive' | 'negative'> {
  const noteOf = ({ date, sensitivityPercent }: Sample, note: MrdNote['note']): MrdNote => ({
    fact,
    note,
    date,
    sensitivity: sensitivityPercent,
    limit: null,
  });
  const sorted = byDate(samples);
  const byPcr = sorted.filter(({ method }) => PCR.includes(method));
  const [first] = byPcr;
  if (first === undefined)
    return {
      value: null,
      notes: sorted.map((sample) => noteOf(sample, sample.method === null ? 'method-not-recorded' : 'method-not-pcr')),
    };
  const wordOf = ({ result }: Sample): 'positive' | 'negative' => (result === 'negative' ? 'negative' : 'positive');
  const other = byPcr.find((sample) => wordOf(sample) !== wordOf(first));
  if (other !== undefined) return { value: null, notes: [noteOf(other, 'results-disagree')] };
  return { value: wordOf(first), notes: sorted.length > 1 ? [noteOf(first, 'one-of-several')] : [] };
}

function percentOf(
  { result, valuePercent, sensitivityPercent }: Sample,
  lowestLimit: number,
): { value: number | null; note: MrdNote['note'] | null } {
  switch (result) {
    case 'quantified':
      return { value: valuePercent, note: null };
    case 'positive-not-quantifiable':
      return { value: null, note: 'not-quantifiable' };
    case 'negative':
      if (sensitivityPercent === null) return { value: null, note: 'negative-without-sensitivity' };
      return sensitivityPercent <= lowestLimit
        ? { value: 0, note: 'negative-below-limits' }
        : { value: null, note: 'negative-not-sensitive' };
  }
}

const cutPointsOf = new Map<PercentFact, readonly NumberCondition[]>();

/** Every comparison of this fact in any rule set, the limits of subgroups included; looked for once, the rules being data. */
function cutPoints(fact: PercentFact): readonly NumberCondition[] {
  const known = cutPointsOf.get(fact);
  if (known !== undefined) return known;
  const found = findCutPoints(fact);
  cutPointsOf.set(fact, found);
  return found;
}

function findCutPoints(fact: PercentFact): NumberCondition[] {
  return ALL_RULE_SETS.flatMap((ruleSet) => {
    const compared = clausesOf(ruleSet).flatMap(({ condition }) => comparisonsOf(condition));
    const { subgroups } = ruleSet;
    const named: NumberCondition[] =
      subgroups === null
        ? []
        : [{ kind: 'number', question: subgroups.question, relation: '<', limit: subgroups.limit }];
    return [...compared, ...named].filter(
      (comparison): comparison is NumberCondition => comparison.kind === 'number' && comparison.question === fact,
    );
  });
}

function holds({ relation, limit }: NumberCondition, value: number): boolean {
  switch (relation) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>=':
      return value >= limit;
    case '>':
      return value > limit;
  }
}

/** Oldest first; of one day the highest value first, so that a zero never hides a quantified result. */
function byDate(samples: readonly Sample[]): Sample[] {
  return samples.toSorted((a, b) =>
    a.date === b.date ? (b.valuePercent ?? 0) - (a.valuePercent ?? 0) : a.date < b.date ? -1 : 1,
  );
}
