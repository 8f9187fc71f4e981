import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Viewer } from '@/lib/access/policy';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from '../load';
import { copyEvidence } from './evidence-files';
import { asViewer } from './viewer';

/** A database of its own with the whole evidence, of `folder` where one is given, and the two curators who propose and approve in it. */
export async function evidenceWithCurators(
  folder?: string,
): Promise<Readonly<{ database: TestDatabase; vera: Viewer; ivan: Viewer }>> {
  const database = await createTestDatabase();
  await loadEvidence(database.ownerUrl, folder);
  const curator = async (name: string): Promise<Viewer> =>
    asViewer(await addPerson(database, `${name}@example.org`, 'curator', 'A'), ['curator']);
  return { database, vera: await curator('vera'), ivan: await curator('ivan') };
}

/** The same from files of its own, which a test changes and loads again, and a data manager who may not propose. */
export async function evidenceInFolder(): Promise<
  Readonly<{
    database: TestDatabase;
    folder: string;
    vera: Viewer;
    ivan: Viewer;
    anna: Viewer;
    end: () => Promise<void>;
  }>
> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-evidence-'));
  await copyEvidence(folder);
  const made = await evidenceWithCurators(folder);
  const anna = asViewer(await addPerson(made.database, 'anna@example.org', 'data-manager', 'A'), []);
  const end = async (): Promise<void> => {
    await made.database.drop();
    await rm(folder, { recursive: true });
  };
  return { ...made, folder, anna, end };
}
