import { isCondition, membership, MRD_GROUPINGS, type GroupFacts, type Grouping } from '../groups/groupings';

/** What a local cohort may be chosen by, besides KMT2A and the years of diagnosis, in the order in which it is applied. */
export const COHORT_FILTERS = [
  'age',
  'wbc',
  'cns',
  'partner',
  'protocol',
  'arm',
  'day8',
  'risk',
  'mrd',
  'blina',
] as const;
export type CohortFilter = (typeof COHORT_FILTERS)[number];

/** The values of each filter that has a fixed list of them. */
export const FILTER_VALUES = {
  age: ['under-3-months', '3-to-6-months', 'from-6-months'],
  wbc: ['wbc-under-100', 'wbc-100-to-300', 'wbc-from-300'],
  cns: ['CNS1', 'CNS2', 'CNS3'],
  partner: ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'other-partner'],
  day8: ['good', 'poor'],
  mrd: [
    'end-of-induction-negative',
    'end-of-induction-positive',
    'after-blina-1-negative',
    'after-blina-1-positive',
    'after-hr1-negative',
    'after-hr1-positive',
    'end-of-consolidation-negative',
    'end-of-consolidation-positive',
    'before-hsct-negative',
    'before-hsct-positive',
  ],
  blina: ['given'],
} as const;

/** What is chosen: a child of any value of a filter; no value: everybody. */
export type CohortFilters = Readonly<{
  [Filter in keyof typeof FILTER_VALUES]: readonly (typeof FILTER_VALUES)[Filter][number][];
}> &
  Readonly<{
    /** slugs of the protocols */
    protocol: readonly string[];
    /** arms of protocols, as `armValue` writes them */
    arm: readonly string[];
    /** groups by day 8 under the rules of a protocol, as `mll-10-HR` */
    risk: readonly string[];
  }>;

export const NO_FILTERS: CohortFilters = {
  age: [],
  wbc: [],
  cns: [],
  partner: [],
  protocol: [],
  arm: [],
  day8: [],
  risk: [],
  mrd: [],
  blina: [],
};

/** The filters that choose somebody, in their order. */
export function chosenFilters(filters: CohortFilters): CohortFilter[] {
  return COHORT_FILTERS.filter((filter) => filters[filter].length > 0);
}

/** The values of a filter in the order in which they are shown, whatever the order of the address. */
export function inShownOrder(filter: CohortFilter, values: readonly string[]): readonly string[] {
  if (filter === 'protocol' || filter === 'arm' || filter === 'risk') return values;
  const all: readonly string[] = FILTER_VALUES[filter];
  return all.filter((value) => values.includes(value));
}

/** The time point and the group that an MRD filter names. */
export function mrdFilterParts(value: CohortFilters['mrd'][number]): Readonly<{ by: Grouping; group: string }> {
  const at = value.lastIndexOf('-');
  const by = MRD_GROUPINGS.find((one) => one === `mrd-${value.slice(0, at)}`);
  if (by === undefined) throw new RangeError(`no MRD time point in ${value}`);
  return { by, group: `mrd-${value.slice(at + 1)}` };
}

/** The protocol whose rules a risk filter asks, and the group. */
export function riskFilterParts(value: string): Readonly<{ protocol: string; group: string }> {
  const at = value.lastIndexOf('-');
  return { protocol: value.slice(0, at), group: value.slice(at + 1) };
}

/** An arm as the value of a filter: arms are named in a record's own words, in which the signs of an address may stand. */
export function armValue(protocol: string, arm: string): string {
  return `${protocol}:${encodeURIComponent(arm)}`;
}

/** The protocol and the arm that an arm's value names. */
export function armFilterParts(value: string): Readonly<{ protocol: string; arm: string }> {
  const at = value.indexOf(':');
  const [protocol, written] = at < 0 ? ['', value] : [value.slice(0, at), value.slice(at + 1)];
  try {
    return { protocol, arm: decodeURIComponent(written) };
  } catch {
    return { protocol, arm: written };
  }
}

/** Whether a child is of a cohort by one filter, and from when that was known where it is not the beginning. */
export type Verdict =
  | Readonly<{ included: true; since: string | null }>
  | Readonly<{ included: false; why: 'otherwise' | 'not-recorded' }>;

const NOT_RECORDED: Verdict = { included: false, why: 'not-recorded' };
const OTHERWISE: Verdict = { included: false, why: 'otherwise' };

/**
 * A child is of the cohort by any of the values, from the first day on which one of them was known. `otherwise`: the
 * record says something else than each of them; `not-recorded`: it says none, and is silent on one that might hold.
 */
export function judge(facts: GroupFacts, filter: CohortFilter, values: readonly string[]): Verdict {
  const verdicts = values.map((value) => judgeOne(facts, filter, value));
  const since = verdicts.flatMap((verdict) => (verdict.included ? [verdict.since] : []));
  if (since.length > 0) {
    const days = since.filter((day) => day !== null).toSorted();
    return { included: true, since: since.includes(null) ? null : (days[0] ?? null) };
  }
  return verdicts.some((verdict) => !verdict.included && verdict.why === 'not-recorded') ? NOT_RECORDED : OTHERWISE;
}

function judgeOne(facts: GroupFacts, filter: CohortFilter, value: string): Verdict {
  if (filter === 'blina')
    return facts.blinatumomabSince === null ? OTHERWISE : { included: true, since: facts.blinatumomabSince };
  if (filter === 'protocol') return facts.protocolSlug === null ? NOT_RECORDED : among(facts.protocolSlug, value, null);
  if (filter === 'arm') return judgeArm(facts, value);
  if (filter === 'risk') {
    const { protocol, group } = riskFilterParts(value);
    const own = facts.risks[protocol] ?? null;
    return own === null ? NOT_RECORDED : among(own, group, null);
  }
  if (filter === 'mrd') {
    const chosen = FILTER_VALUES.mrd.find((one) => one === value);
    if (chosen === undefined) throw new RangeError(`no MRD filter ${value}`);
    const { by, group } = mrdFilterParts(chosen);
    const own = isCondition(by) ? null : membership(facts, by);
    return own === null ? NOT_RECORDED : among(own.group, group, own.since);
  }
  // A germline KMT2A has no partner: that is an answer, not a gap.
  if (filter === 'partner' && facts.kmt2a === 'germline') return OTHERWISE;
  const own = membership(facts, filter);
  return own === null ? NOT_RECORDED : among(own.group, value, null);
}

/** From the day of allocation; without that day it is not known from when the child was of the arm, and nothing is assumed. */
function judgeArm({ protocolSlug, arm, armSince }: GroupFacts, value: string): Verdict {
  const wanted = armFilterParts(value);
  if (protocolSlug !== null && protocolSlug !== wanted.protocol) return OTHERWISE;
  if (protocolSlug === null || arm === null) return NOT_RECORDED;
  if (arm !== wanted.arm) return OTHERWISE;
  return armSince === null ? NOT_RECORDED : { included: true, since: armSince };
}

function among(own: string, wanted: string, since: string | null): Verdict {
  return own === wanted ? { included: true, since } : OTHERWISE;
}

/** A choice that no child can fulfil, whoever is recorded. */
export function contradicts(filters: CohortFilters, kmt2a: 'all' | 'r' | 'g'): boolean {
  return filters.partner.length > 0 && kmt2a === 'g';
}

/** Arms of other protocols than those that are chosen. */
export function armContradicts({ arm, protocol }: CohortFilters): boolean {
  const chosen = arm.map((value) => armFilterParts(value).protocol);
  return protocol.length > 0 && chosen.length > 0 && !chosen.some((one) => protocol.includes(one));
}
