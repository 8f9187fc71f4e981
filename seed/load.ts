import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Problem } from '@/lib/registry/dataset';
import { readEvidence } from './read';
import { toRows, type EvidenceTable } from './rows';
import { syncTables, type Changes } from './sync';

const SEED_FOLDER = path.dirname(fileURLToPath(import.meta.url));
/** Any number: whoever loads evidence into this database takes the same one. */
const LOAD_LOCK = 7_230_156;

/** What a load changed, and what in the data set deserves a second look. */
export type LoadReport = { changes: Record<EvidenceTable, Changes>; warnings: Problem[] };

/**
 * Makes the evidence of a database equal to the data set in `folder`, as the role that owns the tables. Everything is
 * validated first: throws EvidenceError, and writes nothing, on any problem. Then one transaction writes what differs, so
 * that readers see the old evidence or the new, and a second run changes nothing. Two loads at once: one waits.
 */
export async function loadEvidence(ownerUrl: string, folder: string = SEED_FOLDER): Promise<LoadReport> {
  const { dataset, warnings } = await readEvidence(folder);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    const changes = await syncTables(client, toRows(dataset));
    await client.query('COMMIT');
    return { changes, warnings };
  } finally {
    // Ending the connection rolls back whatever was not committed.
    await client.end();
  }
}
