import { LRUCache } from 'lru-cache';

interface Entry {
  value: unknown;
  tags: readonly string[];
  storedAt: number;
}

/** The memory of this instance: least recently used entries go first. */
export function createLocalTier(max: number) {
  const byTag = new Map<string, Set<string>>();
  const entries = new LRUCache<string, Entry>({
    max,
    ttl: 1,
    dispose({ tags }, key) {
      for (const tag of tags) {
        const keys = byTag.get(tag);
        keys?.delete(key);
        if (keys?.size === 0) byTag.delete(tag);
      }
    },
  });

  return {
    /** @param maxAgeMs how old a value may be; values that may be out of date are not given */
    get(key: string, maxAgeMs: number): { value: unknown } | undefined {
      const entry = entries.get(key);
      return entry !== undefined && performance.now() - entry.storedAt <= maxAgeMs ? entry : undefined;
    },
    set(key: string, value: unknown, tags: readonly string[], ttlMs: number): void {
      entries.set(key, { value, tags, storedAt: performance.now() }, { ttl: ttlMs });
      for (const tag of tags) {
        const keys = byTag.get(tag);
        if (keys === undefined) byTag.set(tag, new Set([key]));
        else keys.add(key);
      }
    },
    drop: (key: string) => void entries.delete(key),
    dropTag(tag: string): void {
      for (const key of [...(byTag.get(tag) ?? [])]) entries.delete(key);
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size;
    },
  };
}
