import { createStore } from '@teambrain/client';
import type { User } from '@teambrain/protocol';
import { listOf } from '../../../../widget/kit/test/support/list.js';
import type { RoomMessages, Timeline, TimelineItem, TimelineState } from '../../client/api.js';
import type { Message, MessageHit } from '../../shared/types.js';

type Created = (event: { message: Message }, meta: { replay: boolean }) => void;

/** What a test does from outside: others write, the network fails. */
export interface FakeRoom {
  readonly id: string;
  readonly messages: RoomMessages;
  stored: Message[];
  /** Calls that the panel made, by name. */
  calls: [name: string, ...args: unknown[]][];
  /** `hold`: sends wait; `fail`: they fail. */
  sending: 'ok' | 'hold' | 'fail';
  /** What the next load throws. */
  loadError: Error | undefined;
  /** How uploads end: `hold` leaves them at half of the way. */
  uploading: 'ok' | 'hold' | 'fail';
  /** Milliseconds that a load takes. */
  loadMs: number;
  come(message: Message, replay?: boolean): void;
  replace(message: Message): void;
  type(...userIds: string[]): void;
}

export function message(seq: number, author: User, text: string, more: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    roomId: 'r1',
    seq,
    author,
    text,
    replyCount: 0,
    mentions: [],
    reactions: [],
    files: [],
    pinned: false,
    version: 1,
    createdAt: new Date(Date.UTC(2026, 10, 20, 9, 0, 0) + seq * 20_000).toISOString(),
    ...more,
  };
}

/** A room in memory that behaves as the client part's handle does, with a window of at most 300 rows. */
export function createFakeRoom(viewer: User, members: User[], initial: Message[], readSeq: number): FakeRoom {
  const created = new Set<Created>();
  const typing = new Set<(ids: string[]) => void>();
  const reloads = new Set<() => void>();
  const room = {
    id: 'r1',
    stored: initial,
    calls: [] as FakeRoom['calls'],
    sending: 'ok' as FakeRoom['sending'],
    loadError: undefined as Error | undefined,
    uploading: 'ok' as FakeRoom['uploading'],
    files: {
      async upload(
        file: File,
        { onProgress, signal }: { onProgress?(share: number): void; signal?: AbortSignal } = {},
      ) {
        room.calls.push(['upload', file.name]);
        onProgress?.(0.5);
        if (room.uploading === 'fail') throw new Error('refused');
        if (room.uploading === 'hold') {
          await new Promise((_done, stop) =>
            signal?.addEventListener('abort', () => {
              room.calls.push(['abort', file.name]);
              stop(signal.reason);
            }),
          );
        }
        return { id: `file-${file.name}`, name: file.name };
      },
    },
    loadMs: 20,
    members: () =>
      listOf(async () => members.map((user) => ({ user, role: 'member' as const, joinedAt: '' }))),
    async read(seq: number, options?: object) {
      room.calls.push(['read', seq, ...(options ? [options] : [])]);
    },
    on(_type: string, handler: Created) {
      created.add(handler);
      return () => created.delete(handler);
    },
    typing: (on: boolean) => room.calls.push(['typing', on]),
    onTyping(handler: (ids: string[]) => void) {
      typing.add(handler);
      return () => typing.delete(handler);
    },
    come(next: Message, replay = false) {
      room.stored = [...room.stored, next];
      for (const reload of reloads) reload();
      for (const handler of created) handler({ message: next }, { replay });
    },
    replace(next: Message) {
      room.stored = room.stored.map((old) => (old.id === next.id ? next : old));
      for (const reload of reloads) reload();
    },
    type(...userIds: string[]) {
      for (const handler of typing) handler(userIds);
    },
  };
  const find = (id: string): Message => {
    const found = room.stored.find((one) => one.id === id);
    if (!found) throw new Error(`no message ${id}`);
    return found;
  };
  const change = async (name: string, id: string, next: (old: Message) => Message): Promise<Message> => {
    room.calls.push([name, id]);
    const changed = next(find(id));
    room.replace(changed);
    return changed;
  };
  const messages: RoomMessages = {
    get: async (id) => find(id),
    edit: (id, { text }) =>
      change('edit', id, ({ tokens: _, ...old }) => ({
        ...old,
        text,
        version: old.version + 1,
        editedAt: old.createdAt,
      })),
    async delete(id) {
      await change('delete', id, (old) => ({
        ...old,
        text: '',
        tokens: undefined,
        deletedAt: old.createdAt,
      }));
    },
    react: (id, emoji) =>
      change('react', id, (old) => {
        const rest = old.reactions.filter((one) => one.emoji !== emoji);
        const userIds = [...(old.reactions.find((one) => one.emoji === emoji)?.userIds ?? []), viewer.id];
        return { ...old, reactions: [...rest, { emoji, count: userIds.length, userIds }] };
      }),
    async unreact(id, emoji) {
      await change('unreact', id, (old) => ({
        ...old,
        reactions: old.reactions
          .map((one) => (one.emoji === emoji ? without(one, viewer.id) : one))
          .filter(({ count }) => count > 0),
      }));
    },
    pin: (id) => change('pin', id, (old) => ({ ...old, pinned: true })),
    async unpin(id) {
      await change('unpin', id, (old) => ({ ...old, pinned: false }));
    },
    replies: (id) => listOf(async () => room.stored.filter((one) => one.threadId === id)),
    revisions: () => listOf(async () => []),
    pins: () => listOf(async () => room.stored.filter((one) => one.pinned)),
    async *history() {
      yield* [...room.stored].reverse();
    },
    window: async () => ({ items: room.stored, seq: 0, hasBefore: false, hasAfter: false }),
    send: () => {
      throw new Error('the panel sends through the timeline');
    },
    search: (q) => {
      room.calls.push(['search', q]);
      return listOf(async () =>
        room.stored
          .filter(({ text }) => text.toLowerCase().includes(q.toLowerCase()))
          .map((found): MessageHit => {
            const start = found.text.toLowerCase().indexOf(q.toLowerCase());
            return { message: found, snippet: found.text, matches: [[start, start + q.length]] };
          }),
      );
    },
    timeline: (options) => createFakeTimeline(room, viewer, readSeq, reloads, options),
  };
  return Object.assign(room, { messages });
}

