import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { buildTestServer, type TestUser, testPassword } from '@teambrain/core/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../support/place.js';
import { closePeers, connect, openPeer } from '../support/socket.js';

let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace();
});

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const me = (token: string) => place.server.inject({ url: '/v1/auth/me', token });
const login = (name: string, headers: Record<string, string> = {}) =>
  place.server.inject({
    method: 'POST',
    url: '/v1/auth/login',
    body: { login: name, password: testPassword },
    headers,
  });
const refresh = (refreshToken: string, headers: Record<string, string> = {}) =>
  place.server.inject({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken }, headers });

describe('a token that somebody else signed', () => {
  it('is refused, whatever its header says of algorithm and key', async () => {
    const [header, payload, signature] = place.mia.token.split('.') as [string, string, string];
    const { kid } = decode(header);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const edwards = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signed = (head: object, key: string) =>
      createHmac('sha256', key)
        .update(`${encode(head)}.${payload}`)
        .digest('base64url');
    const claims = decode(payload);

    const forged = ['none', 'None', 'NONE', 'nOnE', '', null].map(
      (alg) => `${encode({ alg, typ: 'JWT', kid })}.${payload}.`,
    );
    forged.push(
      ...['none', 'HS512', 'RS256'].map((alg) => `${encode({ alg, kid })}.${payload}.${signature}`),
    );
    for (const key of ['', 'secret', 'teambrain', 'change-me', kid, pem, `\n${pem}`, `${pem} `, pem.trim()])
      for (const head of [{ alg: 'HS256', kid }, { alg: 'HS256' }, { alg: 'HS256', kid: '../../dev/null' }])
        if (key !== '') forged.push(`${encode(head)}.${payload}.${signed(head, key)}`);
    for (const [alg, by, hash] of [
      ['RS256', privateKey, 'sha256'],
      ['EdDSA', edwards.privateKey, null],
    ] as const) {
      const head = {
        alg,
        kid,
        jwk: createPublicKey(by).export({ format: 'jwk' }),
        jku: 'http://evil.example/k',
      };
      const text = `${encode(head)}.${payload}`;
      forged.push(`${text}.${sign(hash, Buffer.from(text), by).toString('base64url')}`);
    }
    forged.push(`${header}.${encode({ ...claims, exp: claims.exp + 9_000_000 })}.${signature}`);
    forged.push(`${header}.${encode({ ...claims, sub: place.olga.user.id })}.${signature}`);
    for (const token of forged) expect([token, (await me(token)).status]).toEqual([token, 401]);
    expect((await me(place.mia.token)).status).toBe(200);
  });

  it('opens no socket either', async () => {
    const [, payload] = place.mia.token.split('.') as [string, string];
    const peer = openPeer(place.wsUrl);
    await peer.greeted();
    peer.send({ op: 'auth', token: `${encode({ alg: 'none' })}.${payload}.` });
    expect(await peer.closing()).toBe(4401);
    expect(peer.of('ready')).toEqual([]);
  });
});

