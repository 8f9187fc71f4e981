import pg from 'pg';
import type { GlobalRole, Viewer } from '@/lib/access/policy';
import { addPerson, type Person } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';

/** A person as a curator, or with other roles, signed in. */
export function asCurator({ id, token }: Person, globalRoles: GlobalRole[] = ['curator']): Viewer {
  return { id, displayName: 'x', sites: [], globalRoles, lacksSecondFactor: false, token };
}

/** A trial `made-up` and a reference `paper`, of which curves can be proposed. */
async function addMadeUpTrial({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  await owner.query(
    `INSERT INTO trial (slug, acronym, kind, title_en, title_ru, study_group, status, design_en, design_ru, countries, eligibility_en, eligibility_ru, backbone_en, backbone_ru, hsct_policy_en, hsct_policy_ru, notes_en, notes_ru)
     VALUES ('made-up', 'Made-up', 'trial', '', '', '', 'closed', '', '', '{}', '', '', '', '', '', '', '', '');
     INSERT INTO reference (id, position, type, csl) VALUES ('paper', 0, 'article-journal', '{}')`,
  );
}

/** A database with that trial, the two curators who propose and approve, and a connection as the program's role. */
export async function madeUpTrialWithCurators(): Promise<
  Readonly<{ database: TestDatabase; client: pg.Client; vera: Person; ivan: Person; end: () => Promise<void> }>
> {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  await addMadeUpTrial(database);
  const vera = await addPerson(database, 'vera@example.org', 'curator', 'A');
  const ivan = await addPerson(database, 'ivan@example.org', 'curator', 'A');
  const end = async (): Promise<void> => {
    await client.end();
    await database.drop();
  };
  return { database, client, vera, ivan, end };
}
