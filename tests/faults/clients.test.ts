import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage, seconds, served } from './stage.js';

let stage: Stage;
afterEach(() => stage?.close());

describe.skipIf(!served)('when 200 sockets are cut at once', () => {
  it('lets all of them resume within 10 s, spread over time, while messages flow', async () => {
    stage = await createStage({
      rooms: 10,
      peersPerRoom: 20,
      perSecond: 20,
      reconnect: () => Math.random() * 2000,
    });
    const run = stage.load.run();
    await seconds(1);
    const cut = performance.now();
    for (const peer of stage.load.peers) peer.cut();
    const returns = () =>
      stage.load.history
        .of('live')
        .filter(({ at }) => at > cut)
        .map(({ at }) => at - cut);
    await expect.poll(() => returns().length, { timeout: 10_000 }).toBe(200);
    await run.stop();
    expect(await stage.verdict({ timeoutMs: 10_000 })).toEqual([]);
    const busiest = Math.max(...returns().map((t) => returns().filter((u) => u >= t && u < t + 500).length));
    expect(busiest).toBeLessThan(100);
  }, 120_000);
});
