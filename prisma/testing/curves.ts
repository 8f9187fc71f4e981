import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database';

/** A made-up curve of all infants of Interfant-99, of which the evidence must be loaded; only this test's database holds it. Returns its id. */
export async function addCurve(database: TestDatabase, status: 'proposed' | 'approved'): Promise<string> {
  const [id, proposer, approver] = [randomUUID(), randomUUID(), status === 'approved' ? randomUUID() : null];
  await database.owner.query(
    `INSERT INTO reconstructed_curve (id, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, label_en, label_ru, source_ref, source_locator, source_level, status, proposed_by, approved_by, approved_at)
     SELECT $1, trial_slug, endpoint, time_zero, stratum_kmt2a, stratum_risk, 'All', 'Все', source_ref, 'Figure 0', 'primary-fulltext', $2, $3, $4::uuid, CASE WHEN $4::uuid IS NULL THEN NULL ELSE now() END FROM estimate WHERE id = 'interfant-99-efs-4y-all'`,
    [id, status, proposer, approver],
  );
  await database.owner.query(
    'INSERT INTO curve_point (curve_id, time_years, survival) VALUES ($1, 1, 80), ($1, 2, 50), ($1, 4, 20)',
    [id],
  );
  await database.owner.query(
    'INSERT INTO number_at_risk (curve_id, time_years, at_risk) VALUES ($1, 0, 10), ($1, 2, 8)',
    [id],
  );
  return id;
}
