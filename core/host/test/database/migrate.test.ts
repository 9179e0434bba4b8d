import { describe, expect, it } from 'vitest';
import type { Database, Migration } from '../../src/database/contract.js';
import { createDatabase } from '../../src/database/database.js';
import { migrate, migrateDown } from '../../src/database/migrate.js';
import { engines, open, quiet } from './engines.js';

const table = (name: string): Migration => ({
  name: `0001-create-${name}`,
  up: async (db) => void (await db.query(`CREATE TABLE ${name} (id int); INSERT INTO ${name} VALUES (1)`)),
  down: async (db) => void (await db.query(`DROP TABLE ${name}`)),
});
const column: Migration = {
  name: '0002-add-column',
  up: async (db) => void (await db.query('ALTER TABLE one ADD COLUMN word text')),
  down: async (db) => void (await db.query('ALTER TABLE one DROP COLUMN word')),
};
const sets = [
  // Given in the wrong order on purpose: names decide inside a plugin.
  { plugin: 'first', migrations: [column, table('one')] },
  { plugin: 'second', migrations: [table('two')] },
];

async function tables(db: Database): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

describe.each(engines)('migrations on %s', (engine) => {
  it('go up in order, once, and down again', async () => {
    const { db, close } = await open(engine);
    expect(await migrate(db, sets, quiet)).toEqual([
      'first/0001-create-one',
      'first/0002-add-column',
      'second/0001-create-two',
    ]);
    expect(await migrate(db, sets, quiet)).toEqual([]);
    expect(await db.query('SELECT id, word FROM one')).toEqual([{ id: 1, word: null }]);
    expect(await db.query("SELECT similarity('word', 'words') > 0.5 AS near")).toEqual([{ near: true }]);
    expect(await migrateDown(db, sets, quiet, { plugin: 'first', steps: 1 })).toEqual([
      'first/0002-add-column',
    ]);
    expect(await db.query('SELECT * FROM one')).toEqual([{ id: 1 }]);
    expect(await migrateDown(db, sets, quiet)).toEqual(['second/0001-create-two', 'first/0001-create-one']);
    expect(await tables(db)).toEqual([]);
    expect((await migrate(db, sets, quiet)).length).toBe(3);
    await close();
  });

  it('leave nothing of one that fails half-way, and keep those before it', async () => {
    const { db, close } = await open(engine);
    const broken: Migration = {
      name: '0002-broken',
      up: async (inner) => {
        await inner.query('CREATE TABLE half (id int)');
        await inner.query('SELECT nonsense');
      },
      down: async () => {},
    };
    const failing = migrate(db, [{ plugin: 'p', migrations: [table('one'), broken] }], quiet);
    await expect(failing).rejects.toThrow(/0002-broken/);
    expect(await tables(db)).toEqual(['one']);
    expect(await migrate(db, [{ plugin: 'p', migrations: [table('one')] }], quiet)).toEqual([]);
    await close();
  });

  it('refuse a database that a later version migrated, and ignore plugins that are not installed', async () => {
    const { db, close } = await open(engine);
    await migrate(db, sets, quiet);
    const older = [{ plugin: 'first', migrations: [table('one')] }];
    await expect(migrate(db, older, quiet)).rejects.toThrow(/schema_newer.*first.*0002-add-column/);
    expect(await migrate(db, [sets[1]!], quiet)).toEqual([]);
    await close();
  });
});

it.runIf(engines.length > 1)('run once when three instances start together', async () => {
  const { url, db, close } = await open('postgres');
  const others = await Promise.all([1, 2].map(() => createDatabase({ url: url as string, log: quiet })));
  const done = await Promise.all([db, ...others].map((instance) => migrate(instance, sets, quiet)));
  expect(done.map(({ length }) => length).sort()).toEqual([0, 0, 3]);
  await Promise.all(others.map((other) => other.close()));
  await close();
});
