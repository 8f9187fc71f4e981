import { afterAll, beforeAll, vi } from 'vitest';
import { db } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from '../load';

/** A database with the evidence for all tests of a file, to which the program is connected under this public address. */
export function withEvidenceDatabase(publicUrl = 'http://localhost:3000'): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    await loadEvidence(database.ownerUrl);
    vi.stubEnv('APP_DATABASE_URL', database.appUrl);
    vi.stubEnv('SESSION_SECRET', 'only-for-this-test-run-only-for-this-test-run');
    vi.stubEnv('PUBLIC_URL', publicUrl);
  });
  afterAll(async () => {
    await db().$disconnect();
    await database?.drop();
  });
  return () => {
    if (database === undefined) throw new Error('The database is made before the first test.');
    return database;
  };
}
