import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../support/place.js';
import { closePeers, connect, openPeer } from '../support/socket.js';

let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace();
});

describe('a channel under another spelling', () => {
  it('is the same channel: one sequence, one subscription, and its end with the membership', async () => {
    const { olga, mia, wsUrl } = place;
    const id = await place.room({ visibility: 'private' });
    await olga.create(`/v1/rooms/${id}/members`, { userId: mia.user.id, role: 'member' });
    const upper = `room:${id.toUpperCase()}`;
    const peer = await connect(wsUrl, mia.token);
    expect(await peer.subscribe(upper, 0)).toMatchObject({ op: 'live', channel: `room:${id}` });
    expect(await peer.do('messaging.send', upper, { text: 'from upper' })).toMatchObject({ op: 'ok' });
    await expect.poll(() => peer.events(`room:${id}`).map(({ type }) => type)).toContain('message.created');
    await olga.inject({ method: 'DELETE', url: `/v1/rooms/${id}/members/${mia.user.id}` });
    await expect.poll(() => peer.of('ended')).toMatchObject([{ channel: `room:${id}`, reason: 'removed' }]);
    const heard = peer.frames.length;
    await place.send(olga, 'after', id);
    expect(await peer.subscribe(upper)).toMatchObject({ op: 'err', code: 'not_found' });
    expect(peer.frames.slice(heard).filter(({ op }) => op === 'event' || op === 'signal')).toEqual([]);
  });

  it.each([
    'room:%2e%2e',
    'room:',
    ':x',
    'Room:x',
    'room:*',
    'room:x:y',
    "room:'; drop",
    'toString:x',
    '__proto__:x',
    'user:me',
  ])('that names nothing is nothing: %s', async (channel) => {
    const peer = openPeer(place.wsUrl);
    await peer.signIn(place.mia.token);
    peer.send({ op: 'sub', id: 1, channel });
    await expect.poll(() => peer.closed ?? peer.of('err')[0]?.code).toBeDefined();
    expect([4400, undefined]).toContain(peer.closed);
    if (peer.closed === undefined) expect(peer.of('err')[0]?.code).toBe('not_found');
    expect(peer.of('live')).toEqual([]);
    peer.close();
  });
});

