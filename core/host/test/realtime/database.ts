import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../src/database/contract.js';
import { createDatabase } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { realtimeMigrations } from '../../src/realtime/migrations.js';
import { silentLog } from './log.js';

/** A fresh database with the channel log: on `TEST_DATABASE_URL` where it is set, else embedded and in memory. */
export async function openDatabase(): Promise<{ db: Database; url?: string; close(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  let url: string | undefined;
  const name = `d_${randomUUID().slice(0, 8)}`;
  const admin = async (sql: string) => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  if (server) {
    await admin(`CREATE DATABASE ${name}`);
    const target = new URL(server);
    target.pathname = `/${name}`;
    url = target.href;
  }
  const db = await createDatabase({ ...(url ? { url } : {}), log: silentLog });
  await migrate(db, [{ plugin: 'realtime', migrations: [...realtimeMigrations] }], silentLog);
  return {
    db,
    ...(url ? { url } : {}),
    async close() {
      await db.close();
      if (url) await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
