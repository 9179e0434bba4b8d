import type { FastifyBaseLogger } from 'fastify';
import type { Database, Migration } from './contract.js';
import { extensions } from './extensions.js';

export interface MigrationSet {
  plugin: string;
  migrations: readonly Migration[];
}

type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;

interface Applied {
  plugin: string;
  name: string;
}

const key = (plugin: string, name: string) => `${plugin}/${name}`;

async function prepare(db: Database): Promise<void> {
  await db.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       plugin text NOT NULL,
       name text NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (plugin, name)
     )`,
  );
  const present = await db.query<{ extname: string }>('SELECT extname FROM pg_extension');
  for (const name of extensions) {
    if (present.some((row) => row.extname === name)) continue;
    try {
      await db.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
    } catch (cause) {
      throw new Error(
        `The database lacks the extension ${name} and this user may not create it. As a superuser run: ` +
          `CREATE EXTENSION ${extensions.join('; CREATE EXTENSION ')};`,
        { cause },
      );
    }
  }
}

const applied = (db: Database) =>
  db.query<Applied>('SELECT plugin, name FROM schema_migrations ORDER BY applied_at, plugin, name');

/** A database that a later version migrated may mean its columns differently: writing to it would break it. */
function refuseNewer(rows: readonly Applied[], sets: readonly MigrationSet[]): void {
  for (const { plugin, migrations } of sets) {
    const known = new Set(migrations.map(({ name }) => name));
    const unknown = rows.filter((row) => row.plugin === plugin && !known.has(row.name));
    if (unknown.length > 0) {
      throw new Error(
        `schema_newer: the database holds migrations of the plugin ${plugin} that this version does not know ` +
          `(${unknown.map(({ name }) => name).join(', ')}). Start the version that made them, or a later one.`,
      );
    }
  }
}

/** One migration and the row that remembers it, in one transaction: killed half-way, nothing of it is left. */
async function step(
  db: Database,
  plugin: string,
  migration: Migration,
  direction: 'up' | 'down',
): Promise<void> {
  const run = async () => {
    await migration[direction](db);
    await db.query(
      direction === 'up'
        ? 'INSERT INTO schema_migrations (plugin, name) VALUES ($1, $2)'
        : 'DELETE FROM schema_migrations WHERE plugin = $1 AND name = $2',
      [plugin, migration.name],
    );
  };
  await db.transaction(run, { patient: true });
}

/** Loaded where there is something to do: the library brings 130 ms of other libraries along. */
async function umzug(db: Database, sets: readonly MigrationSet[], log: Log) {
  const { Umzug } = await import('umzug');
  const quiet = () => {};
  return new Umzug({
    migrations: sets.flatMap(({ plugin, migrations }) =>
      [...migrations]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((migration) => ({
          name: key(plugin, migration.name),
          up: () => step(db, plugin, migration, 'up'),
          down: () => step(db, plugin, migration, 'down'),
        })),
    ),
    storage: {
      // Written by the step, inside its transaction.
      logMigration: async () => {},
      unlogMigration: async () => {},
      executed: async () => (await applied(db)).map((row) => key(row.plugin, row.name)),
    },
    logger: {
      info: ({ event, name }) => {
        if (event === 'migrated' || event === 'reverted') log.info(`${event} ${String(name)}`);
      },
      debug: quiet,
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
  });
}

/** Whether nothing is missing, which needs no lock: what is applied stays applied while a server runs on it. */
async function isCurrent(db: Database, sets: readonly MigrationSet[]): Promise<boolean> {
  const [table] = await db.query<{ found: boolean }>(
    "SELECT to_regclass('schema_migrations') IS NOT NULL AS found",
  );
  if (!table?.found) return false;
  const rows = await applied(db);
  refuseNewer(rows, sets);
  const present = new Set(rows.map((row) => key(row.plugin, row.name)));
  return sets.every(({ plugin, migrations }) =>
    migrations.every(({ name }) => present.has(key(plugin, name))),
  );
}

/**
 * Applies every migration that is missing, plugins in the order given, each in a transaction of its own, one process at
 * a time. Refuses a database with migrations that it does not know.
 * @returns the names of those applied now, as `plugin/name`
 */
export async function migrate(db: Database, sets: readonly MigrationSet[], log: Log): Promise<string[]> {
  if (await isCurrent(db, sets)) return [];
  return db.exclusive('migrate', async () => {
    await prepare(db);
    refuseNewer(await applied(db), sets);
    const done = await (await umzug(db, sets, log)).up();
    return done.map(({ name }) => name);
  });
}

/**
 * Reverts migrations, the last ones first.
 * @param options `plugin`: only of this one (default: of all given); `steps`: how many (default: all of them)
 * @returns the names of those reverted, as `plugin/name`
 */
export async function migrateDown(
  db: Database,
  sets: readonly MigrationSet[],
  log: Log,
  options: { plugin?: string; steps?: number } = {},
): Promise<string[]> {
  return db.exclusive('migrate', async () => {
    await prepare(db);
    const chosen = sets.filter(({ plugin }) => options.plugin === undefined || plugin === options.plugin);
    refuseNewer(await applied(db), chosen);
    const runner = await umzug(db, chosen, log);
    const executed = (await runner.executed()).map(({ name }) => name).reverse();
    const wanted = executed.slice(0, options.steps ?? executed.length);
    if (wanted.length === 0) return [];
    const done = await runner.down({ migrations: wanted });
    return done.map(({ name }) => name);
  });
}
