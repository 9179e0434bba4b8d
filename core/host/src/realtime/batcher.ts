import { AsyncResource } from 'node:async_hooks';
import type { Database } from '../database/contract.js';
import type { Batcher, BatcherOptions } from './contract.js';

/** Statements in flight per batcher while none of them is slow. */
const usualLanes = 2;
/** Statements in flight at most: the others go on while some wait for a lock. */
const defaultLanes = 4;
const slowMs = 20;
const defaultMaxChannels = 64;

interface Waiting<In, Out> {
  item: In;
  resolve(value: Out): void;
  reject(error: unknown): void;
}

/**
 * Group insert without a timer: an idle channel is written at once, a busy one gathers while its statement runs. All
 * idle channels that wait when a lane frees go together, so that many channels do not mean many statements: 100 rooms
 * with 200 writers made 41,000 rows/s in common statements and 22,000 in one statement per room (PostgreSQL 15).
 */
export function createBatcher<In, Out>(
  db: Pick<Database, 'guard'>,
  options: BatcherOptions<In, Out>,
): Batcher<In, Out> {
  const lanes = options.lanes ?? defaultLanes;
  const maxChannels = options.runAcross ? (options.maxChannels ?? defaultMaxChannels) : 1;
  const waiting = new Map<string, Waiting<In, Out>[]>();
  const busy = new Set<string>();
  /** When each statement in flight began. */
  const running = new Set<{ since: number }>();
  let pumping: NodeJS.Immediate | null = null;

  function takeGroups(): [string, Waiting<In, Out>[]][] {
    const groups: [string, Waiting<In, Out>[]][] = [];
    let room = options.maxBatch;
    for (const [channel, list] of waiting) {
      if (busy.has(channel)) continue;
      const taken = list.length > room ? list.splice(0, room) : list;
      waiting.delete(channel);
      // What is left goes to the end, so that one busy channel cannot hold the others back.
      if (taken !== list) waiting.set(channel, list);
      groups.push([channel, taken]);
      room -= taken.length;
      if (room <= 0 || groups.length >= maxChannels) break;
    }
    return groups;
  }

  async function runGroups(groups: [string, Waiting<In, Out>[]][]): Promise<PromiseSettledResult<Out>[][]> {
    const asked = groups.map(([channel, list]) => ({ channel, items: list.map(({ item }) => item) }));
    if (options.runAcross) return options.runAcross(asked);
    const [only] = asked;
    return only && options.run ? [await options.run(only.channel, only.items)] : [];
  }

  // Bound to the context the batcher was made in: a batch carries many callers and belongs to none of them.
  const start = AsyncResource.bind((groups: [string, Waiting<In, Out>[]][]) => {
    const lane = { since: performance.now() };
    running.add(lane);
    runGroups(groups)
      .then(
        (results) => settle(groups, results),
        (error: unknown) => {
          for (const [, list] of groups) for (const entry of list) entry.reject(error);
        },
      )
      .finally(() => {
        running.delete(lane);
        for (const [channel] of groups) busy.delete(channel);
        pump();
      });
  });

  function settle(groups: [string, Waiting<In, Out>[]][], results: PromiseSettledResult<Out>[][]): void {
    for (const [index, [channel, list]] of groups.entries())
      for (const [place, entry] of list.entries()) {
        const result = results[index]?.[place];
        if (result?.status === 'fulfilled') entry.resolve(result.value);
        else entry.reject(result?.reason ?? new Error(`the batch of ${channel} left an item unanswered`));
      }
  }

  function hasLane(): boolean {
    if (running.size < Math.min(usualLanes, lanes)) return true;
    if (running.size >= lanes) return false;
    const late = performance.now() - slowMs;
    for (const { since } of running) if (since < late) return true;
    return false;
  }

  function pump(): void {
    pumping = null;
    while (hasLane()) {
      const groups = takeGroups();
      if (groups.length === 0) return;
      for (const [channel] of groups) busy.add(channel);
      start(groups);
    }
  }

  return {
    add(channel, item) {
      db.guard('batcher.add');
      return new Promise<Out>((resolve, reject) => {
        const entry = { item, resolve, reject };
        const list = waiting.get(channel);
        if (list) list.push(entry);
        else waiting.set(channel, [entry]);
        // At the end of this turn: frames that many sockets brought at once then share a statement.
        if (pumping === null) pumping = setImmediate(pump);
      });
    },
  };
}
