import { readFile } from 'node:fs/promises';
import { messageOf, StartError } from '../setup/start-error';

const LEAST_LENGTH = 20;

/** The key of backups, from BACKUP_KEY or the file that BACKUP_KEY_FILE names; null: backups are not encrypted. */
export async function readBackupKey(environment: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const [said, file] = [environment['BACKUP_KEY'] ?? '', environment['BACKUP_KEY_FILE'] ?? ''];
  if (said !== '' && file !== '')
    throw new StartError('BACKUP_KEY and BACKUP_KEY_FILE are both set.', 'Set one of them.');
  if (said === '' && file === '') return null;
  const key = (file === '' ? said : await readKeyFile(file)).trim();
  if (key.length < LEAST_LENGTH)
    throw new StartError(
      `The key of backups has ${key.length} characters; at least ${LEAST_LENGTH} are needed.`,
      'Make one, for example with: openssl rand -base64 32. Keep it where the backups are not.',
    );
  return key;
}

async function readKeyFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(
      `BACKUP_KEY_FILE: ${file} cannot be read: ${messageOf(error)}.`,
      'Name a file that the account that starts this can read.',
    );
  });
}
