import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { percentile } from '../bench/measure.js';
import { createStage, type Stage, seconds, served } from './stage.js';

let stage: Stage;
afterEach(() => stage?.close());

/** Reads over HTTP until stopped; gives the milliseconds each took. */
function reads(): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let running = true;
  const { owner, roomIds } = stage.load.scene;
  const loop = (async () => {
    while (running) {
      const began = performance.now();
      const { status } = await owner.call('GET', `/rooms/${roomIds[0]}/messages?limit=50`);
      expect(status).toBe(200);
      times.push(performance.now() - began);
      await seconds(0.02);
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
      return times;
    },
  };
}

describe.skipIf(!served)('when Redis fails', () => {
  it('delivers between instances within 2 s while it is gone, and after it came back empty', async () => {
    stage = await createStage();
    const run = stage.load.run();
    await seconds(1);
    await stage.redis.kill();
    const reader = reads();
    await seconds(3);
    expect(percentile(await reader.stop(), 99)).toBeLessThan(300);
    await stage.redis.restart();
    await seconds(1);
    await run.stop();
    expect(await stage.verdict({ timeoutMs: 5000 })).toEqual([]);
  }, 90_000);

  it('never makes a request wait more than 300 ms while it hangs', async () => {
    stage = await createStage();
    const run = stage.load.run();
    const before = reads();
    await seconds(5);
    // What the machine itself stalls at times is not waiting for Redis.
    const slowest = Math.max(...(await before.stop()));
    stage.redis.pause();
    const reader = reads();
    await seconds(15);
    const times = await reader.stop();
    stage.redis.resume();
    expect(times.length).toBeGreaterThan(20);
    expect(Math.max(...times)).toBeLessThan(300 + slowest);
    await seconds(1);
    await run.stop();
    expect(await stage.verdict({ timeoutMs: 5000 })).toEqual([]);
  }, 90_000);

  it('loses nothing when its subscriptions are cut ten times', async () => {
    stage = await createStage();
    const admin = new Redis(stage.redis.url);
    const run = stage.load.run();
    for (let i = 0; i < 10; i++) {
      await seconds(0.2);
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    }
    await run.stop();
    admin.disconnect();
    expect(await stage.verdict({ timeoutMs: 5000 })).toEqual([]);
  }, 90_000);
});
