import type { FastifyBaseLogger } from 'fastify';

type Write = (...args: unknown[]) => void;
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * The log of one request. Making a child of the logger costs several microseconds, and most requests write nothing, so
 * it is made by the first line.
 */
class LazyLog {
  private readonly parent: FastifyBaseLogger;
  private readonly bindings: Record<string, unknown>;
  private made: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, bindings: Record<string, unknown>) {
    this.parent = parent;
    this.bindings = bindings;
  }

  get level(): string {
    return this.parent.level;
  }

  child(...args: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.open().child(...args);
  }

  open(): FastifyBaseLogger {
    this.made ??= this.parent.child(this.bindings);
    return this.made;
  }
}

for (const level of levels)
  Object.defineProperty(LazyLog.prototype, level, {
    value(this: LazyLog, ...args: unknown[]) {
      const log = this.open();
      (log[level] as Write).apply(log, args);
    },
  });

/** Fastify's factory for the log of a request. */
export function lazyRequestLog(
  parent: FastifyBaseLogger,
  bindings: Record<string, unknown>,
): FastifyBaseLogger {
  return new LazyLog(parent, bindings) as unknown as FastifyBaseLogger;
}
