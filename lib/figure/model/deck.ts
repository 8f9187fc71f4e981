import { z } from 'zod';

/** As many figures as one presentation takes. */
export const MOST_FIGURES = 30;
const LONGEST_QUERY = 2000;
export const LONGEST_TITLE = 160;

/** A saved comparison: the query of its page, and the title that its slide bears. */
export type DeckEntry = Readonly<{
  query: string;
  /** as the figure is called, or as the reader renamed it */
  title: string;
  renamed: boolean;
}>;

export const DeckEntries = z
  .array(
    z.object({
      query: z
        .string()
        .max(LONGEST_QUERY)
        .regex(/^[^#\s]*$/u),
      title: z.string().trim().min(1).max(LONGEST_TITLE),
      renamed: z.boolean(),
    }),
  )
  .max(MOST_FIGURES);

/** Reads a kept list; what cannot be read is an empty one. */
export function readDeck(text: string | null): readonly DeckEntry[] {
  if (text === null) return [];
  try {
    const parsed = DeckEntries.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** The list as the query of an address, each figure's own query and title in turn; a title of the program's own stays out. */
export function writeDeckQuery(entries: readonly DeckEntry[]): string {
  return entries
    .map(
      ({ query, title, renamed }) =>
        `figure=${encodeURIComponent(query)}&title=${renamed ? encodeURIComponent(title) : ''}`,
    )
    .join('&');
}

/** The entry at `from` moved by one place; a move beyond the ends changes nothing. */
export function moved(entries: readonly DeckEntry[], from: number, by: 1 | -1): readonly DeckEntry[] {
  const [entry, other] = [entries[from], entries[from + by]];
  if (entry === undefined || other === undefined) return entries;
  return entries.map((one, i) => (i === from ? other : i === from + by ? entry : one));
}
