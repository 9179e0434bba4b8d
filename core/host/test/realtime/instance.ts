import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Type } from 'typebox';
import { createAccess } from '../../src/access/access.js';
import type { Grant } from '../../src/access/contract.js';
import type { Actor, Auth, Users } from '../../src/auth/contract.js';
import type { Bus } from '../../src/bus/contract.js';
import type { Database } from '../../src/database/contract.js';
import type { Limits } from '../../src/limits/contract.js';
import type { Operation } from '../../src/plugins/operation.js';
import { batchAppendSql, batchParams } from '../../src/realtime/append-sql.js';
import type { RealtimeConfig } from '../../src/realtime/config.js';
import type { Committed } from '../../src/realtime/contract.js';
import { createRealtime } from '../../src/realtime/realtime.js';
import { problem } from '../../src/transport/problem-error.js';
import { silentLog } from './log.js';

export const defaults: RealtimeConfig = {
  logDays: 30,
  logEventsPerChannel: 10_000,
  origins: [],
  socketsPerUser: 20,
  unauthenticatedPerAddress: 20,
  framesPerSecond: 200,
  allBuffersBytes: 128 * 1024 * 1024,
};

const sendOperation: Operation = {
  id: 'notes.send',
  summary: 'Sends a note',
  permission: 'notes.send',
  resource: 'room',
  verifiesRights: true,
};

/** Rooms with members and notes: the smallest feature that uses everything. */
export async function createTables(db: Database): Promise<void> {
  await db.query('CREATE TABLE rooms (id text PRIMARY KEY, workspace text NOT NULL)');
  await db.query('CREATE TABLE members (room text, actor text, role text, PRIMARY KEY (room, actor))');
  await db.query(
    'CREATE TABLE notes (id text PRIMARY KEY, room text, seq bigint, text text, deleted boolean DEFAULT false)',
  );
}

export interface InstanceOptions {
  db: Database;
  bus: Bus;
  config?: Partial<RealtimeConfig>;
  limits?: Limits;
  auth?: Partial<Auth>;
  publicUrl?: string;
}

