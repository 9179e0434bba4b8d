import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/database/contract.js';
import { createJobs } from '../../src/jobs/jobs.js';
import { engines, open, quiet } from '../database/engines.js';

describe.each(engines)('jobs on %s', (engine) => {
  let db: Database;
  let close: () => Promise<void>;
  const jobs = () => createJobs({ db, log: quiet });
  beforeAll(async () => {
    ({ db, close } = await open(engine));
  });
  afterAll(() => close());

  it('does nothing to the database without a declared job', async () => {
    const idle = jobs();
    await idle.start();
    expect(await db.query("SELECT 1 FROM pg_namespace WHERE nspname = 'jobs'")).toEqual([]);
    await idle.stop();
  });

  it('runs a queued job, and one that was queued with a transaction only when that commits', async () => {
    const queue = jobs();
    const seen: unknown[] = [];
    queue.define<{ n: number }>('plain.run', {}, async ({ n }) => void seen.push(n));
    await queue.start();
    await queue.enqueue('plain.run', { n: 1 });
    await db
      .transaction(async () => {
        await queue.enqueue('plain.run', { n: 2 });
        throw new Error('undo');
      })
      .catch(() => {});
    await db.transaction(() => queue.enqueue('plain.run', { n: 3 }));
    await vi.waitFor(() => expect(seen).toEqual([1, 3]), { timeout: 8_000 });
    await queue.stop();
  });

  it('starts with the first job where nobody started it, one that comes in a transaction included', async () => {
    for (const inTransaction of [false, true]) {
      const queue = jobs();
      const seen: unknown[] = [];
      queue.define<{ n: number }>('eager.run', {}, async ({ n }) => void seen.push(n));
      const enqueue = () => queue.enqueue('eager.run', { n: 7 });
      await (inTransaction ? db.transaction(enqueue) : enqueue());
      await vi.waitFor(() => expect(seen).toEqual([7]), { timeout: 8_000 });
      await queue.stop();
      await expect(queue.enqueue('eager.run', { n: 8 })).rejects.toThrow('had stopped');
    }
  });

  it('starts soon in the background, and not at all once it was stopped', async () => {
    const queue = jobs();
    queue.define('soon.run', {}, async () => {});
    queue.startSoon();
    const found = () => db.query("SELECT 1 FROM jobs.queue WHERE name = 'soon.run'");
    await vi.waitFor(async () => expect(await found()).toHaveLength(1), { timeout: 8_000 });
    await queue.stop();
    const late = jobs();
    late.define('late.start', {}, async () => {});
    await late.stop();
    await late.start();
    expect(await db.query("SELECT 1 FROM jobs.queue WHERE name = 'late.start'")).toEqual([]);
  });

  it('tries a failed job again and queues a singleton once', async () => {
    const queue = jobs();
    let tries = 0;
    let single = 0;
    queue.define('retried.run', { attempts: 3 }, async () => {
      if (++tries < 2) throw new Error('first');
    });
    queue.define('single.run', {}, async () => void single++);
    await queue.start();
    await queue.enqueue('retried.run', {});
    const startAfter = new Date(Date.now() + 1_000);
    await queue.enqueue('single.run', {}, { singletonKey: 'k', startAfter });
    await queue.enqueue('single.run', {}, { singletonKey: 'k', startAfter });
    await queue.enqueue('single.run', {}, { singletonKey: 'other', startAfter });
    await vi.waitFor(() => expect([tries, single]).toEqual([2, 2]), { timeout: 12_000 });
    await queue.stop();
  });

  it('tells a running job that the server stops', async () => {
    const queue = jobs();
    let reason: unknown;
    let began = false;
    queue.define('long.run', {}, async (_, signal) => {
      began = true;
      await new Promise((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    });
    queue.define('late.run', { timeout: 1 }, async (_, signal) => {
      await new Promise<void>((done) =>
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          done();
        }),
      );
    });
    await queue.start();
    await queue.enqueue('long.run', {});
    await queue.enqueue('late.run', {});
    await vi.waitFor(() => expect(String(reason)).toContain('longer than 1 s'), { timeout: 8_000 });
    expect(began).toBe(true);
    const before = performance.now();
    await queue.stop();
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  it('shows how jobs stand, begins none that is paused, and tries failed ones again when asked', async () => {
    const queue = jobs();
    let works = false;
    const seen: unknown[] = [];
    queue.define<{ n: number }>('shown.run', { attempts: 1 }, async ({ n }) => {
      if (!works) throw new Error('not yet');
      seen.push(n);
    });
    const shown = async () => (await queue.list()).find(({ name }) => name === 'shown.run');
    expect(await shown()).toMatchObject({ paused: false, waiting: 0, failed: 0 });
    await queue.enqueue('shown.run', { n: 1 });
    await queue.enqueue('shown.run', { n: 2 });
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ failed: 2 }), { timeout: 8_000 });
    expect(await shown()).toMatchObject({ failedAt: expect.any(String) });

    queue.pause(new Set(['shown.run']));
    works = true;
    expect(await queue.retryFailed('shown.run')).toBe(2);
    await queue.enqueue('shown.run', { n: 3 });
    expect(await shown()).toMatchObject({ paused: true, waiting: 3, failed: 0 });
    queue.pause(new Set());
    await vi.waitFor(() => expect([...seen].sort()).toEqual([1, 2, 3]), { timeout: 8_000 });
    await queue.stop();
  });

  it('refuses unknown jobs and late declarations', async () => {
    const queue = jobs();
    await expect(queue.enqueue('nobody.knows', {})).rejects.toThrow('not declared');
    queue.define('known.run', { every: '0 3 * * *' }, async () => {});
    expect(() => queue.define('known.run', {}, async () => {})).toThrow('twice');
    await queue.start();
    expect(() => queue.define('new.run', {}, async () => {})).toThrow('after the queue had started');
    expect(await db.query('SELECT name, cron FROM jobs.schedule')).toEqual([
      { name: 'known.run', cron: '0 3 * * *' },
    ]);
    await queue.stop();
  });
});
