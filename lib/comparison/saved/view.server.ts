import { getViewer } from '@/lib/access/session/session.server';
import type { AddressParameters } from '@/lib/address/parameters';
import { canonicalQuery } from '@/lib/address/reading';
import { withQuery } from '@/lib/address/writing';
import { formatLongDay } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { groupsQuerySchema, type GroupsQuery } from '../groups/reading';
import { changesSince, type SavedFigures } from './figures';
import type { Release, SavedCohort } from './model';
import { findRelease } from './release.server';
import { findSavedCohorts } from './saved.server';
import { queryOfFigure, siteOfFigure } from './snapshot.server';
import { changeLines, savedLine } from './words';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
/** A saved cohort that an address opens; `id` null where it is not compared with what is shown. */
type Opened = Readonly<{ id: string | null; title: string; text: string; lines: readonly string[] }>;
export type SavedView = Readonly<{
  /** by which what is shown is saved and released; null: it is of several sites */
  query: string | null;
  /** what is shown, of whichever sites */
  asked: string;
  rows: readonly Readonly<{ id: string; name: string; href: string; line: string }>[];
  opened: Opened | null;
  release: Release;
}>;

/** The saved cohorts of the reader's sites, what has changed in the opened one, and whether the figure is released. */
export async function savedView(
  parameters: AddressParameters,
  { site: code, saved: asked }: Pick<GroupsQuery, 'site' | 'saved'>,
  figures: SavedFigures,
  words: Words,
): Promise<SavedView> {
  const viewer = await getViewer();
  const site = siteOfFigure(viewer, code);
  const query = site === null ? null : queryOfFigure(parameters, site.siteCode);
  const saved = await findSavedCohorts(viewer);
  const release =
    viewer === null || site === null || query === null
      ? { state: 'internal' as const }
      : await findRelease(viewer, { siteId: site.siteId, query, figures });
  return {
    query,
    asked: canonicalQuery(groupsQuerySchema, { ...parameters, saved: undefined }),
    rows: saved.map((one) => ({
      id: one.id,
      name: one.name,
      href: withQuery('/compare/groups', `${one.query}&saved=${one.id}`),
      line: savedLine(one, words),
    })),
    opened: asked === null ? null : openedOf(saved.find(({ id }) => id === asked) ?? null, query, figures, words),
    release,
  };
}

function openedOf(saved: SavedCohort | null, query: string | null, figures: SavedFigures, words: Words): Opened {
  const { locale, t } = words;
  if (saved === null)
    return { id: null, title: t('groups.saved.title'), text: t('groups.saved.openedGone'), lines: [] };
  const { id, name } = saved;
  const title = t('groups.saved.opened', { name });
  if (saved.query !== query) return { id: null, title, text: t('groups.saved.otherChoice', { name }), lines: [] };
  const lines = changeLines(changesSince(saved.figures, figures), words);
  const day = formatLongDay(saved.at.slice(0, 10), locale);
  return { id, title, text: t(lines.length === 0 ? 'groups.saved.unchanged' : 'groups.saved.changed', { day }), lines };
}
