import type { PermissionRow } from '@teambrain/core';
import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import type { WireFormat } from '@teambrain/protocol';
import { officialPlugins } from 'teambrain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Name, names, type People, registerPeople } from '../support/people.js';
import { connect, openPeer, type Peer } from '../support/socket.js';
import { expectedOf } from './expected.js';
import { type Action, actionsOf } from './inventory.js';
import { sample } from './sample.js';
import { openScene, type Scene, stateOf } from './scene.js';

const nowhere = '0190a000-0000-7000-8000-000000000000';
const codeOf: Record<string, string> = { hidden: 'not_found', forbidden: 'forbidden' };
const formats = ['json', 'msgpack'] as const satisfies WireFormat[];

let server: TestServer;
let wsUrl: string;
let people: People;
let scene: Scene;
let actions: Action[];
let matrix: Map<string, PermissionRow>;
const peers = new Map<string, Peer>();
beforeAll(async () => {
  server = await buildTestServer({ plugins: officialPlugins });
  ({ wsUrl } = await server.listen());
  people = await registerPeople(server);
  scene = await openScene(server, people);
  actions = await actionsOf(server);
  matrix = new Map(
    server
      .context('rooms')
      .access.matrix()
      .map((row) => [row.name, row]),
  );
  for (const name of names)
    for (const format of formats)
      peers.set(`${name} ${format}`, await connect(wsUrl, people[name].token, format));
});
afterAll(() => {
  for (const peer of peers.values()) peer.close();
});

const peerOf = (name: Name, format: WireFormat) => peers.get(`${name} ${format}`) as Peer;
/** The id of the thing that a channel of this kind is about. */
const idOf = (kind: string): string => {
  const ids: Record<string, string> = { room: scene.roomId, workspace: scene.workspaceId };
  const id = ids[kind];
  if (id === undefined) throw new Error(`the suite knows no channel of kind "${kind}"`);
  return id;
};
const dataOf = (action: Action, more: object = {}) =>
  sample(action.data, {
    messageId: scene.messageId,
    eventId: scene.eventId,
    emoji: '🎉',
    seq: 0,
    start: '2027-03-02T10:00',
    end: '2027-03-02T11:00',
    timeZone: 'Europe/Berlin',
    ...more,
  });
const expected = (action: Action, name: Name) => expectedOf(action.id, matrix.get(action.permission), name);

describe.each(formats)('every action of a socket that speaks %s', (format) => {
  it('is refused to exactly whom the matrix refuses it, and changes nothing', async () => {
    const before = await stateOf(scene, people);
    let refused = 0;
    for (const action of actions)
      for (const name of names) {
        const outcome = expected(action, name);
        if (codeOf[outcome] === undefined) continue;
        refused += 1;
        const peer = peerOf(name, format);
        const { id: _, ...answer } = await peer.do(
          action.id,
          `${action.kind}:${idOf(action.kind)}`,
          dataOf(action),
        );
        expect([action.id, name, answer]).toEqual([
          action.id,
          name,
          expect.objectContaining({ op: 'err', code: codeOf[outcome] }),
        ]);
        if (outcome !== 'hidden') continue;
        const { id: __, ...nothing } = await peer.do(
          action.id,
          `${action.kind}:${nowhere}`,
          dataOf(action, { messageId: nowhere, eventId: nowhere }),
        );
        expect([action.id, name, nothing]).toEqual([action.id, name, answer]);
      }
    expect(refused).toBeGreaterThan(50);
    expect(await stateOf(scene, people)).toEqual(before);
  });

  it('is done for those of the highest and of the least standing who may', async () => {
    for (const action of actions) {
      const allowed = names.filter((name) => expected(action, name) === 'allow');
      for (const name of new Set([allowed[0], allowed.at(-1)] as Name[])) {
        const message = await people.mia.create(`/v1/rooms/${scene.roomId}/messages`, {
          text: 'for an action',
        });
        const event = await people.mia.create(`/v1/rooms/${scene.roomId}/events`, {
          title: 'for an action',
          start: '2027-03-02T10:00',
          end: '2027-03-02T11:00',
          timeZone: 'Europe/Berlin',
        });
        const answer = await peerOf(name, format).do(
          action.id,
          `${action.kind}:${idOf(action.kind)}`,
          dataOf(action, { messageId: message.id, eventId: event.id }),
        );
        expect([action.id, name, answer]).toEqual([action.id, name, expect.objectContaining({ op: 'ok' })]);
      }
    }
  });

  it('is closed to who has not signed in', async () => {
    for (const action of actions) {
      const peer = openPeer(wsUrl, format);
      await peer.greeted();
      peer.send({
        op: 'do',
        id: 1,
        action: action.id,
        channel: `room:${scene.roomId}`,
        data: dataOf(action),
      });
      expect(await peer.closing()).toBe(4401);
      expect(peer.of('ok')).toEqual([]);
    }
  });
});

describe.each(formats)('every channel of a socket that speaks %s', (format) => {
  it.each([
    ['room', 'rooms.read'],
    ['workspace', 'workspaces.view'],
  ])('of kind %s opens to exactly those who hold %s', async (kind, permission) => {
    for (const name of names) {
      const outcome = expectedOf(`${kind} channel`, matrix.get(permission), name);
      const peer = peerOf(name, format);
      const answer = await peer.subscribe(`${kind}:${idOf(kind)}`, 0);
      if (outcome === 'allow') {
        expect([name, answer.op]).toEqual([name, 'live']);
        await peer.ask({ op: 'unsub', channel: `${kind}:${idOf(kind)}` });
        continue;
      }
      expect([name, answer]).toEqual([name, expect.objectContaining({ op: 'err', code: codeOf[outcome] })]);
      const nothing = await peer.subscribe(`${kind}:${nowhere}`, 0);
      if (outcome === 'hidden') expect({ ...nothing, id: 0 }).toEqual({ ...answer, id: 0 });
      expect(peer.events(`${kind}:${idOf(kind)}`)).toEqual([]);
    }
  });

  it('of a user opens to that user alone', async () => {
    for (const name of names) {
      const answer = await peerOf(name, format).subscribe(`user:${people.mia.user.id}`);
      expect([name, answer.op]).toEqual([name, name === 'mia' ? 'live' : 'err']);
    }
  });

  it('has a test of its own here', async () => {
    const { body } = await server.inject({ url: '/asyncapi.json' });
    expect(Object.keys(body.channels).sort()).toEqual(['room', 'user', 'workspace']);
  });
});
