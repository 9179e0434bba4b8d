import { buildTestServer, type TestServer } from '@teambrain/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../support/notes.js';

const token = 'metrics-token-0123456789';
let server: TestServer;

beforeAll(async () => {
  server = await buildTestServer({ plugins: [notes], config: { server: { metricsToken: token } } });
  return () => server.close();
});

const read = (remoteAddress: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url: '/metrics', headers, remoteAddress });

describe('the metrics', () => {
  it('count requests by plugin, route template and status', async () => {
    await server.inject({ url: '/v1/echo/one' });
    await server.inject({ url: '/v1/echo/two' });
    await server.inject({ url: '/v1/notes' });
    await server.inject({ url: '/somewhere-canary-77' });
    const { body } = await read('127.0.0.1');
    expect(body).toMatch(
      /teambrain_http_request_duration_seconds_count\{plugin="notes",route="\/v1\/echo\/:word",status="200"\} 2/,
    );
    expect(body).toMatch(/_count\{plugin="notes",route="\/v1\/notes",status="401"\} 1/);
    expect(body).toMatch(/_bucket\{plugin="notes",route="\/v1\/echo\/:word",status="200",le="\+Inf"\} 2/);
    expect(body).toContain('teambrain_plugin_faults_total{plugin="notes"} 0');
    expect(body).toContain('teambrain_event_loop_delay_p99_seconds');
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).not.toContain('canary-77');
  });

  it('are for this machine and for holders of the token', async () => {
    expect((await read('127.0.0.1')).statusCode).toBe(200);
    expect((await read('::1')).statusCode).toBe(200);
    expect((await read('203.0.113.5')).statusCode).toBe(401);
    expect((await read('203.0.113.5', { authorization: 'Bearer wrong' })).statusCode).toBe(401);
    expect((await read('203.0.113.5', { authorization: `Bearer ${token}` })).statusCode).toBe(200);
  });

  it('do not take a proxy on this machine for its visitors', async () => {
    expect((await read('127.0.0.1', { 'x-forwarded-for': '203.0.113.5' })).statusCode).toBe(401);
  });
});

describe('the log', () => {
  it('holds no secret that a client sent, and the route instead of the address', async () => {
    const canary = 'canary-e81';
    await server.inject({ url: `/v1/fail?how=throw&secret=${canary}`, token: canary });
    await server.inject({
      url: `/v1/fail?how=throw&secret=${canary}`,
      headers: { cookie: canary, 'user-agent': `\u001b[31m${canary}\r\n{"level":60}` },
    });
    await server.inject({ method: 'POST', url: '/v1/auth/login', body: { login: canary, password: canary } });
    await server.inject({ url: '/v1/fail?how=sql' });
    const log = JSON.stringify(server.logged);
    expect(log).not.toContain(canary);
    expect(server.logged).toContainEqual(
      expect.objectContaining({ msg: 'request', route: '/v1/fail', status: 500, plugin: 'notes' }),
    );
  });
});
