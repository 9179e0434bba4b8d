import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { must, scene } from '../system/account.js';
import { createHistory } from '../system/history.js';
import { type Instance, startInstance } from '../system/instance.js';
import { connectPeer } from '../system/peer.js';

let dataDir: string;
let instance: Instance;

afterEach(async () => {
  await instance?.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Row {
  seq: number;
  text: string;
}

it('loses no acknowledged message of the embedded database when killed while five clients write', async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teambrain-data-'));
  instance = await startInstance({ dataDir });
  const world = await scene(instance.url, { members: 5, rooms: 1 });
  const room = world.roomIds[0] as string;
  const history = createHistory();
  const { port } = instance;
  const writers = await Promise.all(
    world.members.map((account, i) =>
      connectPeer({ name: `w${i}`, account, urls: [instance.url], rooms: [room], history }),
    ),
  );
  let running = true;
  const loops = writers.map(async (writer, i) => {
    for (let n = 0; running; n++) await writer.send(room, `writer ${i} message ${n}`);
  });
  for (let kill = 0; kill < 6; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 600));
    await instance.stop('SIGKILL');
    instance = await startInstance({ dataDir, port });
  }
  running = false;
  await Promise.all(loops);
  for (const writer of writers) writer.close();

  const stored = new Map<number, string>();
  for (let before: number | undefined; before === undefined || before > 1; ) {
    const query = before === undefined ? '' : `&before=${before}`;
    const page = await must(
      world.owner
        .at(instance.url)
        .call<{ items: Row[]; hasBefore: boolean }>('GET', `/rooms/${room}/messages?limit=100${query}`),
    );
    for (const { seq, text } of page.items) stored.set(seq, text);
    if (!page.hasBefore) break;
    before = page.items[0]?.seq as number;
  }
  const texts = new Map(history.of('invoke').map(({ clientId, text }) => [clientId, text]));
  const acknowledged = history.of('ok');
  expect(acknowledged.length).toBeGreaterThan(50);
  expect(acknowledged.filter(({ clientId, seq }) => stored.get(seq) !== texts.get(clientId))).toEqual([]);
  expect(new Set(stored.values()).size).toBe(stored.size);
}, 120_000);

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
