import { testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { startInstance } from '../../../../tests/system/instance.js';
import type { Noticed } from '../../server/contract.js';
import { openWorld, type World } from '../world.js';
import { ownChannel } from './listening.js';

const onServer = process.env.TEST_DATABASE_URL;
let world: World;
let wsUrl: string;
const emitted: Noticed[] = [];
beforeAll(async () => {
  world = await openWorld();
  ({ wsUrl } = await world.server.listen());
  world.server.context('events').events.on('event.noticed', (noticed) => void emitted.push(noticed));
});

const until = { timeout: 20_000 };
const db = () => world.server.context('events').db;
const untold = async () => (await db().query('select id from event_untold')).length;
/** The job as it runs every minute, a minute later. */
async function tellLeft(): Promise<void> {
  await db().query(`update event_untold set written_at = written_at - interval '1 minute'`);
  await world.server.context('events').jobs.enqueue('events.tell-left', {});
}
const reasons = (notices: { eventId: string; reason: string }[], id: string) =>
  notices.filter(({ eventId }) => eventId === id).map(({ reason }) => reason);
const attending = () => world.make(world.member, { attendees: [world.viewer.user.id] });

describe('what is to be told of a change', () => {
  it('is gone once it was told, and was never kept where nobody is concerned', async () => {
    const vera = await ownChannel(wsUrl, world.viewer.token, world.viewer.user.id);
    const { id } = await attending();
    await expect.poll(() => reasons(vera.notices(), id), until).toEqual(['invited']);
    await expect.poll(untold, until).toBe(0);
    await db().query(
      `create function none_kept() returns trigger language plpgsql as $$ begin raise 'kept'; end $$`,
    );
    await db().query('create trigger none_kept before insert on event_untold execute function none_kept()');
    await world.make(world.member, { attendees: [world.member.user.id] });
    await expect(attending()).rejects.toThrow('500');
    await db().query('drop function none_kept cascade');
    vera.close();
  });

  it('is told once and later where it could not be told at once', async () => {
    const vera = await ownChannel(wsUrl, world.viewer.token, world.viewer.user.id);
    // The channels of people cannot be written for a while.
    await db().query(
      `create function no_notices() returns trigger language plpgsql as $$ begin
         if new.type = 'event.notice' then raise 'no notices now'; end if; return new; end $$`,
    );
    await db().query(
      'create trigger no_notices before insert on channel_events for each row execute function no_notices()',
    );
    const { id } = await attending();
    await world.member.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'Moved' } });
    await world.member.inject({ method: 'DELETE', url: `/v1/events/${id}` });
    await tellLeft();
    await expect
      .poll(() => world.server.logged.filter(({ msg }) => /told of a change later/.test(String(msg))).length)
      .toBeGreaterThanOrEqual(6);
    expect(await untold()).toBe(3);
    expect(vera.notices()).toEqual([]);
    await db().query('drop function no_notices cascade');

    await tellLeft();
    await expect.poll(() => reasons(vera.notices(), id), until).toEqual(['invited', 'changed', 'cancelled']);
    await expect.poll(untold, until).toBe(0);
    expect(emitted.filter(({ eventId }) => eventId === id).map(({ reason }) => reason)).toEqual([
      'invited',
      'changed',
      'cancelled',
    ]);
    expect(vera.notices().at(-1)).toMatchObject({ title: 'Moved', roomId: world.roomId });
    vera.close();
  });

  it('is told to nobody who left the room meanwhile', async () => {
    const room = await world.createRoom('Short', [
      [world.member, 'member'],
      [world.viewer, 'viewer'],
    ]);
    const { id } = await world.make(world.member, { attendees: [world.viewer.user.id] }, room);
    await expect.poll(untold, until).toBe(0);
    const notices = JSON.stringify([
      { eventId: id, reason: 'changed', title: 'Late', userIds: [world.viewer.user.id] },
    ]);
    await world.viewer.inject({ method: 'POST', url: `/v1/rooms/${room}/leave` });
    await db().query(
      'insert into event_untold (id, room_id, actor_id, notices) values (gen_random_uuid(), $1, $2, $3)',
      [room, world.member.user.id, notices],
    );
    const before = emitted.length;
    await tellLeft();
    await expect.poll(untold, until).toBe(0);
    expect(emitted.length).toBe(before);
  });

  it.skipIf(!onServer)(
    'is told by another instance when the one that changed something is killed before it told anybody',
    async () => {
      const [{ name }] = (await db().query('select current_database() as name')) as [{ name: string }];
      const vera = await ownChannel(wsUrl, world.viewer.token, world.viewer.user.id);
      const { id } = await attending();
      await expect.poll(() => reasons(vera.notices(), id), until).toEqual(['invited']);
      const dying = await startInstance({
        databaseUrl: (onServer as string).replace(/\/[^/]*$/, `/${name}`),
      });
      const ask = (method: string, path: string, body: object, token?: string) =>
        fetch(`${dying.url}/v1${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          body: JSON.stringify(body),
        });
      const login = await ask('POST', '/auth/login', { login: 'mia', password: testPassword });
      const { accessToken } = (await login.json()) as { accessToken: string };
      // Nobody can tell her anything for a moment, and that is when the process goes.
      const holding = await db().dedicated();
      await holding?.query('begin');
      await holding?.query(`select 1 from channel_heads where channel = $1 for update`, [
        `user:${world.viewer.user.id}`,
      ]);
      const changed = await ask('PATCH', `/events/${id}`, { title: 'Last words' }, accessToken);
      expect(changed.status).toBe(200);
      await dying.stop('SIGKILL');
      await holding?.query('rollback');
      await holding?.end();
      expect(await untold()).toBe(1);
      await tellLeft();
      await expect.poll(() => reasons(vera.notices(), id), until).toEqual(['invited', 'changed']);
      expect(vera.notices().at(-1)).toMatchObject({ title: 'Last words', actor: { username: 'mia' } });
      await expect.poll(untold, until).toBe(0);
      vera.close();
    },
    90_000,
  );
});
