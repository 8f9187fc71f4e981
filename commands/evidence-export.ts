import { exportEvidence } from '@/seed/export';
import { readSettings } from './setup/environment';
import { withOnePath } from './setup/one-path';
import { withDatabase } from './setup/with-database';

const USAGE = `npm run evidence:export -- FOLDER
Writes the evidence with everything that curators approved into FOLDER, as the files that evidence:load reads.
The trials that stand there already are replaced.`;

/** `npm run evidence:export -- FOLDER`. Exit codes: 0 written, 1 wrong arguments, 2 refused or not reached. */
export async function main(args: readonly string[] = []): Promise<number> {
  return withOnePath(args, USAGE, async (folder) => {
    const trials = await withDatabase(readSettings(), ({ ownerUrl }) => exportEvidence(ownerUrl, folder));
    console.log(`Written: ${trials} trials, the references and the disease, in ${folder}.`);
  });
}
