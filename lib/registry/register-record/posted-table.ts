/** One thing that is said of one group: `row` names it in one or two parts. */
type Cell = Readonly<{ row: readonly string[]; group: string; cell: string }>;
/** A table with a column for each group; an empty cell: nothing is said. */
export type PostedTable = Readonly<{
  groups: readonly string[];
  rows: readonly Readonly<{ row: readonly string[]; cells: readonly string[] }>[];
}>;

/** Rows and groups in the order in which they are posted first; what is said twice of a group in a row stands one after the other. */
export function postedTable(posted: readonly Cell[]): PostedTable {
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
