import { getViewer } from '@/lib/access/session/session.server';
import { withQuery } from '@/lib/address/writing';
import { formatLongDay } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { findEstimates } from '@/lib/registry/queries.server';
import { changesSince, type SavedFigures } from './figures';
import type { FigureAddress, FigurePage, Release, SavedCohort } from './model';
import { findRelease } from './release.server';
import { findSavedCohorts } from './saved.server';
import { savedUnderIds } from './under-ids';
import { changeLines, savedLine } from './words';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
/** A saved cohort that an address opens; `id` null where it is not compared with what is shown. */
type Opened = Readonly<{ id: string | null; title: string; text: string; lines: readonly string[] }>;
export type SavedView = Readonly<{
  page: FigurePage;
  /** by which what is shown is saved and released; null: it is of several sites */
  query: string | null;
  rows: readonly Readonly<{ id: string; name: string; href: string; query: string; line: string }>[];
  opened: Opened | null;
  release: Release;
}>;

/** What a page shows: the figure, null where it is of several sites, and the id of the saved one that was opened. */
type Shown = Readonly<{
  page: FigurePage;
  address: FigureAddress | null;
  figures: SavedFigures;
  opened: string | null;
}>;

const PATHS: Readonly<Record<FigurePage, string>> = { groups: '/compare/groups', compare: '/compare' };

/** What the reader's sites have saved of a page, what has changed in the opened one, and whether the figure is released. */
export async function savedView({ page, address, figures, opened }: Shown, words: Words): Promise<SavedView> {
  const viewer = await getViewer();
  const [stored, estimates] = await Promise.all([findSavedCohorts(viewer, page), findEstimates()]);
  const saved = stored.map((one) => savedUnderIds(one, estimates));
  const release =
    viewer === null || address === null
      ? { state: 'internal' as const }
      : await findRelease(viewer, { ...address, figures });
  const query = address?.query ?? null;
  return {
    page,
    query,
    rows: saved.map((one) => ({
      id: one.id,
      name: one.name,
      query: one.query,
      href: withQuery(PATHS[page], `${one.query}&saved=${one.id}`),
      line: savedLine(one, words),
    })),
    opened:
      opened === null ? null : openedOf(page, saved.find(({ id }) => id === opened) ?? null, query, figures, words),
    release,
  };
}

function openedOf(
  page: FigurePage,
  saved: SavedCohort | null,
  query: string | null,
  figures: SavedFigures,
  words: Words,
): Opened {
  const { locale, t } = words;
  if (saved === null)
    return {
      id: null,
      title: t(page === 'compare' ? 'groups.saved.titleCompare' : 'groups.saved.title'),
      text: t('groups.saved.openedGone'),
      lines: [],
    };
  const { id, name } = saved;
  const title = t(page === 'compare' ? 'groups.saved.openedCompare' : 'groups.saved.opened', { name });
  if (saved.query !== query) return { id: null, title, text: t('groups.saved.otherChoice', { name }), lines: [] };
  const lines = changeLines(changesSince(saved.figures, figures), words);
  const day = formatLongDay(saved.at.slice(0, 10), locale);
  return { id, title, text: t(lines.length === 0 ? 'groups.saved.unchanged' : 'groups.saved.changed', { day }), lines };
}
