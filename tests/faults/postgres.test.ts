import { afterEach, describe, expect, it } from 'vitest';
import { createStage, recoveryTime, type Stage, seconds, served, terminateBackends } from './stage.js';

let stage: Stage;
afterEach(() => stage?.close());

describe.skipIf(!served)('when PostgreSQL fails', () => {
  it('survives its crash and recovery without losing an acknowledged message', async () => {
    stage = await createStage();
    const run = stage.load.run();
    await seconds(1);
    await stage.postgres.crash();
    const up = performance.now();
    await seconds(3);
    await run.stop();
    expect(await stage.verdict()).toEqual([]);
    expect(recoveryTime(stage.load, up)).toBeLessThan(3000);
    for (const { pid } of stage.instances) expect(process.kill(pid, 0)).toBe(true);
  }, 90_000);

  it('survives that all its connections are ended, ten times', async () => {
    stage = await createStage();
    const run = stage.load.run();
    for (let i = 0; i < 10; i++) {
      await seconds(0.5);
      await terminateBackends(stage.databaseUrl);
      const cut = performance.now();
      await seconds(1);
      expect(recoveryTime(stage.load, cut)).toBeLessThan(1000);
    }
    await run.stop();
    expect(await stage.verdict()).toEqual([]);
  }, 90_000);
});
