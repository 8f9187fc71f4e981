import type { TrialSort } from '../facts/fact';
import { TRIAL_ORDERS } from '../facts/outlets';
import type { TrialEntry } from '../summary';

/** Acronyms hold numbers: MLL-3 stands before MLL-10. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** By acronym, the order in which equals stand. It is the slow one, so a catalogue asks for it once. */
export function sortByAcronym<Trial extends TrialEntry>(trials: readonly Trial[]): Trial[] {
  return [...trials].sort((a, b) => collator.compare(a.acronym, b.acronym) || collator.compare(a.slug, b.slug));
}

/** Trials that stand by acronym, in another order; one without the value sorted by stands last either way. */
export function sortTrials<Trial extends TrialEntry>(
  byAcronym: readonly Trial[],
  sort: TrialSort,
  order: 'asc' | 'desc',
): Trial[] {
  if (sort === 'acronym') return order === 'asc' ? [...byAcronym] : [...byAcronym].reverse();
  const by = TRIAL_ORDERS.find(({ name }) => name === sort)?.by ?? ((): null => null);
  const values = byAcronym.map(by);
  const names = values.filter((value) => typeof value === 'string');
  const ranks = new Map([...new Set(names)].sort(collator.compare).map((name, rank) => [name, rank]));
  const keyed = byAcronym.map((trial, i) => ({ trial, key: rankOf(values[i] ?? null, ranks) }));
  keyed.sort(({ key: left }, { key: right }) => {
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return order === 'asc' ? left - right : right - left;
  });
  return keyed.map(({ trial }) => trial);
}

/** Names are compared once each, not once for each pair of trials. */
function rankOf(value: number | string | null, ranks: ReadonlyMap<string, number>): number | null {
  return typeof value === 'string' ? (ranks.get(value) ?? null) : value;
}
