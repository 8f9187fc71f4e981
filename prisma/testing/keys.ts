import type pg from 'pg';

/** What names a site or a patient and is not keyed by site, with the reason (docs/decisions/0277). */
export const SHARED: Readonly<Record<string, string>> = {
  membership: 'a right of a person, also of all sites; every policy reads it',
  audit_entry: 'one chain over all sites, of which each entry names the one before it',
  entry_draft: 'what a person typed; of a new patient there is no site yet',
  entry_submission: 'a form that a person sent, by the key that it was sent with',
  import_job: 'work of a person, gone after a day; a key that comes again at another site is the same work',
};

/** What is not keyed by site and should be: tables, keys, unique indexes and foreign keys, by name. */
export async function unledBySite(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ found: string }>(
    `WITH stored AS (
       SELECT c.oid, c.relname::text AS name, site.attnum AS site, site.attnotnull IS TRUE AS placed
       FROM pg_class c
       LEFT JOIN pg_attribute site ON site.attrelid = c.oid AND site.attname = 'site_id' AND NOT site.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relname = ANY ($1)
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('site_id', 'patient_id') AND NOT a.attisdropped))
     SELECT name || ': no site' AS found FROM stored WHERE NOT placed
     UNION ALL
     SELECT name || ': no primary key' FROM stored WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = oid AND i.indisprimary)
     UNION ALL
     SELECT i.indexrelid::regclass::text FROM stored JOIN pg_index i ON i.indrelid = oid AND i.indisunique
     WHERE i.indkey[0] IS DISTINCT FROM site OR NOT placed
     UNION ALL
     SELECT k.conname::text FROM pg_constraint k JOIN stored t ON t.oid = k.confrelid
     LEFT JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
     LEFT JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND (a.attname <> 'site_id' OR b.attname <> 'site_id' OR k.confupdtype <> 'a')
     ORDER BY 1`,
    [Object.keys(SHARED)],
  );
  return rows.map(({ found }) => found);
}

/**
 * References to a patient or an import for which no index begins with their columns: with an index of the patient alone beside a
 * key that is led by the site, a removal could read all of the site for each patient.
 */
export async function unfoundReferences(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT k.conname AS name FROM pg_constraint k
     WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid IN ('patient'::regclass, 'patient_import'::regclass)
       AND NOT k.conrelid::regclass::text = ANY ($1) AND NOT EXISTS (
         SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
           AND (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey)
     ORDER BY 1`,
    [Object.keys(SHARED)],
  );
  return rows.map(({ name }) => name);
}
