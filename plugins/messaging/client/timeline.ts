import type { ClientCore, OutboxItem, RoomContext, WritableStore } from '@teambrain/client';
import type { User } from '@teambrain/protocol';
import type { Message, MessageWindow } from '../shared/types.js';
import type { RoomMessages, SentMessage, Timeline, TimelineItem, TimelineState } from './api.js';
import type { TimelineEvent } from './timeline-window.js';
import { createTimelineWindow } from './timeline-window.js';

type Loading = TimelineState['loading'];
type WindowQuery = Parameters<RoomMessages['window']>[0] & object;

/** Who is shown on rows that were typed before the server ever said who this is. */
const nobody: User = { id: '', username: '', displayName: '', kind: 'user' };

export function createTimeline(
  core: ClientCore,
  room: RoomContext,
  messages: RoomMessages,
  store: WritableStore<TimelineState>,
  { limit = 50, around }: { limit?: number; around?: number },
): Omit<Timeline, 'state' | 'subscribe' | 'send' | 'markUnreadFrom'> {
  const window = createTimelineWindow();
  /** Events that came while a snapshot was on its way; those it does not include are gone through again. */
  let meanwhile: TimelineEvent[] = [];
  let stored: readonly TimelineItem[] = [];
  let storedOf: unknown;
  let turn = 0;
  let seq = 0;
  let unclear = false;
  let closed = false;

  function pendingItem(item: OutboxItem): TimelineItem {
    const { text, replyTo, mentions } = item.operation.data as {
      text: string;
      replyTo?: string;
      mentions?: string[];
    };
    const message: Message = {
      id: item.clientId,
      roomId: room.id,
      seq: 0,
      author: core.auth.user ?? nobody,
      text,
      ...(replyTo && { replyTo }),
      replyCount: 0,
      mentions: mentions ?? [],
      reactions: [],
      files: [],
      pinned: false,
      version: 0,
      createdAt: item.createdAt,
    };
    return { key: item.clientId, message, status: item.status, sending: item as SentMessage };
  }

  /** Rows keep their identity while nothing about them changes, so that only what changed is drawn again. */
  function storedItems(): readonly TimelineItem[] {
    if (storedOf === window.rows) return stored;
    const known = new Map(stored.map((item) => [item.message, item]));
    storedOf = window.rows;
    stored = window.rows.map(({ key, message }) => known.get(message) ?? { key, message, status: 'sent' });
    return stored;
  }

  function show(changes: Partial<TimelineState> = {}) {
    const waiting = window.hasAfter
      ? []
      : core.outbox.items(room.id).filter(({ clientId }) => !window.shows(clientId));
    store.set({
      items: waiting.length === 0 ? storedItems() : [...storedItems(), ...waiting.map(pendingItem)],
      hasBefore: window.hasBefore,
      hasAfter: window.hasAfter,
      newer: window.newer,
      seq,
      ...changes,
    });
  }

  async function load(
    loading: Loading,
    where: Parameters<typeof window.take>[1],
    pages: () => Promise<MessageWindow[]>,
  ) {
    const mine = ++turn;
    meanwhile = [];
    show({ loading, error: undefined });
    try {
      const taken = await pages();
      if (closed || mine !== turn) return;
      taken.forEach((page, index) => {
        window.take(page, index === 0 ? where : 'after');
        seq = Math.max(seq, page.seq);
      });
      for (const event of meanwhile) window.apply(event);
      show({ loading: false });
    } catch (error) {
      if (!closed && mine === turn) show({ loading: false, error: error as Error });
    }
  }

  const one = (query: WindowQuery) => async () => [await messages.window({ limit, ...query })];

  /** The stretch that is shown, once more, in pages as large as the server gives them. */
  function reload(): Promise<void> {
    let after = (window.rows[0]?.message.seq ?? 1) - 1;
    const last = window.hasAfter ? (window.rows.at(-1)?.message.seq ?? 0) : Number.POSITIVE_INFINITY;
    return load('jump', 'instead', async () => {
      const pages: MessageWindow[] = [];
      for (let more = true; more; ) {
        const page = await messages.window({ after, limit: 100 });
        pages.push(page);
        after = page.items.at(-1)?.seq ?? last;
        more = page.hasAfter && after < last;
      }
      return pages;
    });
  }

  function jumpTo(to: number | 'newest'): Promise<void> {
    return load('jump', 'instead', one(to === 'newest' ? {} : { around: to }));
  }

  const offs = [
    room.channel.onAny((event) => {
      seq = Math.max(seq, event.seq);
      if (store.state.loading) meanwhile.push(event);
      if (store.state.loading === 'first') return;
      unclear = window.apply(event) || unclear;
      show();
    }),
    room.channel.onNotice(({ state, reason }) => {
      if (state === 'ended') return show({ ended: reason });
      if (state === 'reset') {
        const middle = window.rows[window.rows.length >> 1];
        jumpTo(window.hasAfter && middle ? middle.message.seq : 'newest');
      } else {
        if (unclear) reload();
        else if (store.state.error) retry();
        show({ ended: undefined });
      }
      unclear = false;
    }),
    core.outbox.onChange((item, result) => {
      if (item.queue !== room.id) return;
      if (result) window.acknowledge(result as Message, item.clientId);
      show();
    }),
    // Nothing is left for who comes next, nor shown of what they write in the same room.
    core.on('logout', () => {
      close();
      window.take({ items: [], seq, hasBefore: false, hasAfter: false }, 'instead');
      store.set({ items: storedItems(), hasBefore: false, hasAfter: false, ended: 'signed_out' });
    }),
  ];
  function close() {
    closed = true;
    for (const off of offs) off();
  }
  /** A load that failed is repeated when the connection is back. */
  function retry() {
    if (window.rows.length === 0) jumpTo(around ?? 'newest');
    else show({ error: undefined });
  }

  const ready = load('first', 'instead', one({ around }));

  return {
    ready,
    async loadBefore() {
      const first = window.rows[0];
      if (store.state.loading || !first || !window.hasBefore) return;
      await load('before', 'before', one({ before: first.message.seq }));
    },
    async loadAfter() {
      const last = window.rows.at(-1);
      if (store.state.loading || !last || !window.hasAfter) return;
      await load('after', 'after', one({ after: last.message.seq }));
    },
    jumpTo,
    close,
  };
}
