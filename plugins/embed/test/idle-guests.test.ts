import type { TestUser } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';
import { buildWorld, enter, enterAs, exchange, origin, type World } from './world.js';

let world: World;
let app: CreatedEmbedApp;
let desk: CreatedEmbedApp;
const open = { identity: 'optional', guests: 'write' };
beforeAll(async () => {
  world = await buildWorld();
  app = await world.app(open);
  desk = await world.app({
    ...open,
    name: 'Desk',
    conversation: 'perVisitor',
    staff: [world.sam.user.id],
  });
});

const as = (session: EmbedSession, method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object) =>
  world.server.inject({
    method,
    url,
    token: session.accessToken,
    headers: { origin },
    ...(body && { body }),
  });
const say = async (session: EmbedSession, roomId: string): Promise<string> =>
  (await as(session, 'POST', `/v1/rooms/${roomId}/messages`, { text: 'Hello' })).body.id;
const add = (by: TestUser, roomId: string, { user }: EmbedSession) =>
  by.create(`/v1/rooms/${roomId}/members`, { userId: user.id, role: 'member' });

async function leaveAlone(sessions: readonly EmbedSession[], days: number): Promise<void> {
  await world.server
    .context('embed')
    .db.query(
      `update embed_visitors set last_seen_at = now() - make_interval(days => $2) where user_id = any($1::uuid[])`,
      [sessions.map(({ user }) => user.id), days],
    );
}

/** Ids of those among these who still have an account. */
async function present(sessions: readonly EmbedSession[]): Promise<string[]> {
  const rows = await world.server
    .context('embed')
    .db.query<{ id: string }>('select id from users where id = any($1::uuid[])', [
      sessions.map(({ user }) => user.id),
    ]);
  return rows.map(({ id }) => id);
}

/** Runs the daily job: it is over when somebody who has nothing is gone. */
async function night(): Promise<void> {
  const last = await enter(world.server, app, {});
  // Those who were seen last are looked at last.
  await leaveAlone([last], 30);
  await world.server.context('embed').jobs.enqueue('embed.remove-idle-guests', {});
  await expect.poll(() => present([last]), { timeout: 20_000 }).toEqual([]);
}

const pageOf = async (url: string) =>
  (await world.wanda.inject({ url })).body.items as { user: { id: string } }[];

describe('a guest who did nothing and never came back', () => {
  it('is removed with account and places, and begins anew when it comes after all', async () => {
    const [idle, fresh] = [await enter(world.server, app, {}), await enter(world.server, app, {})];
    await leaveAlone([idle], 31);
    const lobby = `/v1/rooms/${world.lobbyId}`;
    const count = async () => (await world.wanda.inject({ url: lobby })).body.memberCount as number;
    const before = await count();
    await night();
    expect(await present([idle, fresh])).toEqual([fresh.user.id]);
    expect(await count()).toBe(before - 1);
    for (const place of [`/v1/workspaces/${world.workspaceId}`, lobby]) {
      const ids = (await pageOf(`${place}/members?limit=100`)).map(({ user }) => user.id);
      expect([ids.includes(idle.user.id), ids.includes(fresh.user.id)]).toEqual([false, true]);
    }
    const back = await exchange(world.server, { appKey: app.key, guest: idle.guest });
    expect([back.status, back.body.code]).toEqual([401, 'embed_guest_invalid']);
    expect((await exchange(world.server, { appKey: app.key, guest: fresh.guest })).status).toBe(200);
  });

  it('leaves one line in the audit trail for all of its app', async () => {
    const lines = (await world.wanda.inject({ url: `/v1/workspaces/${world.workspaceId}/audit?limit=100` }))
      .body.items as { action: string; target: string; actorId?: string; facts: { count: number } }[];
    const ours = lines.filter(({ action }) => action === 'embed.guests_removed');
    expect(ours.map(({ target, facts }) => [target, facts.count])).toEqual([[app.id, 2]]);
    expect(lines.filter(({ action }) => action === 'member.removed')).toEqual([]);
  });

  it('takes along its room with the staff, where nobody wrote in it', async () => {
    const [silent, spoken] = [await enter(world.server, desk, {}), await enter(world.server, desk, {})];
    const [silentRoom, spokenRoom] = [silent, spoken].map(({ config }) => config.rooms[0] as string);
    await world.sam.create(`/v1/rooms/${spokenRoom}/messages`, { text: 'May I help you?' });
    await leaveAlone([silent, spoken], 31);
    await night();
    expect(await present([silent, spoken])).toEqual([spoken.user.id]);
    expect((await world.sam.inject({ url: `/v1/rooms/${silentRoom}` })).status).toBe(404);
    const { body } = await world.wanda.inject({ url: `/v1/workspaces/${world.workspaceId}/audit?limit=100` });
    expect(body.items.filter(({ action }: { action: string }) => action === 'room.deleted')).toEqual([]);
    expect((await world.sam.inject({ url: `/v1/rooms/${spokenRoom}` })).status).toBe(200);
  });
});

