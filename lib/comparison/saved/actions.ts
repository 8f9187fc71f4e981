'use server';

import { revalidatePath } from 'next/cache';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { requireViewer } from '@/lib/access/session/session.server';
import type { AddressParameters } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { groupsQuerySchema } from '../groups/reading';
import { groupsOf, knownIn } from '../groups/view.server';
import { getComparison } from '../queries.server';
import { readSelection } from '../selection/reading';
import { FIGURE_PAGES } from './model';
import { releaseFigure, withdrawFigure, type Figure } from './release.server';
import { acceptFigures, deleteCohort, renameCohort, saveCohort, type SavingFault } from './saved.server';
import { queryOfFigure, siteOfFigure } from './snapshot.server';

/** Whether it was done; `refusal` says why not. */
export type SavingAnswer =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; refusal: ErrorCode | NonNullable<SavingFault> }>;

/** Saves the choice of patients of an address under a name. */
export async function saveCohortAction(form: FormData): Promise<SavingAnswer> {
  return forManagers(form, async (viewer, text) => {
    const figure = await figureOf(viewer, text);
    return typeof figure === 'string' ? figure : saveCohort(viewer, { ...figure, name: text('name') });
  });
}

export async function renameCohortAction(form: FormData): Promise<SavingAnswer> {
  return forManagers(form, (viewer, text) => renameCohort(viewer, text('id'), text('name')));
}

export async function deleteCohortAction(form: FormData): Promise<SavingAnswer> {
  return forManagers(form, (viewer, text) => deleteCohort(viewer, text('id')));
}

/** What an opened cohort says now is what later changes are held against. */
export async function acceptFiguresAction(form: FormData): Promise<SavingAnswer> {
  return forManagers(form, async (viewer, text) => {
    const figure = await figureOf(viewer, text);
    return typeof figure === 'string' ? figure : acceptFigures(viewer, text('id'), figure.figures);
  });
}

/** Lets the figure of an address leave the site, or takes that back. */
export async function releaseFigureAction(form: FormData): Promise<SavingAnswer> {
  return forManagers(form, async (viewer, text) => {
    const figure = await figureOf(viewer, text);
    if (typeof figure === 'string') return figure;
    await (text('release') === 'yes' ? releaseFigure(viewer, figure) : withdrawFigure(viewer, figure));
    return null;
  });
}

/** What an address of a page shows now, computed again: what a browser sends about numbers is not believed. */
async function figureOf(viewer: Viewer, text: Text): Promise<Figure | 'one-site' | 'no-figure'> {
  const page = FIGURE_PAGES.find((one) => one === text('page')) ?? 'groups';
  const parameters = Object.fromEntries(new URLSearchParams(text('query')));
  return page === 'compare' ? comparedFigure(viewer, parameters) : dividedFigure(viewer, parameters);
}

async function dividedFigure(viewer: Viewer, parameters: AddressParameters) {
  const { values } = readAddress(groupsQuerySchema, parameters);
  const site = siteOfFigure(viewer, values.site);
  if (site === null) return 'one-site' as const;
  const { query, trials } = await knownIn({ ...values, site: site.siteCode }, 'en');
  const { figures } = await groupsOf(viewer, query, trials, 'en');
  if (figures === null) return 'no-figure' as const;
  const { siteId, siteCode } = site;
  return { siteId, page: 'groups' as const, query: queryOfFigure(parameters, siteCode), figures };
}

async function comparedFigure(viewer: Viewer, parameters: AddressParameters) {
  const { selection } = readSelection(parameters);
  const site = siteOfFigure(viewer, selection.local.site);
  if (site === null) return 'one-site' as const;
  const local = { ...selection.local, shown: true, site: site.siteCode };
  const { saving } = await getComparison(viewer, { ...selection, local });
  return saving === null || saving.address === null
    ? ('no-figure' as const)
    : { ...saving.address, figures: saving.figures };
}

type Text = (name: string) => string;
type Work = (viewer: Viewer, text: Text) => Promise<SavingFault>;

async function forManagers(form: FormData | undefined, work: Work): Promise<SavingAnswer> {
  try {
    const viewer = await requireViewer((person) => mayManagePatients(person));
    const text: Text = (name) => {
      const value = form?.get(name);
      return typeof value === 'string' ? value : '';
    };
    const fault = await work(viewer, text);
    if (fault !== null) return { ok: false, refusal: fault };
    revalidatePath('/[locale]/compare/groups', 'page');
    revalidatePath('/[locale]/compare', 'page');
    return { ok: true };
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return { ok: false, refusal: code };
    throw error;
  }
}
