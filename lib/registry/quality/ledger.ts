import type { Discrepancy } from '../schema';
import { DISCREPANCY_REASONS, type DiscrepancyReason } from '../vocabulary';
import type { FilterProblem } from '../trials/search/filter';
import { nearestOf } from '../trials/search/reading';
import { foldText } from '../trials/search/text';

/** A disagreement of sources with the trial that it concerns; null: it concerns the disease. */
export type LedgerEntry = Discrepancy & { trial: string | null };

/** The filter of the ledger as it stands in the address; empty and null do not restrict. `subject` is a trial's slug or `disease`. */
export type LedgerFilter = Readonly<{ q: string; reason: DiscrepancyReason | null; subject: string | null }>;

export const DISEASE_SUBJECT = 'disease';
const NAMES = ['q', 'reason', 'subject'] as const;
const LONGEST_QUESTION = 200;

/** Reads the filter from an address; what cannot be understood is reported and left out. */
export function readLedgerFilter(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  subjects: readonly string[],
): { filter: LedgerFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const report = (parameter: string, value: string, code: FilterProblem['code'], allowed: readonly string[]): null => {
    problems.push({ parameter, value: value.slice(0, 80), code, nearest: nearestOf(value, allowed), allowed });
    return null;
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && !NAMES.some((known) => known === name)) report(name, name, 'unknown-parameter', NAMES);
  const choice = <Value extends string>(name: (typeof NAMES)[number], allowed: readonly Value[]): Value | null => {
    const text = parameters[name] ?? '';
    if (typeof text !== 'string') return report(name, text.join(', '), 'given-twice', []);
    if (text === '') return null;
    return allowed.find((value) => value === text) ?? report(name, text, 'not-valid', allowed);
  };
  const { q = '' } = parameters;
  const question =
    typeof q === 'string' ? q.trim().slice(0, LONGEST_QUESTION) : (report('q', q.join(', '), 'given-twice', []) ?? '');
  return {
    filter: { q: question, reason: choice('reason', DISCREPANCY_REASONS), subject: choice('subject', subjects) },
    problems,
  };
}

/** The ledger's address under a filter. */
export function ledgerAddress({ q, reason, subject }: LedgerFilter): string {
  const query = new URLSearchParams([
    ...(q === '' ? [] : [['q', q]]),
    ...(reason === null ? [] : [['reason', reason]]),
    ...(subject === null ? [] : [['subject', subject]]),
  ]);
  return query.size === 0 ? '/discrepancies' : `/discrepancies?${query.toString()}`;
}

/** The entries that fit: every word of the question stands in one of their texts, in either language. `nameOf` gives what the page calls a field. */
export function filterLedger<Entry extends LedgerEntry>(
  entries: readonly Entry[],
  { q, reason, subject }: LedgerFilter,
  nameOf: (field: string) => string,
): Entry[] {
  const words = foldText(q)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (reason !== null && entry.reason !== reason) return false;
    if (subject !== null && (entry.trial ?? DISEASE_SUBJECT) !== subject) return false;
    const { field, reviewSays, primarySays, resolution, source } = entry;
    const text = foldText(
      [
        field,
        nameOf(field),
        entry.trial ?? '',
        reviewSays.en,
        reviewSays.ru,
        primarySays.en,
        primarySays.ru,
        resolution.en,
        resolution.ru,
        source.ref,
        source.locator,
      ].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}
