import { beforeAll, describe, expect, it } from 'vitest';
import { made } from '../support/people.js';
import { openPlace, type Place } from '../support/place.js';
import { connect, openPeer } from '../support/socket.js';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});

describe('a channel under another spelling', () => {
  it('is the same channel: one sequence, one subscription, and its end with the membership', async () => {
    const { olga, mia, wsUrl } = place;
    const id = await place.room({ visibility: 'private' });
    await made(olga, `/v1/rooms/${id}/members`, { userId: mia.user.id, role: 'member' });
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
