import { classifyRow, type BatchRow } from '@/lib/risk/batch';
import { PREPARED_RULE_SETS, type RiskResult, type Status } from '@/lib/risk/classify';
import { GROUPS, type Facts, type Group } from '@/lib/risk/facts';
import type { CohortProblem, CohortReading } from './reading';
import type { UnitQuestion } from './unit-questions';

/** Where a patient can stand under one rule set, in the order of every table and picture. */
export const CATEGORIES = ['HR', 'IR', 'LR', 'open', 'not-eligible', 'not-stratified'] as const;
export type Category = (typeof CATEGORIES)[number];

/** What one rule set says of one patient, as a table cell shows it; `possible` only where the group is open. */
export type CohortOutcome = Readonly<{ category: Category; possible: readonly Group[] }>;

/** One classified patient; `conflicts` counts contradictions that were set aside. */
export type CohortPatient = Readonly<{ line: number; id: string | null; facts: Facts; conflicts: number }>;

/** A whole cohort under every rule set: `codes` has one byte for each patient and rule set, patient by patient. */
export type CohortResult = Omit<CohortReading, 'rows'> &
  Readonly<{
    patients: readonly CohortPatient[];
    codes: Uint8Array;
    problems: readonly CohortProblem[];
    /** numbers that look like another unit; rows with an open question are no patients yet */
    questions: readonly UnitQuestion[];
  }>;

export const RULE_SETS_IN_COHORT = PREPARED_RULE_SETS.length;

const STATUSES: readonly Status[] = ['classified', 'undetermined', 'not-stratified', 'not-eligible'];

/** Classifies some rows into their place of the codes, so that a long list can be done in parts. */
export function classifyInto(codes: Uint8Array, rows: readonly BatchRow[], from: number, to: number): number[] {
  const conflicts: number[] = [];
  for (let i = from; i < Math.min(to, rows.length); i += 1) {
    const row = rows[i];
    const answer = row === undefined ? null : classifyRow(row).answer;
    conflicts.push(answer?.conflicts.length ?? 0);
    answer?.results.forEach((result, r) => {
      codes[i * RULE_SETS_IN_COHORT + r] = codeOf(result);
    });
  }
  return conflicts;
}

/** Status and groups in one byte: the groups in the lowest three bits. */
export function codeOf({ status, group, possible }: Pick<RiskResult, 'status' | 'group' | 'possible'>): number {
  const groups = status === 'classified' && group !== null ? [group] : status === 'undetermined' ? possible : [];
  return STATUSES.indexOf(status) * 8 + groups.reduce((mask, one) => mask | (1 << GROUPS.indexOf(one)), 0);
}

/** The meaning of a byte that `codeOf` made. */
export function outcomeOf(code: number): CohortOutcome {
  const status = STATUSES[code >> 3] ?? 'undetermined';
  const groups = GROUPS.filter((_, i) => code & (1 << i));
  switch (status) {
    case 'classified':
      return { category: groups[0] ?? 'open', possible: [] };
    case 'undetermined':
      return { category: 'open', possible: groups };
    case 'not-stratified':
    case 'not-eligible':
      return { category: status, possible: [] };
  }
}

/** The category of one patient under one rule set. */
export function categoryAt(codes: Uint8Array, patient: number, ruleSet: number): Category {
  return outcomeOf(codes[patient * RULE_SETS_IN_COHORT + ruleSet] ?? 0).category;
}

/** For each rule set, how many patients stand in each category. */
export function countCategories({
  patients,
  codes,
}: Pick<CohortResult, 'patients' | 'codes'>): Record<Category, number>[] {
  return PREPARED_RULE_SETS.map((_, ruleSet) => {
    const counts: Record<Category, number> = { HR: 0, IR: 0, LR: 0, open: 0, 'not-eligible': 0, 'not-stratified': 0 };
    for (let i = 0; i < patients.length; i += 1) counts[categoryAt(codes, i, ruleSet)] += 1;
    return counts;
  });
}