describe('a token made for something else', () => {
  it('is refused: refresh as bearer, access as refresh, either in the other place of a socket', async () => {
    const { token, refreshToken } = await place.server.register('purpose');
    expect((await me(refreshToken)).status).toBe(401);
    expect((await refresh(token)).status).toBe(401);
    const peer = openPeer(place.wsUrl);
    await peer.greeted();
    peer.send({ op: 'auth', token: refreshToken });
    expect(await peer.closing()).toBe(4401);
  });

  it('of an embed session reaches its room with its verbs, and no account, administration or other room', async () => {
    interface Embedding {
      openEmbedSession(
        userId: string,
        embed: object,
        client: object,
        seconds: number,
      ): Promise<{ accessToken: string }>;
    }
    const { server, workspaceId, roomId, mia, olga } = place;
    await mia.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Private' } });
    const other = await place.room({ visibility: 'private' });
    await olga.inject({ method: 'POST', url: `/v1/rooms/${other}/members`, body: { userId: mia.user.id } });
    const app = await olga.inject({
      method: 'POST',
      url: `/v1/workspaces/${workspaceId}/apps`,
      body: { name: 'App', origins: ['https://acme.dev'] },
    });
    const { accessToken: token } = await (server.server.accounts as unknown as Embedding).openEmbedSession(
      mia.user.id,
      { appId: app.body.id, workspaceId, rooms: [roomId], verbs: ['read'] },
      { userAgent: null, binding: Buffer.alloc(32) },
      300,
    );
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object) =>
      (await server.inject({ method, url, token, ...(body ? { body } : {}) })).status;
    expect(await ask('GET', '/v1/auth/me')).toBe(200);
    expect(await ask('GET', `/v1/rooms/${roomId}/messages`)).toBe(200);
    expect(await ask('POST', `/v1/rooms/${roomId}/messages`, { text: 'x' })).toBe(403);
    expect(await ask('GET', `/v1/rooms/${other}/messages`)).toBe(404);
    for (const query of ['', '?slug=general', '?slug=room']) {
      const found = await server.inject({ url: `/v1/workspaces/${workspaceId}/rooms${query}`, token });
      const ids = found.body.items.map(({ id }: { id: string }) => id);
      expect([query, ids]).toEqual([query, query === '?slug=room' ? [] : [roomId]]);
    }
    expect((await server.inject({ url: '/v1/workspaces', token })).body.items).toHaveLength(1);
    for (const [method, url, body] of [
      ['GET', '/v1/auth/sessions'],
      ['POST', '/v1/auth/logout-all'],
      [
        'POST',
        '/v1/auth/password/change',
        { currentPassword: testPassword, newPassword: 'another long one' },
      ],
      ['PATCH', '/v1/users/me', { displayName: 'Other' }],
      ['DELETE', '/v1/users/me'],
      ['POST', '/v1/workspaces', { name: 'Mine' }],
      ['GET', '/v1/admin/users'],
      ['GET', '/v1/admin/plugins'],
      ['POST', `/v1/rooms/${roomId}/leave`],
      ['POST', `/v1/workspaces/${workspaceId}/rooms`, { name: 'More' }],
    ] as const)
      expect([url, await ask(method, url, body)]).toEqual([url, 403]);
    expect((await refresh(token)).status).toBe(401);
    const peer = await connect(place.wsUrl, token);
    expect(await peer.subscribe(`room:${other}`)).toMatchObject({ op: 'err', code: 'not_found' });
    expect(await peer.subscribe(place.channel)).toMatchObject({ op: 'live' });
    expect(await peer.do('messaging.send', place.channel, { text: 'x' })).toMatchObject({
      code: 'forbidden',
    });
    expect(await ask('POST', '/v1/auth/logout')).toBe(204);
    expect(await peer.closing()).toBe(4401);
  });
});

describe('a refresh token that two parties hold', () => {
  it('ends the whole session within a second, with its open sockets and an audit line', async () => {
    await place.server.register('victim');
    const device = (await login('victim', { 'user-agent': 'phone' })).body;
    const next = (await refresh(device.refreshToken, { 'user-agent': 'phone' })).body;
    const peer = await connect(place.wsUrl, next.accessToken);
    expect((await refresh(device.refreshToken, { 'user-agent': 'thief' })).status).toBe(401);
    expect(await peer.closing(3_000)).toBe(4401);
    for (const token of [device.accessToken, next.accessToken]) expect((await me(token)).status).toBe(401);
    expect((await refresh(next.refreshToken, { 'user-agent': 'phone' })).status).toBe(401);
    expect(auditOf('auth.refresh_reused')).toMatchObject([{ userId: device.user.id }]);
  });
});

const auditOf = (action: string) =>
  place.server.logged
    .map((line) => line.audit as { action: string } | undefined)
    .filter((event) => event?.action === action);

