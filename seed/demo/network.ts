import { adapterFor } from '@/lib/database-pool.server';
import { keepObservations } from '@/lib/patients/observations/keep.server';
import { PrismaClient } from '@/prisma/generated/client';

const PATIENCE_MS = 120_000;

/**
 * Makes the first release of the made-up pool, as the database's owner. It reads kept observations, so these are kept
 * first; where another state of the program keeps them, there is no release until an administrator makes one.
 */
export async function releaseDemoPool(ownerUrl: string): Promise<void> {
  // A first start has the machine busy with all else: a connection may take its time.
  const database = new PrismaClient({ adapter: adapterFor(ownerUrl, 1, PATIENCE_MS) });
  try {
    await database.$transaction(
      async (tx) => {
        // The owner reads the patients of all sites as for a backup.
        await tx.$executeRaw`SELECT set_config('registry.purpose', 'backup', true)`;
        const patients = await tx.$queryRaw<{ id: string }[]>`
          SELECT p.id FROM patient p JOIN site s ON s.id = p.site_id WHERE s.made_up`;
        await keepObservations(
          tx,
          patients.map(({ id }) => id),
        );
        await tx.$executeRaw`SELECT make_network_release(true)`;
      },
      { maxWait: PATIENCE_MS, timeout: PATIENCE_MS },
    );
  } finally {
    await database.$disconnect();
  }
}