function without<R extends { userIds: string[] }>(reaction: R, userId: string): R & { count: number } {
  const userIds = reaction.userIds.filter((id) => id !== userId);
  return { ...reaction, userIds, count: userIds.length };
}

type Backing = Pick<FakeRoom, 'stored' | 'calls' | 'sending' | 'loadError' | 'loadMs' | 'come'>;

function createFakeTimeline(
  room: Backing,
  viewer: User,
  readSeq: number,
  reloads: Set<() => void>,
  { limit = 50, around }: { limit?: number; around?: number } = {},
): Timeline {
  let first = Math.max(0, room.stored.length - limit);
  let end = room.stored.length;
  let pending: TimelineItem[] = [];
  const items = new Map<Message, TimelineItem>();
  const keys = new Map<string, string>();
  const store = createStore<TimelineState>({
    items: [],
    hasBefore: false,
    hasAfter: false,
    loading: 'first',
    error: undefined,
    unreadAfter: readSeq,
    newer: 0,
    seq: 0,
    ended: undefined,
  });
  const place = (seq: number): void => {
    const index = Math.max(
      0,
      room.stored.findIndex((one) => one.seq >= seq),
    );
    first = Math.max(0, index - limit / 2);
    end = Math.min(room.stored.length, index + limit / 2);
  };
  const show = (changes: Partial<TimelineState> = {}): void => {
    const shown = room.stored.slice(first, end).map((one) => {
      const item = items.get(one) ?? {
        key: keys.get(one.id) ?? one.id,
        message: one,
        status: 'sent' as const,
      };
      items.set(one, item);
      return item;
    });
    const hasAfter = end < room.stored.length;
    store.set({
      items: hasAfter ? shown : [...shown, ...pending],
      hasBefore: first > 0,
      hasAfter,
      ...changes,
    });
  };
  const load = async (loading: TimelineState['loading'], move: () => void): Promise<void> => {
    if (store.state.loading && store.state.loading !== 'first') return;
    show({ loading, error: undefined });
    await new Promise((done) => setTimeout(done, room.loadMs));
    const error = room.loadError;
    room.loadError = undefined;
    if (!error) move();
    show({ loading: false, error });
  };
  const came = (): void => {
    if (end >= room.stored.length - 1) end = room.stored.length;
    if (end - first > 300) first = end - 300;
    show();
  };
  reloads.add(came);
  if (around !== undefined) place(around);
  const ready = load('first', () => {});
  const attempt = (clientId: string, settle: (message: Message) => void, fail: (e: Error) => void) => {
    const item = pending.find(({ key }) => key === clientId);
    if (!item) return;
    const set = (status: 'sending' | 'failed'): void => {
      pending = pending.map((one) => (one.key === clientId ? { ...one, status } : one));
      show();
    };
    set('sending');
    if (room.sending === 'hold') return;
    if (room.sending === 'fail') {
      set('failed');
      fail(new Error('refused'));
      return;
    }
    const seq = (room.stored.at(-1)?.seq ?? 0) + 1;
    const stored = { ...item.message, id: `m${seq}`, seq };
    keys.set(stored.id, clientId);
    pending = pending.filter(({ key }) => key !== clientId);
    room.come(stored);
    settle(stored);
  };
  return {
    ready,
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    loadBefore: () =>
      load('before', () => {
        first = Math.max(0, first - limit);
        end = Math.min(end, first + 300);
      }),
    loadAfter: () =>
      load('after', () => {
        end = Math.min(room.stored.length, end + limit);
        first = Math.max(first, end - 300);
      }),
    jumpTo: (to) =>
      load('jump', () => {
        if (to === 'newest') {
          end = room.stored.length;
          first = Math.max(0, end - limit);
        } else place(to);
      }),
    markUnreadFrom: (unreadAfter) => show({ unreadAfter }),
    send(input) {
      room.calls.push(['send', input]);
      const clientId = input.clientId ?? `c${pending.length}-${room.calls.length}`;
      let settle: (message: Message) => void = () => {};
      let fail: (error: Error) => void = () => {};
      const done = new Promise<Message>((resolve, reject) => {
        settle = resolve;
        fail = reject;
      });
      const sending = {
        clientId,
        status: 'sending' as const,
        error: undefined,
        done,
        retry: () => attempt(clientId, settle, () => {}),
        discard() {
          pending = pending.filter(({ key }) => key !== clientId);
          show();
        },
      };
      const { text, replyTo } = input;
      const typed = message(0, viewer, text, {
        id: clientId,
        createdAt: new Date().toISOString(),
        ...(replyTo ? { replyTo, threadId: replyTo } : {}),
      });
      pending = [...pending, { key: clientId, message: typed, status: 'sending', sending }];
      queueMicrotask(() => attempt(clientId, settle, fail));
      return sending;
    },
    close: () => reloads.delete(came),
  };
}
