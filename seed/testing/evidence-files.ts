import { cp } from 'node:fs/promises';
import path from 'node:path';

/** Where the evidence that the program brings stands. */
export const SEED = path.join(import.meta.dirname, '..');

/** Puts the program's own evidence into a folder that a test may change. */
export async function copyEvidence(folder: string): Promise<void> {
  for (const part of ['trials', 'references.json', 'disease.json', 'protocol.json'])
    await cp(path.join(SEED, part), path.join(folder, part), { recursive: true });
}
