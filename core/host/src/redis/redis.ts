import type { FastifyBaseLogger } from 'fastify';
import type { Redis, RedisOptions } from 'ioredis';
import type { RedisLink } from './contract.js';

type Log = Pick<FastifyBaseLogger, 'info' | 'warn'>;

const connectMs = 500;
const commandMs = 200;
const breakerMs = 2_000;
const logEveryMs = 10_000;

/**
 * Without these a request waits 4 s and more for a dead server, and for ever for a hung one: the defaults queue
 * commands while there is no connection and have no time-out.
 */
const options: RedisOptions = {
  lazyConnect: true,
  connectTimeout: connectMs,
  commandTimeout: commandMs,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  // A command that was cut off may have run: sending INCR again would count twice.
  autoResendUnfulfilledCommands: false,
  retryStrategy: (times) => Math.min(100 * times, 2_000) * (0.5 + Math.random() / 2),
  // After a failover this address may be a replica: connecting anew finds the primary.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timed out|ETIMEDOUT/.test(error.message);
}

/**
 * Connects to Redis without ever failing: waits at most 0.5 s for the first connection, then goes on in the background.
 * Null without a URL.
 */
export async function createRedis(input: {
  url?: string;
  prefix?: string;
  log: Log;
}): Promise<RedisLink | null> {
  const { url, log } = input;
  if (url === undefined) return null;
  // Loaded where it is configured only: it costs 30 ms of a start.
  const ioredis = await import('ioredis');
  const redis: Redis = new ioredis.Redis(url, options);
  const waiters = new Set<() => void>();
  let open = true;
  let usable = false;
  let hung = false;
  let probe: NodeJS.Timeout | undefined;
  let loggedAt = 0;

  function trouble(error: unknown): void {
    if (Date.now() - loggedAt < logEveryMs) return;
    loggedAt = Date.now();
    // The message only: the error holds the options of the connection, and with them the password.
    log.warn(`Redis does not answer: ${error instanceof Error ? error.message : 'unknown error'}`);
  }

  function update(): void {
    const now = open && redis.status === 'ready' && !hung;
    if (now === usable) return;
    usable = now;
    if (!now) return;
    log.info('Redis answers');
    for (const handler of waiters) handler();
  }

  /** Opens the breaker: nobody asks a hung server until it answered a PING, asked every 2 s in the background. */
  function trip(): void {
    if (hung) return;
    hung = true;
    update();
    const ask = async () => {
      try {
        if (redis.status === 'ready') await redis.ping();
        hung = false;
        update();
      } catch {
        if (open) schedule();
      }
    };
    const schedule = () => {
      probe = setTimeout(ask, breakerMs);
      probe.unref();
    };
    schedule();
  }

  redis.on('error', trouble);
  redis.on('ready', update);
  redis.on('close', update);
  redis.on('end', update);
  await new Promise<void>((done) => {
    const timer = setTimeout(done, connectMs);
    redis.connect().then(
      () => done(),
      () => done(),
    );
    timer.unref();
    redis.once('ready', () => clearTimeout(timer));
  });
  update();

  async function run<T>(commands: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (!usable) return undefined;
    try {
      return await commands(redis);
    } catch (error) {
      trouble(error);
      if (isTimeout(error)) trip();
      return undefined;
    }
  }

  return {
    client: redis,
    prefix: `${input.prefix ?? 'tb:'}${redis.options.db ?? 0}:`,
    get healthy() {
      return usable;
    },
    run,
    send: (commands) => void run(commands),
    onRecovered(handler) {
      waiters.add(handler);
      return () => waiters.delete(handler);
    },
    subscriber() {
      const subscriber = redis.duplicate({
        // Topics asked for before the connection stands are remembered by whoever subscribes.
        enableOfflineQueue: false,
        autoResubscribe: false,
      });
      subscriber.on('error', trouble);
      return subscriber;
    },
    async close() {
      open = false;
      clearTimeout(probe);
      update();
      redis.disconnect();
    },
  };
}
