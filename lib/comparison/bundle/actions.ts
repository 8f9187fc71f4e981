'use server';

import { mayManagePatients } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { readAddress } from '@/lib/address/reading';
import { recordFigure } from '@/lib/audit/record.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { groupsQuerySchema } from '../groups/reading';
import { groupsOf, knownIn } from '../groups/view.server';
import { findRelease } from '../saved/release.server';
import { queryOfFigure, siteOfFigure } from '../saved/snapshot.server';
import { releaseLine } from '../saved/words';
import type { BundleFile } from './bundle';
import { groupsBundle } from './groups-bundle.server';

type Answer =
  | Readonly<{ ok: true; files: readonly BundleFile[] }>
  | Readonly<{ ok: false; refusal: ErrorCode | 'no-figure' }>;

/**
 * The data of the figure of an address with what computes it again, computed now. It has every time of every child, so that
 * only who enters these patients gets it, and that it was given is written down.
 */
export async function bundleAction(form: FormData): Promise<Answer> {
  try {
    const viewer = await requireViewer((person) => mayManagePatients(person));
    const [sent, lang] = ['query', 'lang'].map((name) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    });
    const locale = LOCALES.find((one) => one === lang) ?? 'en';
    const parameters = Object.fromEntries(new URLSearchParams(sent));
    const { values } = readAddress(groupsQuerySchema, parameters);
    const { query, trials } = await knownIn(values, locale);
    const shown = await groupsOf(viewer, query, trials, locale);
    if (shown.refusal !== null || shown.figures === null) return { ok: false, refusal: 'no-figure' };
    const site = siteOfFigure(viewer, values.site);
    const key = site === null ? new URLSearchParams(parameters).toString() : queryOfFigure(parameters, site.siteCode);
    const release =
      site === null
        ? ({ state: 'internal' } as const)
        : await findRelease(viewer, { siteId: site.siteId, page: 'groups', query: key, figures: shown.figures });
    const t = await messageLookup(locale);
    await recordFigure(viewer, 'bundle', new URLSearchParams(key));
    const files = groupsBundle(shown, { query, key, release, line: releaseLine(release, { locale, t }) }, t);
    return { ok: true, files };
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}
