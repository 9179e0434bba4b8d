import type { EventMeta } from '@teambrain/client';
import type { Message, MessageWindow, ReactionSummary } from '../shared/types.js';
import type { Row } from './timeline-rows.js';
import { asStored, placeOf } from './timeline-rows.js';

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
  /** True when it leaves something open that only a fresh load tells. */
  apply(event: TimelineEvent): boolean;
  /** The answer to one's own send, which may come before its event. */
  acknowledge(message: Message, clientId: string): void;
  /** Whether a stored row already shows this send. */
  shows(clientId: string): boolean;
}

/** What the events of messages and reactions carry, seen together. */
interface Changed {
  message?: Message;
  messageId: string;
  reactions: ReactionSummary[];
}

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

  function rowOf(message: Message, at: number): Row {
    return { key: keys.get(message.id) ?? message.id, message: asStored(message), at };
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

  /** Changes one row by what it was, unless its state includes the event already. */
  function change(id: string | undefined, event: TimelineEvent, next: (message: Message) => Message) {
    const found = rows.find((row) => row.message.id === id);
    if (!found || event.seq <= found.at) return;
    const changed = { ...found, message: next(found.message), at: event.seq };
    rows = rows.map((row) => (row === found ? changed : row));
  }

  function created(message: Message, event: TimelineEvent) {
    if (event.clientId && !keys.has(message.id)) keys.set(message.id, event.clientId);
    if (hasAfter) {
      if (event.seq > counted) newer++;
      counted = Math.max(counted, event.seq);
    } else if (event.seq > edge) insert(rowOf(message, event.seq));
    // Known from the answer to its sender; caught up, it comes as it is now.
    change(message.id, event, () => asStored(message));
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
      const { message, messageId, reactions } = event.data as Changed;
      if (/^reaction\./.test(event.type)) change(messageId, event, (seen) => ({ ...seen, reactions }));
      if (!message || !/^message\./.test(event.type)) return false;
      if (event.type === 'message.created') created(message, event);
      else if (event.type === 'message.deleted') change(message.id, event, () => asStored(message));
      else {
        // Counts have events of their own: those that come along here may be older.
        change(message.id, event, ({ reactions, replyCount, lastReplyAt }) => ({
          ...asStored(message),
          reactions,
          replyCount,
          ...(lastReplyAt && { lastReplyAt }),
        }));
      }
      if (message.thread) change(message.threadId, event, (seen) => ({ ...seen, ...message.thread }));
      // Sent and deleted within the gap: it may have been a reply, and a tombstone no longer says whose count it raised.
      return event.replay && event.type === 'message.created' && message.deletedAt !== undefined;
    },
    acknowledge(message, clientId) {
      keys.set(message.id, clientId);
      if (!hasAfter && message.seq > edge) insert(rowOf(message, message.seq));
    },
    shows: (clientId) => rows.some((row) => row.key === clientId),
  };
}
