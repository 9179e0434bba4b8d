import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import type { Message } from '@teambrain/plugin-messaging/shared';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ChatLine, generateChat } from '../../src/import/generate-chat.js';
import { importChat } from '../../src/import/import-chat.js';
import type { ImportReport } from '../../src/import/report.js';

let server: TestServer;
let owner: TestUser;
beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, messaging] });
  owner = await server.register('olga');
});

const folder = mkdtempSync(join(tmpdir(), 'teambrain-import-'));
function fileOf(name: string, lines: readonly (ChatLine | string)[]): string {
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}
const run = (workspace: string, ...files: string[]) =>
  importChat({
    context: server.context('messaging'),
    files,
    workspace,
    ownerId: owner.user.id,
    batchSize: 100,
  });

async function messagesOf(roomId: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let after = 0; ; ) {
    const { body } = await owner.inject({ url: `/v1/rooms/${roomId}/messages?after=${after}&limit=100` });
    all.push(...body.items);
    if (!body.hasAfter) return all;
    after = all.at(-1)!.seq;
  }
}
const byTime = (lines: readonly ChatLine[], room: string) => lines.filter((line) => line.room === room);

describe('importing a history', () => {
  const lines = generateChat({ rooms: 2, messages: 450, seed: 7 });
  let report: ImportReport;
  beforeAll(async () => {
    // Out of order on purpose: rooms mixed, one file later than the other.
    report = await run('history', fileOf('late', lines.slice(200)), fileOf('early', lines.slice(0, 200)));
  });

  it('carries every message with its time, author and text, in order of time', async () => {
    expect(report).toMatchObject({ stored: 450, known: 0, skipped: [], unlinkedCount: 0 });
    expect(report.rooms.map(({ name }) => name).sort()).toEqual(['room-1', 'room-2']);
    for (const { id, name, stored } of report.rooms) {
      const expected = byTime(lines, name);
      const messages = await messagesOf(id);
      expect(stored).toBe(expected.length);
      expect(messages.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
      expect(messages.map(({ createdAt }) => createdAt)).toEqual(expected.map(({ at }) => at));
      expect(messages.map(({ author }) => author.displayName)).toEqual(expected.map(({ user }) => user));
      const first = messages[0]!.seq;
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => first + index));
    }
  });

  it('keeps who answered whom, in threads that count their replies', async () => {
    for (const { id, name } of report.rooms) {
      const expected = byTime(lines, name);
      const messages = await messagesOf(id);
      const positionOf = new Map(expected.map((line, index) => [line.id, index]));
      for (const [index, line] of expected.entries()) {
        const parent = line.replyTo === undefined ? undefined : messages[positionOf.get(line.replyTo)!];
        expect(messages[index]!.replyTo).toBe(parent?.id);
        expect(messages[index]!.threadId).toBe(parent && (parent.threadId ?? parent.id));
      }
      const replies = messages.filter(({ threadId }) => threadId !== undefined).length;
      expect(replies).toBeGreaterThan(10);
      expect(messages.reduce((sum, { replyCount }) => sum + replyCount, 0)).toBe(replies);
    }
  });

  it('writes the log of each channel without a gap', async () => {
    const { db } = server.context('messaging');
    for (const { id } of report.rooms) {
      const [row] = await db.query<{ head: number; events: number; last: number; created: number }>(
        `select h.last_seq::int as head, count(*)::int as events, max(e.seq)::int as last,
           (count(*) filter (where e.type = 'message.created'))::int as created
         from channel_heads h join channel_events e on e.channel = h.channel where h.channel = $1 group by h.last_seq`,
        [`room:${id}`],
      );
      expect(row).toMatchObject({ events: row?.head, last: row?.head });
      expect(row?.created).toBe(report.rooms.find((room) => room.id === id)?.stored);
    }
  });

  it('makes authors that take no place and cannot log in', async () => {
    const [first] = report.rooms;
    const { body } = await owner.inject({ url: `/v1/rooms/${first!.id}` });
    expect(body.memberCount).toBeGreaterThan(5);
    const { db } = server.context('messaging');
    const [row] = await db.query<{ authors: number; able: number; places: number }>(
      `select count(*)::int as authors, count(u.password_hash)::int as able,
         (select count(*)::int from room_members where takes_place and room_id = $1) as places
       from users u where u.source like 'import:%'`,
      [first!.id],
    );
    expect(row).toEqual({ authors: report.authors, able: 0, places: 1 });
  });

  it('can be found by search', async () => {
    const { body } = await owner.inject({ url: '/v1/workspaces/history/search?q=datenbank&limit=100' });
    expect(body.items.length).toBe(lines.filter(({ text }) => text.includes('Datenbank')).length);
  });

  it('run again stores nothing more, and takes up what is new', async () => {
    const again = await run('history', join(folder, 'early.jsonl'), join(folder, 'late.jsonl'));
    expect(again).toMatchObject({ stored: 0, known: 450, authors: report.authors });
    expect(again.rooms.map(({ id }) => id).sort()).toEqual(report.rooms.map(({ id }) => id).sort());
    const next: ChatLine = {
      ...lines.at(-1)!,
      id: 'next',
      at: new Date(Date.parse(lines.at(-1)!.at) + 1000).toISOString(),
      replyTo: lines.at(-1)!.id,
    };
    const grown = await run('history', fileOf('grown', [...lines, next]));
    expect(grown).toMatchObject({ stored: 1, known: 450, unlinkedCount: 0 });
  });

  it('broken off in the middle is finished by the next run', async () => {
    const file = fileOf('broken', generateChat({ rooms: 1, messages: 250, seed: 9 }));
    let batches = 0;
    const context = server.context('messaging');
    const interrupted = importChat({
      context,
      files: [file],
      workspace: 'broken',
      ownerId: owner.user.id,
      batchSize: 100,
      onProgress({ phase }) {
        if (phase === 'messages' && ++batches === 2) throw new Error('the power went out');
      },
    });
    await expect(interrupted).rejects.toThrow('the power went out');
    const report = await run('broken', file);
    expect(report).toMatchObject({ stored: 50, known: 200 });
    expect(await messagesOf(report.rooms[0]!.id)).toHaveLength(250);
  });
});

