import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import type { LocalGroups } from '../groups/local-groups';
import type { FigurePage } from '../saved/model';
import { BUNDLE_SCRIPT } from './script';

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

/** A number of the page that R is to find again; `group` and `cause` empty where there is none. */
type Expected = Readonly<{ item: string; group: number | ''; cause: string; time: number | ''; value: number | null }>;

/**
 * The data of a figure, the numbers that the page gives of them, and a script that computes these again in R and stops where
 * one differs. A row is a child without a name, a date or a place in the records: rows stand in the order of group and time.
 */
export function groupsTables(groups: LocalGroups): BundleFile[] {
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
        ['item', 'group', 'cause', 'time_years', 'value'],
        expectedOf(groups).flatMap(({ item, group, cause, time, value }) =>
          value === null ? [] : [[item, group, cause, time, value]],
        ),
      ),
    },
    { name: 'analysis.R', text: BUNDLE_SCRIPT },
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

function expectedOf({ analysis, causes }: LocalGroups): Expected[] {
  const none = { group: '', cause: '', time: '' } as const;
  return [
    ...analysis.curves.flatMap(({ n, events, median, atTimes }, i): Expected[] => {
      const own = { ...none, group: i + 1 };
      return [
        { ...own, item: 'n', value: n },
        { ...own, item: 'events', value: events },
        { ...own, item: 'median', value: median.estimate },
        ...atTimes.flatMap(({ time, survival, lower, upper }): Expected[] => [
          { ...own, item: 'survival', time, value: survival },
          { ...own, item: 'survival_low', time, value: lower },
          { ...own, item: 'survival_high', time, value: upper },
        ]),
      ];
    }),
    ...(analysis.delayedEntry ? [] : [{ ...none, item: 'log_rank', value: analysis.logRank?.chiSquared ?? null }]),
    ...(analysis.cox?.fit.terms ?? []).map(({ hazardRatio }, i): Expected => {
      return { ...none, group: i + 2, item: 'hazard_ratio', value: hazardRatio };
    }),
    ...analysis.causes.map(({ gray }, c): Expected => {
      return { ...none, item: 'gray', cause: causes[c] ?? '', value: gray?.chiSquared ?? null };
    }),
    ...analysis.causes.flatMap(({ groups }, c) =>
      groups.flatMap(({ atTimes }, i): Expected[] =>
        atTimes.map(({ time, incidence }) => {
          return { item: 'incidence', group: i + 1, cause: causes[c] ?? '', time, value: incidence };
        }),
      ),
    ),
  ];
}

/** Codes and numbers alone: nothing in them needs a quotation mark. */
export function csv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
