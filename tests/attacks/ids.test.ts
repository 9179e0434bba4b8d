import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../rights/inventory.js';
import { openPlace, type Place } from '../support/place.js';
import { closePeers, connect } from '../support/socket.js';

const nowhere = '0190a000-0000-7000-8000-000000000000';
let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace();
});

describe('a role that was taken away', () => {
  it('counts at once on a socket that is open already', async () => {
    const { olga, mia, channel, roomId } = place;
    const member = `/v1/rooms/${roomId}/members/${mia.user.id}`;
    await olga.inject({ method: 'PATCH', url: member, body: { role: 'admin' } });
    const theirs = await place.send(olga, 'not mia’s');
    const peer = await connect(place.wsUrl, mia.token);
    await peer.subscribe(channel);
    expect((await peer.do('messaging.pin', channel, { messageId: theirs.id })).op).toBe('ok');
    await olga.inject({ method: 'PATCH', url: member, body: { role: 'viewer' } });
    for (const [action, data] of [
      ['messaging.unpin', { messageId: theirs.id }],
      ['messaging.delete', { messageId: theirs.id }],
      ['messaging.send', { text: 'x' }],
      ['messaging.react', { messageId: theirs.id, emoji: '👍' }],
    ] as const)
      expect([action, await peer.do(action, channel, data)]).toEqual([
        action,
        expect.objectContaining({ op: 'err', code: 'forbidden' }),
      ]);
    const { body } = await olga.inject({ url: `/v1/messages/${theirs.id}` });
    expect(body).toMatchObject({ text: 'not mia’s', pinned: true, reactions: [] });
    await olga.inject({ method: 'PATCH', url: member, body: { role: 'member' } });
  });

  it('leaves an audit line where it is used for a privilege', async () => {
    const { vera, roomId, server, mia } = place;
    await vera.inject({ method: 'DELETE', url: `/v1/rooms/${roomId}/members/${mia.user.id}` });
    await vera.inject({ url: '/v1/admin/users' });
    const lines = server.logged.map(({ audit }) => audit as { action: string; actorId: string } | undefined);
    const denied = lines.filter((line) => line?.action === 'access.denied' && line.actorId === vera.user.id);
    expect(denied).toMatchObject([
      { facts: { permission: 'rooms.members', scope: 'room', scopeId: roomId } },
      { facts: { permission: 'core.administer' } },
    ]);
  });
});

describe('two ids that do not belong together', () => {
  it('are refused, over HTTP and on sockets', async () => {
    const { olga, mia, channel } = place;
    const secret = await place.room({ visibility: 'private' });
    const hidden = await place.send(olga, 'canary of another room', secret);
    const peer = await connect(place.wsUrl, mia.token, 'msgpack');
    for (const [action, data] of [
      ['messaging.edit', { messageId: hidden.id, text: 'x' }],
      ['messaging.delete', { messageId: hidden.id }],
      ['messaging.react', { messageId: hidden.id, emoji: '👍' }],
      ['messaging.send', { text: 'x', replyTo: hidden.id }],
      ['messaging.send', { text: 'x', mentions: [place.oskar.user.id] }],
    ] as const) {
      const answer = await peer.do(action, channel, data);
      const nothing = await peer.do(
        action,
        channel,
        JSON.parse(JSON.stringify(data).replace(/[0-9a-f-]{36}/, nowhere)),
      );
      expect([action, { ...answer, id: 0 }]).toEqual([action, { ...nothing, id: 0 }]);
      expect(answer.op).toBe('err');
      expect(JSON.stringify(answer)).not.toContain('canary');
    }
    for (const body of [
      { text: 'x', replyTo: hidden.id },
      { text: 'x', replyTo: nowhere },
    ]) {
      const answer = await mia.inject({ method: 'POST', url: `/v1/rooms/${place.roomId}/messages`, body });
      expect(answer.status).toBe(400);
    }
    expect((await olga.inject({ url: `/v1/messages/${hidden.id}` })).body).toMatchObject({
      text: 'canary of another room',
      replyCount: 0,
    });
  });

  it('of a room and a member elsewhere change nothing', async () => {
    const { olga, oskar, roomId, workspaceId } = place;
    for (const [method, url, body] of [
      ['POST', `/v1/rooms/${roomId}/members`, { userId: oskar.user.id }],
      ['PATCH', `/v1/rooms/${roomId}/members/${oskar.user.id}`, { role: 'admin' }],
      ['DELETE', `/v1/rooms/${roomId}/members/${oskar.user.id}`, undefined],
      ['PATCH', `/v1/workspaces/${workspaceId}/members/${oskar.user.id}`, { role: 'admin' }],
      ['POST', `/v1/workspaces/${workspaceId}/direct`, { userIds: [oskar.user.id] }],
    ] as const) {
      const ask = (path: string, data: unknown) =>
        olga.inject({ method, url: path, ...(data ? { body: data } : {}) });
      const swap = (text: string) => text.replaceAll(oskar.user.id, nowhere);
      const there = await ask(url, body);
      const nothing = await ask(swap(url), body && JSON.parse(swap(JSON.stringify(body))));
      expect([url, there.status]).toEqual([url, nothing.status]);
      expect(there.status).toBeGreaterThanOrEqual(400);
      expect({ ...there.body, requestId: 0 }).toEqual({ ...nothing.body, requestId: 0 });
    }
  });
});

