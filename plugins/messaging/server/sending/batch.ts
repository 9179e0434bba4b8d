import type { BatchGroup, Realtime } from '@teambrain/core';
import type { User } from '@teambrain/protocol';
import type { Message, Token } from '../../shared/types.js';
import type { NewRow, SendingRepository, SentRow } from './repository.js';

export interface Item {
  row: NewRow;
  author: User;
  tokens: Token[] | undefined;
}

export type Outcome =
  | { kind: 'stored'; message: Message; bodyHash: Buffer }
  /** The author has used the client id: the message that it stored, and the hash of its body. */
  | { kind: 'known'; id: string; bodyHash: Buffer }
  /** Rights have moved since the sender was authorised; nothing was stored. */
  | { kind: 'stale' }
  /** Another write took the client id in the same moment: ask again. */
  | { kind: 'again' }
  | { kind: 'replyUnknown' };

/** Writes waiting messages of all rooms in common statements, and hands committed ones to the sockets. */
export function createSendBatcher(
  realtime: Pick<Realtime, 'batcher' | 'publish'>,
  repository: SendingRepository,
  options: { maxBatch: number; stored(message: Message): void },
) {
  return realtime.batcher<Item, Outcome>({
    maxBatch: options.maxBatch,
    runAcross: (groups) => run(groups),
  });

  async function run(groups: readonly BatchGroup<Item>[]): Promise<PromiseSettledResult<Outcome>[][]> {
    const firsts = firstOfEachId(groups.flatMap((group) => group.items));
    const first = [...new Set(firsts.values())];
    const results = new Map<Item, PromiseSettledResult<Outcome>>();
    try {
      settle(first, await repository.insert(first.map(({ row }) => row)), results);
    } catch (error) {
      if (!concernsOneRow(error)) throw error;
      for (const item of first) await runAlone(item, results);
    }
    return groups.map((group) =>
      group.items.map((item) => results.get(item) ?? repeated(results.get(firsts.get(item) as Item))),
    );
  }

  async function runAlone(item: Item, results: Map<Item, PromiseSettledResult<Outcome>>): Promise<void> {
    try {
      settle([item], await repository.insert([item.row]), results);
    } catch (reason) {
      if (codeOf(reason) === '23505') results.set(item, { status: 'fulfilled', value: { kind: 'again' } });
      else results.set(item, { status: 'rejected', reason });
    }
  }

  function settle(
    items: readonly Item[],
    rows: readonly SentRow[],
    results: Map<Item, PromiseSettledResult<Outcome>>,
  ): void {
    const committed: Parameters<Realtime['publish']>[0][number][] = [];
    for (const [index, item] of items.entries()) {
      const row = rows[index] as SentRow;
      const value = outcomeOf(item, row);
      results.set(item, { status: 'fulfilled', value });
      if (value.kind === 'stored')
        committed.push({
          channel: item.row.channel,
          seq: value.message.seq,
          version: row.rights as string,
          type: item.row.type,
          actor: item.row.actor,
          at: new Date(row.at),
          ...(item.row.clientId ? { clientId: item.row.clientId } : {}),
          data: value.message,
        });
    }
    if (committed.length === 0) return;
    realtime.publish(committed);
    for (const { data } of committed) options.stored(data as Message);
  }
}

/** For every item the one that stands for it in the statement: the first of its author with its client id. */
function firstOfEachId(items: readonly Item[]): Map<Item, Item> {
  const firsts = new Map<string, Item>();
  const out = new Map<Item, Item>();
  for (const item of items) {
    const { authorId, clientId } = item.row;
    const key = clientId ? `${authorId} ${clientId}` : undefined;
    const first = (key === undefined ? undefined : firsts.get(key)) ?? item;
    if (key !== undefined) firsts.set(key, first);
    out.set(item, first);
  }
  return out;
}

/** What the second of two equal ids gets, which was not in the statement itself. */
function repeated(first: PromiseSettledResult<Outcome> | undefined): PromiseSettledResult<Outcome> {
  if (first?.status === 'rejected') return first;
  const value = first?.value;
  if (value?.kind === 'known') return { status: 'fulfilled', value };
  if (value?.kind === 'stored')
    return {
      status: 'fulfilled',
      value: { kind: 'known', id: value.message.id, bodyHash: value.bodyHash },
    };
  return { status: 'fulfilled', value: { kind: 'again' } };
}

function outcomeOf(item: Item, row: SentRow): Outcome {
  if (row.knownId !== null && row.knownHash !== null)
    return { kind: 'known', id: row.knownId, bodyHash: row.knownHash };
  if (row.seq !== null)
    return { kind: 'stored', message: messageOf(item, row, row.seq), bodyHash: item.row.bodyHash };
  if (row.rights !== item.row.rights) return { kind: 'stale' };
  return { kind: row.replyUnknown ? 'replyUnknown' : 'again' };
}

function messageOf({ row, author, tokens }: Item, sent: SentRow, seq: number): Message {
  return {
    id: row.id,
    roomId: row.roomId,
    seq,
    author,
    text: row.text,
    ...(tokens ? { tokens } : {}),
    ...(row.replyTo ? { replyTo: row.replyTo } : {}),
    ...(sent.threadId ? { threadId: sent.threadId } : {}),
    ...(sent.replyCount !== null && sent.lastReplyAt !== null
      ? { thread: { replyCount: sent.replyCount, lastReplyAt: new Date(sent.lastReplyAt).toISOString() } }
      : {}),
    replyCount: 0,
    mentions: [...row.mentions],
    reactions: [],
    files: [],
    pinned: false,
    version: 1,
    createdAt: new Date(sent.at).toISOString(),
    ...(row.clientId ? { clientId: row.clientId } : {}),
  };
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown })?.code ?? '');
}

/** A taken client id, or a value that PostgreSQL refuses: the other rows of the batch must not suffer from it. */
function concernsOneRow(error: unknown): boolean {
  return /^(22|23)/.test(codeOf(error));
}
