/**
 * The embedded engine: PGlite in a thread of its own behind a local socket. In the main thread each query would block
 * the event loop for its whole length. Plain JavaScript, because a worker thread cannot load TypeScript on Node 20.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { createMultiplexer } from './multiplexer.mjs';

if (parentPort === null) throw new Error('the embedded engine runs in a worker thread only');
const port = parentPort;

/** @type {{ dataDir: string | null, image: string | null, socket: string | { port: number }, password: string, idleInTransactionMs: number, extensions: string[] }} */
const options = workerData;

const extensions = { btree_gin, btree_gist, citext, pg_trgm, pgcrypto, unaccent };

async function open() {
  if (options.dataDir !== null) return PGlite.create({ dataDir: options.dataDir, extensions });
  const image = options.image === null ? null : await readFile(options.image).catch(() => null);
  if (image !== null) return PGlite.create({ extensions, loadDataDir: new Blob([image]) });
  const db = await PGlite.create({ extensions });
  for (const name of options.extensions) await db.exec(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  if (options.image !== null) {
    // Written beside and renamed: a second process never reads half of it.
    const dump = await db.dumpDataDir('none');
    const part = `${options.image}.${process.pid}.${Date.now()}`;
    await writeFile(part, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 });
    await rename(part, options.image);
  }
  return db;
}

const db = await open();
const multiplexer = createMultiplexer(
  // In memory there is nothing to bring to disk after a round.
  { exec: (message) => db.execProtocolRaw(message, { syncToFs: options.dataDir !== null }) },
  {
    password: options.password,
    idleInTransactionMs: options.idleInTransactionMs,
    onError: (error) => port.postMessage({ type: 'error', error: String(error) }),
  },
);
const server = createServer((socket) => multiplexer.accept(socket));
const listening = () => port.postMessage({ type: 'ready', address: server.address() });
if (typeof options.socket === 'string') server.listen(options.socket, listening);
else server.listen({ host: '127.0.0.1', port: options.socket.port }, listening);

port.on('message', async (message) => {
  if (message !== 'close') return;
  server.close();
  await multiplexer.close();
  await db.close();
  port.postMessage({ type: 'closed' });
  port.close();
});