describe('an id in capital letters', () => {
  it('is the same id, in paths and in bodies', async () => {
    const { olga, mia, vera, workspaceId, roomId } = place;
    const upper = (by: typeof mia) => by.user.id.toUpperCase();
    const direct = await olga.create(`/v1/workspaces/${workspaceId}/direct`, { userIds: [mia.user.id] });
    for (const userIds of [[upper(mia)], [mia.user.id, upper(mia)], [upper(olga), upper(mia)]]) {
      const again = await olga.create(`/v1/workspaces/${workspaceId.toUpperCase()}/direct`, { userIds });
      expect([userIds, again.id]).toEqual([userIds, direct.id]);
    }
    const twice = await olga.inject({
      method: 'POST',
      url: `/v1/rooms/${roomId}/members`,
      body: { userId: upper(vera) },
    });
    expect(twice.status).toBe(409);
    const self = await olga.inject({
      method: 'PATCH',
      url: `/v1/workspaces/${workspaceId.toUpperCase()}/members/${upper(olga)}`,
      body: { role: 'member' },
    });
    expect(self.status).toBe(409);
  });
});

describe('what an answer holds', () => {
  it('is described for every route, without a field for secrets', async () => {
    const { body } = await place.server.inject({ url: '/openapi.json' });
    const secretFields = /hash|secret|password|pepper|binding|(^|_)ip$|ipAddress|clientId?Hash/i;
    const found: string[] = [];
    const walk = (id: string, schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const key of Object.keys((schema as { properties?: object }).properties ?? {}))
        if (secretFields.test(key)) found.push(`${id} ${key}`);
      for (const part of Object.values(schema)) walk(id, part);
    };
    for (const methods of Object.values<Record<string, { operationId: string; responses: object }>>(
      body.paths,
    ))
      for (const { operationId, responses } of Object.values(methods)) walk(operationId, responses);
    const meant = new Set([
      // Whether a forgotten one can be set anew.
      'core.meta passwordReset',
      // An app's secret is shown once, when it is made; afterwards its secrets have ids and dates alone.
      ...['createApp', 'rotateSecret'].map((verb) => `embed.${verb} secret`),
      ...['createApp', 'listApps', 'getApp', 'updateApp'].map((verb) => `embed.${verb} secrets`),
      // A guest's own.
      'embed.openSession secret',
    ]);
    expect(found.filter((field) => !meant.has(field))).toEqual([]);
  });

  it('names nobody’s address but one’s own, and no invitation code', async () => {
    const { olga, mia, workspaceId, roomId, server } = place;
    const invites = [
      await olga.create(`/v1/workspaces/${workspaceId}/invites`, { email: 'guest-canary@example.com' }),
      await olga.create(`/v1/rooms/${roomId}/invites`),
    ];
    const codes = invites.map(({ token, code }) => (token ?? code) as string);
    for (const code of codes) expect(code.length).toBeGreaterThanOrEqual(22);
    const peer = await connect(place.wsUrl, mia.token);
    await peer.subscribe(place.channel, 0);
    await peer.subscribe(`workspace:${workspaceId}`, 0);
    await peer.subscribe(`user:${mia.user.id}`, 0);
    const things: Record<string, string> = {
      workspaceId,
      roomId,
      userId: olga.user.id,
      messageId: (await place.send(olga, 'for reading')).id,
    };
    let read = 0;
    for (const { id, method, url, params } of await routesOf(server)) {
      if (method !== 'GET' || id === 'auth.me' || params.some((param) => !(param in things))) continue;
      for (const format of ['json', 'msgpack'] as const) {
        const path = url.replaceAll(/\{(\w+)\}/g, (_, name) => things[name] as string);
        const { raw, status } = await mia.inject({
          url: /search/.test(path) ? `${path}?q=for` : path,
          format,
        });
        read += status === 200 ? 1 : 0;
        const text = raw.rawPayload.toString('latin1');
        expect([id, text.match(/[\w-]+@example\.com/g) ?? []]).toEqual([id, []]);
        expect([id, codes.filter((code) => text.includes(code))]).toEqual([id, []]);
        expect([id, /tb1\$|\$2[aby]\$/.test(text)]).toEqual([id, false]);
      }
    }
    expect(read).toBeGreaterThan(25);
    const frames = JSON.stringify(peer.frames);
    for (const code of [...codes, '@example.com']) expect(frames).not.toContain(code);
    const listed = await olga.inject({ url: `/v1/workspaces/${workspaceId}/invites` });
    for (const code of codes) expect(listed.raw.body).not.toContain(code);
    const audit = await olga.inject({ url: `/v1/workspaces/${workspaceId}/audit` });
    for (const code of codes) expect(audit.raw.body).not.toContain(code);
    const rows = JSON.stringify(
      await server.context('workspaces').db.query('select * from workspace_invites'),
    );
    for (const code of codes) expect(rows).not.toContain(code);
  });

  it('counts only what the asker may read', async () => {
    const { olga, mia, workspaceId } = place;
    const before = await mia.inject({ url: `/v1/workspaces/${workspaceId}/rooms?limit=100` });
    const search = await mia.inject({ url: `/v1/workspaces/${workspaceId}/search?q=secretcanary` });
    const secret = await place.room({ name: 'Secretcanary', visibility: 'private' });
    await place.send(olga, 'secretcanary', secret);
    const after = await mia.inject({ url: `/v1/workspaces/${workspaceId}/rooms?limit=100` });
    expect(after.raw.body).toBe(before.raw.body);
    expect(after.headers.etag).toBe(before.headers.etag);
    const again = await mia.inject({ url: `/v1/workspaces/${workspaceId}/search?q=secretcanary` });
    expect(again.raw.body).toBe(search.raw.body);
    const discovered = await mia.inject({ url: `/v1/workspaces/${workspaceId}/rooms?discover=true` });
    expect(discovered.raw.body).not.toContain('ecretcanary');
    expect(
      (await mia.inject({ url: `/v1/workspaces/${workspaceId}/rooms?slug=secretcanary` })).body.items,
    ).toEqual([]);
  });
});