/** One instance of the host's realtime part on a Fastify of its own. Tokens are `user` or `user/session/seconds`. */
export async function createInstance({ db, bus, config, limits, auth, publicUrl }: InstanceOptions) {
  const endings = new Set<(sessionId: string) => void>();
  const dead = new Set<string>();
  const fakeAuth: Auth = {
    async verify(token) {
      if (token.startsWith('bad')) throw problem('unauthenticated');
      const [id = '', sessionId = `session-${id}`, seconds = '900'] = token.split('/');
      const expiresAt = Math.floor(Date.now() / 1000) + Number(seconds);
      return { kind: 'user', id, sessionId, serverRoles: [], expiresAt } satisfies Actor;
    },
    deadSessions: async (ids) => ids.filter((id) => dead.has(id)),
    onSessionEnded(handler) {
      endings.add(handler);
      return () => endings.delete(handler);
    },
    ...auth,
  };
  const users = {
    byIds: async (ids: readonly string[]) =>
      new Map(ids.map((id) => [id, { id, username: id, displayName: id, kind: 'user' as const }])),
  } as unknown as Users;
  const access = createAccess({ db, log: silentLog });
  access.registerPermissions('notes', [
    { name: 'rooms.read', scope: 'room', roles: ['owner', 'member', 'viewer'], summary: 'read' },
    { name: 'notes.send', scope: 'room', roles: ['owner', 'member'], summary: 'send' },
  ]);
  access.registerKind({
    kind: 'room',
    scopeOf: async (id) => ({ scope: 'room', id }),
    async grants(id, actorIds) {
      const rows = await db.query<{ parent: string; own: string; actor: string | null; role: string | null }>(
        `SELECT coalesce(p.acl_version, 0) AS parent, h.acl_version AS own, m.actor, m.role
         FROM channel_heads h LEFT JOIN channel_heads p ON p.channel = h.parent
         LEFT JOIN members m ON m.room = $1 AND m.actor = ANY($2::text[]) WHERE h.channel = 'room:' || $1`,
        [id, actorIds],
      );
      const [first] = rows;
      if (!first) return null;
      const version = `${first.parent}.${first.own}`;
      const grants = new Map(
        rows.flatMap(({ actor, role }): [string, Grant][] =>
          actor ? [[actor, { role: role as Grant['role'], visible: true, version }]] : [],
        ),
      );
      return { version, grants };
    },
  });

  const realtime = createRealtime({
    db,
    bus,
    auth: fakeAuth,
    users,
    access,
    limits: limits ?? { take: async () => ({ allowed: true, limit: 100, remaining: 99, reset: 1 }) },
    log: silentLog,
    config: { ...defaults, ...config },
    publicUrl,
  });
  realtime.registerKind({ kind: 'room', scope: 'room', permission: 'rooms.read' });
  for (const type of ['note.created', 'note.deleted', 'member.removed'])
    realtime.registerEvent({
      type,
      channel: 'room',
      summary: type,
      data: Type.Object({}),
      async render(events) {
        const rows = await db.query<{ id: string; text: string; deleted: boolean }>(
          'SELECT id, text, deleted FROM notes WHERE id = ANY($1::text[])',
          [events.map(({ ref }) => ref)],
        );
        const byId = new Map(rows.map((row) => [row.id, row]));
        return events.map(({ ref, type: what }) => {
          if (what === 'member.removed') return { userId: ref };
          const row = byId.get(ref ?? '');
          return row ? (row.deleted ? { id: row.id, deleted: true } : { id: row.id, text: row.text }) : null;
        });
      },
    });
  realtime.registerSignal<{ on: boolean }>({
    type: 'typing',
    channel: 'room',
    summary: 'typing',
    data: Type.Object({ on: Type.Boolean() }),
    fromClients: { permission: 'notes.send', perMinute: 60 },
  });
  realtime.registerSignal({ type: 'presence', channel: 'room', summary: 'presence', data: Type.Object({}) });

  interface Draft {
    id: string;
    actor: string;
    text: string;
    rights: string;
    clientId?: string | undefined;
  }
  const sql = batchAppendSql({
    columns: ['id text', 'body text'],
    writes: [
      'written AS (INSERT INTO notes (id, room, seq, text) SELECT id, channel, seq, body FROM placed)',
    ],
  });
  const batcher = realtime.batcher<Draft, { seq: number } | 'stale'>({
    maxBatch: 200,
    async runAcross(groups) {
      const rows = groups.flatMap(({ channel, items }) => items.map((item) => ({ channel, item })));
      const answers = await db.query<{ ord: number; seq: number | null; rights: string; at: number }>(
        sql,
        batchParams(
          rows.map(({ channel, item }) => ({
            channel,
            rights: item.rights,
            type: 'note.created',
            actor: item.actor,
            ref: item.id,
            clientId: item.clientId ?? null,
            text: item.text,
          })),
          [({ ref }) => ref, ({ text }) => text],
        ),
        { name: 'notes_send' },
      );
      const byOrd = new Map(answers.map((answer) => [answer.ord, answer]));
      const committed: Committed[] = [];
      let ord = 0;
      const results = groups.map(({ channel, items }) =>
        items.map((item) => {
          ord += 1;
          const answer = byOrd.get(ord);
          if (answer?.seq == null) return { status: 'fulfilled' as const, value: 'stale' as const };
          const { seq, rights, at } = answer;
          committed.push({
            channel,
            seq,
            version: rights,
            type: 'note.created',
            actor: item.actor,
            at: new Date(at),
            ...(item.clientId ? { clientId: item.clientId } : {}),
            data: { id: item.id, text: item.text },
          });
          return { status: 'fulfilled' as const, value: { seq } };
        }),
      );
      realtime.publish(committed);
      return results;
    },
  });

  async function send(room: string, actor: string, text: string, rights?: string, clientId?: string) {
    let version = rights;
    for (;;) {
      if (version === undefined) {
        const decision = await access.decide({ id: actor } as Actor, 'notes.send', {
          kind: 'room',
          id: room,
        });
        if (decision.outcome !== 'allow') throw problem('forbidden');
        version = decision.grant.version;
      }
      const id = `${room}-${Math.random().toString(36).slice(2)}`;
      const outcome = await batcher.add(`room:${room}`, { id, actor, text, rights: version, clientId });
      if (outcome !== 'stale') return { id, seq: outcome.seq };
      version = undefined;
    }
  }
  realtime.registerAction<{ text: string }>({
    operation: sendOperation,
    channel: 'room',
    data: Type.Object({ text: Type.String({ minLength: 1 }) }),
    async handler({ actor, id, data, grant, clientId }) {
      const { id: noteId, seq } = await send(id, actor.id, data.text, grant.version, clientId);
      return { data: { id: noteId, text: data.text }, seq };
    },
  });

  const app = Fastify({ forceCloseConnections: true });
  await app.register(realtime.upgrades);
  await app.register(realtime.gateway, { prefix: '/v1' });
  await realtime.start();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;

  return {
    url: `ws://127.0.0.1:${port}/v1/ws`,
    origin: `http://127.0.0.1:${port}`,
    app,
    realtime,
    access,
    send,
    endSession(sessionId: string, hint = true) {
      dead.add(sessionId);
      if (hint) for (const handler of endings) handler(sessionId);
    },
    close: () => app.close(),
  };
}

export type Instance = Awaited<ReturnType<typeof createInstance>>;

/** Makes a room with its members. */
export async function makeRoom(
  db: Database,
  instance: Instance,
  id: string,
  members: Record<string, string>,
) {
  await db.transaction(async () => {
    await instance.realtime.channel('workspace', 'w').create();
    await instance.realtime.channel('room', id).create('workspace:w');
    await db.query('INSERT INTO rooms VALUES ($1, $2)', [id, 'w']);
    for (const [actor, role] of Object.entries(members))
      await db.query('INSERT INTO members VALUES ($1, $2, $3)', [id, actor, role]);
  });
}

/** Takes a member out, in one transaction with the change of rights. */
export async function removeMember(db: Database, instance: Instance, room: string, actor: string) {
  await db.transaction(async () => {
    await db.query('DELETE FROM members WHERE room = $1 AND actor = $2', [room, actor]);
    instance.realtime
      .channel('room', room)
      .appendRights({ type: 'member.removed', actor: 'owner', ref: actor });
  });
}
