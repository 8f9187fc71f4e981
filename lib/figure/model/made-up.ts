type Marked = Readonly<{ internal?: string | null; madeUp: string | null }>;

/** What the band over a figure says: that it is internal, that its patients are made up; empty where neither holds. */
export function bandLines({ internal = null, madeUp }: Marked): string[] {
  return [internal, madeUp].filter((part) => part !== null);
}

/** The same in one line; null: there is no band. */
export function bandText(marked: Marked): string | null {
  const lines = bandLines(marked);
  return lines.length === 0 ? null : lines.join('. ');
}

/** First cell of every row of a file that holds made-up patients. */
export const MADE_UP = 'MADE-UP PATIENTS';
/** Second cell of every row of a file of local patients that nobody has released. */
export const INTERNAL = 'INTERNAL, not released';
