import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type Person, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const get = (who: Person, url: string) => world.people[who].inject({ url: `/v1${url}` });
const send = (who: Person, method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
  world.people[who].inject({ method, url: `/v1${url}`, ...(body === undefined ? {} : { body }) });
const create = (who: Person, body: object) =>
  send(who, 'POST', `/workspaces/${world.workspaceId}/rooms`, body);

describe('creating a room', () => {
  it('makes who creates it the owner, with a slug made of the name', async () => {
    const answer = await create('mia', { name: 'Weekly Plans! 週報', topic: ' What is next ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Weekly Plans! 週報',
      slug: 'weekly-plans-週報',
      topic: 'What is next',
      visibility: 'private',
      kind: 'chat',
      memberCount: 1,
      maxMembers: 50,
      seq: 0,
      version: 1,
      role: 'owner',
      readSeq: 0,
      unread: 0,
      mentions: 0,
    });
    const again = await create('mia', { name: 'Weekly Plans! 週報' });
    expect(again.body.slug).toBe('weekly-plans-週報-2');
  });

  it('takes the workspace’s slug as well as its id', async () => {
    const answer = await send('mia', 'POST', '/workspaces/works/rooms', { name: 'By slug' });
    expect(answer.status).toBe(201);
    expect(answer.body.workspaceId).toBe(world.workspaceId);
  });

  it.each<[string, object, number]>([
    ['without a name', {}, 400],
    ['with a blank name', { name: ' \u200b ' }, 400],
    ['with an unknown field', { name: 'x', ownerId: 'y' }, 400],
    ['with an unknown visibility', { name: 'x', visibility: 'secret' }, 400],
    ['of visibility password without one', { name: 'x', visibility: 'password' }, 422],
    ['with a password that nobody asks for', { name: 'x', visibility: 'public', password: 'y' }, 422],
    ['with more places than the server allows', { name: 'x', maxMembers: 10_001 }, 422],
    ['with no place', { name: 'x', maxMembers: 0 }, 400],
    ['with a slug that is none', { name: 'x', slug: 'Not A Slug' }, 400],
  ])('refuses one %s', async (_, body, status) => {
    expect((await create('mia', body)).status).toBe(status);
  });

  it('says when a wished slug is taken', async () => {
    expect((await create('mia', { name: 'One', slug: 'the-one' })).status).toBe(201);
    const taken = await create('olga', { name: 'Two', slug: 'the-one' });
    expect(taken.status).toBe(409);
    expect(taken.body.code).toBe('room_slug_taken');
  });

  it('never shows a password or its hash', async () => {
    const { id } = await world.room('password');
    for (const url of [`/rooms/${id}`, `/workspaces/${world.workspaceId}/rooms?discover=true`]) {
      const text = (await get('xaver', url)).raw.body;
      expect(text).not.toMatch(/sesame|tb1\$|hash/i);
    }
  });

  it('is for members of the workspace: viewers and guests may not, strangers see nothing', async () => {
    await send('wanda', 'PATCH', `/workspaces/${world.workspaceId}/members/${world.people.xaver.user.id}`, {
      role: 'viewer',
    });
    expect((await create('xaver', { name: 'x' })).status).toBe(403);
    await send('wanda', 'PATCH', `/workspaces/${world.workspaceId}/members/${world.people.xaver.user.id}`, {
      role: 'member',
    });
    expect((await create('xaver', { name: 'x' })).status).toBe(201);
    expect((await create('guste', { name: 'x' })).status).toBe(403);
    expect((await create('tom', { name: 'x' })).status).toBe(404);
    const nobody = await world.server.inject({
      method: 'POST',
      url: `/v1/workspaces/${world.workspaceId}/rooms`,
      body: { name: 'x' },
    });
    expect(nobody.status).toBe(401);
  });
});

describe('seeing rooms', () => {
  // What each may see of a room of each visibility that it is not a member of.
  it.each<[string, Partial<Record<Person, number>>]>([
    ['personal', { wanda: 404, walter: 404, xaver: 404, guste: 404, tom: 404 }],
    ['private', { wanda: 200, walter: 200, xaver: 404, guste: 404, tom: 404 }],
    ['invite', { wanda: 200, walter: 200, xaver: 404, guste: 404, tom: 404 }],
    ['public', { wanda: 200, walter: 200, xaver: 200, guste: 404, tom: 404 }],
    ['password', { wanda: 200, walter: 200, xaver: 200, guste: 404, tom: 404 }],
  ])('%s', async (visibility, expected) => {
    const { id, slug } = await world.room(visibility);
    for (const [who, status] of Object.entries(expected)) {
      const answer = await get(who as Person, `/rooms/${id}`);
      expect([who, answer.status]).toEqual([who, status]);
      if (who === 'tom') continue;
      const found = await get(who as Person, `/workspaces/works/rooms?slug=${encodeURIComponent(slug)}`);
      expect([who, found.body.items.length]).toEqual([who, status === 200 ? 1 : 0]);
      const content = await get(who as Person, `/rooms/${id}/members`);
      const reads = who === 'wanda' || who === 'walter' ? status : status === 200 ? 403 : 404;
      expect([who, content.status]).toEqual([who, reads]);
    }
    expect((await get('olga', `/rooms/${id}`)).body.role).toBe('owner');
  });

  it('looks to a stranger as if there were none', async () => {
    const { id } = await world.room('private');
    const hidden = await get('xaver', `/rooms/${id}`);
    const missing = await get('xaver', '/rooms/0190a000-0000-7000-8000-000000000000');
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await get('xaver', '/rooms/not-an-id')).status).toBe(400);
  });

  it('lists mine page by page, and what I may join apart', async () => {
    const own = await buildWorld();
    const mine = (url: string) => own.people.mia.inject({ url: `/v1/workspaces/works/rooms${url}` });
    const ids: string[] = [];
    for (const visibility of ['private', 'public', 'password', 'invite'])
      ids.push((await own.room(visibility)).id);
    const others = await own.people.xaver.inject({
      method: 'POST',
      url: '/v1/workspaces/works/rooms',
      body: { name: 'Open house', visibility: 'public' },
    });
    await own.people.xaver.inject({
      method: 'POST',
      url: '/v1/workspaces/works/rooms',
      body: { name: 'Closed house', visibility: 'invite' },
    });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await mine(`?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids);
    const discovered = await mine('?discover=true');
    expect(discovered.body.items.map(({ id }: { id: string }) => id)).toEqual([others.body.id]);
    expect(discovered.body.items[0].role).toBeNull();
    expect((await mine('?cursor=nonsense')).status).toBe(400);
    expect((await mine('?limit=101')).status).toBe(400);
    const guest = (url: string) => own.people.guste.inject({ url: `/v1/workspaces/works/rooms${url}` });
    expect((await guest('')).body.items).toEqual([]);
    expect((await guest('?discover=true')).status).toBe(403);
  });
});

describe('changing a room', () => {
  it('takes the version it was based on, from body or header', async () => {
    const { id } = await world.room();
    const first = await send('olga', 'PATCH', `/rooms/${id}`, {
      name: 'Renamed',
      topic: 'New',
      baseVersion: 1,
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ name: 'Renamed', topic: 'New', version: 2, role: 'owner' });
    const stale = await send('anna', 'PATCH', `/rooms/${id}`, { name: 'Late', baseVersion: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: 'version_conflict',
      current: { id, name: 'Renamed', version: 2 },
    });
    const byHeader = await world.people.anna.inject({
      method: 'PATCH',
      url: `/v1/rooms/${id}`,
      body: { name: 'Late' },
      headers: { 'if-match': '"1"' },
    });
    expect(byHeader.status).toBe(409);
    const cleared = await send('anna', 'PATCH', `/rooms/${id}`, { topic: '' });
    expect(cleared.body.topic).toBeUndefined();
    expect(cleared.body.name).toBe('Renamed');
  });

  it('lets one of two simultaneous changes of a version through', async () => {
    const { id } = await world.room();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => send('olga', 'PATCH', `/rooms/${id}`, { name, baseVersion: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('is for owner and admins, deleting for the owner alone', async () => {
    const { id } = await world.room();
    const expected: Partial<Record<Person, number>> = {
      mia: 403,
      vera: 403,
      xaver: 404,
      guste: 404,
      tom: 404,
      anna: 200,
      walter: 200,
      wanda: 200,
      olga: 200,
    };
    for (const [who, status] of Object.entries(expected)) {
      const answer = await send(who as Person, 'PATCH', `/rooms/${id}`, { topic: who });
      expect([who, answer.status]).toEqual([who, status]);
    }
    for (const who of ['anna', 'mia', 'vera', 'walter'] as const)
      expect((await send(who, 'DELETE', `/rooms/${id}`)).status).toBe(403);
    expect((await send('xaver', 'DELETE', `/rooms/${id}`)).status).toBe(404);
    expect((await send('olga', 'DELETE', `/rooms/${id}`)).status).toBe(204);
    for (const who of ['olga', 'anna', 'mia', 'wanda'] as const)
      expect((await get(who, `/rooms/${id}`)).status).toBe(404);
    const { body } = await get('mia', '/workspaces/works/rooms?limit=100');
    expect(body.items.some((room: { id: string }) => room.id === id)).toBe(false);
  });

  it('moves between visibilities, but never from shared to personal', async () => {
    const { id } = await world.room('private');
    const to = (body: object) => send('olga', 'PATCH', `/rooms/${id}`, body);
    expect((await to({ visibility: 'personal' })).status).toBe(422);
    expect((await to({ visibility: 'password' })).status).toBe(422);
    expect((await to({ visibility: 'password', password: 'open' })).status).toBe(200);
    expect((await to({ visibility: 'public' })).status).toBe(200);
    expect((await to({ visibility: 'password' })).status).toBe(422);
    expect((await get('xaver', `/rooms/${id}`)).status).toBe(200);
    expect((await to({ visibility: 'private' })).status).toBe(200);
    expect((await get('xaver', `/rooms/${id}`)).status).toBe(404);
    expect((await to({ maxMembers: 3 })).status).toBe(422);
    expect((await to({ maxMembers: 4 })).body.maxMembers).toBe(4);
  });

  it('archives: members only read, admins bring it back', async () => {
    const { id } = await world.room('public');
    const archived = await send('anna', 'PATCH', `/rooms/${id}`, { archived: true });
    expect(archived.body.archived).toBe(true);
    expect((await get('mia', `/rooms/${id}`)).body.role).toBe('viewer');
    expect((await send('xaver', 'POST', `/rooms/${id}/join`, {})).status).toBe(409);
    expect((await send('anna', 'PATCH', `/rooms/${id}`, { archived: false })).body.archived).toBeUndefined();
    expect((await get('mia', `/rooms/${id}`)).body.role).toBe('member');
  });
});

describe('direct rooms', () => {
  const direct = (who: Person, others: Person[]) =>
    send(who, 'POST', '/workspaces/works/direct', {
      userIds: others.map((other) => world.people[other].user.id),
    });

  it('are made once, whoever asks and however many at a time', async () => {
    const answers = await Promise.all([
      direct('mia', ['xaver']),
      direct('xaver', ['mia']),
      direct('mia', ['xaver', 'mia']),
      direct('xaver', ['mia']),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(answers[0]?.body).toMatchObject({
      direct: true,
      role: 'member',
      memberCount: 2,
      name: 'mia, xaver',
    });
    expect(answers[0]?.body.peers.map((peer: { username: string }) => peer.username)).toEqual([
      'mia',
      'xaver',
    ]);
    expect((await direct('mia', ['xaver', 'vera'])).body.id).not.toBe(answers[0]?.body.id);
  });

  it('are read by nobody else, whatever their role', async () => {
    const { id, slug } = (await direct('mia', ['vera'])).body;
    for (const who of ['wanda', 'walter', 'olga', 'xaver', 'guste', 'tom'] as const) {
      expect((await get(who, `/rooms/${id}`)).status).toBe(404);
      expect((await get(who, `/rooms/${id}/members`)).status).toBe(404);
      expect((await send(who, 'POST', `/rooms/${id}/join`, {})).status).toBe(404);
    }
    expect((await get('wanda', `/workspaces/works/rooms?slug=${slug}`)).body.items).toEqual([]);
    const discovered = await get('wanda', '/workspaces/works/rooms?discover=true&limit=100');
    expect(discovered.body.items.some((room: { id: string }) => room.id === id)).toBe(false);
  });

  it('keep their people', async () => {
    const { id } = (await direct('mia', ['olga'])).body;
    expect((await send('mia', 'POST', `/rooms/${id}/leave`)).body.code).toBe('room_members_fixed');
    const member = { userId: world.people.anna.user.id };
    expect((await send('mia', 'POST', `/rooms/${id}/members`, member)).status).toBe(403);
    expect((await send('mia', 'PATCH', `/rooms/${id}`, { name: 'x' })).status).toBe(403);
    expect((await send('mia', 'DELETE', `/rooms/${id}`)).status).toBe(403);
  });

  it('tell nothing about people outside of the workspace', async () => {
    const foreign = await direct('mia', ['tom']);
    const unknown = await send('mia', 'POST', '/workspaces/works/direct', {
      userIds: ['0190a000-0000-7000-8000-000000000000'],
    });
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });
});
