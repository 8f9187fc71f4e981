import type pg from 'pg';
import { readSettings } from './setup/environment';
import { messageOf, StartError } from './setup/start-error';
import { withDatabase } from './setup/with-database';
import { connectOwner } from '@/prisma/owner-client';

type Fault = { place: string | null; entry: string; fault: string };
type Head = { position: string; hash: string };

/**
 * `npm run audit:verify`: recomputes the chain of the audit. Prints its head, to be kept where the database's owner cannot
 * change it, or the first entry that does not hold. Exit codes: 0 it holds, 1 it does not, 2 the database was not reached.
 */
export async function main(): Promise<number> {
  try {
    return await withDatabase(readSettings(), async ({ ownerUrl }) => {
      const owner = await connectOwner(ownerUrl);
      try {
        const { holds, said } = await verify(owner);
        (holds ? console.log : console.error)(said);
        return holds ? 0 : 1;
      } finally {
        await owner.end();
      }
    });
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}

/** Whether the chain holds, with its head or the first entry that does not hold. */
export async function verify(owner: pg.Client): Promise<{ holds: boolean; said: string }> {
  const { rows } = await owner.query<Fault>('SELECT place, entry, fault FROM verify_audit()');
  const [fault] = rows;
  if (fault !== undefined) {
    const link = fault.place === null ? '' : ` (link ${fault.place})`;
    return { holds: false, said: `The audit does not hold at entry ${fault.entry}${link}: ${fault.fault}.` };
  }
  const { rows: heads } = await owner.query<Head>(
    'SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1',
  );
  const [head] = heads;
  return {
    holds: true,
    said: head === undefined ? 'The audit is empty.' : `The audit holds. Head: ${head.position} ${head.hash}`,
  };
}
