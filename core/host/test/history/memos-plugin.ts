import { type Actor, actorOf, definePlugin, type History, newId, problem, versioned } from '@teambrain/core';
import { type Static, Type } from 'typebox';

const fields = {
  title: Type.String(),
  body: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  dueTime: Type.Optional(Type.String({ title: 'Due', format: 'date-time' })),
  allDay: Type.Optional(Type.Boolean()),
  labels: Type.Optional(Type.Array(Type.String())),
  places: Type.Optional(Type.Array(Type.Object({ name: Type.String() }))),
};
const text = Type.Optional(Type.String({ title: 'Text' }));
const state = Type.Object({ ...fields, text });
const memo = Type.Object({ id: Type.String(), ...state.properties, version: Type.Integer() });
const baseVersion = Type.Optional(Type.Integer());

export type MemoState = Static<typeof state>;
interface Row {
  id: string;
  room: string;
  version: number;
  state: MemoState;
}
interface Change {
  actorId: string;
  baseVersion?: number;
  restoredFrom?: number;
}

export interface Memos {
  history: History<MemoState>;
  save(id: string, room: string, state: MemoState, change: Change): Promise<unknown>;
}
declare module '@teambrain/core' {
  interface Services {
    memos: Memos;
  }
}

const writers = ['owner', 'admin'] as const;
const operation = (verb: string, resource: string) => ({
  id: `memos.${verb}`,
  summary: verb,
  permission: 'memos.write',
  resource,
});

/** Memos with an id of their own; those entitled `secret` are for their author alone. */
export const memos = definePlugin({
  name: 'memos',
  version: '1.0.0',
  dependsOn: ['rooms'],
  permissions: [
    { name: 'memos.read', scope: 'room', roles: [...writers, 'viewer'], summary: 'Read memos' },
    { name: 'memos.write', scope: 'room', roles: writers, summary: 'Write memos' },
  ],
  migrations: [
    {
      name: '0001-create-memos',
      async up(db) {
        await db.query(
          'create table memos (id uuid primary key, room uuid, author uuid, version int, state json)',
        );
      },
      async down(db) {
        await db.query('drop table memos');
      },
    },
  ],
  setup(app, ctx) {
    const find = async (id: string) =>
      (await ctx.db.query<Row & { author: string }>('select * from memos where id = $1', [id]))[0];
    const shown = ({ id, version, state: now }: Row) => ({ id, ...now, version });
    ctx.access.registerKind({
      kind: 'memo',
      async scopeOf(id) {
        const found = await find(id);
        return found ? { scope: 'room', id: found.room } : null;
      },
    });

    const save: Memos['save'] = (id, room, now, { actorId, baseVersion: base, restoredFrom }) =>
      ctx.db.transaction(async () => {
        const [saved] = await ctx.db.query<Row>(
          `insert into memos values ($1, $2, $3, 1, $4) on conflict (id)
           do update set state = excluded.state, version = memos.version + 1
           where memos.version = coalesce($5, memos.version) returning *`,
          [id, room, actorId, JSON.stringify(now), base],
        );
        if (!saved) throw problem('version_conflict', undefined, { current: shown((await find(id)) as Row) });
        const { version } = saved;
        await history.record({ id, channel: `room:${room}`, version, actorId, restoredFrom, snapshot: now });
        return shown(saved);
      });

    const history = versioned<MemoState>(app, ctx, {
      kind: 'memo',
      path: '/memos/:memoId',
      permissions: { read: 'memos.read', restore: 'memos.write' },
      snapshot: state,
      answer: memo,
      async admit(actor: Actor, id) {
        const found = await find(id);
        if (found?.state.title === 'secret' && found.author !== actor.id) throw problem('not_found');
      },
      async restore({ id, actor, version, snapshot, baseVersion: base }) {
        const { room } = (await find(id)) as Row;
        return save(id, room, snapshot, { actorId: actor.id, restoredFrom: version, baseVersion: base });
      },
    });
    ctx.provide('memos', { history, save });

    app.post<{ Params: { roomId: string }; Body: MemoState }>(
      '/rooms/:roomId/memos',
      {
        config: { operation: operation('create', 'room') },
        schema: { body: state, response: { 201: memo } },
      },
      async (request, reply) => {
        reply.code(201);
        return save(newId(), request.params.roomId, request.body, { actorId: actorOf(request).id });
      },
    );
    app.put<{ Params: { memoId: string }; Body: MemoState & { baseVersion?: number } }>(
      '/memos/:memoId',
      {
        config: { operation: operation('update', 'memo') },
        schema: {
          body: Type.Object({ ...state.properties, baseVersion }),
          response: { 200: memo },
        },
      },
      async (request) => {
        const { baseVersion: base, ...now } = request.body;
        return save(request.params.memoId, request.scopeId as string, now, {
          actorId: actorOf(request).id,
          ...(base === undefined ? {} : { baseVersion: base }),
        });
      },
    );
  },
});
