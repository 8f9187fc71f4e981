import type { RuleCode, Severity } from '../rules/quality-rules';
import type { CellChange, Outcome } from './compare';
import type { RowProblem } from './drafts';

/** The order in which a check is read: what is refused first, what stays the same last. */
export const RANKS = ['refused', 'changed', 'new', 'same'] as const satisfies readonly Outcome['status'][];

/** What an import would do with one patient of the file. */
export type ReportedPatient = Readonly<{
  pseudonym: string;
  lines: readonly number[];
  status: Outcome['status'];
  changes: readonly CellChange[];
  problems: readonly RowProblem[];
  findings: readonly Readonly<{ rule: RuleCode; severity: Severity }>[];
  /** where a new patient may be a child that is there already, by pseudonym: some of them, and how many there are */
  doubles?: Readonly<{ others: readonly string[]; count: number }>;
}>;
/** A dry run as a whole; its patients are read in parts. */
export type ImportReport = Readonly<{
  digest: string;
  /** columns that hold something and go nowhere; a check of the program before names none */
  leftOut?: readonly string[];
  /** cells that are empty where a value is stored, which stays, and the first of their patients; a check of the program before says none */
  kept?: Readonly<{ count: number; patients: readonly string[] }>;
  counts: Readonly<Record<Outcome['status'], number>>;
  /** new patients who may be a child that is there already: how many, and the first of them */
  doubled: number;
  doubles: readonly Readonly<{ pseudonym: string; others: readonly string[]; count: number }>[];
}>;

/** Letters of a cell that are shown: a cell may hold a whole file. */
const SHOWN = 200;

/** What is shown of a cell. */
export function shownCell(cell: string): string {
  return cell.length > SHOWN ? `${cell.slice(0, SHOWN).replace(/\p{Cs}$/u, '')}…` : cell;
}