it('stays: whoever came back, did something, or is counted on by others', async () => {
  const guests: Record<string, EmbedSession> = {};
  for (const name of [
    'wrote',
    'took back',
    'reacted',
    'mentioned',
    'invited',
    'placed',
    'direct',
    'denied',
    'off',
  ])
    guests[name] = await enter(world.server, app, {});
  const of = (name: string) => guests[name] as EmbedSession;
  await say(of('wrote'), world.lobbyId);
  await as(of('took back'), 'DELETE', `/v1/messages/${await say(of('took back'), world.lobbyId)}`);
  const { id } = await world.wanda.create(`/v1/rooms/${world.lobbyId}/messages`, {
    text: 'Welcome',
    mentions: [of('mentioned').user.id],
  });
  await as(of('reacted'), 'PUT', `/v1/messages/${id}/reactions/${encodeURIComponent('👍')}`);
  await world.wanda.create(`/v1/rooms/${world.lobbyId}/events`, {
    title: 'Demo',
    start: '2027-03-02T10:00',
    end: '2027-03-02T11:00',
    timeZone: 'Europe/Berlin',
    attendees: [of('invited').user.id],
  });
  await add(world.wanda, world.backId, of('placed'));
  await world.wanda.create(`/v1/workspaces/${world.workspaceId}/direct`, { userIds: [of('direct').user.id] });
  const { db } = world.server.context('embed');
  await db.query(
    `insert into audit_log (id, workspace_id, actor_id, action) values ($1, $2, $3, 'access.denied')`,
    [crypto.randomUUID(), world.workspaceId, of('denied').user.id],
  );
  await db.query('update users set deactivated_at = now() where id = $1', [of('off').user.id]);
  const signed = await enterAs(world.server, app, 'signed');
  const everybody = [...Object.values(guests), signed];
  await leaveAlone(everybody, 31);
  const back = await enter(world.server, app, {});
  await leaveAlone([back], 31);
  await enter(world.server, app, { guest: back.guest });
  await night();
  const names = new Map(Object.entries(guests).map(([name, { user }]) => [user.id, name]));
  const stayed = await present([...everybody, back]);
  expect(stayed.map((userId) => names.get(userId) ?? userId).sort()).toEqual(
    [...Object.keys(guests), signed.user.id, back.user.id].sort(),
  );
});

it('a guest who became a user leaves its account, and its conversation to the user', async () => {
  const guest = await enter(world.server, desk, {});
  const roomId = guest.config.rooms[0] as string;
  await say(guest, roomId);
  const user = await enterAs(world.server, desk, 'became');
  expect((await as(user, 'POST', '/v1/embed/merge', { guest: guest.guest })).status).toBe(200);
  await leaveAlone([guest], 31);
  await night();
  expect(await present([guest, user])).toEqual([user.user.id]);
  expect((await enterAs(world.server, desk, 'became')).config.rooms[0]).toBe(roomId);
});
