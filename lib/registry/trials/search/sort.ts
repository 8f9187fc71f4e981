import { STATUSES } from '../../vocabulary';
import type { TrialSort } from './filter';
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
  const groups = [...new Set(byAcronym.map(({ group }) => group))].sort(collator.compare);
  const ranks = new Map(groups.map((group, rank) => [group, rank]));
  const keyed = byAcronym.map((trial) => ({ trial, key: sortValue(trial, sort, ranks) }));
  keyed.sort(({ key: left }, { key: right }) => {
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return order === 'asc' ? left - right : right - left;
  });
  return keyed.map(({ trial }) => trial);
}

function sortValue(
  trial: TrialEntry,
  sort: Exclude<TrialSort, 'acronym'>,
  groups: ReadonlyMap<string, number>,
): number | null {
  switch (sort) {
    case 'start':
      return monthNumber(trial.enrolment.start);
    case 'group':
      return groups.get(trial.group) ?? null;
    case 'status':
      return STATUSES.indexOf(trial.status);
    case 'enrolled':
      return trial.enrolment.actual;
    case 'estimates':
      return trial.estimates;
  }
}

/** `2006` stands before every month of 2006. */
function monthNumber(month: string | null): number | null {
  if (month === null) return null;
  const [year = '0', number = '0'] = month.split('-');
  return Number(year) * 100 + Number(number);
}
