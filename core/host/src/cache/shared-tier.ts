import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import type { RedisLink } from '../redis/contract.js';

/** Longer than any value lives, so that a generation outlives every value that was stamped with it. */
const generationSeconds = 86_400;
const lockMs = 3_000;
const pollMs = 25;
/** Larger values cost more on the way than they save. */
const maxBytes = 256 * 1024;
const maxPending = 1_000;

export interface Found {
  value?: unknown;
  hit: boolean;
  /** What a value that is loaded from now on is stamped with; null when Redis does not answer. */
  stamp: string | null;
}

/**
 * The Redis tier. The key and each tag have a generation, a random word; a value carries the generations that were read
 * before it was loaded and counts only while they still stand. So nothing has to be deleted by pattern, and a value
 * that was loaded before an invalidation is never seen after it, whenever it is written.
 */
export function createSharedTier(redis: RedisLink) {
  const base = `${redis.prefix}cache:`;
  const pendingDrops = new Set<string>();
  /** Invalidations that Redis did not take. Until it has them, this instance reads nothing from it. */
  const flushAll = `${base}g:all`;
  const generationKeys = (key: string, tags: readonly string[]) => [
    flushAll,
    `${base}g:${key}`,
    ...tags.map((tag) => `${base}g:${tag}`),
  ];
  const word = () => randomBytes(9).toString('base64url');

  async function bump(words: readonly string[]): Promise<boolean> {
    if (words.length === 0) return true;
    const done = await redis.run(async (commands) => {
      const pipeline = commands.pipeline();
      for (const name of words) pipeline.set(name, word(), 'EX', generationSeconds);
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
      return true;
    });
    return done === true;
  }

  async function settle(): Promise<boolean> {
    if (pendingDrops.size === 0) return true;
    const names = pendingDrops.size > maxPending ? [flushAll] : [...pendingDrops];
    const before = [...pendingDrops];
    if (!(await bump(names))) return false;
    for (const name of before) pendingDrops.delete(name);
    return pendingDrops.size === 0;
  }
  const stop = redis.onRecovered(() => void settle());

  /** The generations as they stand; missing ones are made, so that an evicted one can never stand for an old one. */
  async function generations(names: string[]): Promise<{ value: Buffer | null; stamp: string } | undefined> {
    const [valueName, ...words] = names as [string, ...string[]];
    return redis.run(async (commands) => {
      const found = await commands.mgetBuffer(valueName, ...words);
      const missing = words.filter((_, i) => found[i + 1] === null);
      if (missing.length === 0) return { value: found[0] ?? null, stamp: found.slice(1).join(' ') };
      const pipeline = commands.pipeline();
      for (const name of missing) pipeline.set(name, word(), 'EX', generationSeconds, 'NX');
      pipeline.mget(...words);
      const results = (await pipeline.exec()) ?? [];
      for (const [error] of results) if (error) throw error;
      const made = (results.at(-1)?.[1] ?? []) as string[];
      return { value: null, stamp: made.join(' ') };
    });
  }

  return {
    async get(key: string, tags: readonly string[]): Promise<Found> {
      if (!redis.healthy || !(await settle())) return { hit: false, stamp: null };
      const now = await generations([`${base}v:${key}`, ...generationKeys(key, tags)]);
      if (now === undefined) return { hit: false, stamp: null };
      if (now.value === null) return { hit: false, stamp: now.stamp };
      try {
        const [stamp, value] = deserialize(now.value) as [string, unknown];
        return stamp === now.stamp ? { hit: true, value, stamp } : { hit: false, stamp: now.stamp };
      } catch {
        return { hit: false, stamp: now.stamp };
      }
    },
    set(key: string, value: unknown, stamp: string, ttlMs: number): void {
      const packed = serialize([stamp, value]);
      if (packed.length > maxBytes) return;
      redis.send((commands) => commands.set(`${base}v:${key}`, packed, 'PX', Math.ceil(ttlMs)));
    },
    /** Generations of keys and tags move on; remembered for later when Redis does not answer. */
    async invalidate(names: readonly string[]): Promise<void> {
      const words = names.map((name) => `${base}g:${name}`);
      if (!(await bump(words))) for (const name of words) pendingDrops.add(name);
    },
    /**
     * Whether this instance is the one that loads. Gives `undefined` when Redis does not answer: load anyway.
     */
    async lock(key: string): Promise<boolean | undefined> {
      const taken = await redis.run((commands) => commands.set(`${base}l:${key}`, '1', 'PX', lockMs, 'NX'));
      return taken === undefined ? undefined : taken === 'OK';
    },
    unlock(key: string): void {
      redis.send((commands) => commands.del(`${base}l:${key}`));
    },
    /** Waits for the instance that loads. Undefined when it gave up, died or takes longer than its lock. */
    async wait(key: string, tags: readonly string[]): Promise<Found | undefined> {
      for (const end = performance.now() + lockMs; performance.now() < end; ) {
        await sleep(pollMs);
        const found = await this.get(key, tags);
        if (found.hit || found.stamp === null) return found;
        const locked = await redis.run((commands) => commands.exists(`${base}l:${key}`));
        if (locked !== 1) return this.get(key, tags);
      }
      return undefined;
    },
    close: stop,
  };
}

export type SharedTier = ReturnType<typeof createSharedTier>;
