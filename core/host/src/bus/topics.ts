import type { FastifyBaseLogger } from 'fastify';

type Handler = (payload: Buffer, from: string) => void;

/** Who listens to what on this instance. A handler that throws harms nobody else. */
export function createTopics(log: Pick<FastifyBaseLogger, 'error'>) {
  const topics = new Map<string, Set<Handler>>();
  const gaps = new Set<() => void>();

  const guarded = (what: string, fn: () => void) => {
    try {
      fn();
    } catch (error) {
      log.error({ err: error }, `a handler of ${what} failed`);
    }
  };

  return {
    names: () => [...topics.keys()],
    /** @returns whether this is the first handler of the topic */
    add(topic: string, handler: Handler): boolean {
      const handlers = topics.get(topic);
      if (handlers !== undefined) {
        handlers.add(handler);
        return false;
      }
      topics.set(topic, new Set([handler]));
      return true;
    },
    /** @returns whether it was the last handler of the topic */
    remove(topic: string, handler: Handler): boolean {
      const handlers = topics.get(topic);
      if (handlers === undefined) return false;
      handlers.delete(handler);
      return handlers.size === 0 && topics.delete(topic);
    },
    deliver(topic: string, payload: Buffer, from: string): void {
      for (const handler of topics.get(topic) ?? [])
        guarded(`the topic ${topic}`, () => handler(payload, from));
    },
    onGap(handler: () => void): () => void {
      gaps.add(handler);
      return () => gaps.delete(handler);
    },
    gap(): void {
      for (const handler of gaps) guarded('a gap', handler);
    },
  };
}

export type Topics = ReturnType<typeof createTopics>;
