import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import type { SavedFigures } from './figures';
import { findRelease, releaseFigure, withdrawFigure } from './release.server';
import { acceptFigures, deleteCohort, findSavedCohorts, renameCohort, saveCohort } from './saved.server';

let database: TestDatabase;
let anna: TestPerson;
let alma: TestPerson;
let boris: TestPerson;
let rita: TestPerson;
const options = () => ({ database: database.app });

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  alma = await makePerson(database, 'alma', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  rita = await makePerson(database, 'rita', 'researcher', 'A');
});
afterAll(() => database.drop());

const figures: SavedFigures = { patients: 12, events: 5, local: 'a'.repeat(64), published: [] };
const siteOf = (person: TestPerson): string => person.sites[0]?.siteId ?? '';
const save = (person: TestPerson, name: string, siteId = siteOf(person)) =>
  saveCohort(
    person,
    { siteId, page: 'groups', name, query: 'endpoint=EFS&population=r&site=A&by=age', figures },
    options(),
  );

test('a cohort is shared with the colleagues of its site, and with nobody else', async () => {
  expect(await save(anna, ' Under six months ')).toBeNull();
  const [own] = await findSavedCohorts(alma, 'groups', options());
  expect(own).toMatchObject({ name: 'Under six months', figures, siteId: siteOf(anna) });
  expect(await findSavedCohorts(boris, 'groups', options())).toEqual([]);
  expect(await findSavedCohorts(rita, 'groups', options())).toEqual([]);
  await expect(save(boris, 'Foreign', siteOf(anna))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(save(rita, 'Foreign', siteOf(anna))).rejects.toMatchObject({ code: 'forbidden' });
});

test('a saved comparison stands with those of its page, and its address may be long', async () => {
  const query = `endpoint=EFS&population=r&series=${'x'.repeat(2000)}`;
  const one = { siteId: siteOf(anna), page: 'compare' as const, name: 'Beside Interfant-06', query, figures };
  expect(await saveCohort(anna, one, options())).toBeNull();
  const names = async (page: 'compare' | 'groups') =>
    (await findSavedCohorts(alma, page, options())).map(({ name }) => name);
  expect(await names('compare')).toEqual(['Beside Interfant-06']);
  expect(await names('groups')).not.toContain('Beside Interfant-06');
});

test('a name is there once in a site, and has letters', async () => {
  expect(await save(anna, 'Once')).toBeNull();
  expect(await save(alma, 'Once')).toBe('name-taken');
  expect(await save(boris, 'Once')).toBeNull();
  expect(await save(anna, '   ')).toBe('name');
  expect(await save(anna, 'x'.repeat(81))).toBe('name');
});

test('another name keeps the link; what is deleted is gone, for a stranger it never was there', async () => {
  expect(await save(anna, 'Before')).toBeNull();
  const idOf = async (name: string) =>
    (await findSavedCohorts(anna, 'groups', options())).find((one) => one.name === name)?.id;
  const id = (await idOf('Before')) ?? '';
  expect(await renameCohort(boris, id, 'Stolen', options())).toBe('gone');
  expect(await renameCohort(alma, id, 'Once', options())).toBe('name-taken');
  expect(await renameCohort(alma, id, 'After', options())).toBeNull();
  expect(await idOf('After')).toBe(id);
  expect(await acceptFigures(anna, id, { ...figures, patients: 13 }, options())).toBeNull();
  expect((await findSavedCohorts(anna, 'groups', options())).find((one) => one.id === id)?.figures.patients).toBe(13);
  expect(await deleteCohort(boris, id, options())).toBe('gone');
  expect(await deleteCohort(anna, id, options())).toBeNull();
  expect(await renameCohort(anna, id, 'Again', options())).toBe('gone');
  expect(await deleteCohort(anna, 'no id', options())).toBe('gone');
});

test('a release holds for the figures that were released, is withdrawn by a person, and both are audited', async () => {
  const figure = { siteId: siteOf(anna), page: 'groups' as const, query: 'endpoint=EFS&population=r&site=A', figures };
  const state = async (now: SavedFigures = figures) =>
    (await findRelease(alma, { ...figure, figures: now }, options())).state;
  expect(await state()).toBe('internal');
  await expect(releaseFigure(boris, figure, options())).rejects.toMatchObject({ code: 'forbidden' });
  await expect(releaseFigure(rita, figure, options())).rejects.toMatchObject({ code: 'forbidden' });
  await releaseFigure(anna, figure, options());
  expect(await state()).toBe('released');
  expect(await state({ ...figures, local: 'b'.repeat(64) })).toBe('changed');
  const other = { id: 'x', trial: 'T', endpoint: 'EFS', timeYears: 4, estimate: 47, low: 40, high: 54 };
  expect(await state({ ...figures, published: [other] })).toBe('changed');
  // Studies without a name of their own are called by each language in its own way: it is the same figure.
  const named = { ...figure, query: 'endpoint=OS', figures: { ...figures, published: [other] } };
  await releaseFigure(anna, named, options());
  const renamed = { ...named, figures: { ...figures, published: [{ ...other, trial: 'Т' }] } };
  expect((await findRelease(alma, renamed, options())).state).toBe('released');
  await withdrawFigure(alma, named, options());
  // The same words as the query of another page are another figure.
  const elsewhere = { ...figure, page: 'compare' as const };
  expect((await findRelease(alma, elsewhere, options())).state).toBe('internal');
  await withdrawFigure(alma, elsewhere, options());
  expect(await state()).toBe('released');
  await withdrawFigure(alma, figure, options());
  expect(await state()).toBe('internal');
  await releaseFigure(alma, figure, options());
  expect(await state()).toBe('released');
  const { rows } = await database.owner.query<{ action: string; actor_id: string }>(
    "SELECT action, actor_id FROM audit_entry WHERE table_name = 'figure_release' ORDER BY id",
  );
  expect(rows.map(({ action, actor_id: actor }) => [action, actor])).toEqual([
    ['insert', anna.id],
    ['insert', anna.id],
    ['update', alma.id],
    ['update', alma.id],
    ['insert', alma.id],
  ]);
});
