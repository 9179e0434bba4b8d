import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';

let server: TestServer;
beforeAll(async () => {
  server = await buildTestServer();
  await server.register('root-account');
});

describe('one’s own profile', () => {
  it('changes, with the version it was based on', async () => {
    const ann = await server.register('ann');
    const patch = (body: object, headers = {}) =>
      ann.inject({ method: 'PATCH', url: '/v1/users/me', body, headers });
    const changed = await patch({ displayName: 'Ann Other' }, { 'if-match': '"1"' });
    expect(changed.status).toBe(200);
    expect(changed.body.displayName).toBe('Ann Other');
    const stale = await patch({ displayName: 'Too Late' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('version_conflict');
    expect(stale.body.current.displayName).toBe('Ann Other');
    expect((await patch({ displayName: 'x' }, { 'if-match': 'nonsense' })).status).toBe(400);
    expect((await patch({ username: 'anna' })).body.username).toBe('anna');
    expect((await server.context('auth').users.find(ann.user.id))?.username).toBe('anna');
  });

  it('keeps usernames unique and refuses what is nobody’s to set', async () => {
    const bob = await server.register('bob');
    await server.register('carla');
    const patch = (body: object) => bob.inject({ method: 'PATCH', url: '/v1/users/me', body });
    expect((await patch({ username: 'CARLA' })).body.code).toBe('already_registered');
    for (const field of ['roles', 'serverRoles', 'kind', 'passwordHash', 'tokenVersion', 'id', 'email'])
      expect((await patch({ displayName: 'Bob', [field]: 'admin' })).status).toBe(400);
    expect((await patch({})).status).toBe(400);
    expect((await bob.inject({ url: '/v1/auth/me' })).body).toEqual(bob.user);
  });

  it('ends with the account', async () => {
    const dora = await server.register('dora');
    expect((await dora.inject({ method: 'DELETE', url: '/v1/users/me' })).status).toBe(204);
    expect((await dora.inject({ url: '/v1/auth/me' })).status).toBe(401);
    const login = await server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'dora', password: testPassword },
    });
    expect(login.status).toBe(401);
    expect(login.body.code).toBe('credentials_invalid');
  });

  it('does not leave the server without an administrator', async () => {
    const login = await server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'root-account', password: testPassword },
    });
    const answer = await server.inject({
      method: 'DELETE',
      url: '/v1/users/me',
      token: login.body.accessToken,
    });
    expect(answer.status).toBe(409);
  });
});

describe('somebody else’s profile', () => {
  it('looks like no account at all to a stranger', async () => {
    const eve = await server.register('eve');
    const fay = await server.register('fay');
    const own = await eve.inject({ url: `/v1/users/${eve.user.id}` });
    expect(own.body).toEqual({ id: eve.user.id, username: 'eve', displayName: 'eve', kind: 'user' });
    const other = await eve.inject({ url: `/v1/users/${fay.user.id}` });
    const nobody = await eve.inject({ url: '/v1/users/0190a000-0000-7000-8000-000000000000' });
    expect(other.status).toBe(404);
    expect({ ...other.body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' });
    expect((await eve.inject({ url: '/v1/users/not-an-id' })).status).toBe(400);
    expect((await server.inject({ url: `/v1/users/${fay.user.id}` })).status).toBe(401);
  });
});

describe('provisioned accounts', () => {
  const from = (sourceId: string, username = 'ircuser') => ({
    kind: 'user' as const,
    username,
    displayName: 'IRC User',
    source: 'irc',
    sourceId,
  });

  it('are made once for their source, with a free name, and cannot log in', async () => {
    const { users } = server.context('auth');
    const first = await users.provision(from('1'));
    expect(await users.provision(from('1'))).toEqual(first);
    const second = await users.provision(from('2'));
    expect([first.username, second.username]).toEqual(['ircuser', 'ircuser-2']);
    const odd = await users.provision(from('3', '  [zer\u200bo] `q` '));
    expect(odd.username).toBe('zero-q');
    const login = await server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'ircuser', password: 'anything at all 1' },
    });
    expect(login.status).toBe(401);
  });

  it('are made once when many ask at the same time', async () => {
    const { users } = server.context('auth');
    const made = await Promise.all(Array.from({ length: 8 }, () => users.provision(from('race', 'racer'))));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('are found in one go, unknown ids left out', async () => {
    const { users } = server.context('auth');
    const known = await users.provision(from('4', 'finder'));
    const found = await users.byIds([known.id, '0190a000-0000-7000-8000-000000000000', 'nonsense']);
    expect([...found.keys()]).toEqual([known.id]);
    expect(await users.findByUsername('FINDER')).toEqual(known);
  });
});
