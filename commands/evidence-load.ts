import { formatProblem, EvidenceError } from '@/seed/evidence-error';
import { loadEvidence, type LoadReport } from '@/seed/load';
import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';

const LOADED = 0;
const INVALID = 1;
const FAILED = 2;

/**
 * Loads the evidence of seed/, or of the folder named first, into the database of these settings. Returns the exit code:
 * 0 loaded (or nothing to change), 1 the data set is invalid (every problem is printed, nothing was written), 2 the
 * database could not be written.
 */
export async function main([folder]: readonly string[] = []): Promise<number> {
  try {
    printReport(await withDatabase(readSettings(), ({ ownerUrl }) => loadEvidence(ownerUrl, folder)));
    return LOADED;
  } catch (error) {
    if (error instanceof EvidenceError) {
      for (const problem of error.problems) console.error(formatProblem(problem));
      console.error(`Nothing was written: ${error.problems.length} problem(s).`);
      return INVALID;
    }
    console.error(`The evidence could not be loaded: ${messageOf(error)}`);
    if (error instanceof StartError) console.error(error.remedy);
    return FAILED;
  }
}

function printReport({ changes, warnings }: LoadReport): void {
  for (const warning of warnings) console.log(`Note: ${formatProblem(warning)}`);
  const changed = Object.entries(changes).filter(
    ([, { inserted, updated, deleted }]) => inserted + updated + deleted > 0,
  );
  for (const [table, { inserted, updated, deleted }] of changed)
    console.log(`${table}: ${inserted} inserted, ${updated} updated, ${deleted} deleted`);
  console.log(changed.length === 0 ? 'The evidence is up to date.' : 'The evidence is loaded.');
}
