import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../server/index.js';

let server: TestServer;
let owner: TestUser;
let admin: TestUser;
let member: TestUser;
let viewer: TestUser;
let stranger: TestUser;
let workspace: { id: string; slug: string; version: number };

const base = () => `/v1/workspaces/${workspace.id}`;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [plugin] });
  [owner, admin, member, viewer, stranger] = await server.registerAll(
    'olga',
    'adam',
    'mara',
    'vera',
    'xaver',
  );
  const made = await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Acme & Sons' } });
  workspace = made.body;
  for (const [user, role] of [
    [admin, 'admin'],
    [member, 'member'],
    [viewer, 'viewer'],
  ] as const) {
    const body = { userId: user.user.id, role };
    const added = await owner.inject({ method: 'POST', url: `${base()}/members`, body });
    expect(added.status).toBe(201);
  }
});
afterAll(() => server?.close());

describe('a workspace', () => {
  it('is made with a slug of its name and its maker as owner', async () => {
    const made = await stranger.inject({
      method: 'POST',
      url: '/v1/workspaces',
      body: { name: ' Ünïcode Team! ', description: 'for tests' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Ünïcode Team!',
      slug: 'ünïcode-team',
      description: 'for tests',
      role: 'owner',
      memberCount: 1,
      membersMayInvite: false,
      version: 1,
    });
    expect(made.body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const again = await stranger.inject({
      method: 'POST',
      url: '/v1/workspaces',
      body: { name: 'Ünïcode team' },
    });
    expect(again.body.slug).toBe('ünïcode-team-2');
    const taken = await stranger.inject({
      method: 'POST',
      url: '/v1/workspaces',
      body: { name: 'x', slug: 'ünïcode-team' },
    });
    expect([taken.status, taken.body.code]).toEqual([409, 'workspace_slug_taken']);
  });

  it.each([
    [{}],
    [{ name: '' }],
    [{ name: '  ' }],
    [{ name: 'x', slug: 'Not a slug' }],
    [{ name: 'x', slug: '0192f0a0-0000-7000-8000-000000000000' }],
    [{ name: 'x', role: 'owner' }],
    [{ name: 7 }],
  ])('is not made of %j', async (body) => {
    const made = await stranger.inject({ method: 'POST', url: '/v1/workspaces', body });
    expect([made.status, made.body.code]).toEqual([400, 'validation_failed']);
  });

  it('is found by id and by slug, in both formats, by its members alone', async () => {
    for (const url of [
      base(),
      `/v1/workspaces/${workspace.slug}`,
      base().toUpperCase().replace('/V1/WORKSPACES', '/v1/workspaces'),
    ]) {
      for (const format of ['json', 'msgpack'] as const) {
        const seen = await viewer.inject({ url, format });
        expect(seen.status).toBe(200);
        expect(seen.body).toMatchObject({
          id: workspace.id,
          slug: 'acme-sons',
          role: 'viewer',
          memberCount: 4,
        });
      }
      const hidden = await stranger.inject({ url });
      expect([hidden.status, hidden.body.code]).toEqual([404, 'not_found']);
      expect((await server.inject({ url })).status).toBe(401);
    }
    const nowhere = await stranger.inject({ url: '/v1/workspaces/0192f0a0-0000-7000-8000-000000000000' });
    expect(nowhere.status).toBe(404);
  });

  it('is listed for its members, page by page', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await viewer.inject({ method: 'POST', url: '/v1/workspaces', body: { name } });
    }
    const names: string[] = [];
    let url = '/v1/workspaces?limit=2';
    for (;;) {
      const { body } = await viewer.inject({ url });
      names.push(...body.items.map((item: { name: string }) => item.name));
      if (body.nextCursor === null) break;
      url = `/v1/workspaces?limit=2&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(names).toEqual(['Acme & Sons', 'One', 'Two', 'Three']);
    const wrong = await viewer.inject({ url: '/v1/workspaces?cursor=bm9uc2Vuc2U' });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
  });

  it('is changed by owner and admin, with the version it was based on', async () => {
    const first = await admin.inject({
      method: 'PATCH',
      url: base(),
      body: { name: 'Acme', baseVersion: workspace.version },
    });
    expect([first.status, first.body.name, first.body.version]).toEqual([200, 'Acme', 2]);
    const late = await owner.inject({ method: 'PATCH', url: base(), body: { name: 'Late', baseVersion: 1 } });
    expect([late.status, late.body.code, late.body.current.name]).toEqual([409, 'version_conflict', 'Acme']);
    const header = await owner.inject({
      method: 'PATCH',
      url: base(),
      body: { description: 'Rockets' },
      headers: { 'if-match': '"2"' },
    });
    expect([header.status, header.body.description]).toEqual([200, 'Rockets']);
    const emptied = await owner.inject({ method: 'PATCH', url: base(), body: { description: '' } });
    expect(emptied.body.description).toBeUndefined();
    for (const user of [member, viewer]) {
      const refused = await user.inject({ method: 'PATCH', url: base(), body: { name: 'Mine' } });
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    }
    expect((await stranger.inject({ method: 'PATCH', url: base(), body: { name: 'x' } })).status).toBe(404);
  });

  it('lets one of two changes of the same version through', async () => {
    const { version } = (await owner.inject({ url: base() })).body;
    const answers = await Promise.all(
      ['A', 'B'].map((name) =>
        owner.inject({ method: 'PATCH', url: base(), body: { name, baseVersion: version } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('keeps an audit trail and numbers for owner and admin', async () => {
    const { status, body } = await admin.inject({ url: `${base()}/audit?limit=100` });
    expect(status).toBe(200);
    const actions = body.items.map((entry: { action: string }) => entry.action);
    expect(actions.at(-1)).toBe('workspace.created');
    expect(actions.filter((action: string) => action === 'member.added').length).toBe(3);
    expect(body.items[0].actor.username).toBe('olga');
    const page = await admin.inject({ url: `${base()}/audit?limit=1` });
    const next = await admin.inject({ url: `${base()}/audit?limit=1&cursor=${page.body.nextCursor}` });
    expect([page.body.items[0].id, next.body.items[0].id]).toEqual([body.items[0].id, body.items[1].id]);
    const stats = await admin.inject({ url: `${base()}/stats` });
    expect(stats.body).toMatchObject({ members: 4, rooms: 0, messages: 0 });
    expect(stats.body.activeToday).toBeGreaterThan(0);
    for (const what of ['audit', 'stats']) {
      expect((await member.inject({ url: `${base()}/${what}` })).status).toBe(403);
      expect((await stranger.inject({ url: `${base()}/${what}` })).status).toBe(404);
    }
  });

  it('is deleted by its owner alone, for everybody, and frees its slug', async () => {
    const { body: doomed } = await owner.inject({
      method: 'POST',
      url: '/v1/workspaces',
      body: { name: 'Doomed', slug: 'doomed' },
    });
    const url = `/v1/workspaces/${doomed.id}`;
    await owner.inject({
      method: 'POST',
      url: `${url}/members`,
      body: { userId: admin.user.id, role: 'admin' },
    });
    expect((await admin.inject({ method: 'DELETE', url })).status).toBe(403);
    expect((await stranger.inject({ method: 'DELETE', url })).status).toBe(404);
    expect((await owner.inject({ method: 'DELETE', url })).status).toBe(204);
    for (const user of [owner, admin]) expect((await user.inject({ url })).status).toBe(404);
    expect((await owner.inject({ method: 'DELETE', url })).status).toBe(404);
    const { body } = await owner.inject({ url: '/v1/workspaces?limit=100' });
    expect(body.items.map((item: { id: string }) => item.id)).not.toContain(doomed.id);
    const again = await owner.inject({
      method: 'POST',
      url: '/v1/workspaces',
      body: { name: 'x', slug: 'doomed' },
    });
    expect(again.status).toBe(201);
  });
});
