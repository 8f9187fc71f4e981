'use server';

import { mayManagePatients } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import { canonicalQuery, readAddress } from '@/lib/address/reading';
import { recordFigure } from '@/lib/audit/record.server';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { definitionOf, groupsQuerySchema } from '../groups/reading';
import { groupsOf, knownIn } from '../groups/view.server';
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
