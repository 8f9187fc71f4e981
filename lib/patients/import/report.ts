import { QUALITY_RULES, type RuleCode, type Severity } from '../rules/quality-rules';
import type { CellChange, Outcome } from './compare';
import type { RowProblem } from './drafts';

/** Patients that a report lists one by one; all are counted. */
const MOST_LISTED = 500;

export type ReportedPatient = Readonly<{
  pseudonym: string;
  lines: readonly number[];
  status: Outcome['status'];
  changes: readonly CellChange[];
  problems: readonly RowProblem[];
  findings: readonly Readonly<{ rule: RuleCode; severity: Severity }>[];
}>;
/** A dry run as the page shows it: those who are refused first, those who stay the same are counted only. */
export type ImportReport = Readonly<{
  digest: string;
  counts: Readonly<Record<Outcome['status'], number>>;
  loose: readonly RowProblem[];
  doubles: readonly Readonly<{ pseudonym: string; others: readonly string[] }>[];
  patients: readonly ReportedPatient[];
}>;

const ORDER = ['refused', 'changed', 'new'] as const;

export function toReport({
  outcomes,
  loose,
  doubles,
  digest,
}: Pick<ImportReport, 'digest' | 'loose' | 'doubles'> & Readonly<{ outcomes: readonly Outcome[] }>): ImportReport {
  const of = (status: Outcome['status']): Outcome[] => outcomes.filter((one) => one.status === status);
  return {
    ...{ digest, doubles: doubles.slice(0, MOST_LISTED), loose: loose.slice(0, MOST_LISTED) },
    counts: {
      ...{ new: of('new').length, changed: of('changed').length, same: of('same').length },
      refused: of('refused').length + loose.length,
    },
    patients: ORDER.flatMap(of)
      .slice(0, MOST_LISTED)
      .map(({ pseudonym, lines, status, changes, problems, findings }) => ({
        ...{ pseudonym, lines, status, changes, problems },
        findings: [...new Set(findings.map(({ rule }) => rule))].map((rule) => ({
          rule,
          severity: QUALITY_RULES[rule],
        })),
      })),
  };
}
