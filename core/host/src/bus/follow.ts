import type { Bus } from './contract.js';
import { inTurn } from './in-turn.js';

/** A hint that got lost is made up for by reading again. */
const pollMs = 10_000;

/**
 * Keeps what is read from a table current on every instance: read at the start, at each hint and every 10 s, one reading
 * after another.
 */
export function follow(options: {
  bus: Bus;
  topic: string;
  read(): Promise<void>;
  /** Told of readings that nobody waits for. */
  failed(error: unknown): void;
}) {
  const { bus, topic, failed } = options;
  const load = inTurn(options.read);
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => {};

  const reload = (): void => {
    load().catch(failed);
  };

  return {
    async start(): Promise<void> {
      await load();
      unsubscribe = bus.subscribe(topic, reload);
      timer = setInterval(reload, pollMs);
      timer.unref();
    },
    /** Call after the table was written: reads it here, and tells the others. */
    async changed(): Promise<void> {
      await load();
      bus.publish(topic, '');
    },
    stop(): void {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
