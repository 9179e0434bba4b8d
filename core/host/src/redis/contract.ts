import type { Redis } from 'ioredis';

/**
 * Redis as an accelerator: it may be slow, empty or gone at any time, and nobody waits for it. Everything that uses it
 * has an answer of its own for `undefined`.
 */
export interface RedisLink {
  /** Begins every key and topic. Ends in the database number, because topics do not belong to a database. */
  readonly prefix: string;
  /**
   * The connection itself: it fails a command within 200 ms and queues none while Redis is away. Whoever uses it past
   * `run` catches what it throws, and puts `prefix` before each key.
   */
  readonly client: Redis;
  /** False while Redis is known to be gone or hung. */
  readonly healthy: boolean;
  /**
   * Runs commands. Gives `undefined` at once when Redis is gone or the breaker is open, after 200 ms when it hangs, and
   * when it refuses (read-only, out of memory). Never throws.
   */
  run<T>(commands: (redis: Redis) => Promise<T>): Promise<T | undefined>;
  /** Runs commands whose answer nobody needs. */
  send(commands: (redis: Redis) => Promise<unknown>): void;
  /** Called each time Redis can be used again after it could not. Returns the function that ends that. */
  onRecovered(handler: () => void): () => void;
  /** A connection of its own for subscriptions, which reconnects by itself. The caller ends it with `disconnect()`. */
  subscriber(): Redis;
  close(): Promise<void>;
}
