// Writes rows as fast as it can and prints the number of each one that was acknowledged.
import { createDatabase } from '../../src/database/database.js';

const log = { info() {}, warn() {}, error() {} };
const db = await createDatabase({ dataDir: process.argv[2] as string, log });
await db.query('CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)');
let [{ next }] = (await db.query<{ next: number }>('SELECT coalesce(max(id), 0) + 1 AS next FROM kept')) as [
  { next: number },
];
for (;;) {
  const id = next++;
  await db.transaction(() => db.query('INSERT INTO kept VALUES ($1)', [id]));
  process.stdout.write(`${id}\n`);
}
