import { testPassword } from '@teambrain/core/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../support/place.js';
import { closePeers, connect } from '../support/socket.js';

let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace({ limits: { factor: 1, auth: 50, default: 8, messages: 8, refused: 10 } });
});

const tokensOf = async (name: string, count: number): Promise<string[]> => {
  const tokens: string[] = [];
  for (let index = 0; index < count; index++) {
    const { body } = await place.server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: name, password: testPassword },
    });
    tokens.push(body.accessToken);
  }
  return tokens;
};

describe('one budget', () => {
  it('holds for a user over HTTP and sockets, formats and sessions', async () => {
    const { server, mia, wsUrl, channel, roomId } = place;
    const [second, third] = (await tokensOf('mia', 2)) as [string, string];
    const peers = [await connect(wsUrl, second), await connect(wsUrl, third, 'msgpack')];
    const send = (token: string, format: 'json' | 'msgpack') =>
      server.inject({
        method: 'POST',
        url: `/v1/rooms/${roomId}/messages`,
        token,
        format,
        body: { text: 'x' },
      });
    for (let round = 0; round < 2; round++) {
      expect((await send(mia.token, 'json')).status).toBe(201);
      expect((await send(second, 'msgpack')).status).toBe(201);
      for (const peer of peers)
        expect((await peer.do('messaging.send', channel, { text: 'x' })).op).toBe('ok');
    }
    for (const token of [mia.token, second, third]) expect((await send(token, 'json')).status).toBe(429);
    for (const peer of peers)
      expect(await peer.do('messaging.send', channel, { text: 'x' })).toMatchObject({
        op: 'err',
        code: 'rate_limited',
        retryAfter: expect.any(Number),
      });
    expect((await place.send(place.olga, 'others go on')).seq).toBeGreaterThan(0);
  });

  it('is not spread by spelling the address in other ways', async () => {
    const { olga, roomId } = place;
    const path = `/v1/rooms/${roomId}`;
    const spellings = [
      path,
      `${path}?`,
      `${path}/`,
      `${path}//`,
      `/v1//rooms/${roomId}`,
      `/v1/./rooms/${roomId}`,
      `/v1/%2e/rooms/${roomId}`,
      `/v1/rooms/x/../${roomId}`,
      `/v1/rooms/%${'61'}/../${roomId}`,
      `/V1/Rooms/${roomId}`,
      `/v1/rooms/${roomId.toUpperCase()}`,
      `/v1/rooms/${roomId};x=1`,
      `/v1/rooms/${roomId}%20`,
      `/v1/%72ooms/${roomId}`,
    ];
    const statuses: number[] = [];
    for (let round = 0; round < 2; round++)
      for (const url of spellings)
        for (const method of ['GET', 'HEAD'] as const)
          statuses.push((await olga.inject({ method, url })).status);
    const served = statuses.filter((status) => status === 200).length;
    expect(served).toBe(8);
    expect(statuses.filter((status) => ![200, 400, 404, 429].includes(status))).toEqual([]);
  });

  it('of a victim is untouched by tokens that only name the victim', async () => {
    const { server, vera } = place;
    const [header, payload] = vera.token.split('.') as [string, string];
    const statuses: number[] = [];
    for (let index = 0; index < 14; index++) {
      const token = `${header}.${payload}.${Buffer.from(`forged ${index}`).toString('base64url')}`;
      const headers = { authorization: `Bearer ${token}` };
      const remoteAddress = '198.51.100.3';
      const answer = await server.app.inject({ url: '/v1/auth/sessions', headers, remoteAddress });
      statuses.push(answer.statusCode);
    }
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await vera.inject({ url: '/v1/auth/sessions' })).headers['ratelimit-remaining']).toBe('7');
  });
});

describe('an address', () => {
  const ask = async (url: string, remoteAddress: string, headers: Record<string, string> = {}) =>
    (await place.server.app.inject({ url, remoteAddress, headers })).statusCode;

  it('is the one of the connection, whatever the headers of a client claim', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 20; index++) {
      const claimed = `203.0.113.${index}`;
      statuses.push(
        await ask('/v1/meta', '198.51.100.7', {
          'x-forwarded-for': claimed,
          forwarded: `for=${claimed}`,
          'x-real-ip': claimed,
          'cf-connecting-ip': claimed,
          'true-client-ip': claimed,
        }),
      );
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(8);
    expect(statuses.slice(8)).toEqual(Array(12).fill(429));
  });

  it('of IPv6 counts by the network of the customer, for answers and refusals alike', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 14; index++)
      statuses.push(await ask('/v1/meta', `2001:db8:1:2::${index + 1}`));
    expect(statuses.filter((status) => status === 200)).toHaveLength(8);
    expect(await ask('/v1/meta', '2001:db8:1:3::1')).toBe(200);

    const refused: number[] = [];
    for (let index = 0; index < 14; index++)
      refused.push(await ask(`/v1/nothing-${index}`, `2001:db8:9:9::${index + 1}`));
    expect(refused).toEqual([...Array(10).fill(404), ...Array(4).fill(429)]);
  });

  it('that floods with refused tokens is refused, but not who else uses it with a good one', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 13; index++)
      statuses.push(await ask('/v1/workspaces', '198.51.100.9', { authorization: `Bearer ${index}` }));
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual(Array(3).fill(429));
    const good = await ask('/v1/workspaces', '198.51.100.9', { authorization: `Bearer ${place.vera.token}` });
    expect(good).toBe(200);
  });
});

describe('guessing the password of a room', () => {
  it('ends after five tries a minute for a user, over every spelling of the room', async () => {
    const { olga, vera } = place;
    const id = await place.room({ name: 'Locked', visibility: 'password', password: 'sesame' });
    const statuses: number[] = [];
    for (const roomId of [id, id.toUpperCase(), id, id.toUpperCase(), id, id, id]) {
      const { status } = await vera.inject({
        method: 'POST',
        url: `/v1/rooms/${roomId}/join`,
        body: { password: `guess ${statuses.length}` },
      });
      statuses.push(status);
    }
    expect(statuses.slice(5)).toEqual([429, 429]);
    expect(statuses.slice(0, 5)).toEqual(Array(5).fill(statuses[0]));
    expect((await vera.inject({ url: `/v1/rooms/${id}/messages` })).status).toBe(403);
    expect((await olga.inject({ url: `/v1/rooms/${id}/members` })).body.items).toHaveLength(1);
  });
});
