import { nameMeaning } from '@/lib/tables/column-names';
import { columnPairs } from '@/lib/tables/column-pairs';
import type { TableView } from '@/lib/tables/table';
import { isDateColumn, meaningsOf, MOST_GROUPS, orderedGroups, shownGroups, type OwnChoice } from './choice';

/** Why nothing is read yet: a column is not chosen, cannot be used, or allows two readings that the reader has to choose from. */
export type Refusal = Readonly<
  | {
      code:
        | 'no-time'
        | 'no-status'
        | 'several-pairs'
        | 'same-column'
        | 'too-many-status-values'
        | 'status-unknown'
        | 'no-event'
        | 'too-many-groups'
        | 'groups-not-chosen'
        | 'too-many-chosen'
        | 'no-groups'
        | 'no-rows'
        | 'no-from'
        | 'rows-not-chosen'
        | 'merged-cells';
    }
  | { code: 'overlapping-intervals' | 'after-event'; line: number; id: string }
  | {
      code: 'ambiguous-numbers' | 'ambiguous-dates' | 'mixed-times' | 'mixed-units' | 'date-as-number';
      column: string;
      examples: readonly string[];
    }
>;

/** The first reason not to read; null where there is none. */
export function columnProblem(view: TableView, choice: OwnChoice): Refusal | null {
  const { time, from, entry, status, group, roles } = choice;
  if (view.size === 0) return { code: 'no-rows' };
  if (view.merged !== null && view.format.merged === null) return { code: 'merged-cells' };
  if (time === null || status === null) {
    if (columnPairs(view).pairs.length > 1) return { code: 'several-pairs' };
    return { code: time === null ? 'no-time' : 'no-status' };
  }
  const used = [time, from, entry, status, group].filter((column) => column !== null);
  if (new Set(used).size < used.length) return { code: 'same-column' };
  const meanings = meaningsOf(view, status, roles);
  if (meanings === null) return { code: 'too-many-status-values' };
  if (isDateColumn(view, time) && from === null) return { code: 'no-from' };
  const doubtful = doubtfulColumn(view, choice);
  if (doubtful !== null) return doubtful;
  if (meanings.some(({ role }) => role === null)) return { code: 'status-unknown' };
  if (!meanings.some(({ role }) => role === 'event')) return { code: 'no-event' };
  const groups = groupProblem(view, choice);
  if (groups !== null) return groups;
  return view.repeatedIds !== null && choice.rows === null && entry === null ? { code: 'rows-not-chosen' } : null;
}

function groupProblem(view: TableView, choice: OwnChoice): Refusal | null {
  if (choice.group === null) return null;
  const groups = orderedGroups(view, choice);
  if (groups === null) return { code: 'too-many-groups' };
  if (groups.length === 0) return { code: 'no-groups' };
  const shown = shownGroups(view, choice).length;
  if (shown === 0) return { code: 'groups-not-chosen' };
  return shown > MOST_GROUPS ? { code: 'too-many-chosen' } : null;
}

/** A chosen column of times or dates that can be read in two ways. */
function doubtfulColumn(view: TableView, choice: OwnChoice): Refusal | null {
  const dated = isDateColumn(view, choice.time);
  for (const at of [choice.time, dated ? choice.from : null, choice.entry]) {
    const column = at === null ? undefined : view.columns[at];
    if (column === undefined) continue;
    const { name, numbers, dates } = column;
    const examples = {
      column: name,
      examples: [...(column.counts?.keys() ?? [])].filter((cell) => cell !== '').slice(0, 3),
    };
    if (!dated && nameMeaning(name).kind === 'date') return { code: 'date-as-number', ...examples };
    if (isDateColumn(view, at) !== dated) return { code: 'mixed-times', ...examples };
    if (dated && dates?.order === null && choice.dateOrders[name] === undefined)
      return { code: 'ambiguous-dates', column: name, examples: dates.examples };
    if (!dated && numbers.decimal === null && choice.decimals[name] === undefined)
      return { code: 'ambiguous-numbers', column: name, examples: numbers.examples };
  }
  return null;
}
