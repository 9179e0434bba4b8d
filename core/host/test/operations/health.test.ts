import { buildTestServer } from '@teambrain/core/testing';
import { describe, expect, it, vi } from 'vitest';

// Each test opens servers of its own, and the embedded engine takes seconds to open on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('health', () => {
  it('answers that it lives, that it is ready, and what it offers', async () => {
    const server = await buildTestServer();
    expect((await server.inject({ url: '/healthz' })).body).toEqual({ status: 'ok' });
    const ready = await server.inject({ url: '/readyz' });
    expect(Object.keys(ready.body)).toEqual(['status', 'checks']);
    await expect
      .poll(async () => (await server.inject({ url: '/readyz' })).status, { timeout: 15_000 })
      .toBe(200);
    const ada = await server.register('ada');
    for (const format of ['json', 'msgpack'] as const) {
      const meta = await ada.inject({ url: '/v1/meta', format });
      expect(meta.status).toBe(200);
      expect(meta.body.permissions).toContain('auth.session');
    }
  });
});
