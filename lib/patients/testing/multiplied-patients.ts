import type pg from 'pg';
import { listKey } from '../list/list-key';

type Person = Readonly<{ id: string; siteId: string }>;

/** Tables of one row and of many rows of a patient, and what is kept beside the record. */
const OF_A_PATIENT = [
  ...['diagnosis_features', 'response', 'mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'],
  ...['patient_observation', 'patient_check'],
];

/** Days between a patient and its copy: more than lie between two records that may be one child. */
const APART = 11;

/**
 * Copies every patient of a site until there are `times` as many, with what is kept of them, each copy diagnosed some days
 * later and all its days with it. What follows from the days of one course is the same for a copy, so that it need not be
 * derived of each: the derivation takes most of the time that a hundred thousand patients need. As the owner, with the
 * triggers off; of pairs that may be one child nothing is kept.
 */
export async function multiplyPatients(owner: pg.Client, { id: viewer, siteId }: Person, times: number): Promise<void> {
  await owner.query('BEGIN');
  await owner.query("SELECT set_config('registry.viewer', $1, true), set_config('registry.purpose', 'records', true)", [
    viewer,
  ]);
  await owner.query(
    `CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
       SELECT p.id AS of, gen_random_uuid() AS id, turn, p.pseudonym || '/' || turn AS pseudonym, NULL::text AS list_key
       FROM patient p, generate_series(1, $2::int - 1) AS turn WHERE p.site_id = $1`,
    [siteId, times],
  );
  const { rows } = await owner.query<{ id: string; pseudonym: string }>('SELECT id, pseudonym FROM copy');
  await owner.query(
    'UPDATE copy c SET list_key = k.key FROM unnest($1::uuid[], $2::text[]) AS k(id, key) WHERE k.id = c.id',
    [rows.map(({ id }) => id), rows.map(({ pseudonym }) => listKey(pseudonym))],
  );
  await owner.query('ANALYZE copy');
  await copyTable(owner, 'patient', 'id');
  for (const table of OF_A_PATIENT) await copyTable(owner, table, 'patient_id');
  await owner.query('COMMIT');
}

async function copyTable(owner: pg.Client, table: string, patient: string): Promise<void> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const later = (name: string): string => `(t.${name} + c.turn * ${APART})`;
  const valueOf = ({ name, type }: { name: string; type: string }): string => {
    if (name === patient) return 'c.id';
    if (name === 'id') return 'gen_random_uuid()';
    if (name === 'pseudonym' || name === 'list_key') return `c.${name}`;
    if (name === 'diagnosed_in') return `extract(year FROM ${later('diagnosed_on')})`;
    return type === 'date' && name !== 'checked_on' ? later(name) : `t.${name}`;
  };
  await owner.query(
    `INSERT INTO ${table} (${rows.map(({ name }) => name).join(', ')})
     SELECT ${rows.map(valueOf).join(', ')} FROM ${table} t JOIN copy c ON c.of = t.${patient}`,
  );
}
