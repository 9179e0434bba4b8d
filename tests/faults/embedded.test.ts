import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { afterEach, expect, it } from 'vitest';
import { scene } from '../system/account.js';
import { judge } from '../system/checker.js';
import { createHistory } from '../system/history.js';
import { type Instance, startInstance } from '../system/instance.js';
import { connectPeer } from '../system/peer.js';
import { kills, seconds } from './stage.js';

let dataDir: string;
let instance: Instance;

afterEach(async () => {
  await instance?.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const times = kills(6);
const title = `loses and doubles nothing of the embedded database when killed ${times} times while five clients write`;

it(title, { timeout: 60_000 + times * 15_000 }, async ({ annotate }) => {
  dataDir = mkdtempSync(join(tmpdir(), 'teambrain-data-'));
  instance = await startInstance({ dataDir });
  const { port, url } = instance;
  const world = await scene(url, { members: 5, rooms: 1 });
  const room = world.roomIds[0] as string;
  const history = createHistory();
  const writers = await Promise.all(
    world.members.map((account, i) =>
      connectPeer({ name: `writer ${i}`, account, urls: [url], rooms: [room], history }),
    ),
  );
  let running = true;
  const loops = writers.map(async (writer) => {
    for (let n = 0; running; n++) await writer.send(room, `message ${n} of ${writer.name}`);
  });
  let acknowledged = 0;
  for (let kill = 1; kill <= times; kill++) {
    await expect.poll(() => history.of('ok').length, { timeout: 15_000 }).toBeGreaterThan(acknowledged);
    await seconds(0.2 + Math.random() * 1.8);
    await instance.stop('SIGKILL');
    acknowledged = history.of('ok').length;
    instance = await startInstance({ dataDir, port });
  }
  running = false;
  await Promise.all(loops);
  const head = Math.max(...history.of('ok').map(({ seq }) => seq));
  const heads = () => writers.map((writer) => writer.seen(room));
  await expect.poll(heads, { timeout: 5000 }).toEqual(writers.map(() => head));
  for (const writer of writers) writer.close();
  await instance.stop();

  // An index of messages is of this extension; the others serve nothing that is read here.
  const database = await PGlite.create(join(dataDir, 'postgres'), { extensions: { btree_gin } });
  const complete = writers.map(({ name }) => name);
  const verdict = await judge({ database, history, rooms: [room], complete });
  await database.close();
  await annotate(`${verdict.acknowledged} acknowledged, ${verdict.messages} stored`);
  expect(verdict.faults).toEqual([]);
});

it('refuses a second process on the same data folder with a clear text', async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teambrain-data-'));
  instance = await startInstance({ dataDir });
  await expect(startInstance({ dataDir })).rejects.toThrow(new RegExp(`in use by process ${instance.pid}`));
}, 60_000);

it('closes cleanly within 3 s on SIGTERM', async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teambrain-data-'));
  instance = await startInstance({ dataDir });
  const began = performance.now();
  await instance.stop('SIGTERM');
  expect(await instance.exited).toBe(0);
  expect(performance.now() - began).toBeLessThan(3000);
}, 60_000);
