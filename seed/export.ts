import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { getProtocol } from '@/lib/registry/review/queries.server';
import { findReferences, findTrialSlugs, getDisease, getTrial } from '@/lib/registry/queries.server';
import { PrismaClient } from '@/prisma/generated/client';

/**
 * Writes the evidence of a database as the files that a load reads: `trials/<slug>.json`, `references.json`,
 * `disease.json` and `protocol.json`. What curators approved is in it; what is only proposed is not. Returns how many trials were written.
 */
export async function exportEvidence(ownerUrl: string, folder: string): Promise<number> {
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString: ownerUrl }) });
  try {
    const slugs = await findTrialSlugs(database);
    const trials = path.join(folder, 'trials');
    await mkdir(trials, { recursive: true });
    // A file of a trial that is gone would be loaded as if it were there.
    for (const name of await readdir(trials)) if (name.endsWith('.json')) await rm(path.join(trials, name));
    for (const slug of slugs) {
      const record = await getTrial(slug, database);
      if (record !== null) await writeFile(path.join(trials, `${slug}.json`), asFile(record.trial));
    }
    await writeFile(path.join(folder, 'references.json'), asFile(await findReferences(undefined, database)));
    await writeFile(path.join(folder, 'disease.json'), asFile(await getDisease(database)));
    await writeFile(path.join(folder, 'protocol.json'), asFile(await getProtocol(database)));
    return slugs.length;
  } finally {
    await database.$disconnect();
  }
}

function asFile(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
