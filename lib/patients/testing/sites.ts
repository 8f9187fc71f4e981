import type { SiteRole, Viewer } from '@/lib/access/policy';
import type { TestDatabase } from '@/prisma/testing/database';
import { openSession, tokenOf } from '@/prisma/testing/sessions';

export type TestPerson = Viewer & { siteId: string };

/** A person with one role at one site; site and account are made as the owner. */
export async function makePerson(
  { owner }: Pick<TestDatabase, 'owner'>,
  name: string,
  role: SiteRole,
  siteCode: string,
): Promise<TestPerson> {
  await owner.query('INSERT INTO site (code, name) VALUES ($1, $1) ON CONFLICT (code) DO NOTHING', [siteCode]);
  const site = await owner.query<{ id: string }>('SELECT id FROM site WHERE code = $1', [siteCode]);
  const user = await owner.query<{ id: string }>(
    "INSERT INTO app_user (email, display_name, password_hash) VALUES ($1, $2, 'x') RETURNING id",
    [`${name}@example.org`, name],
  );
  const [siteId, id] = [site.rows[0]?.id ?? '', user.rows[0]?.id ?? ''];
  await owner.query('INSERT INTO membership (user_id, role, site_id) VALUES ($1, $2, $3)', [id, role, siteId]);
  await openSession(owner, id);
  return {
    id,
    siteId,
    token: tokenOf(id),
    lacksSecondFactor: false,
    displayName: name,
    globalRoles: [],
    sites: [{ role, siteId, siteCode, siteName: siteCode, madeUp: false }],
  };
}
