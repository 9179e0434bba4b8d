import { connect } from 'node:net';
import { createLog, createServer, definePlugin } from '@teambrain/core';
import { Type } from 'typebox';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase } from '../../src/testing/test-database.js';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let release = (): void => {};
let running = 0;
const slow = definePlugin({
  name: 'slow',
  version: '1.0.0',
  setup(app) {
    const operation = { id: 'slow.read', summary: 'Read slowly', permission: 'public' } as const;
    app.get(
      '/slow',
      { config: { operation }, schema: { response: { 200: Type.Object({ done: Type.Boolean() }) } } },
      async () => {
        running += 1;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { done: true };
      },
    );
  },
});

const database = await openTestDatabase();
afterAll(() => database.drop());

const boot = (shutdownTimeout: number) =>
  createServer({
    plugins: [slow],
    config: {
      server: { environment: 'test', port: 0, shutdownTimeout },
      database: { url: database.url, dataDir: 'memory' },
      auth: { bcryptCost: 4 },
    },
    log: createLog({ level: 'silent' }) as never,
  });

/** Sends raw bytes and gives the first line of the answer. */
function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  return new Promise((resolve, reject) => {
    socket.once('data', (chunk) => {
      resolve(chunk.toString().split('\r\n', 1)[0] as string);
      socket.destroy();
    });
    socket.once('close', () => resolve('closed'));
    socket.once('error', reject);
  });
}

describe('a server that stops', () => {
  it('lets running requests end, and takes no new ones', async () => {
    const server = await boot(10_000);
    const url = await server.listen();
    const answer = fetch(`${url}/v1/slow`);
    await expect.poll(() => running).toBe(1);
    const closed = server.close();
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          ({ status }) => status,
          () => 'refused',
        ),
      )
      .not.toBe(200);
    release();
    expect(await (await answer).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('cuts what takes longer than it waits', async () => {
    const server = await boot(100);
    const url = await server.listen();
    const answer = fetch(`${url}/v1/slow`).catch((error: Error) => error);
    await expect.poll(() => running).toBe(2);
    const from = performance.now();
    await server.close();
    expect(performance.now() - from).toBeLessThan(5000);
    expect(await answer).toBeInstanceOf(Error);
    release();
  });
});

describe('requests that are no HTTP', () => {
  it('get 400 or 431 and leave the server alive', async () => {
    const server = await boot(100);
    const url = await server.listen();
    const host = 'Host: x\r\n';
    expect(await raw(url, 'NONSENSE\r\n\r\n')).toMatch(/400/);
    expect(await raw(url, `GET /healthz HTTP/1.1\r\n${host}X: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/431/);
    expect(
      await raw(
        url,
        `POST /v1/slow HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ),
    ).toMatch(/400/);
    expect(await raw(url, `GET /healthz HTTP/1.1\r\n${host}A: b\r\n c\r\n\r\n`)).toMatch(/400|200/);
    expect(await raw(url, 'GET /healthz\r\n\r\n')).toMatch(/400/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await server.close();
  });
});
