import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

/**
 * Prisma's way to a database, with at most `connections` of them, each waited for so many milliseconds; they end with the
 * client that uses it.
 */
export function adapterFor(connectionString: string, connections = 10, connectMs = 5000): PrismaPg {
  return new PrismaPg(poolFor(connectionString, connections, connectMs), { disposeExternalPool: true });
}

/** Connections that take a query only after the one before it was answered. */
export function poolFor(connectionString: string, connections: number, connectMs = 5000): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: connections, connectionTimeoutMillis: connectMs });
  pool.on('connect', askInTurn);
  return pool;
}

/**
 * A connection answers one query at a time. Prisma sends those of several relations at once, which pg queues with a warning
 * today and refuses from its version 9 on; here each waits for the one before it.
 */
function askInTurn(connection: pg.PoolClient): void {
  let last: Promise<unknown> = Promise.resolve();
  connection.query = new Proxy(connection.query, {
    apply(query, self, given: unknown[]): unknown {
      if (typeof given.at(-1) === 'function') return Reflect.apply(query, self, given);
      const answer = last.then((): unknown => Reflect.apply(query, self, given));
      last = answer.catch(() => undefined);
      return answer;
    },
  });
}
