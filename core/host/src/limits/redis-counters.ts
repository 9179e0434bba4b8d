import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisLink } from '../redis/contract.js';

/** Counts and starts the window in one round trip; a counter whose expiry got lost is given one again. */
const script = `
local used = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return {used, left}`;
const sha = createHash('sha1').update(script).digest('hex');

async function count(redis: Redis, key: string, windowMs: number): Promise<unknown> {
  try {
    return await redis.evalsha(sha, 1, key, windowMs);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(script, 1, key, windowMs);
  }
}

/** Counters that all instances share. */
export function createRedisCounters(link: RedisLink) {
  return {
    /** Null when Redis gave no answer. */
    async take(
      key: string,
      operation: string,
      windowMs: number,
    ): Promise<{ used: number; leftMs: number } | null> {
      const answer = await link.run((redis) =>
        count(redis, `${link.prefix}limit:${operation}:${key}`, windowMs),
      );
      if (!Array.isArray(answer)) return null;
      return { used: Number(answer[0]), leftMs: Number(answer[1]) };
    },
  };
}
