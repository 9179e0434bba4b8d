import { createLog, createServer } from '@teambrain/core';
import { testPassword } from '@teambrain/core/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../support/place.js';
import { sendRaw } from '../support/raw.js';
import { closePeers, connect, openPeer } from '../support/socket.js';

const canary = 'canary-f00d';
let place: Place;
afterEach(closePeers);
beforeAll(async () => {
  place = await openPlace({ log: { level: 'trace', requests: 'all' } });
});

const everything = () => JSON.stringify(place.server.logged);
const metrics = async () => (await place.server.app.inject({ url: '/metrics' })).body;

describe('a secret that a client sends', () => {
  it('is in no log line, measurement, audit entry or error, wherever it was put', async () => {
    const { server, olga, mia, vera, wsUrl, workspaceId, roomId } = place;
    const answers: string[] = [];
    const ask = async (request: Parameters<typeof server.inject>[0]) => {
      answers.push((await server.inject(request)).raw.body);
    };
    const secret = `${canary} Secret 1`;
    await ask({ url: '/v1/auth/me', token: canary });
    await ask({ url: '/v1/auth/me', headers: { authorization: `Basic ${canary}` } });
    await ask({ url: '/v1/auth/me', headers: { cookie: `__Host-tb_rt=${canary}`, 'x-api-key': canary } });
    await ask({
      url: '/v1/auth/me',
      headers: { 'user-agent': canary, referer: `https://x/${canary}`, origin: `https://${canary}` },
    });
    for (const query of ['token', 'access_token', 'q', 'next', 'secret'])
      for (const path of ['/v1/meta', '/v1/ws', '/v1/nothing', '/healthz', `/v1/rooms/${roomId}/messages`])
        await ask({ url: `${path}?${query}=${canary}`, token: mia.token });
    await ask({ url: `/v1/${canary}/x` });
    await ask({ url: `/v1/rooms/${canary}`, token: mia.token });
    await ask({ method: 'POST', url: '/v1/auth/login', body: { login: 'olga', password: secret } });
    await ask({ method: 'POST', url: '/v1/auth/login', body: { login: secret, password: secret } });
    await ask({ method: 'POST', url: '/v1/auth/login', body: { login: 'olga', password: { $ne: secret } } });
    await ask({ method: 'POST', url: '/v1/auth/refresh', body: { refreshToken: canary } });
    await ask({
      method: 'POST',
      url: '/v1/auth/register',
      body: { email: 'mia@example.com', username: 'other-name', password: secret },
    });
    await ask({
      method: 'POST',
      url: '/v1/auth/password/change',
      token: vera.token,
      body: { currentPassword: testPassword, newPassword: secret },
    });
    await ask({
      method: 'POST',
      url: '/v1/auth/setup',
      body: { token: canary, email: 'a@b.example', username: 'ab', password: secret },
    });
    await ask({ method: 'POST', url: `/v1/invites/${canary}/accept`, token: mia.token });
    await server.app.inject({
      method: 'POST',
      url: '/v1/auth/login',
      payload: `{"password":"${canary}`,
      headers: { 'content-type': 'application/json' },
    });
    await sendRaw(place.port, `${canary} / HTTP/1.1\r\nHost: x\r\nAuthorization: ${canary}\r\n\r\n`);

    const locked = await place.room({ name: 'Locked', visibility: 'password', password: secret });
    await ask({
      method: 'POST',
      url: `/v1/rooms/${locked}/join`,
      token: mia.token,
      body: { password: `${canary} wrong` },
    });
    await ask({
      method: 'PATCH',
      url: `/v1/rooms/${locked}`,
      token: olga.token,
      body: { password: `${canary} new` },
    });
    await place.send(mia, `${canary} is what I said`);

    const refused = openPeer(wsUrl);
    await refused.greeted();
    refused.send({ op: 'auth', token: canary });
    await refused.closing();
    const broken = openPeer(wsUrl);
    await broken.greeted();
    broken.ws.send(`{"op":"auth","token":"${canary}`);
    await broken.closing();
    const peer = await connect(wsUrl, mia.token);
    await peer.do('messaging.send', `room:${roomId}`, { text: canary });
    await peer.do(`unknown.${canary}`, `room:${roomId}`, { text: canary });
    peer.close();

    const invite = await olga.create(`/v1/workspaces/${workspaceId}/invites`);
    const code = (invite.token ?? invite.code) as string;
    await ask({ method: 'POST', url: `/v1/invites/${code}/accept`, token: place.oskar.token });
    const audit = await olga.inject({ url: `/v1/workspaces/${workspaceId}/audit?limit=100` });
    await expect.poll(() => server.logged.length).toBeGreaterThan(20);
    for (const text of [everything(), await metrics(), audit.raw.body]) {
      expect(text).not.toContain(canary);
      for (const token of [code, testPassword, olga.token, mia.token, mia.refreshToken, '$2b$'])
        expect(text).not.toContain(token);
      expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    }
    // A validation error may name a field; what somebody typed into it stays out.
    for (const answer of answers) expect(answer).not.toContain(secret);
  });

  it('that the operator set is in no error of a server that cannot start', async () => {
    const written: string[] = [];
    const log = createLog({ level: 'trace', stream: { write: (line) => void written.push(line) } });
    const url = `postgres://someone:${canary}@127.0.0.1:1/none`;
    const failed = await createServer({
      plugins: [],
      config: {
        server: { environment: 'test', port: 0 },
        database: { url },
        redis: { url: `redis://:${canary}@127.0.0.1:1` },
      },
      log: log as never,
    }).then(
      async (server) => {
        await server.close();
        return new Error('it started');
      },
      (error: unknown) => error as Error,
    );
    expect(failed.message).not.toContain('it started');
    const said = [failed.message, failed.stack, String(failed.cause), ...written].join('\n');
    expect(said).not.toContain(canary);
  });
});

describe('a line that a client would like to write', () => {
  it('stays inside one valid line of bounded length', async () => {
    const { server } = place;
    const forged = '\u001b[31m\u0007{"level":60,"msg":"forged-line"}';
    const before = server.logged.length;
    await server.app.inject({ url: '/v1/meta', headers: { 'user-agent': forged } });
    await server.app.inject({ url: `/v1/${encodeURIComponent(`\r\n${forged}`)}` });
    await server.app.inject({ url: `/v1/meta?x=${encodeURIComponent(`\n${forged}`)}` });
    await server.inject({
      method: 'POST',
      url: '/v1/auth/login',
      body: { login: `\r\n${forged}`, password: 'x' },
    });
    await server.app.inject({ url: '/v1/meta', headers: { 'user-agent': 'a'.repeat(1_000_000) } });
    await sendRaw(
      place.port,
      `GET /v1/meta HTTP/1.1\r\nHost: x\r\nUser-Agent: ${'b'.repeat(12_000)}\r\n\r\n`,
    );
    const lines = server.logged.slice(before);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const text = JSON.stringify(line);
      expect(text.length).toBeLessThan(8_192);
      expect(text).not.toContain('forged-line');
      expect(line.level).not.toBe(60);
    }
    expect(await metrics()).not.toMatch(/forged-line|a{1000}|b{1000}/);
  });
});
