import { buildTestServer, type TestUser } from '@teambrain/core/testing';
import { expect, it, vi } from 'vitest';
import { createDenials } from '../server/audit/denials.js';
import workspaces from '../server/index.js';

it('the audit trail tells who was refused what only owners and admins may', async () => {
  const server = await buildTestServer({ plugins: [workspaces] });
  const owner = await server.register('olga');
  const member = await server.register('mia');
  const stranger = await server.register('sam');
  const { body: workspace } = await owner.inject({
    method: 'POST',
    url: '/v1/workspaces',
    body: { name: 'Works' },
  });
  await server.context('workspaces').use('workspaces').addMember(workspace.id, member.user.id, 'member');
  const url = `/v1/workspaces/${workspace.id}`;
  const rename = (who: TestUser) => who.inject({ method: 'PATCH', url, body: { name: 'Mine' } });
  for (let i = 0; i < 3; i++) expect((await rename(member)).status).toBe(403);
  expect((await member.inject({ url: `${url}/audit` })).status).toBe(403);
  expect((await rename(stranger)).status).toBe(404);

  const denials = async () => {
    const { items } = (await owner.inject({ url: `${url}/audit` })).body;
    return items.filter(({ action }: { action: string }) => action === 'access.denied');
  };
  await vi.waitFor(async () => expect(await denials()).toHaveLength(2), { timeout: 8_000 });
  const line = (permission: string, count: number) =>
    expect.objectContaining({
      actor: expect.objectContaining({ username: 'mia' }),
      facts: { permission, count },
    });
  expect(await denials()).toEqual(
    expect.arrayContaining([line('workspaces.update', 3), line('workspaces.audit', 1)]),
  );
});

it('one who tries everything fills neither the trail nor the memory', async () => {
  const written: { actorId: string; facts: { permission: string; count: number } }[] = [];
  const warn = vi.fn();
  const audit = { writeDenials: async (lines: typeof written) => void written.push(...lines) };
  const denials = createDenials(audit as never, { warn });
  const add = (actorId: string, permission: string) =>
    denials.add({ workspaceId: 'w', actorId, permission, scope: 'workspace', scopeId: 'w' });
  for (let i = 0; i < 1000; i++) add('busy', `right.${i}`);
  await denials.flush();
  expect(written).toHaveLength(21);
  expect(written.at(-1)?.facts).toEqual({ permission: 'several', count: 980 });
  for (let i = 0; i < 600; i++) add(`actor ${i}`, 'right');
  await denials.flush();
  expect(written).toHaveLength(21 + 500);
  expect(warn).toHaveBeenCalledWith({ lost: 100 }, expect.any(String));
});
