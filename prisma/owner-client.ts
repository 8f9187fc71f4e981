import pg from 'pg';

/**
 * A connection of a command to the database, as its owner. Where it is lost, whatever the command asks next fails with the
 * reason: without a listener a loss between two questions would end the process at once, and what it began would stay lying.
 */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => undefined);
  await owner.connect();
  return owner;
}

/** Whether something failed because the database has ended the connection, or has ended itself. */
export function isLostConnection(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  // Class 57P of PostgreSQL: it is shut down, has crashed, or is starting.
  return (
    ['57P01', '57P02', '57P03', 'ECONNRESET', 'EPIPE'].includes(code ?? '') ||
    /^Connection terminated|^Client has encountered a connection error|not queryable$/u.test(message)
  );
}