describe('what only the server says', () => {
  it('is refused from clients: author, number, time and role of a message', async () => {
    const { mia, olga, channel, wsUrl } = place;
    const peer = await connect(wsUrl, mia.token);
    for (const planted of [
      { author: { id: olga.user.id } },
      { authorId: olga.user.id },
      { seq: 1 },
      { createdAt: '2020-01-01T00:00:00.000Z' },
      { role: 'owner' },
      { pinned: true },
      { version: 9 },
    ]) {
      const answer = await peer.do('messaging.send', channel, { text: 'planted', ...planted });
      expect(answer).toMatchObject({ op: 'err', code: 'validation_failed' });
    }
    const found = await mia.inject({ url: `/v1/rooms/${place.roomId}/messages/search?q=planted` });
    expect(found.body.items).toEqual([]);
  });

  it.each(['message.created', 'room.deleted', 'member.added', 'read.updated', 'event', 'constructor'])(
    'is no signal that a client may send: %s',
    async (type) => {
      const [sender, hearer] = [
        await connect(place.wsUrl, place.mia.token),
        await connect(place.wsUrl, place.olga.token),
      ];
      for (const peer of [sender, hearer]) await peer.subscribe(place.channel);
      sender.send({ op: 'signal', channel: place.channel, type, data: { text: 'planted signal' } });
      sender.send({ op: 'signal', channel: place.channel, type: 'typing', data: { on: false } });
      await sender.do('messaging.send', place.channel, { text: `after ${type}` });
      await expect
        .poll(() =>
          hearer.events(place.channel).some(({ data }) => JSON.stringify(data).includes(`after ${type}`)),
        )
        .toBe(true);
      expect(JSON.stringify(hearer.frames)).not.toContain('planted signal');
    },
  );

  it('does not put words or a presence in somebody else’s mouth', async () => {
    const { olga, mia, vera, channel, wsUrl } = place;
    const [liar, hearer] = [await connect(wsUrl, vera.token), await connect(wsUrl, olga.token)];
    const absent = async () => {
      const { body } = await olga.inject({ url: `/v1/rooms/${place.roomId}/presence` });
      return body.items.filter(({ userId }: { userId: string }) => userId === mia.user.id);
    };
    await expect.poll(absent, { timeout: 10_000 }).toEqual([]);
    for (const peer of [liar, hearer]) await peer.subscribe(channel);
    liar.send({ op: 'signal', channel, type: 'presence', data: { status: 'away', userId: mia.user.id } });
    liar.send({
      op: 'signal',
      channel,
      type: 'presence',
      data: { status: 'online', others: [{ userId: mia.user.id, status: 'online' }] },
    });
    liar.send({ op: 'signal', channel, type: 'typing', data: { on: true } });
    liar.send({ op: 'signal', channel, type: 'typing', data: { on: true, userId: mia.user.id } });
    await liar.ask({ op: 'unsub', channel });
    await expect.poll(() => hearer.of('signal').length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(hearer.of('signal').filter(({ type }) => type === 'typing')).toEqual([]);
    expect(JSON.stringify(hearer.of('signal'))).not.toContain(mia.user.id);
    expect(await absent()).toEqual([]);
  });
});

describe('frames that come too early or out of turn', () => {
  it('close the socket before anything of them is done', async () => {
    const { channel, wsUrl, mia } = place;
    for (const frame of [
      { op: 'sub', id: 1, channel },
      { op: 'do', id: 1, action: 'messaging.send', channel, data: { text: 'too early' } },
      { op: 'signal', channel, type: 'typing', data: { on: true } },
      { op: 'unsub', id: 1, channel },
    ])
      for (const format of ['json', 'msgpack'] as const) {
        const peer = openPeer(wsUrl, format);
        await peer.greeted();
        peer.send(frame);
        peer.send({ op: 'auth', token: mia.token });
        expect([frame.op, await peer.closing()]).toEqual([frame.op, 4401]);
        expect(peer.of('ready')).toEqual([]);
      }
    const found = await mia.inject({ url: `/v1/rooms/${place.roomId}/messages/search?q=early` });
    expect(found.body.items).toEqual([]);
  });

  it('with tokens of two people on one socket end it', async () => {
    const peer = await connect(place.wsUrl, place.mia.token);
    peer.send({ op: 'auth', token: place.olga.token });
    expect(await peer.closing()).toBe(4403);
    const twice = openPeer(place.wsUrl);
    await twice.greeted();
    twice.send({ op: 'auth', token: place.mia.token });
    twice.send({ op: 'auth', token: place.olga.token });
    expect([4400, 4403]).toContain(await twice.closing());
  });
});

describe('a message that is sent again', () => {
  it('over sockets and HTTP at once is stored once, and stays deleted', async () => {
    const { mia, channel, roomId, wsUrl } = place;
    const peers = await Promise.all([connect(wsUrl, mia.token), connect(wsUrl, mia.token, 'msgpack')]);
    const clientId = 'the-same-id';
    const send = (text: string, room = roomId) =>
      mia.inject({ method: 'POST', url: `/v1/rooms/${room}/messages`, body: { text, clientId } });
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => send('once')),
      ...Array.from({ length: 8 }, (_, index) =>
        peers[index % 2]!.do('messaging.send', channel, { text: 'once' }, clientId),
      ),
    ]);
    const ids = answers.map((answer) =>
      'op' in answer ? (answer as unknown as { data: { id: string } }).data.id : answer.body.id,
    );
    expect(new Set(ids).size).toBe(1);
    expect((await send('another')).status).toBe(409);
    expect(await peers[0]!.do('messaging.send', channel, { text: 'another' }, clientId)).toMatchObject({
      code: 'idempotency_conflict',
    });
    expect((await mia.inject({ method: 'DELETE', url: `/v1/messages/${ids[0]}` })).status).toBe(204);
    const again = await send('once');
    expect([again.status, again.body.id, again.body.text ?? '']).toEqual([200, ids[0], '']);
    expect(again.body.deletedAt).toBeDefined();
    for (const wrong of ['', 'x'.repeat(1024), 'a b', '../x'])
      expect(
        (
          await mia.inject({
            method: 'POST',
            url: `/v1/rooms/${roomId}/messages`,
            body: { text: 'x', clientId: wrong },
          })
        ).status,
      ).toBe(400);
  });
});
