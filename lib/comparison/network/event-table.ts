import { z } from 'zod';
import { DAYS_PER_YEAR } from '@/lib/survival/data/calendar-lengths';
import { isSmall } from '../disclosure';
import { guardedTimes } from '../figure/local-curve';
import { isCondition } from '../groups/groupings';
import type { LocalGroups } from '../groups/local-groups';

const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;
const count = z.number().int().min(0).max(1_000_000);

const Group = z.object({
  code: z.string().min(1).max(80),
  times: z
    .array(z.object({ months: z.number().int().min(0).max(1200), events: count, censored: count }))
    .min(1)
    .max(1201),
});

/** Leaving counts of a site by whole months since time zero, a list for each group of enough patients; nobody's own times. */
export const SharedEventTable = z.object({
  schema: z.object({ name: z.literal('infant-all-registry/event-table'), version: z.literal(1) }),
  /** who made it, in the words of the site */
  site: z.string().min(1).max(400),
  endpoint: z.string(),
  timeZero: z.string(),
  events: z.array(z.string()),
  by: z.string(),
  /** whom it is of, as the query of the page without the site */
  population: z.string(),
  madeUp: z.boolean(),
  made: z.string(),
  groups: z.array(Group).max(20),
});
export type SharedEventTable = Readonly<z.infer<typeof SharedEventTable>>;

type Said = Omit<SharedEventTable, 'schema' | 'groups' | 'by'>;

/**
 * The groups of a site as counts by month, under the rules for readers who may not see the patients: times in whole months,
 * groups of 1 to 4 patients left out, and each list ended with the last month before which at least five were at risk, where all
 * that were followed longer are censored. Null where the groups are not known at time zero (MRD, HSCT, filters with delayed entry).
 */
export function sharedEventTable(groups: LocalGroups, said: Said): SharedEventTable | null {
  const { by, codes, rows, analysis } = groups;
  if (isCondition(by) || analysis.delayedEntry) return null;
  const lists = codes.flatMap((code, i): SharedEventTable['groups'][number][] => {
    const own = rows.filter(({ group }) => group === i);
    if (own.length === 0 || isSmall(own.length)) return [];
    return [{ code, times: monthsOf(own) }];
  });
  return { schema: { name: 'infant-all-registry/event-table', version: 1 }, ...said, by, groups: lists };
}

function monthsOf(rows: LocalGroups['rows']): SharedEventTable['groups'][number]['times'] {
  const days = new Map<number, { timeDays: number; events: number; censored: number }>();
  for (const { time, cause } of rows) {
    const day = days.get(time) ?? { timeDays: time, events: 0, censored: 0 };
    if (cause === null) day.censored += 1;
    else day.events += 1;
    days.set(time, day);
  }
  const { times } = guardedTimes([...days.values()].sort((a, b) => a.timeDays - b.timeDays));
  return times.map(({ timeDays, events, censored }) => ({
    months: Math.round(timeDays / DAYS_PER_MONTH),
    ...{ events, censored },
  }));
}

/** Why a file cannot be pooled with the others; `differs`: it is of something else than the first. */
export type TableFault = 'unreadable' | 'differs' | 'same-site' | 'no-groups';

export type ReadTables = Readonly<{
  tables: readonly SharedEventTable[];
  faults: readonly Readonly<{ file: string; fault: TableFault }>[];
}>;

/** Event tables from files, in their order; each that cannot be pooled with those before it is named. */
export function readEventTables(files: readonly Readonly<{ name: string; text: string }>[]): ReadTables {
  const tables: SharedEventTable[] = [];
  const faults: { file: string; fault: TableFault }[] = [];
  for (const { name, text } of files) {
    const table = tableOf(text);
    const fault = table === null ? ('unreadable' as const) : faultOf(table, tables);
    if (table !== null && fault === null) tables.push(table);
    if (fault !== null) faults.push({ file: name, fault });
  }
  return { tables, faults };
}

function tableOf(text: string): SharedEventTable | null {
  try {
    const { data } = SharedEventTable.safeParse(JSON.parse(text));
    const ascending = (times: SharedEventTable['groups'][number]['times']): boolean =>
      times.every(({ months }, i) => i === 0 || months > (times[i - 1]?.months ?? -1));
    return data?.groups.every(({ times }) => ascending(times)) === true ? data : null;
  } catch {
    return null;
  }
}

function faultOf(table: SharedEventTable, before: readonly SharedEventTable[]): TableFault | null {
  if (table.groups.length === 0) return 'no-groups';
  if (before.some(({ site }) => site === table.site)) return 'same-site';
  const what = ({ endpoint, timeZero, events, by, population }: SharedEventTable): string =>
    JSON.stringify([endpoint, timeZero, events, by, population]);
  const [first] = before;
  return first !== undefined && what(first) !== what(table) ? 'differs' : null;
}
