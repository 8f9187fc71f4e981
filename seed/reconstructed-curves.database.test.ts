import { afterAll, beforeAll, expect, test } from 'vitest';
import { getComparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';
import { addCurve } from '@/prisma/testing/curves';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';

let database: TestDatabase;
const { selection } = readSelection({ series: 'interfant-99-efs-4y-all', population: 'all' });

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
});
afterAll(() => database.drop());

const drawnBy = async (asked = selection) => {
  const { figure, reconstructable } = await getComparison(null, asked, { database: database.app });
  return {
    drawn: figure.panels.flatMap(({ reconstructed }) => reconstructed.map(({ curveId }) => curveId)),
    reconstructable,
  };
};

test('a comparison draws approved curves only, and none where the reader hides them; a load of the data set keeps them', async () => {
  expect(await drawnBy()).toEqual({ drawn: [], reconstructable: false });
  await addCurve(database, 'proposed');
  expect(await drawnBy()).toEqual({ drawn: [], reconstructable: false });
  const id = await addCurve(database, 'approved');
  expect(await drawnBy()).toEqual({ drawn: [id], reconstructable: true });
  expect(await drawnBy({ ...selection, presentation: { ...selection.presentation, curves: false } })).toEqual({
    drawn: [],
    reconstructable: true,
  });
  expect(await drawnBy({ ...selection, presentation: { ...selection.presentation, view: 'forest' } })).toEqual({
    drawn: [],
    reconstructable: false,
  });
  await database.owner.query("UPDATE estimate SET note_en = 'changed' WHERE id = 'interfant-99-efs-4y-all'");
  await loadEvidence(database.ownerUrl);
  expect(await drawnBy()).toEqual({ drawn: [id], reconstructable: true });
});
