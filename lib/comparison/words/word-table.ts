/** A row of words; `key` joins it to the numbers that it says. */
export type WordRow = Readonly<{ key: string; cells: readonly string[] }>;

/** A table ready to print: the columns that people read, numbers to the right. */
export type WordTable = Readonly<{
  heading: string;
  caption: string;
  columns: readonly Readonly<{ label: string; number: boolean }>[];
  rows: readonly WordRow[];
}>;
