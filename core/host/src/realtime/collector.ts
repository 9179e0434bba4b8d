import type { Database } from '../database/contract.js';
import type { AppendInput } from './contract.js';
import type { Appended, Entry, LogRepository } from './repository.js';

export interface AppendedEntry extends Appended {
  entry: Entry;
  /** The live event's data where the caller had it. */
  data: unknown;
  hasData: boolean;
}

interface Pending {
  entries: Entry[];
  data: { value: unknown; given: boolean }[];
}

const pendingKey = Symbol('channel events of this transaction');

/**
 * Collects the events of a transaction and writes them as its last statements, heads locked in one fixed order: a
 * transaction holds a head only for the moment before COMMIT, and two of them never wait for each other crosswise.
 */
export function createCollector(deps: {
  db: Database;
  repository: LogRepository;
  /** Whether the head of a channel may be made on its first event (`user:<id>`). */
  makesOwnHead(channel: string): boolean;
  committed(appended: readonly AppendedEntry[]): void;
}) {
  const { db, repository } = deps;

  async function write(pending: Pending): Promise<void> {
    const entries = pending.entries.splice(0);
    const data = pending.data.splice(0);
    const channels = [...new Set(entries.map((entry) => entry.channel))];
    if (channels.length > 1) await repository.lock(channels);
    const appended = await repository.append(entries);
    const missing = entries.flatMap((entry, index) => (appended.has(index) ? [] : [{ entry, index }]));
    if (missing.length > 0) await writeToNewHeads(missing, appended);
    const done = entries.map((entry, index) => ({
      ...(appended.get(index) as Appended),
      entry,
      data: data[index]?.value,
      hasData: data[index]?.given ?? false,
    }));
    db.afterCommit(() => deps.committed(done));
  }

  async function writeToNewHeads(
    missing: { entry: Entry; index: number }[],
    appended: Map<number, Appended>,
  ): Promise<void> {
    for (const channel of [...new Set(missing.map(({ entry }) => entry.channel))].sort()) {
      if (!deps.makesOwnHead(channel))
        throw new Error(
          `channel "${channel}" has no head: call create() in the transaction that makes the thing`,
        );
      await repository.create(channel, null);
    }
    const late = await repository.append(missing.map(({ entry }) => entry));
    for (const [place, value] of late) {
      const index = missing[place]?.index;
      if (index !== undefined) appended.set(index, value);
    }
  }

  return {
    append(channel: string, event: AppendInput, movesRights: boolean): void {
      const pending = db.transactionLocal<Pending>(pendingKey, () => ({ entries: [], data: [] }));
      db.beforeCommit(pendingKey, () => write(pending));
      pending.entries.push({
        channel,
        type: event.type,
        actor: event.actor ?? null,
        ref: event.ref ?? null,
        version: event.version ?? null,
        facts: event.facts ?? null,
        clientId: event.clientId ?? null,
        movesRights,
      });
      pending.data.push({ value: event.data, given: event.data !== undefined });
    },
  };
}
