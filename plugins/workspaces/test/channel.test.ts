import { buildTestServer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import plugin from '../server/index.js';
import { openSocket } from './socket.js';

let server: TestServer;
let wsUrl: string;
let owner: TestUser;
let member: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [plugin] });
  ({ wsUrl } = await server.listen());
  [owner, member, stranger] = await server.registerAll('olga', 'mara', 'xaver');
});
afterAll(() => server?.close());

async function makeWorkspace(name: string) {
  const { body } = await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name } });
  return { id: body.id as string, url: `/v1/workspaces/${body.id}`, channel: `workspace:${body.id}` };
}

it('tells members what changes, as HTTP gives it, and users what becomes theirs', async () => {
  const { id, url, channel } = await makeWorkspace('Live');
  const [mine, theirs] = [await openSocket(wsUrl, owner.token), await openSocket(wsUrl, member.token)];
  expect((await mine.sub(channel)).op).toBe('live');
  expect(await theirs.sub(channel)).toMatchObject({ op: 'err', code: 'not_found' });
  const personal = `user:${member.user.id}`;
  expect((await theirs.sub(personal)).op).toBe('live');

  const body = { userId: member.user.id, role: 'viewer' };
  const added = await owner.inject({ method: 'POST', url: `${url}/members`, body });
  const event = await mine.event(channel, 'member.added');
  expect(event).toMatchObject({ actor: owner.user.id, data: added.body });
  const joined = await theirs.event(personal, 'workspace.joined');
  expect(joined.data).toMatchObject({ id, name: 'Live', role: 'viewer', memberCount: 2 });

  expect((await theirs.sub(channel)).op).toBe('live');
  await owner.inject({ method: 'PATCH', url, body: { name: 'Renamed' } });
  const updated = await theirs.event(channel, 'workspace.updated');
  expect(updated.data).toMatchObject({ id, name: 'Renamed', version: 2 });
  expect(updated.data).not.toHaveProperty('role');
  await owner.inject({ method: 'PATCH', url: `${url}/members/${member.user.id}`, body: { role: 'member' } });
  const changed = await mine.event(channel, 'member.role_changed');
  expect(changed.data).toEqual({ userId: member.user.id, role: 'member' });

  await owner.inject({ method: 'DELETE', url: `${url}/members/${member.user.id}` });
  expect((await mine.event(channel, 'member.removed')).data).toEqual({ userId: member.user.id });
  await theirs.next('ended', (frame) => frame.channel === channel && frame.reason === 'removed');
  expect((await theirs.event(personal, 'workspace.left')).data).toEqual({ workspaceId: id });
  expect(theirs.frames.filter((frame) => frame.type === 'member.removed')).toEqual([]);
  expect(await theirs.sub(channel)).toMatchObject({ op: 'err', code: 'not_found' });
  mine.close();
  theirs.close();
});

it('ends for everybody when the workspace is deleted', async () => {
  const { id, url, channel } = await makeWorkspace('Short-lived');
  const socket = await openSocket(wsUrl, owner.token);
  await socket.sub(channel);
  await socket.sub(`user:${owner.user.id}`);
  await owner.inject({ method: 'DELETE', url });
  await socket.next('ended', (frame) => frame.channel === channel);
  expect((await socket.event(`user:${owner.user.id}`, 'workspace.left')).data).toEqual({ workspaceId: id });
  socket.close();
});

it('is no channel for strangers, nor the personal channel of somebody else', async () => {
  const { channel } = await makeWorkspace('Closed');
  const socket = await openSocket(wsUrl, stranger.token);
  expect(await socket.sub(channel)).toMatchObject({ op: 'err', code: 'not_found' });
  expect((await socket.sub(`user:${owner.user.id}`)).op).toBe('err');
  socket.close();
});
