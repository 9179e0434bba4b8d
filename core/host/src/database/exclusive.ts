import type pg from 'pg';

/**
 * One holder of a name at a time, over all instances: a mutex in this process, so that one process needs one connection
 * for a name at most, and below it a session advisory lock on a connection outside of the pool. Were it one of the
 * pool's, as many holders as the pool has connections would wait for each other's queries for ever.
 * @param connect null on the embedded engine, where one process is all there is and advisory locks never exclude
 */
export function createExclusive(connect: () => Promise<pg.Client | null>) {
  const tails = new Map<string, Promise<unknown>>();

  async function locked<T>(name: string, fn: () => Promise<T>): Promise<T> {
    const client = await connect();
    if (client === null) return fn();
    client.on('error', () => {});
    try {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`teambrain:${name}`]);
      return await fn();
    } finally {
      // Ending the session gives the lock back.
      await client.end().catch(() => {});
    }
  }

  return async function exclusive<T>(name: string, fn: () => Promise<T>): Promise<T> {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => locked(name, fn));
    const tail = mine.catch(() => {});
    tails.set(name, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(name) === tail) tails.delete(name);
    }
  };
}
