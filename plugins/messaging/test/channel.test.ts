import type { EventFrame } from '@teambrain/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { joinRoom } from '../../../tests/support/socket.js';
import type { Message } from '../shared/types.js';
import { openWorld, type World } from './world.js';

let world: World;
let wsUrl: string;
beforeAll(async () => {
  world = await openWorld();
  ({ wsUrl } = await world.server.listen());
});
const newRoom = (name: string) =>
  world.createRoom(name, [
    [world.admin, 'admin'],
    [world.member, 'member'],
    [world.viewer, 'viewer'],
  ]);
const data = (event: EventFrame | undefined) => event?.data as Message;

describe('an action', () => {
  it('does what its route does, and everybody in the room hears of it', async () => {
    const room = await newRoom('Actions');
    const writer = await joinRoom(wsUrl, world.member.token, room);
    const reader = await joinRoom(wsUrl, world.viewer.token, room);

    const sent = await writer.act('messaging.send', { text: 'hello **you**' }, 'socket-1');
    expect(sent).toMatchObject({ op: 'ok', data: { text: 'hello **you**', clientId: 'socket-1' } });
    const { id: messageId, seq } = (sent as { data: Message }).data;
    expect(sent).toMatchObject({ seq });
    await writer.act('messaging.edit', { messageId, text: 'edited', baseVersion: 1 });
    await writer.act('messaging.react', { messageId, emoji: '👍' });
    await writer.act('messaging.unreact', { messageId, emoji: '👍' });
    await writer.act('messaging.delete', { messageId });
    await expect.poll(() => reader.events().length, { timeout: 10_000 }).toBe(5);

    const events = reader.events();
    expect(events.map(({ type }) => type)).toEqual([
      'message.created',
      'message.edited',
      'reaction.added',
      'reaction.removed',
      'message.deleted',
    ]);
    expect(events.map((event) => event.seq)).toEqual([seq, seq + 1, seq + 2, seq + 3, seq + 4]);
    expect(events[0]).toMatchObject({
      actor: world.member.user.id,
      clientId: 'socket-1',
      data: { id: messageId },
    });
    expect(data(events[1])).toMatchObject({ text: 'edited', version: 2 });
    expect(events[2]?.data).toEqual({
      messageId,
      emoji: '👍',
      userId: world.member.user.id,
      reactions: [{ emoji: '👍', count: 1, userIds: [world.member.user.id] }],
    });
    expect(data(events[4])).toMatchObject({ text: '', version: 3 });
    writer.close();
    reader.close();
  });

  it('gives what HTTP gives: the live event is the message itself', async () => {
    const room = await newRoom('Equal');
    const reader = await joinRoom(wsUrl, world.viewer.token, room);
    const { body } = await world.send(world.member, '**x** https://x.example', room);
    await expect.poll(() => reader.events().length, { timeout: 10_000 }).toBe(1);
    expect(reader.events()[0]?.data).toEqual(
      (await world.viewer.inject({ url: `/v1/messages/${body.id}` })).body,
    );
    reader.close();
  });

  it('shares its client ids with HTTP', async () => {
    const room = await newRoom('Both ways');
    const writer = await joinRoom(wsUrl, world.member.token, room);
    const { body } = await world.send(world.member, { text: 'both', clientId: 'both-1' }, room);
    expect(await writer.act('messaging.send', { text: 'both' }, 'both-1')).toMatchObject({
      op: 'ok',
      duplicate: true,
      data: { id: body.id, seq: body.seq },
    });
    expect(await writer.act('messaging.send', { text: 'other' }, 'both-1')).toMatchObject({
      op: 'err',
      code: 'idempotency_conflict',
    });
    writer.close();
  });

  it('with a client id happens once: a repeated edit or reaction changes nothing more', async () => {
    const room = await newRoom('Once');
    const writer = await joinRoom(wsUrl, world.member.token, room);
    const { body } = await world.send(world.member, 'once', room);
    const messageId = body.id;
    const edit = { messageId, text: 'edited', baseVersion: 1 };
    expect(await writer.act('messaging.edit', edit, 'edit-1')).toMatchObject({
      op: 'ok',
      data: { version: 2 },
    });
    expect(await writer.act('messaging.edit', edit, 'edit-1')).toMatchObject({
      op: 'ok',
      duplicate: true,
      data: { version: 2 },
    });
    await writer.act('messaging.react', { messageId, emoji: '👍' }, 'react-1');
    await writer.act('messaging.unreact', { messageId, emoji: '👍' }, 'react-2');
    await writer.act('messaging.react', { messageId, emoji: '👍' }, 'react-1');
    expect((await world.viewer.inject({ url: `/v1/messages/${messageId}` })).body).toMatchObject({
      version: 2,
      reactions: [],
    });
    expect(await writer.act('messaging.edit', { ...edit, text: 'other' }, 'edit-1')).toMatchObject({
      op: 'err',
      code: 'idempotency_conflict',
    });
    writer.close();
  });

  it('asks for the same rights as its route', async () => {
    const room = await newRoom('Rights');
    const viewer = await joinRoom(wsUrl, world.viewer.token, room);
    const { body } = await world.send(world.member, 'x', room);
    for (const [action, input] of [
      ['messaging.send', { text: 'x' }],
      ['messaging.edit', { messageId: body.id, text: 'x' }],
      ['messaging.delete', { messageId: body.id }],
      ['messaging.react', { messageId: body.id, emoji: '👍' }],
      ['messaging.pin', { messageId: body.id }],
    ] as const)
      expect(await viewer.act(action, input), action).toMatchObject({ op: 'err', code: 'forbidden' });
    expect(await viewer.act('messaging.send', { text: 'x', seq: 1 })).toMatchObject({
      code: 'validation_failed',
    });
    viewer.close();
  });

  it('refuses a message of another room than that of its channel', async () => {
    const room = await newRoom('This room');
    const writer = await joinRoom(wsUrl, world.member.token, room);
    const { body } = await world.send(world.member, 'in the first room');
    expect(await writer.act('messaging.edit', { messageId: body.id, text: 'x' })).toMatchObject({
      op: 'err',
      code: 'bad_request',
    });
    writer.close();
  });
});

