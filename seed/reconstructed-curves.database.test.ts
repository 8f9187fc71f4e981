import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getComparison } from '@/lib/cohort/queries.server';
import { readSelection } from '@/lib/cohort/selection';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';

let database: TestDatabase;
const { selection } = readSelection({ series: 'interfant-99-efs-4y-all', population: 'all' });

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
});
afterAll(() => database.drop());

/** A made-up curve of all infants of Interfant-99; only this test's database holds it. */
async function addCurve(status: 'proposed' | 'approved'): Promise<string> {
  const [id, proposer, approver] = [randomUUID(), randomUUID(), status === 'approved' ? randomUUID() : null];
  await database.owner.query(
    `INSERT INTO reconstructed_curve (id, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, label_en, label_ru, source_ref, source_locator, source_level, status, proposed_by, approved_by, approved_at)
     SELECT $1, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, 'All', 'Все', source_ref, 'Figure 0', 'primary-fulltext', $2, $3, $4::uuid, CASE WHEN $4::uuid IS NULL THEN NULL ELSE now() END FROM estimate WHERE id = 'interfant-99-efs-4y-all'`,
    [id, status, proposer, approver],
  );
  await database.owner.query('INSERT INTO curve_point (curve_id, time_years, survival) VALUES ($1, 1, 80), ($1, 2, 50), ($1, 4, 20)', [id]);
  await database.owner.query('INSERT INTO number_at_risk (curve_id, time_years, at_risk) VALUES ($1, 0, 10), ($1, 2, 8)', [id]);
  return id;
}

const drawnBy = async (asked = selection) => {
  const { figure, reconstructable } = await getComparison(null, asked, { database: database.app });
  return { drawn: figure.panels.flatMap(({ reconstructed }) => reconstructed.map(({ curveId }) => curveId)), reconstructable };
};

test('a comparison draws approved curves only, and none where the reader hides them; a load of the data set keeps them', async () => {
  expect(await drawnBy()).toEqual({ drawn: [], reconstructable: false });
  await addCurve('proposed');
  expect(await drawnBy()).toEqual({ drawn: [], reconstructable: false });
  const id = await addCurve('approved');
  expect(await drawnBy()).toEqual({ drawn: [id], reconstructable: true });
  expect(await drawnBy({ ...selection, presentation: { ...selection.presentation, curves: false } })).toEqual({ drawn: [], reconstructable: true });
  expect(await drawnBy({ ...selection, presentation: { ...selection.presentation, view: 'forest' } })).toEqual({ drawn: [], reconstructable: false });
  await database.owner.query("UPDATE estimate SET note_en = 'changed' WHERE id = 'interfant-99-efs-4y-all'");
  await loadEvidence(database.ownerUrl);
  expect(await drawnBy()).toEqual({ drawn: [id], reconstructable: true });
});
