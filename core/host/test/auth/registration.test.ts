import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';

let server: TestServer;
beforeAll(async () => {
  server = await buildTestServer();
});

const register = (body: object) => server.inject({ method: 'POST', url: '/v1/auth/register', body });
const account = (username: string, more: object = {}) => ({
  email: `${username.length}-${encodeURIComponent(username).replaceAll('%', '')}@example.com`,
  username,
  password: testPassword,
  ...more,
});

describe('registering', () => {
  it('makes the first account the administrator, and nobody after it', async () => {
    const first = await register(account('first'));
    const second = await register(account('second'));
    expect(first.status).toBe(201);
    expect(first.body.user.roles).toEqual(['admin']);
    expect(first.body.expiresIn).toBe(900);
    expect(second.body.user.roles).toEqual([]);
  });

  it('gives what the token says about itself', async () => {
    const { body } = await register(account('marie', { displayName: '  Marie\nCurie ' }));
    const me = await server.inject({ url: '/v1/auth/me', token: body.accessToken });
    expect(me.status).toBe(200);
    expect(me.body).toEqual(body.user);
    expect(me.body).toMatchObject({ username: 'marie', displayName: 'MarieCurie', kind: 'user' });
    expect(Object.keys(me.body).sort()).toEqual(
      ['createdAt', 'displayName', 'email', 'id', 'kind', 'roles', 'username'].sort(),
    );
  });

  it.each([
    ['another case', 'ALICE'],
    ['spaces around it', ' alice '],
    ['a Cyrillic letter that looks the same', '\u0430lice'],
    ['a Greek letter that looks the same', 'al\u03b9ce'],
    ['full-width letters', '\uff41lice'],
  ])('refuses the twin of a username with %s', async (_, twin) => {
    await register(account('alice'));
    const answer = await register({ ...account('x'), email: 'other@example.com', username: twin });
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('already_registered');
  });

  it.each(['a', 'has space', 'zero\u200bwidth', 'with@sign', 'right\u202eleft', '-dash', 'x'.repeat(33)])(
    'refuses %j as a username',
    async (username) => {
      const answer = await register({ ...account('x'), email: 'names@example.com', username });
      expect(answer.status).toBe(400);
      expect(answer.body.code).toBe('validation_failed');
    },
  );

  it('refuses an e-mail address that is taken, whatever its case', async () => {
    await register(account('mailer', { email: 'Mailer@Example.com' }));
    const answer = await register(account('mailer2', { email: 'mailer@example.COM' }));
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('already_registered');
  });

  it.each([
    'short',
    'password1',
    'P@ssw0rd!',
    'qwertyuiop',
    'aaaaaaaaaa',
    '12345678',
    'weakling1',
    'iloveyou!!',
  ])('refuses the weak password %s', async (password) => {
    const answer = await register(account('weakling', { password }));
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('password_weak');
  });

  it('takes a password of 256 characters of any script, and no longer one', async () => {
    const long = `${'\u{1f600}\u00e9\u4f60 '.repeat(63)}last`;
    expect((await register(account('longest', { password: long }))).status).toBe(201);
    expect((await register(account('longer', { password: `${long}x` }))).status).toBe(400);
    const login = await server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: 'longest', password: long.slice(0, -1) },
    });
    expect(login.status).toBe(401);
  });

  it.each([
    'role',
    'roles',
    'serverRoles',
    'kind',
    'id',
    'passwordHash',
    'tokenVersion',
    'createdAt',
    'isAdmin',
  ])('refuses the field %s', async (field) => {
    const answer = await register(account('assigner', { [field]: 'admin' }));
    expect(answer.status).toBe(400);
  });

  it('lets one of many simultaneous registrations of a name through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        register(account('racer', { email: `racer${index}@example.com` })),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('answers in MessagePack too', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: '/v1/auth/register',
      body: account('packer'),
      format: 'msgpack',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.user.username).toBe('packer');
  });
});

describe('the registration policy', () => {
  it('refuses everybody when closed, and lets the setup token in once', async () => {
    const closed = await buildTestServer({ config: { auth: { registration: 'closed' } } });
    const post = (url: string, body: object) => closed.inject({ method: 'POST', url, body });
    expect((await post('/v1/auth/register', account('someone'))).body.code).toBe('registration_closed');

    const { token } = await closed.server.accounts.createSetupToken();
    const wrong = await post('/v1/auth/setup', { token: `${token}x`, ...account('operator') });
    expect(wrong.status).toBe(401);
    const made = await post('/v1/auth/setup', { token, ...account('operator') });
    expect(made.status).toBe(201);
    expect(made.body.user.roles).toEqual(['admin']);
    const again = await post('/v1/auth/setup', { token, ...account('operator2') });
    expect(again.status).toBe(401);
  });

  it('asks the plugins about an invitation when it is needed', async () => {
    const { definePlugin } = await import('@teambrain/core');
    const gatekeeper = definePlugin({
      name: 'gatekeeper',
      version: '1.0.0',
      setup(_, ctx) {
        ctx.hooks.before('auth.register', (asked) => ({ ...asked, allowed: asked.invite === 'golden' }));
      },
    });
    const invited = await buildTestServer({
      plugins: [gatekeeper],
      config: { auth: { registration: 'invite' } },
    });
    const post = (body: object) => invited.inject({ method: 'POST', url: '/v1/auth/register', body });
    expect((await post(account('guestless'))).status).toBe(403);
    expect((await post(account('forger', { invite: 'silver' }))).status).toBe(403);
    const answer = await post(account('welcome', { invite: 'golden' }));
    expect(answer.status).toBe(201);
    expect(answer.body.user.roles).toEqual([]);
  });
});