describe('replay', () => {
  it('shows everything as it is now, and nothing that was deleted', async () => {
    const room = await newRoom('Replay');
    const before = (await world.window(world.owner, '', room)).seq;
    const edited = (await world.send(world.member, 'canary-before', room)).body;
    const deleted = (await world.send(world.member, 'canary-deleted', room)).body;
    const reply = (await world.send(world.admin, { text: 'reply', replyTo: edited.id }, room)).body;
    await world.member.inject({ method: 'PATCH', url: `/v1/messages/${edited.id}`, body: { text: 'after' } });
    await world.admin.inject({
      method: 'PUT',
      url: `/v1/messages/${edited.id}/reactions/${encodeURIComponent('🎉')}`,
    });
    await world.admin.inject({ method: 'PUT', url: `/v1/messages/${edited.id}/pin` });
    await world.member.inject({ method: 'DELETE', url: `/v1/messages/${deleted.id}` });

    const late = await joinRoom(wsUrl, world.viewer.token, room, { after: before });
    const events = late.events();
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 7 }, (_, index) => before + 1 + index));
    expect(JSON.stringify(events)).not.toContain('canary');
    const { items } = await world.window(world.viewer, '', room);
    const shown = new Map(items.map((item) => [item.id, item]));
    for (const event of events) {
      if (event.type.startsWith('reaction.'))
        expect(event.data).toMatchObject({ reactions: shown.get(edited.id)?.reactions });
      else {
        const { thread: _, ...message } = data(event);
        expect(message).toEqual(shown.get(message.id));
      }
    }
    const ofReply = events.find((event) => data(event).id === reply.id);
    expect(data(ofReply).thread).toMatchObject({ replyCount: 1 });
    late.close();
  });
});
