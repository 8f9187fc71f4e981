import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { messageOf, StartError } from './start-error';

const Secrets = z.object({
  sessionSecret: z.string().min(32),
  postgresPassword: z.string().min(20),
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
  demoPassword: z.string().min(8),
});

export type Secrets = z.infer<typeof Secrets>;

/** The secrets of this data folder, made on the first start and kept in a file that only its owner can read. */
export async function readOrMakeSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartError(
      `The secrets file ${file} cannot be read: ${messageOf(error)}.`,
      'Make it readable for the account that starts the program.',
    );
  });
  if (text !== null) return parseSecrets(text, file);

  const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const secrets: Secrets = {
    sessionSecret: random(48),
    postgresPassword: random(24),
    ownerPassword: random(24),
    appPassword: random(24),
    demoPassword: random(9),
  };
  // Two that start at once must end with one set: the link fails where the other was first, and its file is read.
  const own = `${file}.${process.pid}`;
  await writeFile(own, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(own, 0o600);
  const first = await link(own, file).then(
    () => true,
    () => false,
  );
  await rm(own, { force: true });
  return first ? secrets : readOrMakeSecrets(dataDir);
}

function parseSecrets(text: string, file: string): Secrets {
  try {
    return Secrets.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `The secrets file ${file} is damaged.`,
      'Restore it from a backup: without it the embedded database cannot be opened.',
    );
  }
}

/** Makes the data folder, or says why it cannot be written. Others may pass through it but not list it. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    // Another that starts at the same moment tries the same.
    const probe = path.join(dataDir, `.writable.${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} is not writable: ${messageOf(error)}.`,
      'Make it writable for this account or set DATA_DIR to another folder.',
    );
  }
}
