import { randomBytes } from 'node:crypto';
import pg from 'pg';

const prefix = 'tb_test_';

/** A fresh database of the server at `TEST_DATABASE_URL`; without that variable the embedded engine's memory. */
export async function openTestDatabase(): Promise<{ url?: string; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return { drop: async () => {} };
  const name = `${prefix}${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(server, async (client) => {
    await dropAbandoned(client);
    await client.query(`CREATE DATABASE ${name}`);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A test process that was killed left its databases behind. */
async function dropAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE datname LIKE $1',
    [`${prefix.replaceAll('_', '\\_')}%`],
  );
  for (const { name } of rows) {
    const pid = Number(name.slice(prefix.length).split('_')[0]);
    if (isAlive(pid)) continue;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
