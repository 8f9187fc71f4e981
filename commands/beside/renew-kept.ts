import { adapterFor } from '@/lib/database-pool.server';
import { renewKept } from '@/lib/patients/rules/renewal.server';
import { PrismaClient } from '@/prisma/generated/client';

/** What `npm start` has done beside the server: what is kept of patients is made anew where it does not hold any more. */
export async function main(): Promise<number> {
  const database = new PrismaClient({ adapter: adapterFor(process.env['DATABASE_URL'] ?? '') });
  try {
    await renewKept(database);
  } finally {
    await database.$disconnect();
    // The channel to the program, which is there to end this process with it, would keep it alive.
    process.disconnect?.();
  }
  return 0;
}
