import { type Actor, definePlugin, type PluginContext, problem } from '@teambrain/core';
import type { TestUser } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import { openRoomWorld } from '@teambrain/plugin-rooms/testing';
import { beforeAll, expect, it } from 'vitest';
import type { Message } from '../shared/types.js';

const heard: Message[] = [];
let ctx: PluginContext;

/** A plugin that listens, corrects and refuses. */
const censor = definePlugin({
  name: 'censor',
  version: '1.0.0',
  dependsOn: ['messaging'],
  setup(_app, given) {
    ctx = given as PluginContext;
    given.hooks.before('message.send', (draft) => {
      if (draft.text.includes('forbidden')) throw problem('unprocessable', 'Not that word.');
      return { ...draft, text: draft.text.replace('darn', '****') };
    });
    given.events.on('message.created', ({ message }) => void heard.push(message));
  },
});

let owner: TestUser;
let stranger: TestUser;
let roomId: string;
let actor: Actor;
beforeAll(async () => {
  ({ owner, stranger, roomId } = await openRoomWorld({ plugins: [messaging, censor] }));
  actor = await ctx.auth.verify(owner.token);
});
const send = (body: object) => owner.inject({ method: 'POST', url: `/v1/rooms/${roomId}/messages`, body });

it('another plugin can change a message before it is stored', async () => {
  const { body } = await send({ text: 'well, darn' });
  expect(body.text).toBe('well, ****');
  expect((await owner.inject({ url: `/v1/messages/${body.id}` })).body.text).toBe('well, ****');
});

it('another plugin can refuse a message', async () => {
  expect(await send({ text: 'forbidden' })).toMatchObject({
    status: 422,
    body: { detail: 'Not that word.' },
  });
});

it('a hook sees what was said, idempotency what was asked', async () => {
  const first = await send({ text: 'darn again', clientId: 'hook-1' });
  const second = await send({ text: 'darn again', clientId: 'hook-1' });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body.id).toBe(first.body.id);
});

it('other plugins hear of every stored message once', async () => {
  heard.length = 0;
  const { body } = await send({ text: 'listen', clientId: 'heard-1' });
  await send({ text: 'listen', clientId: 'heard-1' });
  await expect.poll(() => heard.map(({ id }) => id)).toEqual([body.id]);
});

it('the service sends as an actor, with the rights of that actor', async () => {
  const service = ctx.use('messaging');
  const sent = await service.send(actor, roomId, { text: 'from a plugin', clientId: 'service-1' });
  const again = await service.send(actor, roomId, { text: 'from a plugin', clientId: 'service-1' });
  expect([sent.duplicate, again.duplicate]).toEqual([false, true]);
  expect((await service.byIds([sent.message.id])).get(sent.message.id)?.text).toBe('from a plugin');
  const strange = await ctx.auth.verify(stranger.token);
  await expect(service.send(strange, roomId, { text: 'x' })).rejects.toMatchObject({ code: 'not_found' });
});