it('reports every line that it did not carry, with its number and the reason', async () => {
  const good = (extra: Partial<ChatLine> & Record<string, unknown> = {}) =>
    JSON.stringify({
      id: 'a',
      room: 'odd',
      at: '2020-01-01T00:00:00Z',
      user: 'ann',
      text: 'hello',
      ...extra,
    });
  const file = fileOf('odd', [
    good(),
    '',
    'not json',
    '[1]',
    JSON.stringify({ id: 'b', room: 'odd' }),
    good({ id: 'c', at: 'yesterday' }),
    good({ id: 'd', at: '2200-01-01T00:00:00Z' }),
    good({ id: 'e', text: ' ' }),
    good({ id: 'f', text: 'x'.repeat(20_000) }),
    good({ id: 'g', text: 'a\u0000b' }),
    good({ id: 'a', text: 'again' }),
    good({ id: 'h', user: '\u0007' }),
    good({ id: 'i', room: '' }),
    good({ id: 'j', replyTo: 'nowhere', at: '2020-01-01T00:00:01Z' }),
    `{"id":"${'y'.repeat(300_000)}"}`,
    good({ id: 'k', user: '|odd name|', at: '2020-01-01T01:00:02+01:00' }),
  ]);
  const report = await run('odd', file);
  expect(report.skipped.map(({ line, reason, id }) => [line, reason, id])).toEqual([
    [3, 'not_json', undefined],
    [4, 'not_json', undefined],
    [5, 'field_missing', 'b'],
    [6, 'time_invalid', 'c'],
    [7, 'time_invalid', 'd'],
    [8, 'text_empty', 'e'],
    [9, 'text_too_long', 'f'],
    [10, 'text_invalid', 'g'],
    [11, 'id_repeated', 'a'],
    [12, 'author_name_invalid', 'h'],
    [13, 'room_name_invalid', 'i'],
    [15, 'line_too_long', undefined],
  ]);
  expect(report).toMatchObject({ stored: 3, unlinked: [{ id: 'j', replyTo: 'nowhere' }], unlinkedCount: 1 });
  expect((await messagesOf(report.rooms[0]!.id)).map(({ createdAt }) => createdAt)).toEqual([
    '2020-01-01T00:00:00.000Z',
    '2020-01-01T00:00:01.000Z',
    '2020-01-01T00:00:02.000Z',
  ]);
});

it('generates the same history for the same seed', () => {
  const options = { rooms: 4, messages: 200, seed: 3 };
  expect(generateChat(options)).toEqual(generateChat(options));
  expect(generateChat(options)).not.toEqual(generateChat({ ...options, seed: 4 }));
  const known = new Set<string>();
  for (const line of generateChat(options)) {
    if (line.replyTo !== undefined) expect(known).toContain(line.replyTo);
    known.add(line.id);
  }
});
