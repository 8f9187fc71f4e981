import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Disease } from '@/lib/registry/schema';

/** Where the evidence that the program brings stands. */
export const SEED = path.join(import.meta.dirname, '..');

/** Puts the program's own evidence into a folder that a test may change. */
export async function copyEvidence(folder: string): Promise<void> {
  for (const part of ['trials', 'references.json', 'disease.json', 'protocol.json'])
    await cp(path.join(SEED, part), path.join(folder, part), { recursive: true });
}

/** Loads the program's own evidence with another `disease.json`. */
export async function withDisease(
  change: (disease: Disease) => Disease,
  load: (folder: string) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'changed-'));
  const file = path.join(folder, 'disease.json');
  try {
    await copyEvidence(folder);
    const disease = JSON.parse(await readFile(file, 'utf8')) as Disease;
    await writeFile(file, JSON.stringify(change(disease)));
    await load(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
