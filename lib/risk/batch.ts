import { classify, PREPARED_RULE_SETS, type RiskAnswer, type RiskResult } from './classify';
import type { Facts } from './facts';
import type { PreparedRuleSet } from './prepared-rule-set';
import { ruleSetKey } from './rule-sets/rule-set-key';
import { parseFacts, type FactProblem } from './validate';

/** One row of a file: its facts, or the problems that keep it from being classified. `row` counts from 1. */
export type BatchRow = { row: number; id: string | null; facts: Facts | null; problems: FactProblem[] };

/** A row with its answer; null when the row has problems. */
export type ClassifiedRow = BatchRow & { answer: RiskAnswer | null };

const RESULT_FIELDS = [
  'version',
  'status',
  'group',
  'possible',
  'decidedAt',
  'missing',
  'pending',
  'baselineGroup',
  'eligible',
  'subgroup',
  'because',
] as const;

/** Reads a row of typed values: either `{ id, facts: { … } }` or `{ id, …facts }`. `id` is a text or a number. */
export function readJsonRow(input: unknown, row: number): BatchRow {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return checkedRow(row, null, input, []);
  const { id = null, ...rest } = input as Record<string, unknown>;
  const { facts = rest, ...beside } = 'facts' in rest ? rest : { facts: rest };
  const problems = Object.keys(beside).map(
    (name): FactProblem => ({ fact: name, problem: 'unknown-fact', allowed: ['id', 'facts'], range: null }),
  );
  if (id !== null && typeof id !== 'string' && typeof id !== 'number') {
    problems.push({ fact: 'id', problem: 'wrong-type', allowed: null, range: null });
    return checkedRow(row, null, facts, problems);
  }
  return checkedRow(row, id === null ? null : String(id), facts, problems);
}

/** Classifies a row under every rule set, unless it has problems. */
export function classifyRow(row: BatchRow, ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS): ClassifiedRow {
  return { ...row, answer: row.facts && row.problems.length === 0 ? classify(row.facts, ruleSets) : null };
}

/** Names of the flat columns, in order: row, id, problems, conflicts, then the fields of each rule set, as in `interfant-06.group`. */
export function flatColumns(ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS): string[] {
  return [
    'row',
    'id',
    'problems',
    'conflicts',
    ...ruleSets.flatMap(({ ruleSet }) => RESULT_FIELDS.map((field) => `${ruleSetKey(ruleSet)}.${field}`)),
  ];
}

/**
 * A classified row as cells in the order of `flatColumns`, the same in every language. Lists are separated by spaces,
 * groups of them by semicolons; an empty cell is null, and for a row with problems every result is empty. Cells are
 * plain values: whoever writes them into a file for a spreadsheet must quote them and defuse formulas in `id`.
 */
export function flatRow(
  { row, id, problems, answer }: ClassifiedRow,
  ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS,
): string[] {
  const noted = problems.map(({ fact, problem }) => (fact === null ? problem : `${fact} ${problem}`)).join('; ');
  const conflicts = answer?.conflicts.map(({ facts }) => facts.join(' ')).join('; ') ?? '';
  const results = answer ? answer.results.flatMap(flatResult) : ruleSets.flatMap(() => RESULT_FIELDS.map(() => ''));
  return [String(row), id ?? '', noted, conflicts, ...results];
}

function flatResult(result: RiskResult): string[] {
  return RESULT_FIELDS.map((field) => {
    switch (field) {
      case 'possible':
      case 'missing':
        return result[field].join(' ');
      case 'pending':
        return result.pending.map(({ at, needs }) => `${at}: ${needs.join(' ')}`).join('; ');
      case 'because':
        return result.because.map(({ clause }) => clause).join(' ');
      case 'eligible':
        return result.eligible === null ? '' : String(result.eligible);
      case 'version':
      case 'status':
      case 'group':
      case 'decidedAt':
      case 'baselineGroup':
      case 'subgroup':
        return result[field] ?? '';
    }
  });
}

function checkedRow(row: number, id: string | null, facts: unknown, problems: FactProblem[]): BatchRow {
  const parsed = parseFacts(facts);
  if (!parsed.ok) return { row, id, facts: null, problems: [...problems, ...parsed.problems] };
  return { row, id, facts: problems.length > 0 ? null : parsed.facts, problems };
}
