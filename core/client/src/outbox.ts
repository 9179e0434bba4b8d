import { mayPass } from './api-error.js';
import type { ClientStorage, Operation, Outbox, OutboxEntry, OutboxItem, SendStatus } from './contract.js';
import { createHandlers } from './emitter.js';
import { AbortError, ApiError, TeamBrainError } from './errors.js';
import type { Deferred } from './wait.js';
import { deferred, jitter } from './wait.js';

export interface OutboxOptions {
  storage: ClientStorage;
  /** Begins every key; the user's id follows. */
  prefix: string;
  perform(operation: Operation): Promise<unknown>;
  /** Finds out who the user is: nothing outlives the page before that is known. */
  identify(): Promise<unknown>;
}
export interface ClientOutbox extends Outbox {
  /** Tries everything that waits now. */
  wake(): void;
  /** Forgets what waits in memory, not in storage: whoever wrote it is not here any more. */
  drop(): void;
  /** Takes up what this user left behind; what another user has here is dropped. */
  setUser(userId: string | null): Promise<void>;
  close(): void;
}

interface Stored extends OutboxEntry {
  /** Why the server refused it for good. */
  refused?: string;
}
interface Entry {
  stored: Stored;
  status: SendStatus;
  error: Error | undefined;
  done: Deferred<unknown>;
  stop: AbortController;
  item: OutboxItem;
}

/** The longest pause that the server may ask of a message before it counts as failed. */
const longestPause = 60;

/** Writes that survive reloads and networks: in order within a queue, one at a time, always under the same client id. */
export function createOutbox(options: OutboxOptions): ClientOutbox {
  const { storage } = options;
  const queues = new Map<string, Entry[]>();
  const running = new Set<string>();
  const changes = createHandlers<[OutboxItem, unknown?]>();
  const sleepers = new Set<() => void>();
  let userId: string | null = null;
  let closed = false;

  const keyOf = (entry: Entry) => `${options.prefix}${userId}:${entry.stored.clientId}`;
  const keep = (entry: Entry) =>
    userId !== null && void storage.set(keyOf(entry), JSON.stringify(entry.stored));

  function enter(stored: Stored): Entry {
    const refused = stored.refused === undefined ? undefined : new TeamBrainError(stored.refused);
    const entry: Entry = {
      stored,
      status: refused ? 'failed' : 'sending',
      error: refused,
      done: deferred(),
      stop: new AbortController(),
      item: {
        ...stored,
        get status() {
          return entry.status;
        },
        get error() {
          return entry.error;
        },
        get done() {
          return entry.done.promise;
        },
        retry: () => retry(entry),
        discard: () => discard(entry),
      },
    };
    if (refused) entry.done.reject(refused);
    const queue = queues.get(stored.queue) ?? [];
    queues.set(stored.queue, queue);
    queue.push(entry);
    return entry;
  }

  function leave(entry: Entry, status: 'sent' | 'discarded') {
    const queue = queues.get(entry.stored.queue);
    queue?.splice(queue.indexOf(entry) >>> 0, 1);
    entry.status = status;
    entry.stop.abort();
    if (userId !== null) void storage.remove(keyOf(entry));
  }

  function fail(entry: Entry, error: Error) {
    entry.status = 'failed';
    entry.error = error;
    entry.stored.refused = error.message;
    keep(entry);
    entry.done.reject(error);
    changes.call(entry.item);
  }

  function retry(entry: Entry) {
    if (entry.status !== 'failed') return;
    entry.status = 'sending';
    entry.error = undefined;
    entry.done = deferred();
    delete entry.stored.refused;
    keep(entry);
    changes.call(entry.item);
    run(entry.stored.queue);
  }

  function discard(entry: Entry) {
    if (entry.status !== 'failed' && entry.status !== 'sending') return;
    leave(entry, 'discarded');
    entry.done.reject(new AbortError('The message was discarded.'));
    changes.call(entry.item);
  }

  async function run(name: string) {
    if (running.has(name)) return;
    running.add(name);
    let failures = 0;
    while (!closed) {
      const entry = queues.get(name)?.find((waiting) => waiting.status === 'sending');
      if (!entry) break;
      try {
        const result = await options.perform({ ...entry.stored.operation, signal: entry.stop.signal });
        failures = 0;
        if (entry.status !== 'sending') continue;
        leave(entry, 'sent');
        entry.done.resolve(result);
        changes.call(entry.item, result);
      } catch (cause) {
        const error = cause as Error;
        if (entry.status !== 'sending' || closed) continue;
        const pause = error instanceof ApiError ? error.retryAfter : undefined;
        if (!mayPass(error) || (pause ?? 0) > longestPause) fail(entry, error);
        else await sleep(pause === undefined ? jitter(failures++, 500, 30_000) : pause * 1_000);
      }
    }
    running.delete(name);
  }

  function sleep(ms: number) {
    return new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        sleepers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      sleepers.add(end);
    });
  }

  function wake() {
    for (const end of [...sleepers]) end();
  }

  function drop() {
    for (const queue of [...queues.values()]) {
      for (const entry of [...queue]) {
        queue.splice(queue.indexOf(entry), 1);
        entry.status = 'discarded';
        entry.stop.abort();
        entry.done.reject(new AbortError('The user signed out.'));
        changes.call(entry.item);
      }
    }
  }

  async function stored(): Promise<string[]> {
    return userId === null ? [] : (await storage.keys(`${options.prefix}${userId}:`)).sort();
  }

  return {
    add(given) {
      const entry = enter({ ...given });
      if (userId === null) options.identify().catch(() => {});
      keep(entry);
      changes.call(entry.item);
      run(given.queue);
      return entry.item as never;
    },
    items: (queue) => (queues.get(queue) ?? []).map((entry) => entry.item),
    onChange: changes.add,
    async clear() {
      const keys = await stored();
      drop();
      for (const key of keys) await storage.remove(key);
    },
    drop,
    wake,
    async setUser(id) {
      if (id === userId) return;
      const known = new Set([...queues.values()].flat().map((entry) => entry.stored.clientId));
      if (userId !== null) drop();
      userId = id;
      for (const queue of queues.values()) queue.forEach(keep);
      for (const key of await stored()) {
        const text = await storage.get(key);
        if (text === null || userId !== id) continue;
        const left = JSON.parse(text) as Stored;
        if (!known.has(left.clientId)) changes.call(enter(left).item);
      }
      for (const [name, queue] of queues) {
        // Client ids sort by the time they were made: what an earlier page left behind goes first.
        queue.sort((a, b) => (a.stored.clientId < b.stored.clientId ? -1 : 1));
        run(name);
      }
    },
    close() {
      closed = true;
      for (const entry of [...queues.values()].flat()) {
        entry.stop.abort();
        entry.done.reject(
          new AbortError('The client was closed. The message is kept, and sent by the next client.'),
        );
      }
      wake();
    },
  };
}
