import { beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.js';

const onServer = process.env.TEST_DATABASE_URL !== undefined;
let world: World;
beforeAll(async () => {
  world = await openWorld({ instances: onServer ? 2 : 1 });
});

/** The user on an instance, in turn. */
function sendOn(index: number, body: object, roomId = world.roomId) {
  const instance = world.instances[index % world.instances.length];
  return instance!.inject({
    method: 'POST',
    url: `/v1/rooms/${roomId}/messages`,
    token: world.member.token,
    body,
  });
}

it('gives the same message back for the same id and body, and says so', async () => {
  const body = { text: 'once', clientId: 'id-1' };
  const first = await sendOn(0, body);
  const second = await sendOn(1, body);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(first.headers).not.toHaveProperty('idempotency-replayed');
  expect(second.headers['idempotency-replayed']).toBe('true');
  expect(second.body).toEqual(first.body);
});

it('stores one row for a hundred sends at once, over all instances', async () => {
  const body = { text: 'at once', clientId: 'id-2' };
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => sendOn(index, body)));
  expect(new Set(answers.map(({ body: { id, seq } }) => `${id} ${seq}`)).size).toBe(1);
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(99).fill(200), 201]);
  const { items } = await world.window(world.member, '?limit=100');
  expect(items.filter(({ text }) => text === 'at once')).toHaveLength(1);
});

it('keeps the sequence without a gap while ids repeat', async () => {
  const before = (await world.window(world.member)).seq;
  await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      sendOn(index, { text: `n ${index % 20}`, clientId: `gap-${index % 20}` }),
    ),
  );
  const { items, seq } = await world.window(world.member, `?after=${before}&limit=100`);
  expect(seq).toBe(before + 20);
  expect(items.map((item) => item.seq)).toEqual(Array.from({ length: 20 }, (_, index) => before + 1 + index));
});

it('refuses the id for another body, another reply, another room', async () => {
  const { body: stored } = await sendOn(0, { text: 'mine', clientId: 'id-3' });
  const other = await world.createRoom('Other', [[world.member, 'member']]);
  const answers = [
    await sendOn(0, { text: 'other', clientId: 'id-3' }),
    await sendOn(0, { text: 'mine', clientId: 'id-3', replyTo: stored.id }),
    await sendOn(0, { text: 'mine', clientId: 'id-3' }, other),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'idempotency_conflict', current: { id: stored.id } });
  }
});

it('does not show the stored message of a room that was left', async () => {
  const left = await world.createRoom('Left', [[world.member, 'member']]);
  await sendOn(0, { text: 'canary-left', clientId: 'id-left' }, left);
  await world.owner.inject({ method: 'DELETE', url: `/v1/rooms/${left}/members/${world.member.user.id}` });
  const answer = await sendOn(0, { text: 'other', clientId: 'id-left' });
  expect(answer.status).toBe(409);
  expect(answer.raw.body).not.toContain('canary-left');
});

it('keeps the ids of different people apart', async () => {
  const mine = await sendOn(0, { text: 'same', clientId: 'id-4' });
  const theirs = await world.send(world.admin, { text: 'same', clientId: 'id-4' });
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.body.id).not.toBe(mine.body.id);
});

it('gives the tombstone back after the message was deleted, and does not bring it back to life', async () => {
  const body = { text: 'short life', clientId: 'id-5' };
  const { body: stored } = await sendOn(0, body);
  await world.member.inject({ method: 'DELETE', url: `/v1/messages/${stored.id}` });
  const again = await sendOn(0, body);
  expect(again.status).toBe(200);
  expect(again.body).toMatchObject({ id: stored.id, seq: stored.seq, text: '', clientId: 'id-5' });
  expect(again.body.deletedAt).toBeDefined();
});

it('gives the edited message back after an edit', async () => {
  const body = { text: 'before', clientId: 'id-6' };
  const { body: stored } = await sendOn(0, body);
  await world.member.inject({ method: 'PATCH', url: `/v1/messages/${stored.id}`, body: { text: 'after' } });
  expect((await sendOn(0, body)).body).toMatchObject({ id: stored.id, text: 'after', version: 2 });
});

it('refuses ids that are none', async () => {
  for (const clientId of ['', 'x'.repeat(65), 'x'.repeat(1024), 'a b', 'a\u0000', 7, null])
    expect((await sendOn(0, { text: 'x', clientId })).status, String(clientId)).toBe(400);
});
