/** How long and under whose eyes a cached value lives. */
export interface CachePolicy {
  /** Seconds. Lists 300, details 60 by default. */
  ttl: number;
}

/**
 * A layered data cache (memory, then Redis when there is one): publish invalidation, single flight over instances,
 * and a generation guard so that a value loaded before an invalidation is never stored after it.
 * Keys are built here and nowhere else: plugin, tenant or `shared`, viewer or `all`, and hashed parts.
 *
 * Values may hold plain objects, arrays, Dates, Maps and Sets. One object is given to many callers: never change it.
 * A loader must not ask for its own key. Not to be used inside a transaction.
 */
export interface Cache {
  get<T>(key: CacheKey, policy: CachePolicy, load: () => Promise<T>): Promise<T>;
  /** Drops the entry everywhere within the bus's delay; the local one at once. */
  invalidate(...keys: CacheKey[]): Promise<void>;
  /** Drops every entry that carries this tag, for example `room:<id>`. */
  invalidateTag(tag: string): Promise<void>;
}

export interface CacheKey {
  /** What is cached: `rooms.list`. */
  name: string;
  /** Whose view it is: a user id, or `all` when the value is the same for everybody allowed to read it. */
  viewer: string;
  /** Everything else that the value depends on. */
  parts: readonly (string | number | boolean | null | undefined)[];
  tags?: readonly string[];
}
