import { readdirSync } from 'node:fs';
import { buildTestServer } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import { expect, it } from 'vitest';
import { importChat } from '../../src/import/import-chat.js';

it('imports', async () => {
  const s = await buildTestServer({ plugins: [workspaces, rooms, messaging], verbose: false });
  const a = await s.register('anna');
  const dir = '/work/shared/data/chat';
  const files = readdirSync(dir)
    .filter((f) => f.endsWith('.jsonl'))
    .map((f) => `${dir}/${f}`);
  const t0 = Date.now();
  let last = '';
  const report = await importChat({
    context: s.context('messaging'),
    files,
    workspace: 'history',
    ownerId: a.user.id,
    onProgress: (p) => {
      if (p.phase !== last) {
        last = p.phase;
        console.log(Date.now() - t0, JSON.stringify(p));
      }
    },
  });
  console.log(
    JSON.stringify({ ...report, skipped: report.skipped.slice(0, 3), unlinked: report.unlinked.slice(0, 3) }),
  );
  const again = await importChat({
    context: s.context('messaging'),
    files,
    workspace: 'history',
    ownerId: a.user.id,
  });
  console.log(again.took, again.stored, again.known);
  for (const room of report.rooms) {
    const t = performance.now();
    const r = await a.inject({ url: `/v1/rooms/${room.id}/messages?limit=50` });
    console.log(room.name, r.status, r.body.items.length, r.body.seq, (performance.now() - t).toFixed(1));
    for (const q of ['install driver', 'borrow checker', 'subscribtion', 'zzzz']) {
      const t1 = performance.now();
      const x = await a.inject({ url: `/v1/rooms/${room.id}/messages/search?q=${encodeURIComponent(q)}` });
      console.log(
        '  ',
        q,
        x.status,
        x.body.items?.length,
        (performance.now() - t1).toFixed(1),
        x.body.items?.[0]?.snippet,
      );
    }
  }
  const db = s.context('messaging').db;
  console.log(
    await db.query(
      `select count(*)::int n, count(distinct (room_id, seq))::int d, (select count(*)::int from (select created_at < lag(created_at) over (partition by room_id order by seq) bad from messages) x where bad) as disordered, (select sum(reply_count)::int from messages) as replies, (select count(*)::int from messages where reply_to is not null) as linked, (select count(*)::int from channel_heads h where channel like 'room:%' and last_seq <> (select count(*) from channel_events e where e.channel = h.channel)) as gaps from messages`,
    ),
  );
  for (const q of ['stripe', 'ubuntu install', 'instal']) {
    const t1 = performance.now();
    const x = await a.inject({ url: `/v1/workspaces/history/search?q=${encodeURIComponent(q)}` });
    console.log(
      '  ',
      q,
      x.status,
      x.body.items?.length,
      (performance.now() - t1).toFixed(1),
      x.body.items?.[0]?.snippet,
    );
  }
}, 300_000);
