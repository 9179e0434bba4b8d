import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it } from 'vitest';
import events from '../../server/index.js';
import type { Resource } from '../../shared/types.js';

describe('resources of a workspace', () => {
  let server: TestServer;
  let olga: TestUser;
  let mia: TestUser;
  let vera: TestUser;
  let guste: TestUser;
  let tom: TestUser;
  let workspaceId: string;

  beforeAll(async () => {
    server = await buildTestServer({ plugins: [workspaces, rooms, events] });
    [olga, mia, vera, guste, tom] = await server.registerAll('olga', 'mia', 'vera', 'guste', 'tom');
    workspaceId = (await olga.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Works' } })).body
      .id;
    await tom.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Elsewhere' } });
    const { addMember } = server.context('workspaces').use('workspaces');
    await addMember(workspaceId, mia.user.id, 'member');
    await addMember(workspaceId, vera.user.id, 'viewer');
    await addMember(workspaceId, guste.user.id, 'guest');
  });

  const make = (body: object, by = olga, format: 'json' | 'msgpack' = 'json') =>
    by.inject<Resource>({
      method: 'POST',
      url: `/v1/workspaces/${workspaceId}/resources`,
      body,
      format,
    });
  const change = (id: string, body: object, by = olga) =>
    by.inject({ method: 'PATCH', url: `/v1/resources/${id}`, body });

  it.each(['json', 'msgpack'] as const)('are made, changed, listed and removed as %s', async (format) => {
    const made = await make(
      { name: `  Big\u200B room ${format} `, kind: 'room', capacity: 12, description: 'With a screen' },
      olga,
      format,
    );
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      workspaceId,
      name: `Big room ${format}`,
      kind: 'room',
      capacity: 12,
      description: 'With a screen',
      version: 1,
    });
    const changed = await olga.inject({
      method: 'PATCH',
      url: `/v1/resources/${made.body.id}`,
      body: { capacity: null, description: null, kind: 'other', baseVersion: 1 },
      format,
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: made.body.id, kind: 'other', version: 2 });
    expect(changed.body).not.toHaveProperty('capacity');
    expect(changed.body).not.toHaveProperty('description');
    const late = await olga.inject({
      method: 'PATCH',
      url: `/v1/resources/${made.body.id}`,
      body: { name: 'Lost' },
      headers: { 'if-match': '"1"' },
      format,
    });
    expect([late.status, late.body.code, late.body.current.version]).toEqual([409, 'version_conflict', 2]);
    const gone = await olga.inject({ method: 'DELETE', url: `/v1/resources/${made.body.id}`, format });
    expect(gone.status).toBe(204);
    expect((await change(made.body.id, { name: 'Gone' })).status).toBe(404);
  });

  it('have names that are unique in their workspace, whatever the case', async () => {
    const first = await make({ name: 'Über Beamer' });
    expect(first.body.kind).toBe('room');
    for (const name of ['über beamer', 'ÜBER   BEAMER', 'U\u0308ber Beamer']) {
      const again = await make({ name });
      expect([name, again.status, (again.body as { code?: string }).code]).toEqual([
        name,
        409,
        'event_resource_name_taken',
      ]);
    }
    const other = await make({ name: 'Camera' });
    const renamed = await change(other.body.id, { name: 'ÜBER beamer' });
    expect([renamed.status, renamed.body.code]).toEqual([409, 'event_resource_name_taken']);
    expect((await change(first.body.id, { name: 'ÜBER BEAMER' })).status).toBe(200);
    const elsewhere = await tom.inject({
      method: 'POST',
      url: '/v1/workspaces/elsewhere/resources',
      body: { name: 'Über Beamer' },
    });
    expect(elsewhere.status).toBe(201);
  });

  it('are given one at most of a name to writers at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => make({ name: 'The one van' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  it('come page by page, each once', async () => {
    for (let index = 0; index < 5; index += 1) await make({ name: `Paged ${index}` });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = await vera.inject({
        url: `/v1/workspaces/works/resources?limit=2${query}`,
      });
      expect(answer.status).toBe(200);
      seen.push(...answer.body.items.map(({ name }: Resource) => name));
      cursor = answer.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((name) => name.startsWith('Paged')).sort()).toEqual(
      [0, 1, 2, 3, 4].map((index) => `Paged ${index}`),
    );
    const wrong = await vera.inject({ url: '/v1/workspaces/works/resources?cursor=nonsense' });
    expect(wrong.status).toBe(400);
  });

  it('are changed by owners and admins, seen by members and viewers, and hidden from everybody else', async () => {
    const { id } = (await make({ name: 'Guarded' })).body;
    const list = (by: TestUser) => by.inject({ url: `/v1/workspaces/${workspaceId}/resources` });
    expect((await list(mia)).status).toBe(200);
    expect((await list(vera)).status).toBe(200);
    expect((await list(guste)).status).toBe(403);
    expect((await list(tom)).status).toBe(404);
    expect((await server.inject({ url: `/v1/workspaces/${workspaceId}/resources` })).status).toBe(401);
    for (const by of [mia, vera]) {
      expect((await make({ name: 'Mine' }, by)).status).toBe(403);
      expect((await change(id, { name: 'Mine' }, by)).status).toBe(403);
      expect((await by.inject({ method: 'DELETE', url: `/v1/resources/${id}` })).status).toBe(403);
    }
    expect((await change(id, { name: 'Mine' }, tom)).status).toBe(404);
    expect((await tom.inject({ method: 'DELETE', url: `/v1/resources/${id}` })).status).toBe(404);
    expect((await change(workspaceId, { name: 'Mine' })).status).toBe(404);
  });

  it.each([
    [{}],
    [{ name: '' }],
    [{ name: ' \u200B ' }],
    [{ name: 'x'.repeat(101) }],
    [{ name: 'Fine', capacity: 0 }],
    [{ name: 'Fine', kind: 'ship' }],
    [{ name: 'Fine', colour: 'red' }],
  ])('are refused when they are %j', async (body) => {
    expect((await make(body)).status).toBe(400);
  });
});
