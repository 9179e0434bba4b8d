import type { TimelineItem } from '../../client/api.js';
import type { Message } from '../../shared/types.js';

export type Row =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'message'; key: string; item: TimelineItem; grouped: boolean };

const groupWindowMs = 5 * 60_000;

export interface RowOptions {
  /** The last read sequence number when the room was opened; undefined shows no "New" rule. */
  unreadAfter?: number | undefined;
  viewerId?: string | undefined;
  /** Older messages exist that are not loaded: the first unread one may be among them. */
  hasBefore?: boolean;
}

/**
 * Lays a stretch of timeline out as rows: a rule where the local day changes, one rule before the first unread message,
 * and messages of one author within five minutes grouped under one header.
 */
export function buildRows(items: readonly TimelineItem[], options: RowOptions): Row[] {
  const rows: Row[] = [];
  let previous: Message | undefined;
  const after = options.unreadAfter;
  const outside = options.hasBefore && (items[0]?.message.seq ?? 0) > (after ?? 0);
  let marked = after === undefined || outside;
  for (const item of items) {
    const { message } = item;
    const newDay = !previous || dayOf(previous.createdAt) !== dayOf(message.createdAt);
    if (newDay)
      rows.push({ kind: 'day', key: `day:${dayOf(message.createdAt)}:${item.key}`, at: message.createdAt });
    let ruled = newDay;
    if (!marked && message.seq > (after ?? 0) && message.author.id !== options.viewerId) {
      rows.push({ kind: 'unread', key: 'unread' });
      marked = true;
      ruled = true;
    }
    const grouped = !ruled && previous !== undefined && belongsTogether(previous, message);
    rows.push({ kind: 'message', key: item.key, item, grouped });
    previous = message;
  }
  return rows;
}

function belongsTogether(first: Message, second: Message): boolean {
  return (
    first.author.id === second.author.id &&
    !first.deletedAt &&
    !second.deletedAt &&
    !second.replyTo &&
    Math.abs(Date.parse(second.createdAt) - Date.parse(first.createdAt)) < groupWindowMs
  );
}

function dayOf(iso: string): string {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
