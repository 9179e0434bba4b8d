import { describe, expect, it } from 'vitest';
import { joe, lilly } from '../../../../widget/kit/test/support/people.js';
import type { TimelineItem } from '../../client/api.js';
import { buildRows, type Row } from '../../panel/timeline/rows.js';
import type { Message } from '../../shared/types.js';
import { message } from './fake-room.js';

const item = (one: Message): TimelineItem => ({
  key: one.id,
  message: one,
  status: one.seq ? 'sent' : 'sending',
});
const at = (iso: string) => ({ createdAt: iso });
const shape = (rows: Row[]): string[] =>
  rows.map((row) =>
    row.kind === 'message' ? `${row.item.message.id}${row.grouped ? ' grouped' : ''}` : row.kind,
  );

describe('the rows of a history', () => {
  it('group messages of one author within five minutes, and not beyond', () => {
    const rows = buildRows(
      [
        message(1, lilly, 'a', at('2026-11-20T09:00:00Z')),
        message(2, lilly, 'b', at('2026-11-20T09:04:59Z')),
        message(3, lilly, 'c', at('2026-11-20T09:09:59Z')),
        message(4, joe, 'd', at('2026-11-20T09:10:00Z')),
      ].map(item),
      {},
    );
    expect(shape(rows)).toEqual(['day', 'm1', 'm2 grouped', 'm3', 'm4']);
  });

  it('start a group anew after a rule, an answer and a deleted message', () => {
    const rows = buildRows(
      [
        message(1, lilly, 'a'),
        message(2, lilly, '', { deletedAt: '2026-11-20T09:00:00Z' }),
        message(3, lilly, 'b'),
        message(4, lilly, 'c', { replyTo: 'm1' }),
      ].map(item),
      {},
    );
    expect(shape(rows)).toEqual(['day', 'm1', 'm2', 'm3', 'm4']);
  });

  it('put one rule before the first unread message of somebody else', () => {
    const items = [
      message(1, lilly, 'a'),
      message(2, joe, 'b'),
      message(3, lilly, 'c'),
      message(4, lilly, 'd'),
    ].map(item);
    expect(shape(buildRows(items, { unreadAfter: 1, viewerId: 'u2' }))).toEqual([
      'day',
      'm1',
      'm2',
      'unread',
      'm3',
      'm4 grouped',
    ]);
    expect(shape(buildRows(items, { unreadAfter: 4, viewerId: 'u2' }))).not.toContain('unread');
    expect(shape(buildRows(items, { viewerId: 'u2' }))).not.toContain('unread');
  });

  it('put no rule where the first unread message is not loaded yet', () => {
    const items = [message(30, lilly, 'a'), message(31, lilly, 'b')].map(item);
    const options = { unreadAfter: 4, viewerId: 'u2' };
    expect(shape(buildRows(items, { ...options, hasBefore: true }))).toEqual(['day', 'm30', 'm31 grouped']);
    expect(shape(buildRows(items, { ...options, hasBefore: false }))).toContain('unread');
  });

  it('never count a message that is still on its way as unread', () => {
    const items = [item(message(0, joe, 'typed', { id: 'c1' }))];
    expect(shape(buildRows(items, { unreadAfter: 0, viewerId: 'u1' }))).toEqual(['day', 'c1']);
  });

  it('put a rule where the local day changes', () => {
    const rows = buildRows(
      [
        message(1, lilly, 'a', at('2026-11-19T12:00:00Z')),
        message(2, lilly, 'b', at('2026-11-20T12:00:00Z')),
      ].map(item),
      {},
    );
    expect(shape(rows)).toEqual(['day', 'm1', 'day', 'm2']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});
