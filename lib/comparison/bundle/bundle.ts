import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import type { LocalGroups } from '../groups/local-groups';
import type { FigurePage } from '../saved/model';
import { groupsNumbers } from './groups-numbers';
import { groupsScript } from './script';

/** One file of a bundle. */
export type BundleFile = Readonly<{ name: string; text: string }>;

/** What a bundle says of the figure besides its numbers. */
export type Specification = Readonly<{
  page: FigurePage;
  query: string;
  endpoint: string;
  timeZero: string;
  events: readonly string[];
  /** what divides the patients; null: nothing does */
  by: string | null;
  /** the numbers of the tables count from 1 in these: groups, or published figures, by code and in words */
  groupCodes: readonly string[];
  groupNames: readonly string[];
  title: string;
  madeUp: boolean;
  released: boolean;
  made: string;
}>;

/**
 * The data of a figure, the numbers that the page gives of them, and a script that computes these again in R and stops where
 * one differs. A row is a child without a name, a date or a place in the records: rows stand in the order of group and time.
 */
export function groupsTables(groups: LocalGroups): BundleFile[] {
  const condition = conditionTable(groups);
  const rows = groups.rows.toSorted((a, b) => a.group - b.group || a.time - b.time || a.start - b.start);
  return [
    {
      name: 'patients.csv',
      text: csv(
        ['group', 'start_days', 'time_days', 'event'],
        rows.map(({ group, start, time, cause }) => [group + 1, start, time, cause ?? '']),
      ),
    },
    {
      name: 'expected.csv',
      text: csv(
        ['item', 'group', 'cause', 'time_years', 'value', 'against'],
        groupsNumbers(groups).flatMap(({ item, group, cause, time, value, against }) =>
          value === null ? [] : [[item, group, cause, time, value, against]],
        ),
      ),
    },
    ...condition,
    { name: 'analysis.R', text: groupsScript(condition.length > 0) },
  ];
}

/** The tables and the script with what the figure is. */
export function bundleFiles(groups: LocalGroups, specification: Specification): BundleFile[] {
  return [...groupsTables(groups), specificationFile(specification, METHOD)];
}

export function specificationFile(specification: Specification, method: Readonly<Record<string, string>>): BundleFile {
  const text = JSON.stringify({ ...specification, daysPerYear: DAYS_PER_YEAR, method }, null, 2);
  return { name: 'specification.json', text: `${text}\n` };
}

const METHOD = {
  curves: 'Kaplan-Meier, log-log limits, 95 %',
  test: 'log-rank, two-sided; not with delayed entry',
  model: 'Cox, Efron ties, Wald limits, the first group is the reference',
  incidence: "Aalen-Johansen; Gray's test, not with delayed entry",
};

/** The intervals of a condition that begins on its day, in an order that no child can be followed by. */
function conditionTable({ condition }: LocalGroups): BundleFile[] {
  if (condition === null || condition.ratio === null) return [];
  const rows = condition.intervals
    .map(({ start, time, event, after }) => [start, time, event, after])
    .sort((a, b) => (a[3] ?? 0) - (b[3] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[0] ?? 0) - (b[0] ?? 0));
  return [{ name: 'condition.csv', text: csv(['start_days', 'time_days', 'event', 'after'], rows) }];
}

/** Codes and numbers alone: nothing in them needs a quotation mark. */
export function csv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
