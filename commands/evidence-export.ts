import path from 'node:path';
import { exportEvidence } from '@/seed/export';
import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';

const USAGE = `npm run evidence:export -- FOLDER
Writes the evidence with everything that curators approved into FOLDER, as the files that evidence:load reads.
The trials that stand there already are replaced.`;

/** `npm run evidence:export -- FOLDER`. Exit codes: 0 written, 1 wrong arguments, 2 refused or not reached. */
export async function main([folder, ...more]: readonly string[] = []): Promise<number> {
  if (folder === undefined || folder.startsWith('-') || more.length > 0) {
    console.error(USAGE);
    return 1;
  }
  try {
    const trials = await withDatabase(readSettings(), ({ ownerUrl }) => exportEvidence(ownerUrl, path.resolve(folder)));
    console.log(`Written: ${trials} trials, the references and the disease, in ${path.resolve(folder)}.`);
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}
