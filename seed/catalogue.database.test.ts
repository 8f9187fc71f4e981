import { afterAll, beforeAll, expect, test } from 'vitest';
import { getReferenceCatalogue } from '@/lib/registry/references/catalogue.server';
import { searchTrials } from '@/lib/registry/trials/search/search';
import { getCatalogue } from '@/lib/registry/trials/search/catalogue.server';
import { NO_FILTER } from '@/lib/registry/trials/search/filter';
import { catalogueOf, readTrials } from '@/lib/registry/testing/catalogue';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
});
afterAll(() => database.drop());

const slugs = async (q: string): Promise<string[]> =>
  searchTrials(await getCatalogue(database.app), { ...NO_FILTER, q }).found.map(({ trial }) => trial.slug);

test('the catalogue of the database is that of the files', async () => {
  const [stored, files] = [await getCatalogue(database.app), catalogueOf(readTrials())];
  // What has risk rules is decided where the rules are; everything else comes from the files.
  const plain = (entries: typeof stored.trials) => entries.map(({ hasRiskRules: _rules, ...entry }) => entry);
  expect(plain(stored.trials)).toEqual(plain(files.trials));
  expect(new Set(stored.index.vocabulary)).toEqual(new Set(files.index.vocabulary));
});

test('it is kept while the evidence stays, and built anew after any change', async () => {
  const before = await getCatalogue(database.app);
  expect(await getCatalogue(database.app)).toBe(before);
  await loadEvidence(database.ownerUrl); // changes nothing
  expect(await getCatalogue(database.app)).toBe(before);

  expect(await slugs('zebrazumab')).toEqual([]);
  await database.owner.query("UPDATE intervention SET name_en = 'Zebrazumab' WHERE trial_slug = 'interfant-21'");
  expect(await slugs('zebrazumab')).toEqual(['interfant-21']);
  await database.owner.query("DELETE FROM intervention WHERE trial_slug = 'interfant-21'");
  expect(await slugs('zebrazumab')).toEqual([]);
  await loadEvidence(database.ownerUrl);
  expect(await slugs('NCT05327894')).toEqual(['interfant-21']);
});

test('a reference says what it stands behind', async () => {
  const trials = readTrials();
  const { references } = await getReferenceCatalogue(database.app);
  const listed = references.find(({ reference }) => reference.id === 'pieters-2019');
  const counted = (slug: string): number =>
    trials
      .filter((trial) => trial.slug === slug)
      .flatMap(({ estimates }) => estimates)
      .filter(({ source }) => source.ref === 'pieters-2019').length;
  expect(listed?.number).toBe(8);
  expect(listed?.trials.find(({ slug }) => slug === 'interfant-06')?.counts.outcomes).toBe(counted('interfant-06'));
  const all = references
    .flatMap((reference) => reference.trials.map(({ counts }) => counts.outcomes ?? 0))
    .reduce((sum, count) => sum + count, 0);
  expect(all).toBe(trials.flatMap(({ estimates }) => estimates).length);
});
