import { readFile } from 'node:fs/promises';
import { NO_FILTERS, withSchemaEngine } from '../schema-engine';

/** The SQL that makes the whole Prisma schema in an empty database; what the migrations must add up to. */
export async function schemaSql(ownerUrl: string): Promise<string> {
  const content = await readFile(new URL('../schema.prisma', import.meta.url), 'utf8');
  const to = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
  const { stdout } = await withSchemaEngine(ownerUrl, content, (engine) =>
    engine.diff({ from: { tag: 'empty' }, to, script: true, exitCode: null, filters: NO_FILTERS }),
  );
  return stdout ?? '';
}
