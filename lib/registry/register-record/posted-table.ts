import { adverseCount, type AdverseEntry } from './adverse-events';
import type { PostedBaseline, PostedFlow } from './posted-results';

/** One thing that is said of one group: `row` names it in one or two parts. */
export type PostedCell = Readonly<{ row: readonly string[]; group: string; cell: string }>;
/** A table with a column for each group; an empty cell: nothing is said. */
export type PostedTable = Readonly<{
  groups: readonly string[];
  rows: readonly Readonly<{ row: readonly string[]; cells: readonly string[] }>[];
}>;

/** Rows and groups in the order in which they are posted first; what is said twice of a group in a row stands one after the other. */
export function postedTable(posted: readonly PostedCell[]): PostedTable {
  const groups = [...new Set(posted.map(({ group }) => group))];
  const rows = new Map<string, { row: readonly string[]; cells: string[] }>();
  for (const { row, group, cell } of posted) {
    const name = JSON.stringify(row);
    const held = rows.get(name) ?? { row, cells: groups.map(() => '') };
    rows.set(name, held);
    const at = groups.indexOf(group);
    held.cells[at] = [held.cells[at] ?? '', cell].filter((part) => part !== '').join('; ');
  }
  return { groups, rows: [...rows.values()] };
}

/** Who reached a moment of the flow; `left` stands before a reason to leave. */
export function flowCell({ period, moment, leaving, group, n, comment }: PostedFlow, left: string): PostedCell {
  return { row: [period, leaving ? `${left}: ${moment}` : moment], group, cell: joined([n, comment]) };
}

/** A baseline measure with what its value is, its dispersion and its participants. */
export function baselineCell({ measure, category, unit, group, value, spread, n }: PostedBaseline): PostedCell {
  const named = unit === null ? measure : `${measure}, ${unit}`;
  return { row: [named, category ?? ''], group, cell: joined([value, spread, n === null ? null : `n = ${n}`]) };
}

/** Participants affected of those at risk, with the number of events where that is posted; `whole` names all of a kind. */
export function adverseCell(entry: AdverseEntry, whole: string): PostedCell {
  const { term, system, group, notes } = entry;
  return { row: [term ?? whole, system ?? ''], group, cell: joined([adverseCount(entry), notes]) };
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('; ');
}
