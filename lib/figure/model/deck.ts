import { z } from 'zod';
import { LOCALES } from '@/lib/i18n/routing';
import { FILE_OPTIONS } from './formats';

/** As many figures as one presentation takes. */
export const MOST_FIGURES = 30;
const LONGEST_QUERY = 2000;
export const LONGEST_TITLE = 160;
export const LONGEST_NOTE = 4000;
/** Figures that this browser made itself and the server never sees; their query is the key under which it keeps their slides. */
export const OWN_KIND = 'own';

/** What the reader changed on one slide: a title in place of the figure's, notes before the figure's, or left out. */
const SlideChange = z.object({
  title: z.string().trim().max(LONGEST_TITLE).optional(),
  note: z.string().max(LONGEST_NOTE).optional(),
  hidden: z.boolean().optional(),
});
export type SlideChange = z.infer<typeof SlideChange>;

/** A lists of 0.1 and older names no kind: the view of its query says it. */
const DeckEntrySchema = z
  .object({
    kind: z
      .string()
      .regex(/^[a-z][a-z-]*$/u)
      .optional(),
    query: z
      .string()
      .max(LONGEST_QUERY)
      .regex(/^[^#\s]*$/u),
    title: z.string().trim().min(1).max(LONGEST_TITLE),
    renamed: z.boolean(),
    slides: z.record(z.string(), SlideChange).default({}),
  })
  .transform(({ kind, ...entry }) => ({ ...entry, kind: kind ?? kindOfQuery(entry.query) }));

/** A saved figure: its kind and the query of its page, the title that its slides bear, and what was changed on each of them. */
export type DeckEntry = Readonly<{
  kind: string;
  query: string;
  /** as the figure is called, or as the reader renamed it */
  title: string;
  renamed: boolean;
  /** by the title that the slide has of its own */
  slides: Readonly<Record<string, SlideChange>>;
}>;

export const DeckEntries = z.array(DeckEntrySchema).max(MOST_FIGURES);

const DeckSettings = z.object({
  cover: z.boolean().default(true),
  title: z.string().max(LONGEST_TITLE).default(''),
  subtitle: z.string().max(LONGEST_TITLE).default(''),
  author: z.string().max(LONGEST_TITLE).default(''),
  date: z.string().max(LONGEST_TITLE).default(''),
  /** null: the language of the page */
  lang: z.enum(LOCALES).nullable().default(null),
  ratio: z.enum(FILE_OPTIONS.ratio).default('16x9'),
  native: z.boolean().default(false),
  summary: z.boolean().default(false),
});
/** What holds for a whole presentation. `date` is printed as it was written. */
export type DeckSettings = z.infer<typeof DeckSettings>;
export const USUAL_SETTINGS: DeckSettings = DeckSettings.parse({});

const DeckSchema = z.object({ entries: DeckEntries, settings: DeckSettings });
export type Deck = Readonly<{ entries: readonly DeckEntry[]; settings: DeckSettings }>;
export const NO_DECK: Deck = { entries: [], settings: USUAL_SETTINGS };

/** Reads a kept presentation, a bare list of figures too; what cannot be read is an empty one. */
export function readDeck(text: string | null): Deck {
  if (text === null) return NO_DECK;
  try {
    const kept: unknown = JSON.parse(text);
    const parsed = DeckSchema.safeParse(Array.isArray(kept) ? { entries: kept, settings: {} } : kept);
    return parsed.success ? parsed.data : NO_DECK;
  } catch {
    return NO_DECK;
  }
}

const VIEW_KINDS: Readonly<Record<string, string>> = { forest: 'forest', calendar: 'calendar', table: 'attributes' };

/** The kind of a figure of the comparison's page, by the view that its query names. */
function kindOfQuery(query: string): string {
  return VIEW_KINDS[new URLSearchParams(query).get('view') ?? ''] ?? 'comparison';
}

/** A figure as one parameter: its query, behind its kind where the query does not say it. */
export function figureParameter({ kind, query }: Pick<DeckEntry, 'kind' | 'query'>): string {
  return kind === kindOfQuery(query) ? query : `${kind}?${query}`;
}

/** The other way round. */
export function figureOfParameter(text: string): Pick<DeckEntry, 'kind' | 'query'> {
  const [, kind, query = ''] = /^([a-z][a-z-]*)\?(.*)$/su.exec(text) ?? [];
  return kind === undefined ? { kind: kindOfQuery(text), query: text } : { kind, query };
}

/**
 * The list as the query of an address, each figure and its title in turn; a title of the program's own stays out, and so do
 * figures that only this browser has.
 */
export function writeDeckQuery(entries: readonly DeckEntry[]): string {
  return entries
    .filter(({ kind }) => kind !== OWN_KIND)
    .map(
      (entry) =>
        `figure=${encodeURIComponent(figureParameter(entry))}&title=${entry.renamed ? encodeURIComponent(entry.title) : ''}`,
    )
    .join('&');
}

/** The path of the page that shows a figure; null where only this browser has it. */
export function pageOf({ kind, query }: Pick<DeckEntry, 'kind' | 'query'>): string | null {
  const behind = query === '' ? '' : `?${query}`;
  switch (kind) {
    case OWN_KIND:
      return null;
    case 'progress':
      return '/';
    case 'groups':
      return `/compare/groups${behind}`;
    case 'landscape':
    case 'disease':
      return `/${kind}${behind}`;
    case 'trial':
      return `/trials/${new URLSearchParams(query).get('trial') ?? ''}`;
    default:
      return `/compare${behind}`;
  }
}

export function isSameFigure(a: Pick<DeckEntry, 'kind' | 'query'>, b: Pick<DeckEntry, 'kind' | 'query'>): boolean {
  return a.kind === b.kind && a.query === b.query;
}

/** The entry at `from` moved to the place `to`; a place beyond the ends changes nothing. */
export function moved(entries: readonly DeckEntry[], from: number, to: number): readonly DeckEntry[] {
  const entry = entries[from];
  if (entry === undefined || entries[to] === undefined) return entries;
  const others = entries.filter((_, i) => i !== from);
  return [...others.slice(0, to), entry, ...others.slice(to)];
}
