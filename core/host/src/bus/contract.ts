/**
 * Messages between instances: Redis, else PostgreSQL NOTIFY, else nothing (one process). A hint, never the truth:
 * every receiver must be right, only later, when a message is lost. Publishing never waits and never throws.
 */
export interface Bus {
  readonly kind: 'redis' | 'notify' | 'local';
  readonly instanceId: string;
  /** Sends to the other instances (the own one is not called back). Payloads above 7,000 bytes need Redis. */
  publish(topic: string, payload: string | Buffer): void;
  /** Returns the function that unsubscribes. */
  subscribe(topic: string, handler: (payload: Buffer, from: string) => void): () => void;
  /** True while no other instance listens: what is published then need not be made at all. */
  readonly alone: boolean;
  /** False while the carrier is known to be gone. */
  readonly healthy: boolean;
  /** Called when messages may have been lost: the carrier is back after it was gone. Returns the function that ends that. */
  onGap(handler: () => void): () => void;
  close(): Promise<void>;
}
