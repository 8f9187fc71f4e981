import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { adapterFor } from '@/lib/database-pool.server';
import { PrismaClient } from '../generated/client';
import { appUrlFor, ensureAppRole } from '../roles';

export type TestDatabase = {
  /** Connection of the role that owns the tables. */
  ownerUrl: string;
  /** Connection of the program's role, which owns nothing. */
  appUrl: string;
  /** A Prisma client as the program's role. */
  app: PrismaClient;
  /** A plain client as the owner, for what only the owner may do. */
  owner: pg.Client;
  drop: () => Promise<void>;
};

/** A migrated, empty database of its own on the run's PostgreSQL, with its own program role. Call `drop` in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { administratorUrl, template, ownerUrl: templateUrl } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const administrator = new pg.Client({ connectionString: administratorUrl });
  await administrator.connect();
  await administrator.query('SELECT pg_advisory_lock(1)'); // copying a template wants it to itself
  await administrator.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${template}_owner STRATEGY FILE_COPY`);
  await administrator.query('SELECT pg_advisory_unlock(1)');

  const url = new URL(templateUrl);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  const appUrl = appUrlFor(ownerUrl, 'only-for-this-test-run');
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await ensureAppRole(owner, appUrl);
  const app = new PrismaClient({ adapter: adapterFor(appUrl) });
  const drop = async (): Promise<void> => {
    await app.$disconnect();
    await owner.end();
    await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await administrator.query(`DROP ROLE ${name}_app`);
    await administrator.end();
  };
  return { ownerUrl, appUrl, app, owner, drop };
}
