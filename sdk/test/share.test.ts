import { afterEach, describe, expect, it } from 'vitest';
import type { GetToken, Lease } from '../src/index.js';
import { memoryStorage, shareClient, TeamBrain } from '../src/index.js';
import { createMockServer } from '../src/testing.js';
import { eventually, place } from './support.js';

const leases: Lease<TeamBrain>[] = [];
afterEach(async () => {
  for (const { release } of leases.splice(0)) await release();
});

/** A page with elements that each stand for somebody: a user of the host by name, or a guest. */
function page() {
  const server = createMockServer();
  const { room } = place(server);
  const { url, fetch, WebSocket } = server;
  const storage = memoryStorage();
  function element(name?: string, app = 'pk_acme') {
    const getToken: GetToken | undefined = name ? () => name : undefined;
    const lease = shareClient(
      `${url} ${app} ${name ?? ''}`,
      () => new TeamBrain({ url, app, fetch, WebSocket, storage, getToken }),
    );
    leases.push(lease);
    return lease;
  }
  const signedInBy = () => server.frames.flatMap((frame) => (frame.op === 'auth' ? [frame.token] : []));
  return { server, room, element, signedInBy };
}

describe('elements on one page', () => {
  it('of one user share a socket and a session', async () => {
    const { server, room, element } = page();
    const [one, two] = [element('ada'), element('ada')];
    const rooms = await Promise.all([one, two].map(({ client }) => client.rooms.open(room.id)));
    await Promise.all(rooms.map(({ channel }) => channel.ready));
    expect(server.connections).toBe(1);
    expect(server.requests.filter(({ path }) => path === '/embed/session')).toHaveLength(1);
  });

  it('of two users, or of a user and a guest, share nothing', async () => {
    const { server, room, element, signedInBy } = page();
    const leased = [element('ada'), element('ben'), element(), element('ada', 'pk_other')];
    for (const { client } of leased) await client.connect();
    expect(server.connections).toBe(4);
    expect(new Set(signedInBy()).size).toBe(4);
    const [hers, his] = await Promise.all(leased.map(({ client }) => client.rooms.open(room.id)));
    await hers!.messages.send({ text: 'of ada' }).done;
    await his!.messages.send({ text: 'of ben' }).done;
    expect(server.model.list(() => true).map(({ text, author }) => [text, author.username])).toEqual([
      ['of ada', 'ada'],
      ['of ben', 'ben'],
    ]);
    await leased[0]!.client.signOut();
    expect(leased.map(({ client }) => client.user?.username.split('-')[0])).toEqual([
      undefined,
      'ben',
      'guest',
      'ada',
    ]);
  });

  it('close the socket with the last of them, and start anew after that', async () => {
    const { server, element, signedInBy } = page();
    const [one, two] = [element('ada'), element('ada')];
    await one.client.connect();
    await one.release();
    await one.release();
    expect(two.client.status).toBe('online');
    await two.release();
    expect(two.client.status).toBe('closed');
    await eventually(() => expect(server.connections).toBe(0));
    const three = element('ada');
    await three.client.connect();
    expect(new Set(signedInBy()).size).toBe(2);
  });
});
