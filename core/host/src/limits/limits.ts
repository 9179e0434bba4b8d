import type { FastifyBaseLogger } from 'fastify';
import type { RedisLink } from '../redis/contract.js';
import type { LimitsConfig } from './config.js';
import type { LimitRule, LimitState, Limits } from './contract.js';
import { createMemoryCounters } from './memory-counters.js';
import { createRedisCounters } from './redis-counters.js';

export interface LimitsDeps {
  /** Shared counters; null: each instance counts for itself. */
  redis: RedisLink | null;
  config: LimitsConfig;
  log: Pick<FastifyBaseLogger, 'warn'>;
}

export interface LimitsService extends Limits {
  /** Requests that were counted by this instance alone although Redis is configured. */
  readonly degraded: number;
  /** The limit of a rule after config and factor. */
  maxOf(operation: string, rule?: LimitRule): number;
  /** Limits of single operations that administrators set, before the factor; they win over the configuration. */
  override(limits: ReadonlyMap<string, number>): void;
  overrideOf(operation: string): number | undefined;
  close(): void;
}

const minute = 60_000;
const unlimited: LimitState = {
  allowed: true,
  limit: Number.MAX_SAFE_INTEGER,
  remaining: Number.MAX_SAFE_INTEGER,
  reset: 0,
};

export function createLimits({ redis, config, log }: LimitsDeps): LimitsService {
  const memory = createMemoryCounters(config.memoryKeys);
  const shared = redis ? createRedisCounters(redis) : null;
  let overrides: ReadonlyMap<string, number> = new Map();
  let degraded = 0;
  /** Until then a window may be open that Redis counted only in part: the larger count holds. */
  let partialUntil = 0;
  let warnedAt = 0;

  function maxOf(operation: string, rule?: LimitRule): number {
    const bucket = operation === 'refused' ? 'refused' : (rule?.bucket ?? 'default');
    const base =
      overrides.get(operation) ??
      config.operations[operation] ??
      rule?.max ??
      (bucket === 'none' ? Number.MAX_SAFE_INTEGER : config[bucket]);
    return Math.max(1, Math.floor(base * config.factor));
  }

  /** Each instance's own counters take over: too generous by the number of instances, never closed to everybody. */
  function fallBack(): void {
    degraded += 1;
    if (Date.now() - warnedAt < minute) return;
    warnedAt = Date.now();
    log.warn('limits are counted by this instance alone, because Redis does not answer');
  }

  return {
    maxOf,
    override(limits) {
      overrides = limits;
    },
    overrideOf: (operation) => overrides.get(operation),
    get degraded() {
      return degraded;
    },
    take(key, operation, rule) {
      if (rule?.bucket === 'none') return unlimited;
      const name = rule?.bucket === 'auth' ? 'auth' : operation;
      const max = maxOf(operation, rule);
      const windowMs = rule?.windowMs ?? minute;
      // Counted here as well, so that a Redis that goes away mid-window does not hand out a second allowance.
      const own = memory.take(key, name, windowMs);
      if (shared === null) return state(own.used, max, own.endsAt - Date.now());
      return shared.take(key, name, windowMs).then((counted) => {
        if (!counted) {
          fallBack();
          partialUntil = Math.max(partialUntil, own.endsAt);
        } else if (counted.used >= own.used || Date.now() >= partialUntil)
          return state(counted.used, max, counted.leftMs);
        return state(own.used, max, own.endsAt - Date.now());
      });
    },
    close: memory.close,
  };
}

function state(used: number, limit: number, leftMs: number): LimitState {
  return {
    allowed: used <= limit,
    limit,
    remaining: Math.max(0, limit - used),
    reset: Math.max(1, Math.ceil(leftMs / 1000)),
  };
}
