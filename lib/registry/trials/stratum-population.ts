import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import type { RiskResult } from '@/lib/risk/classify';
import { PARTNERS, type Kmt2aStatus, type Partner } from '@/lib/risk/facts';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import type { PublishedEstimate } from '../estimate-filter';
import type { RiskStratum } from '../vocabulary';

/** The patient's facts that populations are described by; null is unknown. */
export type StratumFacts = Readonly<{ ageDays: number | null; kmt2a: Kmt2aStatus | null; partner: Partner | null }>;

type Population = Readonly<{
  risk: RiskStratum;
  kmt2a: Kmt2aStatus | null;
  partner: Partner | null;
  /** days at diagnosis, the lower bound included, the upper one not */
  age: readonly [from: number, to: number] | null;
  cohort: boolean;
}>;
type Restriction = keyof Population;

/** The population of a figure as facts; null where it cannot be described by them, or where it is not one of infants. */
export function populationOf({ age, arm, kmt2a, other, risk }: PublishedEstimate['stratum']): Population | null {
  const range = age === null ? null : ageRange(age);
  const partner = other === null ? null : partnerOf(other.en);
  if ((age !== null && range === null) || (other !== null && partner === null)) return null;
  // Consecutive cohorts of one protocol follow the calendar; other arms are allotted or chosen.
  if (arm !== null && !/^cohorts?-/u.test(arm)) return null;
  const status = { all: null, r: 'rearranged', g: 'germline' } as const;
  return { risk, kmt2a: status[kmt2a], partner, age: range, cohort: arm !== null };
}

/** Whether the patient certainly belongs to the population, given the group that the protocol's rules put the patient into. */
export function contains(
  { risk, kmt2a, partner, age }: Population,
  result: Pick<RiskResult, 'status' | 'group'>,
  facts: StratumFacts,
): boolean {
  return (
    // Figures of a protocol with one treatment group may carry the name of that group.
    (risk === 'all' || result.status === 'not-stratified' || risk === result.group) &&
    (kmt2a === null || kmt2a === facts.kmt2a) &&
    (partner === null || partner === facts.partner) &&
    (age === null || (facts.ageDays !== null && facts.ageDays >= age[0] && facts.ageDays < age[1]))
  );
}

/** In what a population is restricted; the end of the first year is no limit of age among infants. */
export function narrowed({ risk, kmt2a, partner, age, cohort }: Population): Set<Restriction> {
  const restricted: Readonly<Record<Restriction, boolean>> = {
    risk: risk !== 'all',
    kmt2a: kmt2a !== null,
    partner: partner !== null,
    age: isLimited(age),
    cohort,
  };
  return new Set(RESTRICTIONS.filter((name) => restricted[name]));
}

const RESTRICTIONS: readonly Restriction[] = ['risk', 'kmt2a', 'partner', 'age', 'cohort'];

/** Whether one population is restricted in all that the other is, and in something besides. */
export function isNarrower(a: ReadonlySet<Restriction>, b: ReadonlySet<Restriction>): boolean {
  return a.size > b.size && [...b].every((name) => a.has(name));
}

const DAYS = { d: 1, wk: 7, mo: DAYS_PER_MONTH, y: DAYS_PER_YEAR } as const;

/** `<6 mo`, `≤90 d`, `>1 mo` in completed days; null for other words and for bounds beyond the first year. */
function ageRange(text: string): readonly [number, number] | null {
  const [, sign, number, unit] = /^([<≤>≥])(\d+) (d|wk|mo|y)$/u.exec(text) ?? [];
  if (sign === undefined || number === undefined || !isAgeUnit(unit)) return null;
  const days = Number(number) * DAYS[unit];
  if (days > DAYS_PER_YEAR) return null;
  // Completed days: with a bound in whole days 90 is itself "≤ 90 d"; a month's bound falls between two days.
  if (sign === '<') return [0, days];
  if (sign === '≤') return [0, Math.floor(days) + 1];
  return [sign === '>' ? Math.floor(days) + 1 : days, Infinity];
}

/** Not all of the first year, as `<12 mo` is. */
function isLimited(range: Population['age']): boolean {
  return range !== null && (range[0] > 0 || range[1] < DAYS_PER_YEAR);
}

/** The same restrictions in the same terms, so that two figures are of the same infants. */
export function isSamePopulation(a: Population, b: Population): boolean {
  const terms = (one: Population): string => JSON.stringify({ ...one, age: isLimited(one.age) ? one.age : null });
  return terms(a) === terms(b);
}

function isAgeUnit(text: string | undefined): text is keyof typeof DAYS {
  return text !== undefined && Object.hasOwn(DAYS, text);
}

/** `KMT2A::AFF1` or `t(4;11)/KMT2A::AFF1`, and nothing besides. */
function partnerOf(text: string): Partner | null {
  const name = /^(?:t\(\d+;\d+\)\/)?KMT2A::(\w+)$/u.exec(text)?.[1];
  return PARTNERS.find((partner) => partner === name) ?? null;
}
