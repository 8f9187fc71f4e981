import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';

/** What a local cohort may be divided by. */
export const GROUPINGS = [
  'everybody',
  'kmt2a',
  'partner',
  'age',
  'wbc',
  'cns',
  'day8',
  'mrd-end-of-induction',
  'mrd-after-blina-1',
  'mrd-after-hr1',
  'mrd-end-of-consolidation',
  'mrd-before-hsct',
  'risk',
  'protocol',
  'arm',
  'years',
  'site',
  'hsct',
  'blina',
] as const;
export type Grouping = (typeof GROUPINGS)[number];
/** What is done to a child some time after the beginning: no group at the beginning, but one from a landmark on. */
export type Condition = 'hsct' | 'blina';
type MrdGrouping = Extract<Grouping, `mrd-${string}`>;

/** The divisions by a measurement of MRD. */
export const MRD_GROUPINGS = GROUPINGS.filter(isMrd);

/** Whether the groups come from a measurement, which is made some time after the beginning. */
export function isMrd(by: Grouping): by is MrdGrouping {
  return by.startsWith('mrd-');
}

export function isCondition(by: Grouping): by is Condition {
  return by === 'hsct' || by === 'blina';
}

/** What a record says of a child that groups are made of; null: not recorded. */
export type GroupFacts = Readonly<{
  patientId: string;
  siteName: string;
  protocol: string | null;
  protocolSlug: string | null;
  /** arm or stratum of the protocol in the record's own words, and the day of allocation, `YYYY-MM-DD` */
  arm: string | null;
  armSince: string | null;
  /** female | male */
  sex: string | null;
  lineage: string | null;
  ageDays: number;
  kmt2a: 'rearranged' | 'germline' | null;
  partner: string | null;
  /** ×10⁹/L */
  wbc: number | null;
  cns: string | null;
  prednisoneResponse: string | null;
  /** per µL */
  day8Blasts: number | null;
  /** `YYYY-MM-DD` */
  mrd: readonly Readonly<{ date: string; timePoint: string; result: string }>[];
  /** first day of blinatumomab, `YYYY-MM-DD` */
  blinatumomabSince: string | null;
  /** group by day 8 under the rules of the protocols that were asked; `not-eligible`, or null: not settled */
  risks: Readonly<Record<string, string | null>>;
  /** of them the one under the protocol that divides the cohort */
  riskGroup?: string | null;
  diagnosisYear?: number;
  /** from when the child is of the cohort, where a filter asks for what came later than the beginning */
  cohortSince: string | null;
}>;

/** A group by code, or by a name of its own (a protocol, a site), and from when it was known where that is not the beginning. */
export type Membership = Readonly<{ group: string; since: string | null }>;

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;
/** Blasts per µL of blood after a week of prednisone from which the response is poor. */
const POOR_RESPONSE = 1000;

/** Groups in the order in which they are shown; the first that has patients is what the others are compared with. */
export const GROUP_ORDER: Readonly<Partial<Record<Grouping, readonly string[]>>> = {
  everybody: ['everybody'],
  kmt2a: ['rearranged', 'germline'],
  partner: ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'other-partner'],
  age: ['under-3-months', '3-to-6-months', 'from-6-months'],
  wbc: ['wbc-under-100', 'wbc-100-to-300', 'wbc-from-300'],
  cns: ['CNS1', 'CNS2', 'CNS3'],
  day8: ['good', 'poor'],
  risk: ['HR', 'IR', 'LR', 'not-eligible'],
  hsct: ['no-hsct', 'hsct'],
  blina: ['no-blina', 'blina'],
};
const MRD_ORDER = ['mrd-negative', 'mrd-positive'] as const;

export function orderOf(by: Grouping): readonly string[] | null {
  return isMrd(by) ? MRD_ORDER : (GROUP_ORDER[by] ?? null);
}

/**
 * The group of a child; null where the record does not say it. HSCT and blinatumomab make no group at the beginning: see
 * `localGroups`. Nor does an arm whose day of allocation is not recorded: it may have been allotted to those who lived so long.
 */
export function membership(facts: GroupFacts, by: Exclude<Grouping, Condition>): Membership | null {
  if (by === 'arm') return armGroup(facts);
  if (isMrd(by)) return mrdGroup(facts, by.slice('mrd-'.length));
  const group = groupOf(facts, by);
  return group === null ? null : { group, since: null };
}

function groupOf(facts: GroupFacts, by: Exclude<Grouping, Condition | MrdGrouping | 'arm'>): string | null {
  switch (by) {
    case 'everybody':
      return 'everybody';
    case 'kmt2a':
      return facts.kmt2a;
    case 'partner':
      return partnerOf(facts);
    case 'age':
      return banded(facts.ageDays / DAYS_PER_MONTH, [3, 6], GROUP_ORDER.age);
    case 'wbc':
      return facts.wbc === null ? null : banded(facts.wbc, [100, 300], GROUP_ORDER.wbc);
    case 'cns':
      return facts.cns;
    case 'day8':
      return day8Of(facts);
    case 'risk':
      return facts.riskGroup ?? null;
    case 'years':
      return facts.diagnosisYear === undefined ? null : yearBand(facts.diagnosisYear);
    case 'protocol':
      return facts.protocol;
    case 'site':
      return facts.siteName;
  }
}

/** Five years each, from a year divisible by five: `2015–2019`. */
function yearBand(year: number): string {
  const first = Math.floor(year / BAND_YEARS) * BAND_YEARS;
  return `${first}–${first + BAND_YEARS - 1}`;
}
const BAND_YEARS = 5;

function partnerOf({ partner, kmt2a }: GroupFacts): string | null {
  if (partner === null || kmt2a !== 'rearranged') return null;
  return GROUP_ORDER.partner?.includes(partner) === true ? partner : 'other-partner';
}

/** The count decides where there is one; the word of the record otherwise. */
function day8Of({ day8Blasts, prednisoneResponse }: GroupFacts): string | null {
  if (day8Blasts !== null) return day8Blasts >= POOR_RESPONSE ? 'poor' : 'good';
  return prednisoneResponse === 'good' || prednisoneResponse === 'poor' ? prednisoneResponse : null;
}

function banded(value: number, cuts: readonly number[], names: readonly string[] = []): string | null {
  return names[cuts.filter((cut) => value >= cut).length] ?? null;
}

function armGroup({ protocol, arm, armSince }: GroupFacts): Membership | null {
  if (protocol === null || arm === null || armSince === null) return null;
  return { group: `${protocol}: ${arm}`, since: armSince };
}

/** The first measurement at the time point; any trace of the disease is positive. */
function mrdGroup({ mrd }: GroupFacts, timePoint: string): Membership | null {
  const [first] = mrd.filter((one) => one.timePoint === timePoint).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  if (first === undefined) return null;
  return { group: first.result === 'negative' ? 'mrd-negative' : 'mrd-positive', since: first.date };
}
