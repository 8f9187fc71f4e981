'use server';

import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import type { AddressProblem } from '@/lib/address/problem';
import { readAddress } from '@/lib/address/reading';
import { recordFigure } from '@/lib/audit/record.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { messageLookup, type MessageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { groupsQuerySchema } from '../groups/reading';
import { groupsOf, knownIn } from '../groups/view.server';
import { getComparison } from '../queries.server';
import { FIGURE_PAGES, type FigurePage } from '../saved/model';
import { findRelease } from '../saved/release.server';
import { queryOfFigure, siteOfFigure } from '../saved/snapshot.server';
import { releaseLine } from '../saved/words';
import { readSelection } from '../selection/reading';
import { writeSelection } from '../selection/selection';
import { panelAgainst } from '../words/against-texts';
import { figureTexts } from '../words/figure-texts';
import type { BundleFile } from './bundle';
import { comparisonBundle } from './comparison-bundle.server';
import { groupsBundle } from './groups-bundle.server';

type Answer =
  | Readonly<{ ok: true; files: readonly BundleFile[] }>
  | Readonly<{ ok: false; refusal: ErrorCode | 'no-figure' }>;

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
type Parameters = Readonly<Record<string, string>>;
/** The files and the query that they are of; null: there is no figure. */
type Made = Readonly<{ key: string; files: readonly BundleFile[] }> | null;

/**
 * The data of the figure of an address with what computes it again, computed now. It has every time of every child, so that
 * only who enters these patients gets it, and that it was given is written down.
 */
export async function bundleAction(form: FormData): Promise<Answer> {
  try {
    const viewer = await requireViewer((person) => mayManagePatients(person));
    const [page, sent = '', lang] = ['page', 'query', 'lang'].map((name) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    });
    const locale = LOCALES.find((one) => one === lang) ?? 'en';
    const words = { locale, t: await messageLookup(locale) };
    const parameters = Object.fromEntries(new URLSearchParams(sent));
    const made = await MAKE[FIGURE_PAGES.find((one) => one === page) ?? 'groups'](viewer, parameters, words);
    if (made === null) return { ok: false, refusal: 'no-figure' };
    await recordFigure(viewer, 'bundle', new URLSearchParams(made.key));
    return { ok: true, files: made.files };
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}

const MAKE: Readonly<Record<FigurePage, (viewer: Viewer, parameters: Parameters, words: Words) => Promise<Made>>> = {
  groups: dividedFiles,
  compare: comparedFiles,
};

async function dividedFiles(viewer: Viewer, parameters: Parameters, words: Words): Promise<Made> {
  const { values } = readAddress(groupsQuerySchema, parameters);
  const { query, trials } = await knownIn(values, words.locale);
  const shown = await groupsOf(viewer, query, trials, words.locale);
  if (shown.refusal !== null || shown.figures === null) return null;
  const site = siteOfFigure(viewer, values.site);
  const key = site === null ? new URLSearchParams(parameters).toString() : queryOfFigure(parameters, site.siteCode);
  const release =
    site === null
      ? ({ state: 'internal' } as const)
      : await findRelease(viewer, { siteId: site.siteId, page: 'groups', query: key, figures: shown.figures });
  return { key, files: groupsBundle(shown, { query, key, release, line: releaseLine(release, words) }, words.t) };
}

function isOfSite({ parameter }: AddressProblem): boolean {
  return parameter === 'site';
}

/**
 * What may be saved has a local curve that the viewer may see in full. Where the site of the address is none of the viewer's the
 * page says so above the own patients; a file says nothing of it, and is not given.
 */
async function comparedFiles(viewer: Viewer, parameters: Parameters, words: Words): Promise<Made> {
  const asked = readSelection(parameters).selection;
  const { figure, input, selection, saving, problems } = await getComparison(
    viewer,
    { ...asked, presentation: { ...asked.presentation, view: 'survival' } },
    { locale: words.locale },
  );
  const panel = panelAgainst(figure);
  if (saving === null || input.local === null || panel === null || problems.some(isOfSite)) return null;
  const key = saving.address?.query ?? writeSelection(selection);
  const files = comparisonBundle(
    { cohort: input.local, panel, catalogue: input.catalogue },
    { figure, texts: figureTexts(figure, words.locale, words.t) },
    { key, release: saving.release, line: releaseLine(saving.release, words) },
    words,
  );
  return { key, files };
}
