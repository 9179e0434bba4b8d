import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbedApp } from '../shared/types.js';
import { buildWorld, enterAs, exchange, origin, tokenFor, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

const create = (body: object) =>
  world.wanda.inject({ method: 'POST', url: `/v1/workspaces/${world.workspaceId}/apps`, body });
const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  world.wanda.inject<EmbedApp & { code: string }>({ method: 'PATCH', url: `/v1/apps/${id}`, body, headers });

describe('an app', () => {
  it('needs a name and origins, and has a default for everything else', async () => {
    const made = await create({
      name: ' Shop ',
      origins: ['https://ACME.dev:443/', 'http://localhost:3000'],
    });
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.body).toMatchObject({
      workspaceId: world.workspaceId,
      name: 'Shop',
      key: expect.stringMatching(/^pk_[\w-]{24}$/),
      origins: ['https://acme.dev', 'http://localhost:3000'],
      identity: 'required',
      guests: 'off',
      conversation: 'shared',
      staff: [],
      theme: {},
      limits: { requestsPerMinute: 300, messagesPerMinute: 30, guestsPerHour: 20, sockets: 10 },
      aiBudget: { perVisitor: 20, perApp: 1000 },
      singleUse: false,
      enabled: true,
      refusals: {},
      version: 1,
    });
    const { id, secret } = made.body.secret;
    expect(secret).toMatch(new RegExp(`^${id}\\.[\\w-]{43}$`));
    const listed = await world.wanda.inject({ url: `/v1/workspaces/${world.workspaceId}/apps` });
    expect(listed.body.items.map((app: EmbedApp) => app.id)).toContain(made.body.id);
    expect(listed.raw.body).not.toContain(secret.split('.')[1]);
  });

  it.each([
    ['https://acme.dev/path', 400],
    ['https://*.acme.dev', 400],
    ['http://acme.dev', 400],
    ['https://user@acme.dev', 400],
    ['javascript:alert(1)', 400],
    ['null', 400],
    ['https://acme.dev?x=1', 400],
    ['ftp://acme.dev', 400],
    ['http://127.0.0.1:5173', 201],
    ['http://[::1]:8080', 201],
    ['https://bücher.dev', 201],
  ])('takes exact origins alone: %s answers %i', async (given, status) => {
    const made = await create({ name: 'Origins', origins: [given] });
    expect([given, made.status]).toEqual([given, status]);
  });

  it.each([
    [{ rooms: ['0190a000-0000-7000-8000-000000000000'] }, 422],
    [{ staff: ['0190a000-0000-7000-8000-000000000000'] }, 422],
    [{ conversation: 'perVisitor' }, 422],
    [{ plugins: ['no-such-plugin'] }, 422],
    [{ theme: { properties: { 'color-accent': 'red;background:url(//evil)' } } }, 400],
    [{ theme: { properties: { 'color-accent': 'url(//evil)' } } }, 400],
    [{ theme: { properties: { 'color accent': 'red' } } }, 400],
    [{ limits: { requestsPerMinute: 0 } }, 400],
    [{ unknown: 1 }, 400],
    [{ theme: { properties: { 'color-accent': 'oklch(62% 0.2 250 / 90%)' } } }, 201],
  ])('refuses what is not there or not safe: %j', async (more, status) => {
    const made = await create({ name: 'Refused', origins: [origin], ...more });
    expect([made.status, made.raw.body.slice(0, 200)]).toEqual([status, expect.any(String)]);
  });

  it('changes from the version it was read at, field by field, and leaves a trail', async () => {
    const app = await world.app({ name: 'Before', rooms: [world.lobbyId], panels: ['chat'] });
    const changed = await patch(app.id, { name: 'After', limits: { messagesPerMinute: 5 }, baseVersion: 1 });
    expect(changed.body).toMatchObject({
      name: 'After',
      version: 2,
      limits: { requestsPerMinute: 300, messagesPerMinute: 5 },
      rooms: [world.lobbyId],
    });
    const late = await patch(app.id, { name: 'Late' }, { 'if-match': '"1"' });
    expect([late.status, late.body.code]).toEqual([409, 'version_conflict']);
    const cleared = await patch(app.id, { rooms: null, panels: null });
    expect(cleared.body).not.toHaveProperty('rooms');
    expect(cleared.body).not.toHaveProperty('panels');
    expect(cleared.body.version).toBe(3);
    const same = await patch(app.id, { name: 'After' });
    expect(same.body.version).toBe(3);

    await world.wanda.inject({ method: 'POST', url: `/v1/apps/${app.id}/secrets` });
    expect((await world.wanda.inject({ method: 'DELETE', url: `/v1/apps/${app.id}` })).status).toBe(204);
    expect((await world.wanda.inject({ url: `/v1/apps/${app.id}` })).status).toBe(404);
    const trail = await world.wanda.inject({ url: `/v1/workspaces/${world.workspaceId}/audit?limit=100` });
    const lines = trail.body.items
      .filter((line: { target?: string }) => line.target === app.id)
      .map(({ action, actor }: { action: string; actor: { id: string } }) => [action, actor.id]);
    expect(lines.reverse()).toEqual(
      ['app_created', 'app_updated', 'app_updated', 'secret_rotated', 'app_deleted'].map((action) => [
        `embed.${action}`,
        world.wanda.user.id,
      ]),
    );
  });

  it('is managed by owner and admins of its workspace alone', async () => {
    const app = await world.app();
    const visitor = await enterAs(world.server, app, 'nosy');
    for (const url of [`/v1/workspaces/${world.workspaceId}/apps`, `/v1/apps/${app.id}`]) {
      expect((await world.sam.inject({ url })).status).toBe(403);
      const token = visitor.accessToken;
      const asked = await world.server.inject({ url, token, headers: { origin } });
      expect(asked.status).toBe(403);
    }
  });
});

describe('what anybody may know of an app', () => {
  it('is its config: no ids, no counts, nobody’s name', async () => {
    const app = await world.app({
      identity: 'required',
      guests: 'write',
      rooms: [world.backId],
      staff: [world.sam.user.id],
      panels: ['chat'],
      theme: { scheme: 'dark' },
    });
    const answer = await world.server.inject({ url: `/v1/embed/${app.key}/config`, headers: { origin } });
    expect(answer.body).toEqual({
      key: app.key,
      name: 'Shop',
      identity: 'required',
      guests: 'off',
      conversation: 'shared',
      panels: ['chat'],
      theme: { scheme: 'dark' },
    });
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    for (const hidden of [app.id, world.workspaceId, world.backId, world.sam.user.id])
      expect(answer.raw.body).not.toContain(hidden);
  });

  it('is nothing for a key that is not one, and that it is off', async () => {
    const unknown = await world.server.inject({ url: '/v1/embed/pk_nothing/config' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'embed_app_unknown']);
    const app = await world.app();
    await patch(app.id, { enabled: false });
    const off = await exchange(world.server, { appKey: app.key, token: tokenFor(app) });
    expect([off.status, off.body.code]).toEqual([403, 'embed_app_disabled']);
  });
});
