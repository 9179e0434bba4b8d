import { createHash } from 'node:crypto';
import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type MailServer, startMailServer } from '../support/mail-server.js';

const newPassword = 'another long enough phrase';

function actionsOf(server: TestServer) {
  const post = (path: string, body: object) =>
    server.inject({ method: 'POST', url: `/v1/auth/password/${path}`, body });
  return {
    forgot: (login: string) => post('forgot', { login }),
    reset: (token: string, password = newPassword) => post('reset', { token, newPassword: password }),
    login: (login: string, password: string) =>
      server.inject({ method: 'POST', url: '/v1/auth/login', body: { login, password } }),
  };
}

const keyIn = (text: string | undefined) => /\/reset#k=([\w-]{43})/.exec(text ?? '')?.[1] as string;

describe('a forgotten password', () => {
  let mail: MailServer;
  let server: TestServer;
  let actions: ReturnType<typeof actionsOf>;
  beforeAll(async () => {
    mail = await startMailServer();
    server = await buildTestServer({
      config: {
        server: { publicUrl: 'https://chat.example.com/', name: 'Works' },
        mail: { url: mail.url, from: 'Works <no-reply@example.com>' },
      },
    });
    actions = actionsOf(server);
  });

  const linkFor = async (login: string) => {
    const before = mail.messages.length;
    expect((await actions.forgot(login)).status).toBe(204);
    await vi.waitFor(() => expect(mail.messages).toHaveLength(before + 1), { timeout: 15_000 });
    return keyIn(mail.messages.at(-1)?.text);
  };

  it('is set anew by a mailed link, which ends every session and works once', async () => {
    const ann = await server.register('ann');
    const key = await linkFor('ann@example.com');
    const { to, text } = mail.messages.at(-1) as (typeof mail.messages)[number];
    expect(to).toBe('ann@example.com');
    expect(text).toContain('Subject: Set a new password for Works');
    expect(text).toContain('From: Works <no-reply@example.com>');
    expect(text).toContain(`https://chat.example.com/reset#k=${key}`);

    expect((await actions.reset(key)).status).toBe(204);
    expect((await ann.inject({ url: '/v1/auth/me' })).status).toBe(401);
    const refreshed = await server.inject({
      method: 'POST',
      url: '/v1/auth/refresh',
      body: { refreshToken: ann.refreshToken },
    });
    expect(refreshed.status).toBe(401);
    expect((await actions.login('ann', testPassword)).body.code).toBe('credentials_invalid');
    expect((await actions.login('ann', newPassword)).status).toBe(200);
    expect((await actions.reset(key, 'yet another long phrase')).body.code).toBe('unauthenticated');
  });

  it('lets one of two who present the same link at once in', async () => {
    await server.register('twice');
    const key = await linkFor('twice');
    const answers = await Promise.all([actions.reset(key), actions.reset(key, 'the other long phrase')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  });

  it('keeps the link when the new password is refused', async () => {
    await server.register('weak');
    const key = await linkFor('weak');
    expect((await actions.reset(key, 'password1')).body.code).toBe('password_weak');
    expect((await actions.reset(key)).status).toBe(204);
  });

  it('voids the link when the password is changed, when time is up, and when the account goes', async () => {
    const { db } = server.context('auth');
    const changes: [string, (name: string) => Promise<unknown>][] = [
      [
        'changed',
        async (name) => {
          const { accessToken } = (await actions.login(name, testPassword)).body;
          const body = { currentPassword: testPassword, newPassword: 'chosen by oneself' };
          return server.inject({
            method: 'POST',
            url: '/v1/auth/password/change',
            token: accessToken,
            body,
          });
        },
      ],
      ['late', () => db.query("update password_resets set expires_at = now() - interval '1 second'")],
      [
        'left',
        async (name) => {
          const { accessToken } = (await actions.login(name, testPassword)).body;
          return server.inject({ method: 'DELETE', url: '/v1/users/me', token: accessToken });
        },
      ],
    ];
    for (const [name, change] of changes) {
      await server.register(name);
      const key = await linkFor(name);
      await change(name);
      expect((await actions.reset(key)).body.code, name).toBe('unauthenticated');
    }
  });

  it('answers the same for an account that does not exist, and mails nobody', async () => {
    await server.register('known');
    const before = mail.messages.length;
    const [known, unknown] = [await actions.forgot('known'), await actions.forgot('unknown@example.com')];
    const shown = ({ status, body, headers }: typeof known) => [status, body, Object.keys(headers).sort()];
    expect(shown(unknown)).toEqual(shown(known));
    await vi.waitFor(() => expect(mail.messages).toHaveLength(before + 1), { timeout: 15_000 });
    expect(mail.messages.at(-1)?.to).toBe('known@example.com');
  });

  it('keeps a hash of the link, and neither link nor address in job or log', async () => {
    await server.register('hashed');
    mail.refuse(1);
    const key = await linkFor('hashed');
    const { db } = server.context('auth');
    const hash = createHash('sha256').update(key).digest();
    expect(await db.query('select 1 as n from password_resets where hash = $1', [hash])).toHaveLength(1);
    const jobs = await db.query("select data::text from jobs.job where name = 'auth.send-reset-link'");
    const kept = JSON.stringify([jobs, server.logged]);
    expect(kept).toContain('the mail server did not take a message');
    expect(kept).not.toContain(key);
    expect(kept).not.toContain('hashed@example.com');
  });
});

it('counts tries to reset by address and by account', async () => {
  const server = await buildTestServer({ config: { limits: { factor: 1 } } });
  const { forgot, login } = actionsOf(server);
  await server.register('ann');
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await forgot(i % 2 ? 'ann' : 'ANN@example.com')).status);
  // One of the five went to the registration.
  expect(statuses).toEqual([204, 204, 204, 204, 429]);
  const refused = await login('ann', testPassword);
  expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
});

describe('without a mail server', () => {
  it('writes the link to the log once, outside of production', async () => {
    const server = await buildTestServer();
    const { forgot, reset } = actionsOf(server);
    await server.register('ann');
    expect((await server.inject({ url: '/v1/meta' })).body.passwordReset).toBe(true);
    await forgot('ann');
    const lines = () => server.logged.filter(({ msg }) => String(msg).includes('/reset#k='));
    await vi.waitFor(() => expect(lines()).toHaveLength(1), { timeout: 15_000 });
    const line = String(lines()[0]?.msg);
    expect(line).toContain('no mail server is configured (mail.url); the link for ann is http://localhost');
    expect((await reset(keyIn(line))).status).toBe(204);
  });

  it('refuses in production, and says so beforehand', async () => {
    const server = await buildTestServer({
      config: {
        server: {
          environment: 'production',
          secret: 'GZ5n0fM1v7pKq2xTj8sWc4yRb6uHe9dL',
          publicUrl: 'https://chat.example.com',
        },
        auth: { registration: 'closed', bcryptCost: 10 },
      },
    });
    expect((await server.inject({ url: '/v1/meta' })).body.passwordReset).toBe(false);
    const { status, body } = await actionsOf(server).forgot('ann');
    expect([status, body.code]).toEqual([501, 'mail_not_configured']);
  });

  it('needs a sender as soon as there is one', async () => {
    const started = buildTestServer({ config: { mail: { url: 'smtp://localhost' } } });
    await expect(started).rejects.toThrow('mail.from: mail.url needs a sender');
  });
});
