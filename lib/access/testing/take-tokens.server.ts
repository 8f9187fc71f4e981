/** A process that asks so many times, as often at once as it has connections. Arguments: database, address, how often, allowance. Prints how often it might. */
import { adapterFor } from '@/lib/database-pool.server';
import { PrismaClient } from '@/prisma/generated/client';
import { takeToken } from '../session/tokens.server';

const [url = '', address = '', times = '0', most = '0'] = process.argv.slice(2);
const database = new PrismaClient({ adapter: adapterFor(url, 5) });
const asked = await Promise.all(
  Array.from({ length: Number(times) }, () =>
    takeToken('files', { sessionId: null, address }, { most: Number(most), seconds: 3600 }, database),
  ),
);
await database.$disconnect();
process.stdout.write(String(asked.filter(({ allowed }) => allowed).length));
