import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createHistory } from '../system/history.js';
import { connectPeer } from '../system/peer.js';
import { createStage, kills, type Stage, seconds, served } from './stage.js';

let stage: Stage;
afterEach(() => stage?.close());

describe.skipIf(!served)('when an instance is killed', () => {
  it('moves its clients to the other one, which have everything within 5 s', async () => {
    stage = await createStage();
    const run = stage.load.run();
    await seconds(1);
    await stage.instances[0]?.stop('SIGKILL');
    await seconds(2);
    await run.stop();
    expect(await stage.verdict({ timeoutMs: 5000, through: 1 })).toEqual([]);
  }, 90_000);

  const times = kills(8);
  const title = `loses and doubles nothing when killed ${times} times while 20 clients write`;
  it(title, { timeout: 60_000 + times * 20_000 }, async ({ annotate }) => {
    stage = await createStage({ rooms: 2, peersPerRoom: 10, perSecond: 100 });
    for (let kill = 1; kill <= times; kill++) {
      const run = stage.load.run();
      await seconds(0.2 + Math.random() * 1.8);
      await stage.instances[1]?.stop('SIGKILL');
      await stage.replace(1);
      await run.stop();
      expect(await stage.verdict(), `after kill ${kill}`).toEqual([]);
    }
    const { history } = stage.load;
    await annotate(`${history.of('ok').length} acknowledged, ${history.of('recv').length} received`);
  });

  it('hands a message that was committed but never announced to the other instance within 2 s, in a silent room', async () => {
    stage = await createStage({ rooms: 1, peersPerRoom: 2 });
    const room = stage.load.scene.roomIds[0] as string;
    // This instance dies after COMMIT and before it tells anybody.
    await stage.instances[0]?.stop('SIGKILL');
    await stage.replace(0, { env: { TEAMBRAIN_FAILPOINT: 'after-commit:message.created' } });
    const history = createHistory();
    const reader = stage.load.peers.find(({ connected }) => connected());
    const before = reader?.seen(room) as number;
    const writer = await connectPeer({
      name: 'writer',
      account: stage.load.scene.owner,
      urls: [stage.instances[0]?.url as string, stage.instances[1]?.url as string],
      rooms: [],
      history,
      backoff: () => 3000,
    });
    const clientId = randomUUID();
    const answer = writer.send(room, 'committed, then silence', clientId);
    await stage.instances[0]?.exited;
    const died = performance.now();
    await expect.poll(() => reader?.seen(room), { timeout: 4000, interval: 20 }).toBe(before + 1);
    expect(performance.now() - died).toBeLessThan(2000);
    // The writer, which never had an answer, resends to the other instance and gets the same message.
    expect(await answer).toMatchObject({ ok: true, seq: before + 1, duplicate: true });
    writer.close();
  }, 60_000);
});
