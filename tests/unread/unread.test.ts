import { buildTestServer, type TestServer, type TestUser, testPassword } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it } from 'vitest';

/** Steps of one run; `TEAMBRAIN_UNREAD_STEPS=10000` for a long one. */
const steps = Number(process.env.TEAMBRAIN_UNREAD_STEPS ?? 400);
const seed = Number(process.env.TEAMBRAIN_UNREAD_SEED ?? Date.now() % 1_000_000);

function random(state: number) {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Sent {
  id: string;
  seq: number;
  author: string;
  mentions: string[];
  gone: boolean;
}

/** What must be true, kept beside the server without asking it. */
interface Model {
  head: number;
  messages: Sent[];
  /** Read cursor of those who are members. */
  cursors: Map<string, number>;
}

let server: TestServer;
let owner: TestUser;
let people: TestUser[];
/** Each person on three devices. */
let devices: Map<string, string[]>;
let roomId: string;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, messaging] });
  owner = await server.register('owner');
  people = [await server.register('ann'), await server.register('ben'), await server.register('cid')];
  devices = new Map();
  for (const { user, token } of people) {
    const tokens = [token];
    for (let index = 0; index < 2; index++) {
      const login = { login: user.username, password: testPassword };
      tokens.push(
        (await server.inject({ method: 'POST', url: '/v1/auth/login', body: login })).body.accessToken,
      );
    }
    devices.set(user.id, tokens);
  }
  const workspace = (await owner.inject({ method: 'POST', url: '/v1/workspaces', body: { name: 'Works' } }))
    .body;
  const { addMember } = server.context('workspaces').use('workspaces');
  for (const { user } of people) await addMember(workspace.id, user.id, 'member');
  const body = { name: 'Room', visibility: 'public' };
  roomId = (await owner.inject({ method: 'POST', url: '/v1/workspaces/works/rooms', body })).body.id;
});

describe('unread counts', () => {
  it(`equal the model after every step (seed ${seed})`, { timeout: 60_000 + steps * 150 }, async () => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const model: Model = { head: 0, messages: [], cursors: new Map([[owner.user.id, 0]]) };
    const ask = (
      userId: string,
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      body?: object,
    ) => {
      const token = userId === owner.user.id ? owner.token : pick(devices.get(userId) as string[]);
      return server.inject({ method, url: `/v1${url}`, token, ...(body ? { body } : {}) });
    };
    const members = () => [...model.cursors.keys()];

    const moves: Record<string, () => Promise<void>> = {
      async send() {
        const author = pick(members());
        const mentions = next() < 0.3 ? [pick(members())] : [];
        const answer = await ask(author, 'POST', `/rooms/${roomId}/messages`, { text: 'hello', mentions });
        expect([answer.status, answer.body.seq]).toEqual([201, ++model.head]);
        model.messages.push({ id: answer.body.id, seq: model.head, author, mentions, gone: false });
      },
      async edit() {
        const message = pick(model.messages.filter(({ gone, author }) => !gone && model.cursors.has(author)));
        if (!message) return;
        message.mentions = message.mentions.filter((id) => model.cursors.has(id));
        const body = { text: `edited ${next()}`, mentions: message.mentions };
        expect((await ask(message.author, 'PATCH', `/messages/${message.id}`, body)).status).toBe(200);
        model.head += 1;
      },
      async remove() {
        const message = pick(model.messages.filter(({ gone }) => !gone));
        if (!message) return;
        expect((await ask(owner.user.id, 'DELETE', `/messages/${message.id}`)).status).toBe(204);
        message.gone = true;
        model.head += 1;
      },
      async read() {
        const userId = pick(members());
        const seq = Math.floor(next() * (model.head + 3));
        const force = next() < 0.3;
        const answer = await ask(userId, 'PUT', `/rooms/${roomId}/read`, { seq, force });
        expect(answer.status).toBe(200);
        const reachable = Math.min(seq, model.head);
        const cursor = model.cursors.get(userId) as number;
        model.cursors.set(userId, force ? reachable : Math.max(cursor, reachable));
      },
      async leave() {
        const userId = pick(members().filter((id) => id !== owner.user.id));
        if (!userId) return;
        const kicked = next() < 0.5;
        const answer = kicked
          ? await ask(owner.user.id, 'DELETE', `/rooms/${roomId}/members/${userId}`)
          : await ask(userId, 'POST', `/rooms/${roomId}/leave`);
        expect(answer.status).toBe(204);
        model.cursors.delete(userId);
        model.head += 1;
      },
      async join() {
        const outside = people.map(({ user }) => user.id).filter((id) => !model.cursors.has(id));
        const userId = pick(outside);
        if (!userId) return;
        const answer = await ask(userId, 'POST', `/rooms/${roomId}/join`);
        expect([answer.status, answer.body.readSeq, answer.body.unread]).toEqual([200, model.head, 0]);
        model.cursors.set(userId, model.head);
        model.head += 1;
      },
    };
    const bag = ['send', 'send', 'send', 'send', 'edit', 'remove', 'read', 'read', 'join', 'join', 'leave'];

    async function check(userId: string): Promise<void> {
      const cursor = model.cursors.get(userId);
      const listed = (await ask(userId, 'GET', '/workspaces/works/rooms')).body.items[0];
      if (cursor === undefined) {
        expect(listed).toBeUndefined();
        expect((await ask(userId, 'GET', `/rooms/${roomId}/unread`)).status).toBe(403);
        expect((await ask(userId, 'GET', `/rooms/${roomId}`)).body).toMatchObject({ unread: 0, mentions: 0 });
        return;
      }
      const open = model.messages.filter(
        ({ seq, author, gone }) => seq > cursor && author !== userId && !gone,
      );
      const expected = {
        readSeq: cursor,
        unread: open.length,
        mentions: open.filter(({ mentions }) => mentions.includes(userId)).length,
      };
      expect((await ask(userId, 'GET', `/rooms/${roomId}/unread`)).body).toEqual({ roomId, ...expected });
      expect(listed).toMatchObject({ ...expected, seq: model.head });
    }

    for (let step = 0; step < steps; step++) {
      await (moves[pick(bag)] as () => Promise<void>)();
      await check(pick([owner.user.id, ...people.map(({ user }) => user.id)]));
    }
    for (const { user } of people) await check(user.id);
  });
});
