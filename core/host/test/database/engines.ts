import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createDatabase, type DatabaseOptions } from '../../src/database/database.js';

export const quiet = { info() {}, warn() {}, error() {} } as never;

/** A server that takes new databases, or undefined: then the suites run on the embedded engine. */
export const serverUrl = process.env.TEST_DATABASE_URL;

export const engines = serverUrl === undefined ? (['embedded'] as const) : (['postgres'] as const);

/** A fresh database of its own on the server. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `a_test_${randomBytes(6).toString('hex')}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl as string);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Opens a database of the engine; `close` drops it. */
export async function open(engine: 'embedded' | 'postgres', options: Partial<DatabaseOptions> = {}) {
  const fresh = engine === 'postgres' ? await freshDatabase() : null;
  const db = await createDatabase({
    log: quiet,
    guard: true,
    ...(fresh === null ? { dataDir: 'memory' } : { url: fresh.url }),
    ...options,
  });
  return {
    db,
    url: fresh?.url,
    async close() {
      await db.close();
      await fresh?.drop();
    },
  };
}
