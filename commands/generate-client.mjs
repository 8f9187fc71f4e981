import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Writes the Prisma client into prisma/generated. `prisma generate` looks for its native schema engine, which is a
 * download outside npm, although it does not use it; naming any existing file keeps it from looking.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
const result = spawnSync(process.execPath, [prisma, 'generate', '--schema', 'prisma/schema.prisma'], {
  cwd: root,
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
});
if (result.status !== 0) {
  process.stderr.write(
    `${result.stdout}${result.stderr}\nThe Prisma client could not be generated from prisma/schema.prisma.\n`,
  );
  process.exit(1);
}
