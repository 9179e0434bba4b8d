import type { Database, PluginContext } from '@teambrain/core';
import { actorOf, definePlugin, problem, versioned } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';

/** One note in each room: a table and a route. What `versioned` gives is all the history there is. */
const state = Type.Object({ title: Type.String(), text: Type.String(), tags: Type.Array(Type.String()) });
const answer = Type.Object({ ...state.properties, version: Type.Integer() });
const note = { kind: 'note', resource: 'room', path: '/rooms/:roomId/note' };
const write = { id: 'notes.write', summary: 'Write it', permission: 'rooms.update', resource: 'room' };
const upsert = `insert into notes values ($1, 1, $2) on conflict (id) do update set state = excluded.state,
  version = notes.version + 1 where notes.version = coalesce($3, notes.version) returning version`;
const run = (sql: string) => async (db: Database) => void (await db.query(sql));
const up = run('create table notes (id uuid primary key, version int, state json)');
type State = Static<typeof state>;

function setup(app: FastifyInstance, ctx: PluginContext) {
  const save = (id: string, snapshot: State, actorId: string, base?: number, restoredFrom?: number) =>
    ctx.db.transaction(async () => {
      const [saved] = await ctx.db.query<{ version: number }>(upsert, [id, JSON.stringify(snapshot), base]);
      if (!saved) throw problem('version_conflict');
      await history.record({ id, channel: `room:${id}`, ...saved, actorId, restoredFrom, snapshot });
      return { ...snapshot, ...saved };
    });
  const history = versioned<State>(app, ctx, {
    ...note,
    permissions: { read: 'rooms.read', restore: 'rooms.update' },
    snapshot: state,
    answer,
    restore: (call) => save(call.id, call.snapshot, call.actor.id, call.baseVersion, call.version),
  });
  const route = { config: { operation: write }, schema: { body: state, response: { 200: answer } } };
  app.put(note.path, route, async (it) => save(it.scopeId as string, it.body as State, actorOf(it).id));
}
const migrations = [{ name: '0001-notes', up, down: run('drop table notes') }];
const about = { name: 'notes', version: '1.0.0', dependsOn: ['rooms'] };
export const notes = definePlugin({ ...about, migrations, setup });
