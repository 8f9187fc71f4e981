/** The names of a table's columns. */
export function ColumnHeads({ columns }: Readonly<{ columns: readonly string[] }>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col" key={column}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}
