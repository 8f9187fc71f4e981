import type { Viewer } from '@/lib/access/policy';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from '../load';
import { asViewer } from './viewer';

/** A database of its own with the whole evidence, and the two curators who propose and approve in it. */
export async function evidenceWithCurators(): Promise<
  Readonly<{ database: TestDatabase; vera: Viewer; ivan: Viewer }>
> {
  const database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  const curator = async (name: string): Promise<Viewer> =>
    asViewer(await addPerson(database, `${name}@example.org`, 'curator', 'A'), ['curator']);
  return { database, vera: await curator('vera'), ivan: await curator('ivan') };
}
