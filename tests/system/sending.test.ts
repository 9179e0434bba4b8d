import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage, served } from '../faults/stage.js';

let stage: Stage;
afterEach(() => stage?.close());

describe.skipIf(!served)(
  '3,000 concurrent sends of 1,000 client ids over two instances, HTTP and socket',
  () => {
    it('store 1,000 messages without a gap and answer each id with one object', async () => {
      stage = await createStage({ rooms: 1, peersPerRoom: 10 });
      const { scene, peers } = stage.load;
      const room = scene.roomIds[0] as string;
      const sender = scene.members[0];
      if (!sender) throw new Error('no member');
      const own = peers.filter((_, i) => i % scene.members.length === 0);
      const ids = Array.from({ length: 1000 }, () => randomUUID());
      const answers = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
      const overHttp = async (clientId: string, url: string) => {
        const { status, body, headers } = await sender
          .at(url)
          .call<{ id: string; seq: number }>('POST', `/rooms/${room}/messages`, {
            text: `text ${clientId}`,
            clientId,
          });
        expect([200, 201]).toContain(status);
        expect(headers.get('idempotency-replayed')).toBe(status === 200 ? 'true' : null);
        answers.get(clientId)?.add(`${body.id} ${body.seq}`);
        return status;
      };
      const overSocket = async (clientId: string, peer: (typeof peers)[number]) => {
        const { seq, data } = await peer.act('messaging.send', room, { text: `text ${clientId}` }, clientId);
        answers.get(clientId)?.add(`${(data as { id: string }).id} ${seq}`);
      };
      const [first, second] = stage.instances.map(({ url }) => url) as [string, string];
      const socket = own[0] as (typeof peers)[number];
      const work = ids.flatMap((id) => [overHttp(id, first), overHttp(id, second), overSocket(id, socket)]);
      await Promise.all(work);
      expect([...answers.values()].filter((objects) => objects.size !== 1)).toEqual([]);

      const db = new pg.Client({ connectionString: stage.databaseUrl });
      await db.connect();
      const { rows } = await db.query(
        `select count(*)::int as messages, count(distinct client_id)::int as ids from messages where room_id = $1 and client_id is not null`,
        [room],
      );
      const log = await db.query(
        `select count(*)::int as entries, max(e.seq)::int as highest, min(h.last_seq)::int as head
       from channel_events e join channel_heads h using (channel) where channel = $1`,
        [`room:${room}`],
      );
      await db.end();
      expect(rows[0]).toEqual({ messages: 1000, ids: 1000 });
      expect(log.rows[0].highest).toBe(log.rows[0].head);
      expect(log.rows[0].entries).toBe(log.rows[0].head);
    }, 120_000);
  },
);
