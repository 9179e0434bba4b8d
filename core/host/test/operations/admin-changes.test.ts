import {
  buildTestInstances,
  buildTestServer,
  type TestServer,
  type TestUser,
  testPassword,
} from '@teambrain/core/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { notes } from '../support/notes.js';

let server: TestServer;
let root: TestUser;
let ada: TestUser;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [notes] });
  root = await server.register('root');
  ada = await server.register('ada');
});

const patch = (who: TestUser, path: string, body: object) =>
  who.inject({ method: 'PATCH', url: `/v1/admin/${path}`, body });
const audited = (action: string) =>
  server.logged
    .map(({ audit }) => audit as { action?: string } | undefined)
    .filter((a) => a?.action === action);
const login = (username: string) =>
  server.inject({ method: 'POST', url: '/v1/auth/login', body: { login: username, password: testPassword } });

describe('accounts', () => {
  it('are deactivated, which ends their sessions, and let in again', async () => {
    const ben = await server.register('ben');
    const away = await patch(root, `users/${ben.user.id}`, { active: false });
    expect(away.body).toMatchObject({ username: 'ben', deactivatedAt: expect.any(String) });
    expect((await ben.inject({ url: '/v1/auth/me' })).status).toBe(401);
    expect((await login('ben')).body.code).toBe('credentials_invalid');
    const back = await patch(root, `users/${ben.user.id}`, { active: true });
    expect([back.status, back.body.deactivatedAt]).toEqual([200, undefined]);
    expect((await ben.inject({ url: '/v1/auth/me' })).status).toBe(401);
    expect((await login('ben')).status).toBe(200);
    expect(audited('auth.account_changed')).toContainEqual({
      action: 'auth.account_changed',
      actorId: root.user.id,
      userId: ben.user.id,
      facts: { active: false },
    });
  });

  it('become administrators within a second and stop being that', async () => {
    const cid = await server.register('cid');
    const reads = async () => (await cid.inject({ url: '/v1/admin/users' })).status;
    expect((await patch(root, `users/${cid.user.id}`, { admin: true })).body.roles).toEqual(['admin']);
    await vi.waitFor(async () => expect(await reads()).toBe(200), { timeout: 2_000 });
    await patch(root, `users/${cid.user.id}`, { admin: false });
    await vi.waitFor(async () => expect(await reads()).toBe(403), { timeout: 2_000 });
  });

  it('always keep one administrator, also when two remove each other at once', async () => {
    for (const change of [{ admin: false }, { active: false }]) {
      const answer = await patch(root, `users/${root.user.id}`, change);
      expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
    }
    expect((await root.inject({ method: 'DELETE', url: '/v1/users/me' })).status).toBe(409);
    await patch(root, `users/${ada.user.id}`, { admin: true });
    const answers = await Promise.all([
      patch(root, `users/${ada.user.id}`, { admin: false }),
      patch(root, `users/${root.user.id}`, { admin: false }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    // Whoever stayed one can name the other again.
    const stayed = answers[0]?.status === 200 ? root : ada;
    const { items } = (await stayed.inject({ url: '/v1/admin/users' })).body;
    expect(items.filter(({ roles }: { roles: string[] }) => roles.includes('admin'))).toHaveLength(1);
    expect((await patch(stayed, `users/${root.user.id}`, { admin: true })).status).toBe(200);
    await vi.waitFor(async () => expect((await root.inject({ url: '/v1/admin/users' })).status).toBe(200), {
      timeout: 3_000,
    });
    await patch(root, `users/${ada.user.id}`, { admin: false });
    await vi.waitFor(async () => expect((await ada.inject({ url: '/v1/admin/users' })).status).toBe(403), {
      timeout: 3_000,
    });
  });

  it('that are not there answer 404, and an empty change 400', async () => {
    expect((await patch(root, 'users/0190f3a4-0000-7000-8000-000000000000', { admin: true })).status).toBe(
      404,
    );
    expect((await patch(root, `users/${ada.user.id}`, {})).status).toBe(400);
    expect((await patch(root, `users/${ada.user.id}`, { roles: ['admin'] })).status).toBe(400);
  });
});

describe('limits', () => {
  afterEach(() => patch(root, 'limits', { operation: 'notes.list', max: null }));

  it('of an operation are set and given back, live', async () => {
    const list = () => ada.inject({ url: '/v1/notes' });
    expect((await list()).headers['ratelimit-limit']).toBe('100000');
    const set = await patch(root, 'limits', { operation: 'notes.list', max: 7 });
    expect(set.body).toMatchObject({ operation: 'notes.list', max: 7000, overridden: 7 });
    expect((await list()).headers['ratelimit-limit']).toBe('7000');
    const given = await patch(root, 'limits', { operation: 'notes.list', max: null });
    expect(given.body).toEqual({
      operation: 'notes.list',
      bucket: 'default',
      max: 100_000,
      windowSeconds: 60,
    });
    expect((await list()).headers['ratelimit-limit']).toBe('100000');
    expect(audited('core.overridden')).toContainEqual(
      expect.objectContaining({ facts: { kind: 'limit', name: 'notes.list', value: 7 } }),
    );
  });

  it('refuse what has none, and nonsense', async () => {
    expect((await patch(root, 'limits', { operation: 'nobody.knows', max: 5 })).status).toBe(404);
    expect((await patch(root, 'limits', { operation: 'notes.list', max: 0 })).status).toBe(400);
    expect((await patch(ada, 'limits', { operation: 'notes.list', max: 5 })).status).toBe(403);
  });
});

describe('jobs', () => {
  it('are shown, paused, gone on with, and tried again', async () => {
    const name = 'auth.delete-old-sessions';
    const shown = async () => {
      const { items } = (await root.inject({ url: '/v1/admin/jobs' })).body;
      return items.find((job: { name: string }) => job.name === name);
    };
    expect(await shown()).toEqual({
      name,
      every: '17 3 * * *',
      paused: false,
      waiting: 0,
      active: 0,
      failed: 0,
      completed: 0,
    });
    expect((await patch(root, 'jobs', { name, paused: true })).body.paused).toBe(true);
    const { jobs } = server.context('auth');
    await jobs.enqueue(name, {});
    expect(await shown()).toMatchObject({ paused: true, waiting: 1 });
    expect((await patch(root, 'jobs', { name, paused: false, retryFailed: true })).status).toBe(200);
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ waiting: 0, completed: 1 }), {
      timeout: 8_000,
    });
    expect(audited('core.jobs_retried')).toHaveLength(1);
  });

  it('that nobody declared answer 404, and a change of nothing 400', async () => {
    expect((await patch(root, 'jobs', { name: 'nobody.knows', paused: true })).status).toBe(404);
    expect((await patch(root, 'jobs', { name: 'auth.delete-old-sessions' })).status).toBe(400);
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('on two instances', () => {
  it('limits and pauses hold on the other one within 2 s', async () => {
    const [one, two] = (await buildTestInstances(2, { plugins: [notes] })) as [TestServer, TestServer];
    const admin = await one.register('admin');
    const changes = { method: 'PATCH', token: admin.token } as const;
    const name = 'auth.delete-old-sessions';
    await one.inject({ ...changes, url: '/v1/admin/limits', body: { operation: 'notes.list', max: 3 } });
    await one.inject({ ...changes, url: '/v1/admin/jobs', body: { name, paused: true } });
    const there = async () => {
      const get = async (url: string) => (await two.inject({ url, token: admin.token })).body.items;
      const limits: { operation: string; max: number }[] = await get('/v1/admin/limits');
      const jobs: { name: string; paused: boolean }[] = await get('/v1/admin/jobs');
      const limit = limits.find(({ operation }) => operation === 'notes.list')?.max;
      return [limit, jobs.find((job) => job.name === name)?.paused];
    };
    await vi.waitFor(async () => expect(await there()).toEqual([3000, true]), { timeout: 2_000 });
  });
});
