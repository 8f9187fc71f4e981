import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { EVIDENCE_LOAD } from '@/lib/audit/reading';
import type { Problem } from '@/lib/registry/dataset';
import { EVIDENCE_LOCK } from '@/lib/registry/evidence-lock';
import { heldAsReason, type Contradicted, type Renamed } from './contradictions';
import { withOwnChanges } from './overlay';
import { readEvidence } from './read';
import { toRows, type EvidenceTable } from './rows';
import { syncTables, type Changes } from './sync';

const SEED_FOLDER = path.dirname(fileURLToPath(import.meta.url));

/** Where a warning is about a figure that this registry's curators brought. */
export const OWN_FIGURES = 'own figure';

/** What a load changed, and what in the data set deserves a second look. */
export type LoadReport = { changes: Record<EvidenceTable, Changes>; warnings: Problem[] };

/**
 * Makes the evidence of a database equal to the data set in `folder` with what its own curators approved, as the role that owns the tables. Everything is
 * validated first: throws EvidenceError, and writes nothing, on any problem. Then one transaction writes what differs, so
 * that readers see the old evidence or the new, and a second run changes nothing. Two loads at once, or a load and an approval: one waits.
 */
export async function loadEvidence(ownerUrl: string, folder: string = SEED_FOLDER): Promise<LoadReport> {
  const { dataset, warnings } = await readEvidence(folder);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [EVIDENCE_LOCK]);
    await sayWhy(client);
    const { rows, stepped, contradicted, heldAs } = await withOwnChanges(client, toRows(dataset));
    const changes = await syncTables(client, rows);
    await recordFirstLoad(client, changes);
    await client.query('COMMIT');
    const own = [...stepped.map(steppedBack), ...contradicted.flatMap(heldBack), ...[...heldAs.values()].map(renamed)];
    return { changes, warnings: [...warnings, ...own] };
  } finally {
    // Ending the connection rolls back whatever was not committed.
    await client.end();
  }
}

/** A centre's own figure that is no longer charted, in the words of a warning. */
function steppedBack(id: string): Problem {
  return {
    file: OWN_FIGURES,
    path: id,
    reason: 'the data set now prefers a figure of its own for these patients and this time, so this one is not charted',
  };
}

/** A centre's own figure that the data set holds under another name. */
function renamed(one: Renamed): Problem {
  return { file: OWN_FIGURES, path: one.id, reason: heldAsReason(one).en };
}

/** A centre's own figure that is not charted until a curator decides on it. */
function heldBack({ id, reasons }: Contradicted): Problem[] {
  return reasons.map(({ en }) => ({
    file: OWN_FIGURES,
    path: id,
    reason: `contradicts a figure that the data set has brought or changed since: ${en}. It is not charted until a curator decides on it`,
  }));
}

/** What the history of the evidence says of this transaction. Into an empty registry everything is new: one entry says so. */
async function sayWhy(client: pg.Client): Promise<void> {
  await client.query(
    `SELECT set_config('registry.reason', $1, true),
            set_config('registry.first_load', CASE WHEN EXISTS (SELECT FROM trial) THEN 'no' ELSE 'yes' END, true)`,
    [EVIDENCE_LOAD],
  );
}

async function recordFirstLoad(client: pg.Client, changes: Record<EvidenceTable, Changes>): Promise<void> {
  const counts = Object.fromEntries(Object.entries(changes).map(([table, { inserted }]) => [table, inserted]));
  await client.query(
    `INSERT INTO audit_entry (table_name, row_id, action, new_values)
     SELECT 'evidence', 'first load', 'import', $1::jsonb WHERE current_setting('registry.first_load', true) = 'yes'`,
    [JSON.stringify(counts)],
  );
}
