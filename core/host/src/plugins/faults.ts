import type { FastifyBaseLogger } from 'fastify';

export interface Fault {
  plugin: string;
  /** Where it happened: `route`, `action`, `hook`, `event`, `job`, `timer`. */
  where: string;
  message: string;
  at: Date;
}

export interface FaultsOptions {
  log: Pick<FastifyBaseLogger, 'error'>;
  /** Faults within a minute that suspend a plugin. */
  perMinute: number;
  now?: () => number;
}

const windowMs = 60_000;
const suspensionMs = 60_000;
const kept = 20;

/** Counts the faults of each plugin and suspends one that fails again and again, for a minute. */
export function createFaults({ log, perMinute, now = Date.now }: FaultsOptions) {
  interface Account {
    total: number;
    times: number[];
    recent: Fault[];
    suspendedUntil: number;
  }
  const accounts = new Map<string, Account>();
  const accountOf = (plugin: string): Account => {
    const account = accounts.get(plugin) ?? { total: 0, times: [], recent: [], suspendedUntil: 0 };
    accounts.set(plugin, account);
    return account;
  };

  return {
    record(plugin: string, where: string, error: unknown): void {
      const account = accountOf(plugin);
      const at = now();
      account.total += 1;
      account.times = [...account.times.filter((time) => time > at - windowMs), at];
      const message = error instanceof Error ? error.message : String(error);
      account.recent = [
        { plugin, where, message: message.slice(0, 300), at: new Date(at) },
        ...account.recent,
      ].slice(0, kept);
      log.error({ plugin, where, err: error }, `plugin ${plugin} failed`);
      if (account.times.length < perMinute || account.suspendedUntil > at) return;
      account.suspendedUntil = at + suspensionMs;
      account.times = [];
      log.error(
        { plugin },
        `plugin ${plugin} is suspended for a minute after ${perMinute} faults within one`,
      );
    },
    /** Seconds until a suspended plugin is tried again; 0 when it is not suspended. */
    suspendedFor(plugin: string): number {
      const account = accounts.get(plugin);
      if (account === undefined || account.suspendedUntil === 0) return 0;
      const left = account.suspendedUntil - now();
      if (left > 0) return Math.ceil(left / 1000);
      account.suspendedUntil = 0;
      return 0;
    },
    resume(plugin: string): void {
      const account = accountOf(plugin);
      account.suspendedUntil = 0;
      account.times = [];
    },
    total: (plugin: string): number => accounts.get(plugin)?.total ?? 0,
    recent: (plugin: string): readonly Fault[] => accounts.get(plugin)?.recent ?? [],
  };
}

export type Faults = ReturnType<typeof createFaults>;
