import type { FastifyBaseLogger } from 'fastify';
import { isOpen } from './connection.js';
import type { Connection } from './live.js';

const sweepMs = 1_000;
const headsMs = 1_500;
const sessionsMs = 10_000;
/** A channel that was just opened is looked at once more when the bus surely listens. */
const soonMs = 250;
const drainMs = 10_000;
const closeMs = 1_000;

/** The few timers of an instance, and its orderly end. */
export function createRhythm(deps: {
  sweep: { tick(): void };
  checkHeads(names?: readonly string[]): Promise<void>;
  checkSessions(): Promise<void>;
  log: Pick<FastifyBaseLogger, 'warn'>;
}) {
  const timers: NodeJS.Timeout[] = [];
  const opened = new Set<string>();
  let soon: NodeJS.Timeout | null = null;
  let draining = false;

  /** Runs at most once at a time. The first failure in a row is logged; the next turn tries again. */
  function alone(what: string, fn: () => Promise<void>): () => void {
    let running = false;
    let failing = false;
    return () => {
      if (running) return;
      running = true;
      fn()
        .then(
          () => {
            failing = false;
          },
          (error: unknown) => {
            if (!failing) deps.log.warn({ err: error }, `${what} failed and is tried again`);
            failing = true;
          },
        )
        .finally(() => {
          running = false;
        });
    };
  }

  const lookNow = alone('comparing channel heads', () => deps.checkHeads());

  function every(ms: number, fn: () => void): void {
    const timer = setInterval(fn, ms);
    timer.unref();
    timers.push(timer);
  }

  return {
    isDraining: () => draining,
    lookNow,
    lookSoon(channel: string): void {
      opened.add(channel);
      if (soon) return;
      soon = setTimeout(() => {
        soon = null;
        const names = [...opened];
        opened.clear();
        deps.checkHeads(names).catch(() => undefined);
      }, soonMs);
      soon.unref();
    },
    start(): void {
      every(sweepMs, () => deps.sweep.tick());
      every(headsMs, lookNow);
      every(sessionsMs, alone('checking sessions', deps.checkSessions));
    },
    /** Lets running actions finish, announces the end, closes, and gives clients a moment to answer. */
    async stop(connections: ReadonlySet<Connection>, close: (connection: Connection) => void): Promise<void> {
      if (draining) return;
      draining = true;
      const busy = () =>
        [...connections].some((connection) => isOpen(connection) && connection.unacknowledged > 0);
      await until(() => !busy(), drainMs);
      for (const connection of [...connections]) close(connection);
      await until(() => connections.size === 0, closeMs);
      for (const connection of [...connections]) connection.ws.terminate();
      for (const timer of timers.splice(0)) clearInterval(timer);
      if (soon) clearTimeout(soon);
    },
  };
}

async function until(done: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!done() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}