describe('what one learns about people one does not meet', () => {
  it('is nothing: profiles, invitations and direct rooms answer as for nobody', async () => {
    const { olga, oskar, server } = place;
    const own = await oskar.create('/v1/workspaces', { name: 'Mine' });
    const strip = ({ requestId: _, ...body }: Record<string, unknown>) => body;
    const profile = await oskar.inject({ url: `/v1/users/${olga.user.id}` });
    expect(profile.status).toBe(404);
    expect(strip(profile.body)).toEqual(strip((await oskar.inject({ url: `/v1/users/${nowhere}` })).body));
    const invites = [];
    for (const email of ['olga@example.com', 'nobody-at-all@example.com']) {
      const { id: _, ...rest } = await oskar.create(`/v1/workspaces/${own.id}/invites`, { email });
      invites.push(Object.keys(rest).sort());
    }
    expect(invites[0]).toEqual(invites[1]);
    const wrong = await Promise.all(
      ['olga', 'nobody-at-all'].map((login) =>
        server.inject({ method: 'POST', url: '/v1/auth/login', body: { login, password: 'not this one 1' } }),
      ),
    );
    expect(wrong.map(({ status }) => status)).toEqual([401, 401]);
    expect(strip(wrong[0]!.body)).toEqual(strip(wrong[1]!.body));
  });

  it('is nothing either about the switches of their workspaces and rooms', async () => {
    const { olga, oskar, workspaceId, roomId, server } = place;
    const url = `/v1/workspaces/${workspaceId}/plugins`;
    const set = (enabled: boolean) =>
      olga.inject({ method: 'PATCH', url, body: { plugin: 'presence', enabled } });
    expect((await set(false)).status).toBe(200);
    const shown = async (query: string, token?: string) => {
      const { body } = await server.inject({ url: `/v1/meta?${query}`, ...(token ? { token } : {}) });
      return 'presence' in body.plugins;
    };
    for (const query of [`workspace=${workspaceId}`, 'workspace=acme', `room=${roomId}`]) {
      expect([query, await shown(query, olga.token)]).toEqual([query, false]);
      expect([query, await shown(query, oskar.token), await shown(query)]).toEqual([query, true, true]);
    }
    expect((await set(true)).status).toBe(200);
  });

  it('does not let an invitation take over an account that is there', async () => {
    const { olga, mia, server, workspaceId } = place;
    const { token, code } = await olga.create(`/v1/workspaces/${workspaceId}/invites`, {
      email: 'mia@example.com',
    });
    const before = await mia.inject({ url: '/v1/auth/me' });
    const taken = await server.inject({
      method: 'POST',
      url: '/v1/auth/register',
      body: {
        email: 'MIA@example.com',
        username: 'mia2',
        password: 'a password of mine 3',
        invite: token ?? code,
      },
    });
    expect(taken).toMatchObject({ status: 409, body: { code: 'already_registered' } });
    expect((await mia.inject({ url: '/v1/auth/me' })).body).toEqual(before.body);
    const login = { login: 'mia@example.com', password: 'a password of mine 3' };
    expect((await server.inject({ method: 'POST', url: '/v1/auth/login', body: login })).status).toBe(401);
  });

  it.each([
    'Olga',
    'OLGA',
    'olga ',
    ' olga',
    'оlga',
    'olgа',
    'olga\u200b',
    'ol\u00adga',
    'ｏｌｇａ',
    'o\u0142ga\u202e',
    'olg\u0251',
  ])('does not let a twin of somebody’s name register: %j', async (username) => {
    const { status } = await place.server.inject({
      method: 'POST',
      url: '/v1/auth/register',
      body: {
        email: `twin-${Buffer.from(username).toString('hex')}@example.com`,
        username,
        password: 'twin of olga 77',
      },
    });
    expect([400, 409]).toContain(status);
    const renamed = await place.mia.inject({ method: 'PATCH', url: '/v1/users/me', body: { username } });
    expect([400, 409]).toContain(renamed.status);
  });
});

