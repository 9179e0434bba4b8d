import type { FastifyBaseLogger } from 'fastify';
import type { Bus } from '../bus/contract.js';
import type { RedisLink } from '../redis/contract.js';
import type { Cache, CacheKey, CachePolicy } from './contract.js';
import { cacheKey, tagKey } from './keys.js';
import { createLocalTier } from './local-tier.js';
import { createSharedTier } from './shared-tier.js';

const topic = 'cache';
/** Hints can get lost: where a shared tier can be asked, the memory of an instance is trusted no longer than this. */
const trustMs = 5_000;
/** While the bus is known to be gone, invalidations of other instances do not arrive at all. */
const deafTrustMs = 1_000;

interface Flight {
  promise: Promise<unknown>;
  tags: readonly string[];
  /** An invalidation came after the load began: its value is given to those who wait, and stored nowhere. */
  outdated: boolean;
}

export interface CacheStats {
  hits: number;
  sharedHits: number;
  misses: number;
  entries: number;
}

export interface ClosableCache extends Cache {
  stats(): CacheStats;
  close(): void;
}

/** @param input `guard`: called by each `get`, to refuse it inside a transaction; `max`: entries in memory (10,000) */
export function createCache(input: {
  redis: RedisLink | null;
  bus: Bus;
  log: Pick<FastifyBaseLogger, 'warn'>;
  instanceId?: string;
  max?: number;
  guard?: (what: string) => void;
}): ClosableCache {
  const { redis, bus, log, guard = () => {} } = input;
  const local = createLocalTier(input.max ?? 10_000);
  const shared = redis === null ? null : createSharedTier(redis);
  const flights = new Map<string, Flight>();
  const counts = { hits: 0, sharedHits: 0, misses: 0 };

  function forget(keys: readonly string[], tags: readonly string[]): void {
    for (const key of keys) {
      local.drop(key);
      outdate(key, flights.get(key));
    }
    for (const tag of tags) {
      local.dropTag(tag);
      for (const [key, flight] of flights) if (flight.tags.includes(tag)) outdate(key, flight);
    }
  }

  /** Who asks from now on begins a load of its own: otherwise it would not see the write it has just made. */
  function outdate(key: string, flight: Flight | undefined): void {
    if (flight === undefined) return;
    flight.outdated = true;
    flights.delete(key);
  }

  function forgetAll(): void {
    local.clear();
    for (const [key, flight] of flights) outdate(key, flight);
  }

  const unsubscribe = bus.subscribe(topic, (payload) => {
    try {
      const { keys, tags } = JSON.parse(payload.toString()) as { keys: string[]; tags: string[] };
      forget(keys, tags);
    } catch {
      log.warn('a cache invalidation could not be read');
      forgetAll();
    }
  });
  const offGap = bus.onGap(forgetAll);

  async function drop(keys: readonly string[], tags: readonly string[]): Promise<void> {
    forget(keys, tags);
    // The shared tier first: an instance that hears the hint must not read the old value there.
    await shared?.invalidate([...keys, ...tags]);
    forget(keys, tags);
    bus.publish(topic, JSON.stringify({ keys, tags }));
  }

  async function fill<T>(
    key: string,
    flight: Flight,
    policy: CachePolicy,
    load: () => Promise<T>,
  ): Promise<T> {
    const ttlMs = policy.ttl * 1_000;
    const keep = (value: unknown) => {
      if (!flight.outdated && value !== undefined) local.set(key, value, flight.tags, ttlMs);
    };
    let found = await shared?.get(key, flight.tags);
    let locked: boolean | undefined;
    if (found !== undefined && !found.hit && found.stamp !== null) {
      locked = await shared?.lock(key);
      if (locked === false) found = (await shared?.wait(key, flight.tags)) ?? found;
    }
    if (found?.hit) {
      counts.sharedHits++;
      keep(found.value);
      return found.value as T;
    }
    counts.misses++;
    try {
      const value = await load();
      keep(value);
      if (found?.stamp && value !== undefined) shared?.set(key, value, found.stamp, ttlMs);
      return value;
    } finally {
      if (locked) shared?.unlock(key);
    }
  }

  return {
    async get<T>(spec: CacheKey, policy: CachePolicy, load: () => Promise<T>): Promise<T> {
      guard(`the cache (${spec.name})`);
      const key = cacheKey(spec);
      const trusted = bus.healthy ? (shared === null ? Number.POSITIVE_INFINITY : trustMs) : deafTrustMs;
      const here = local.get(key, trusted);
      if (here !== undefined) {
        counts.hits++;
        return here.value as T;
      }
      const running = flights.get(key);
      if (running !== undefined) return running.promise as Promise<T>;
      const flight: Flight = {
        tags: (spec.tags ?? []).map(tagKey),
        outdated: false,
        promise: Promise.resolve(),
      };
      const promise = fill(key, flight, policy, load).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      flight.promise = promise;
      flights.set(key, flight);
      return promise;
    },
    invalidate: (...keys) => drop(keys.map(cacheKey), []),
    invalidateTag: (tag) => drop([], [tagKey(tag)]),
    stats: () => ({ ...counts, entries: local.size }),
    close() {
      unsubscribe();
      offGap();
      shared?.close();
      forgetAll();
    },
  };
}
