import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTestServer } from '@teambrain/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { manageUser } from '../src/commands/user.js';
import { officialPlugins } from '../src/official.js';

let dataDir: string;
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

it('accounts are made, promoted and given a link for a new password by commands', async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'teambrain-users-'));
  vi.stubEnv('TEAMBRAIN_AUTH__BCRYPT_COST', '4');
  vi.stubEnv('NODE_ENV', 'development');
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const printed = () => String(print.mock.lastCall?.[0]);
  const flags = { dataDir };

  await manageUser('create', 'ada', { ...flags, email: 'ada@example.com' });
  expect(printed()).toContain('Made the account ada. Password, shown only here: ');
  await manageUser('promote', 'ada@example.com', flags);
  expect(printed()).toBe('ada@example.com administers this server now.');
  await manageUser('reset-password', 'ADA', flags);
  expect(printed()).toContain('once and within 30 minutes');
  const token = /\/reset#k=([\w-]+)/.exec(printed())?.[1];
  await expect(manageUser('reset-password', 'nobody', flags)).rejects.toThrow('There is no such account');
  await expect(manageUser('rename', 'ada', flags)).rejects.toThrow('there is no "user rename"');

  const server = await buildTestServer({ plugins: officialPlugins, config: { database: { dataDir } } });
  const post = (path: string, body: object) =>
    server.inject({ method: 'POST', url: `/v1/auth/${path}`, body });
  const newPassword = 'chosen after the command';
  expect((await post('password/reset', { token, newPassword })).status).toBe(204);
  const { body } = await post('login', { login: 'ada', password: newPassword });
  expect(body.user.roles).toEqual(['admin']);
}, 120_000);