describe('revoking', () => {
  const openSockets = async (user: TestUser, count: number) =>
    Promise.all(Array.from({ length: count }, () => connect(place.wsUrl, user.token)));

  it('of all sessions closes every socket, and none hears anything afterwards', async () => {
    const { olga } = place;
    const crowd = await place.server.register('crowd');
    const body = { userId: crowd.user.id, role: 'member' };
    await olga.inject({ method: 'POST', url: `/v1/workspaces/${place.workspaceId}/members`, body });
    await olga.inject({ method: 'POST', url: `/v1/rooms/${place.roomId}/members`, body });
    const peers = await openSockets(crowd, 20);
    await Promise.all(peers.map((peer) => peer.subscribe(place.channel)));
    expect((await crowd.inject({ method: 'POST', url: '/v1/auth/logout-all' })).status).toBe(204);
    const heard = peers.map(({ frames }) => frames.length);
    await place.send(olga, 'after the end');
    expect(await Promise.all(peers.map((peer) => peer.closing(3_000)))).toEqual(Array(20).fill(4401));
    expect(peers.flatMap((peer) => peer.events(place.channel))).toEqual([]);
    expect(peers.every(({ frames }, index) => frames.length <= (heard[index] as number) + 1)).toBe(true);
    expect((await me(crowd.token)).status).toBe(401);
  });

  it('by a changed password closes the sockets of the other devices and keeps the own one', async () => {
    const user = await place.server.register('changer');
    const other = (await login('changer')).body;
    const [mine] = await openSockets(user, 1);
    const peer = await connect(place.wsUrl, other.accessToken);
    const changed = await user.inject({
      method: 'POST',
      url: '/v1/auth/password/change',
      body: { currentPassword: testPassword, newPassword: 'an entirely other phrase 9' },
    });
    expect(changed.status).toBe(200);
    expect(await peer.closing(3_000)).toBe(4401);
    for (const token of [user.token, other.accessToken]) expect((await me(token)).status).toBe(401);
    expect((await refresh(other.refreshToken)).status).toBe(401);
    expect((await me(changed.body.accessToken)).status).toBe(200);
    mine!.send({ op: 'auth', token: changed.body.accessToken });
    await expect.poll(() => mine!.of('ready').length).toBe(2);
    // Who holds the token from before the change is told nothing, and ends what is left of it.
    expect((await refresh(user.refreshToken)).status).toBe(401);
    expect(await mine!.closing(3_000)).toBe(4401);
  });
});

describe('guessing the password of an account', () => {
  it('has five tries a minute, however the account is called and from whatever address', async () => {
    const server = await buildTestServer({ config: { limits: { factor: 1 } } });
    const { token } = await server.register('olga');
    const spellings = [
      'olga',
      'OLGA',
      'оlga',
      'olgа',
      'olgɑ',
      'οlga',
      ' olga',
      'olga@example.com',
      'Olga@EXAMPLE.com',
    ];
    const statuses: number[] = [];
    for (const [index, login] of spellings.entries()) {
      const { statusCode } = await server.app.inject({
        method: 'POST',
        url: '/v1/auth/login',
        payload: { login, password: 'a wrong guess 1' },
        remoteAddress: `198.51.100.${index}`,
      });
      statuses.push(statusCode);
    }
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(4).fill(429)]);
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: '/v1/auth/password/change',
      payload: { currentPassword: 'a wrong guess 1', newPassword: 'another phrase 12' },
      headers: { authorization: `Bearer ${token}` },
      remoteAddress: '198.51.100.99',
    });
    expect(statusCode).toBe(429);
  });
});

describe('a flood of sign-ins', () => {
  it('waits in a bounded queue and is told to come back, while others are served', async () => {
    const server = await buildTestServer({
      config: { auth: { bcryptCost: 10, hashConcurrency: 2, hashQueue: 8 } },
    });
    const user = await server.register('served');
    const flood = Array.from({ length: 60 }, (_, index) =>
      server.app.inject({
        method: 'POST',
        url: '/v1/auth/login',
        payload: { login: `nobody${index}`, password: testPassword },
        remoteAddress: `198.51.100.${index}`,
      }),
    );
    const began = Date.now();
    expect((await user.inject({ url: '/v1/auth/me' })).status).toBe(200);
    const took = Date.now() - began;
    const answers = await Promise.all(flood);
    const count = (status: number) => answers.filter(({ statusCode }) => statusCode === status).length;
    expect(count(401)).toBeGreaterThanOrEqual(10);
    expect(count(429)).toBeGreaterThanOrEqual(30);
    expect(count(401) + count(429)).toBe(60);
    expect(
      answers.filter(({ statusCode, headers }) => statusCode === 429 && !headers['retry-after']),
    ).toEqual([]);
    expect(took).toBeLessThan(Date.now() - began);
  });

  it('with passwords of megabytes is turned away before anything is computed', async () => {
    const { server } = place;
    for (const size of [300, 1_000_000, 5_000_000])
      for (const url of ['/v1/auth/login', '/v1/auth/register']) {
        const password = 'p'.repeat(size);
        const body = url.endsWith('login')
          ? { login: 'mia', password }
          : { email: 'big@example.com', username: 'big', password };
        const { status } = await server.inject({ method: 'POST', url, body });
        expect([url, size, status]).toEqual([url, size, size > 1000 ? 413 : 400]);
      }
    expect((await login('big')).status).toBe(401);
  });
});
