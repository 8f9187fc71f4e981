'use server';

import { revalidatePath } from 'next/cache';
import { mayAdminister, mayManagePatients, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { canonicalQuery, readAddress } from '@/lib/address/reading';
import { recordFigure } from '@/lib/audit/record.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { definitionOf, groupsQuerySchema } from '../groups/reading';
import { groupsOf, knownIn } from '../groups/view.server';
import { decideOnSite, makeRelease, withdrawReleases } from './decisions.server';
import { sharedEventTable } from './event-table';

type Answer =
  | Readonly<{ ok: true; text: string }>
  | Readonly<{ ok: false; refusal: ErrorCode | 'no-figure' | 'not-at-zero' | 'too-few' }>;

/**
 * The groups of an address as counts by whole months, for a pool with other sites: under the rules for readers who may not
 * see the patients. Only who enters them makes it, and that it was given is written down.
 */
export async function eventTableAction(form: FormData): Promise<Answer> {
  try {
    const viewer = await requireViewer((person) => mayManagePatients(person));
    const sent = form.get('query');
    const parameters = Object.fromEntries(new URLSearchParams(typeof sent === 'string' ? sent : ''));
    const { values } = readAddress(groupsQuerySchema, parameters);
    const { query, trials } = await knownIn(values, 'en');
    const shown = await groupsOf(viewer, query, trials, 'en');
    if (shown.refusal !== null) return { ok: false, refusal: 'no-figure' };
    const { endpoint, timeZero, events } = definitionOf(query).definition;
    const own = { ...parameters, site: undefined, saved: undefined, trials: undefined, under: undefined };
    const table = sharedEventTable(shown.groups, {
      ...{ endpoint, timeZero, events: [...events], madeUp: shown.texts.madeUp !== null },
      site: shown.siteNames.join(', '),
      population: canonicalQuery(groupsQuerySchema, own),
      made: new Date().toISOString().slice(0, 10),
    });
    if (table === null) return { ok: false, refusal: 'not-at-zero' };
    if (table.groups.length === 0) return { ok: false, refusal: 'too-few' };
    await recordFigure(viewer, 'event-table', new URLSearchParams(parameters));
    return { ok: true, text: `${JSON.stringify(table, null, 1)}\n` };
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}

/** Whether it was done; `refusal` says why not. */
export type NetworkAnswer = Readonly<{ ok: true }> | Readonly<{ ok: false; refusal: ErrorCode | NetworkFault }>;
type NetworkFault = 'reason' | 'too-little' | 'early' | 'none-released';

/** A site joins the network or leaves it, with a reason. */
export async function decideOnSiteAction(form: FormData): Promise<NetworkAnswer> {
  const text = reader(form);
  return answering(
    (viewer) => mayAdminister(viewer) || mayManagePatients(viewer, text('site')),
    (viewer) => decideOnSite(viewer, { siteId: text('site'), joins: text('joins') === 'yes', reason: text('reason') }),
  );
}

/** Makes a release of the network, where enough has changed since the earlier ones; before its day with a reason. */
export async function makeReleaseAction(form: FormData): Promise<NetworkAnswer> {
  const text = reader(form);
  return answering(mayAdminister, (viewer) =>
    makeRelease(viewer, { madeUp: text('madeUp') === 'yes', reason: text('reason') }),
  );
}

/** Takes down what was released of a pool, for everybody and for good, with a reason. */
export async function withdrawReleasesAction(form: FormData): Promise<NetworkAnswer> {
  const text = reader(form);
  return answering(mayAdminister, (viewer) =>
    withdrawReleases(viewer, { madeUp: text('madeUp') === 'yes', reason: text('reason') }),
  );
}

function reader(form: FormData): (name: string) => string {
  return (name) => {
    // An action can be sent anything.
    const value = form instanceof FormData ? form.get(name) : null;
    return typeof value === 'string' ? value.replaceAll('\0', '').trim() : '';
  };
}

async function answering(
  may: (viewer: Viewer) => boolean,
  work: (viewer: Viewer) => Promise<NetworkFault | null>,
): Promise<NetworkAnswer> {
  try {
    const fault = await work(await requireViewer(may));
    if (fault !== null) return { ok: false, refusal: fault };
    revalidatePath('/[locale]/network', 'page');
    revalidatePath('/[locale]/compare', 'page');
    return { ok: true };
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}
