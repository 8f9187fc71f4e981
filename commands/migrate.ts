import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';

/** `npm run migrate`: brings the database up to date and nothing else. */
export async function main(): Promise<number> {
  try {
    await withDatabase(readSettings(), async () => undefined);
    console.log('The database is up to date.');
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}
