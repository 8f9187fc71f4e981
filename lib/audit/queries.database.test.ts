import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import type { Viewer } from '@/lib/access/policy';
import { findViewer } from '@/lib/access/session/store.server';
import { addCase, addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { findActors, findAudit } from './queries.server';
import type { AuditFilter } from './reading';
import { recordEvent } from './record.server';

const EVERY: AuditFilter = { person: null, patient: null, kind: null, from: null, to: null, before: null };
let database: TestDatabase;
let anna: Viewer;
let boris: Viewer;
let admin: Viewer;
let patient: string;
const options = () => ({ database: database.app });

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  const viewerOf = async (role: string, site: string): Promise<Viewer> => {
    const person = await addPerson(database, `${role}-${site.toLowerCase()}@example.org`, role, site);
    const viewer = await findViewer(person.token(), options());
    if (viewer === null) throw new Error('no session');
    if (role === 'data-manager') {
      const id = await addCase(client, person);
      if (site === 'A') patient = id;
    }
    return viewer;
  };
  anna = await viewerOf('data-manager', 'A');
  boris = await viewerOf('data-manager', 'B');
  admin = await viewerOf('administrator', 'A');
  await recordEvent(anna, { kind: 'read', patientId: patient, siteId: anna.sites[0]?.siteId ?? '' }, options());
  await client.end();
});
afterAll(() => database.drop());

test('who saw and who changed a patient is told to those who manage the site, and to nobody else', async () => {
  const ofPatient = { ...EVERY, patient };
  const { entries } = await findAudit(anna, ofPatient, options());
  expect(entries[0]).toMatchObject({ action: 'read', actor: 'data-manager-a@example.org', patientId: patient });
  expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(new Set([anna.id]));
  expect(entries.filter(({ action }) => action === 'insert').length).toBeGreaterThan(5);
  for (const other of [boris, admin])
    expect(await findAudit(other, ofPatient, options())).toEqual({ entries: [], more: false });
});

test('the filters are those of person, kind and days, and pages go on where one ends', async () => {
  const count = async (filter: Partial<AuditFilter>): Promise<number> =>
    (await findAudit(anna, { ...EVERY, ...filter }, options())).entries.length;
  const today = new Date().toISOString().slice(0, 10);
  const all = await count({});
  expect(await count({ kind: 'read' })).toBe(1);
  expect(await count({ person: anna.id })).toBeLessThanOrEqual(all);
  expect(await count({ person: boris.id })).toBe(0);
  expect(await count({ from: today, to: today })).toBe(all);
  expect(await count({ to: '2020-01-01' })).toBe(0);
  const { entries } = await findAudit(anna, EVERY, options());
  expect(await count({ before: entries[0]?.id ?? null })).toBe(all - 1);
});

test('people are named where the viewer may know them', async () => {
  expect(await findActors(anna, options())).toEqual([{ id: anna.id, name: 'data-manager-a@example.org' }]);
});
