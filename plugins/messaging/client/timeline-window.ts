import type { EventMeta } from '@teambrain/client';
import type { EventMap } from '@teambrain/protocol';
import type { Message, MessageWindow } from '../shared/index.js';
import type { Row } from './timeline-rows.js';
import { asStored, placeOf, withoutReaction, withReaction } from './timeline-rows.js';

export interface TimelineEvent extends EventMeta {
  type: string;
  data: unknown;
}

/** The stored part of a timeline: pure bookkeeping of snapshots and events, without requests. */
export interface TimelineWindow {
  readonly rows: readonly Row[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly newer: number;
  /** Takes a snapshot in: instead of all rows, or in front of or behind them. */
  take(snapshot: MessageWindow, where: 'instead' | 'before' | 'after'): void;
  /** `stale`: the window cannot tell any more, load it again. */
  apply(event: TimelineEvent): 'same' | 'changed' | 'stale';
  /** The answer to one's own send, which may come before its event. */
  acknowledge(message: Message, clientId: string): void;
  /** Whether a stored row already shows this send. */
  shows(clientId: string): boolean;
  /** Missed events were caught up. */
  caughtUp(): void;
}

type Changed = EventMap['reaction.added'] & { message?: Message };

/** Rows kept at most; what is beyond is dropped at the far end and can be loaded again. */
export const maxRows = 300;

export function createTimelineWindow(): TimelineWindow {
  let rows: readonly Row[] = [];
  let hasBefore = false;
  let hasAfter = false;
  let newer = 0;
  /** Head at which it was known that nothing follows the last row. */
  let edge = 0;
  /** Last event that `newer` counts: after a load the same events are gone through again. */
  let counted = 0;
  const keys = new Map<string, string>();

  function put(index: number, row: Row) {
    rows = rows.map((old, at) => (at === index ? row : old));
  }

  function rowOf(message: Message, at: number, fresh?: boolean): Row {
    return { key: keys.get(message.id) ?? message.id, message: asStored(message), at, fresh };
  }

  function insert(row: Row) {
    const place = placeOf(rows, row.message.seq);
    if (rows[place]?.message.seq === row.message.seq) return;
    rows = [...rows.slice(0, place), row, ...rows.slice(place)];
    if (rows.length > maxRows) {
      rows = rows.slice(-maxRows);
      hasBefore = true;
    }
  }

  /** Changes one row by what it was; `null` from `next` means that the new state is not known here. */
  function change(
    id: string | undefined,
    event: TimelineEvent,
    next: (message: Message) => Message | null,
    counts = false,
  ): 'same' | 'changed' | 'stale' {
    const index = rows.findIndex((row) => row.message.id === id);
    const row = rows[index];
    if (!row || event.seq <= row.at) return 'same';
    if (counts && row.fresh) return 'stale';
    const message = next(row.message);
    if (!message) return 'stale';
    put(index, { ...row, message, at: event.seq });
    return 'changed';
  }

  function created(message: Message, event: TimelineEvent): 'same' | 'changed' | 'stale' {
    if (event.clientId && !keys.has(message.id)) keys.set(message.id, event.clientId);
    const root = change(
      message.threadId,
      event,
      (seen) => ({ ...seen, replyCount: seen.replyCount + 1, lastReplyAt: message.createdAt }),
      true,
    );
    if (root === 'stale') return root;
    if (hasAfter) {
      if (event.seq <= counted) return root;
      counted = event.seq;
      newer++;
      return 'changed';
    }
    const known = rows.findIndex((row) => row.message.id === message.id);
    if (known >= 0) {
      const row = rows[known] as Row;
      if (event.replay && event.seq >= row.at) put(known, rowOf(message, event.seq, true));
      return 'changed';
    }
    if (event.seq <= edge) return root;
    insert(rowOf(message, event.seq, event.replay));
    return 'changed';
  }

  return {
    get rows() {
      return rows;
    },
    get hasBefore() {
      return hasBefore;
    },
    get hasAfter() {
      return hasAfter;
    },
    get newer() {
      return newer;
    },
    take(snapshot, where) {
      const taken = snapshot.items.map((message) => rowOf(message, snapshot.seq));
      const first = rows[0]?.message.seq ?? 0;
      const last = rows.at(-1)?.message.seq ?? 0;
      if (where === 'before') {
        const all = [...taken.filter((row) => row.message.seq < first), ...rows];
        rows = all.slice(0, maxRows);
        hasBefore = snapshot.hasBefore;
        hasAfter ||= all.length > maxRows;
        return;
      }
      const all = where === 'instead' ? taken : [...rows, ...taken.filter((row) => row.message.seq > last)];
      rows = all.slice(-maxRows);
      hasBefore = (where === 'instead' ? snapshot.hasBefore : hasBefore) || all.length > maxRows;
      hasAfter = snapshot.hasAfter;
      if (!hasAfter) {
        edge = snapshot.seq;
        newer = 0;
      }
    },
    apply(event) {
      const { message, messageId, emoji, userId } = event.data as Changed;
      switch (event.type) {
        case 'message.created':
          return message ? created(message, event) : 'same';
        case 'message.edited':
        case 'message.pinned':
        case 'message.unpinned':
          // Counts are kept from the events that make them: the row that comes along may be newer than this event.
          return change(message?.id, event, ({ reactions, replyCount, lastReplyAt }) => ({
            ...asStored(message as Message),
            reactions,
            replyCount,
            ...(lastReplyAt && { lastReplyAt }),
          }));
        case 'message.deleted':
          return change(message?.id, event, () => asStored(message as Message));
        case 'reaction.added':
          return change(
            messageId,
            event,
            (seen) => ({ ...seen, reactions: withReaction(seen.reactions, emoji, userId) }),
            true,
          );
        case 'reaction.removed':
          return change(
            messageId,
            event,
            (seen) => {
              const reactions = withoutReaction(seen.reactions, emoji, userId);
              return reactions && { ...seen, reactions };
            },
            true,
          );
        default:
          return 'same';
      }
    },
    acknowledge(message, clientId) {
      keys.set(message.id, clientId);
      if (!hasAfter && message.seq > edge) insert(rowOf(message, message.seq));
    },
    shows: (clientId) => rows.some((row) => row.key === clientId),
    caughtUp() {
      if (rows.some((row) => row.fresh)) rows = rows.map(({ fresh: _, ...row }) => row);
    },
  };
}