describe('a room with a password', () => {
  it('shows nothing of its inside before, and takes the new password alone after a change', async () => {
    const { olga, mia, vera } = place;
    const id = await place.room({ name: 'Locked', visibility: 'password', password: 'sesame' });
    const message = await place.send(olga, 'behind the password', id);
    const peer = await connect(place.wsUrl, vera.token);
    const closed = async () => {
      for (const rest of [
        '/messages',
        '/messages/search?q=behind',
        '/members',
        '/pins',
        '/presence',
        '/unread',
      ])
        expect([rest, (await vera.inject({ url: `/v1/rooms/${id}${rest}` })).status]).toEqual([rest, 403]);
      expect((await vera.inject({ url: `/v1/messages/${message.id}` })).status).toBe(403);
      expect(await peer.subscribe(`room:${id}`)).toMatchObject({ op: 'err', code: 'forbidden' });
      expect(await peer.do('messaging.send', `room:${id}`, { text: 'x' })).toMatchObject({
        code: 'forbidden',
      });
      const found = await vera.inject({ url: `/v1/workspaces/${place.workspaceId}/search?q=behind` });
      expect(found.body.items).toEqual([]);
    };
    const join = (by: typeof mia, password: string) =>
      by.inject({ method: 'POST', url: `/v1/rooms/${id}/join`, body: { password } });
    await closed();
    expect((await join(mia, 'sesame')).status).toBe(200);
    const changed = await olga.inject({
      method: 'PATCH',
      url: `/v1/rooms/${id}`,
      body: { password: 'other word' },
    });
    expect(changed.status).toBe(200);
    expect((await join(vera, 'sesame')).status).toBeGreaterThanOrEqual(400);
    await closed();
    expect((await mia.inject({ url: `/v1/rooms/${id}/messages` })).status).toBe(200);
    expect((await join(vera, 'other word')).status).toBe(200);
  });
});
