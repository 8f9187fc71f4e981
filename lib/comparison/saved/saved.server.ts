import { z } from 'zod';
import { managedSites, mayManagePatients, type Viewer } from '@/lib/access/policy';
import { findNames } from '@/lib/access/names.server';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { Prisma, type PrismaClient } from '@/prisma/generated/client';
import { SavedFigures } from './figures';
import { type FigureAddress, type FigurePage, type SavedCohort } from './model';

type Options = { database?: PrismaClient };

const MOST_NAME = 80;
const Name = z.string().trim().min(1).max(MOST_NAME);

/** Why nothing was saved, renamed or deleted; null: it was. */
export type SavingFault = 'name' | 'name-taken' | 'gone' | 'no-figure' | 'one-site' | null;

/** What was saved of a page at every site whose patients the viewer enters, by name. */
export async function findSavedCohorts(
  viewer: Viewer | null,
  page: FigurePage,
  options: Options = {},
): Promise<SavedCohort[]> {
  if (viewer === null || managedSites(viewer).length === 0) return [];
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await tx.savedCohort.findMany({ where: { page }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
      const names = await findNames(
        tx,
        rows.map(({ savedBy }) => savedBy),
      );
      return rows.flatMap(({ savedBy, savedAt, figures, page: _, ...row }) => {
        const read = SavedFigures.safeParse(figures);
        return read.success
          ? [{ ...row, page, figures: read.data, by: names.get(savedBy ?? '') ?? null, at: savedAt.toISOString() }]
          : [];
      });
    },
    options,
  );
}

/** Saves a choice of patients under a name that its site has not used. */
export async function saveCohort(
  viewer: Viewer,
  input: FigureAddress & Readonly<{ name: unknown; figures: SavedFigures }>,
  options: Options = {},
): Promise<SavingFault> {
  const name = Name.safeParse(input.name);
  if (!name.success) return 'name';
  const { siteId, page, query, figures } = input;
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  return unlessTaken(() =>
    asViewer(
      viewer,
      (tx) => tx.savedCohort.create({ data: { siteId, name: name.data, page, query, figures }, select: { id: true } }),
      options,
    ),
  );
}

/** Gives a saved cohort another name; its links stay what they are. */
export async function renameCohort(
  viewer: Viewer,
  id: string,
  asked: unknown,
  options: Options = {},
): Promise<SavingFault> {
  const name = Name.safeParse(asked);
  if (!name.success) return 'name';
  return changed(viewer, id, { name: name.data }, options);
}

/** Takes the figures of now as those to be held against later. */
export async function acceptFigures(
  viewer: Viewer,
  id: string,
  figures: SavedFigures,
  options: Options = {},
): Promise<SavingFault> {
  return changed(viewer, id, { figures, savedAt: new Date() }, options);
}

export async function deleteCohort(viewer: Viewer, id: string, options: Options = {}): Promise<SavingFault> {
  if (!z.uuid().safeParse(id).success) return 'gone';
  const { count } = await asViewer(viewer, (tx) => tx.savedCohort.deleteMany({ where: { id } }), options);
  return count === 0 ? 'gone' : null;
}

async function changed(
  viewer: Viewer,
  id: string,
  data: Prisma.SavedCohortUpdateManyMutationInput,
  options: Options,
): Promise<SavingFault> {
  if (!z.uuid().safeParse(id).success) return 'gone';
  let count = 0;
  const fault = await unlessTaken(async () => {
    ({ count } = await asViewer(viewer, (tx) => tx.savedCohort.updateMany({ where: { id }, data }), options));
  });
  return fault ?? (count === 0 ? 'gone' : null);
}

async function unlessTaken(write: () => Promise<unknown>): Promise<'name-taken' | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return 'name-taken';
    throw error;
  }
}
