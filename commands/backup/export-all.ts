import path from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '../setup/environment';
import { messageOf, StartError } from '../setup/start-error';
import { withDatabase } from '../setup/with-database';
import { writeExport } from './write-export';

const USAGE = `npm run export:all -- FOLDER [--site CODE]
Writes everything recorded as CSV and JSON lines into FOLDER, with a README of the columns: of all sites, or of one with the
published evidence, for a centre that leaves. Secrets of accounts are not among it.`;

/** `npm run export:all -- FOLDER`. Exit codes: 0 written, 1 wrong arguments, 2 refused or not reached. */
export async function main(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    console.error(USAGE);
    return 1;
  }
  try {
    const tables = await withDatabase(readSettings(), ({ ownerUrl }) =>
      writeExport(ownerUrl, asked.folder, asked.site),
    );
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Written: ${tables.length} tables, ${rows} rows, in ${asked.folder}; README.md explains them.`);
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}

function readArguments(args: string[]): { folder: string; site: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { site: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    return folder === undefined || more.length > 0 ? null : { folder: path.resolve(folder), site: values.site ?? null };
  } catch (error) {
    console.error(messageOf(error));
    return null;
  }
}
