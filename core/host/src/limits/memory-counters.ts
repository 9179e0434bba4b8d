/** One window of one key. */
export interface Count {
  used: number;
  /** Milliseconds since the epoch at which the window ends. */
  endsAt: number;
}

/** Fixed-window counters of this instance, bounded: the oldest windows go first, and ended ones every minute. */
export function createMemoryCounters(maxKeys: number) {
  const operations = new Map<string, Map<string, Count>>();
  let keys = 0;

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [operation, counts] of operations) {
      for (const [key, count] of counts) if (count.endsAt <= now && counts.delete(key)) keys -= 1;
      if (counts.size === 0) operations.delete(operation);
    }
  }, 60_000);
  sweep.unref();

  function dropOldest(): void {
    for (const [operation, counts] of operations) {
      const oldest = counts.keys().next();
      if (oldest.done) operations.delete(operation);
      else {
        counts.delete(oldest.value);
        keys -= 1;
        return;
      }
    }
  }

  return {
    take(key: string, operation: string, windowMs: number): Count {
      const now = Date.now();
      let counts = operations.get(operation);
      if (!counts) {
        counts = new Map();
        operations.set(operation, counts);
      }
      const present = counts.get(key);
      if (present && present.endsAt > now) {
        present.used += 1;
        return present;
      }
      if (present) counts.delete(key);
      else {
        keys += 1;
        if (keys > maxKeys) dropOldest();
      }
      const count = { used: 1, endsAt: now + windowMs };
      counts.set(key, count);
      return count;
    },
    get size() {
      return keys;
    },
    close: () => clearInterval(sweep),
  };
}
