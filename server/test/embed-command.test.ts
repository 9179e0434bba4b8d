import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { manageApps } from '../src/commands/embed.js';
import { offline } from '../src/commands/offline.js';

const dataDir = mkdtempSync(join(tmpdir(), 'teambrain-embed-'));
const origin = 'https://acme.dev';
beforeAll(async () => {
  await offline({ dataDir }, async (server) => {
    const account = { username: 'wanda', email: 'wanda@example.com', password: 'a long enough password' };
    const { id: ownerId } = await server.accounts.provisionAccount(account, { admin: true });
    await server.context('workspaces').use('workspaces').create({ name: 'Acme', slug: 'acme', ownerId });
  });
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function printed(verb: string, flags: object): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await manageApps(verb, { dataDir, ...flags });
    return log.mock.calls.flat().join('\n');
  } finally {
    log.mockRestore();
  }
}

it('embed create prints the tag, and a secret that signs; embed snippet prints the tag again', async () => {
  const made = await printed('create', { workspace: 'acme', origin });
  const key = /data-app="(pk_[\w-]{24})"/.exec(made)?.[1] as string;
  const [, kid, secret] = /TEAMBRAIN_APP_SECRET=([\w-]+)\.([\w-]{43})/.exec(made) ?? [];
  const tag = made.slice(made.indexOf('<script'), made.indexOf('</script>') + '</script>'.length);
  expect(await printed('snippet', { app: key })).toBe(tag);

  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: key, aud: 'teambrain', sub: '1', name: 'Una', iat, exp: iat + 60, jti: randomUUID() };
  const text = `${encode({ alg: 'HS256', kid })}.${encode(claims)}`;
  const signature = createHmac('sha256', secret as string)
    .update(text)
    .digest('base64url');
  const status = await offline({ dataDir }, async (server) => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/embed/session',
      headers: { origin },
      payload: { appKey: key, token: `${text}.${signature}` },
    });
    return answer.statusCode;
  });
  expect(status).toBe(200);
});

it.each([
  ['make', {}, /there is no "embed make"/],
  ['create', { workspace: 'acme' }, /needs --workspace <slug> and --origin/],
  ['create', { workspace: 'nowhere', origin }, /no workspace "nowhere"/],
  ['create', { workspace: 'acme', origin: 'https://acme.dev/shop' }, /scheme, host and port only/],
  ['create', { workspace: 'acme', origin, guests: 'all' }, /--guests is read or write/],
  ['snippet', { app: 'pk_nothing' }, /no app "pk_nothing"/],
])('embed %s %j says what is wrong', async (verb, flags, text) => {
  await expect(printed(verb, flags)).rejects.toThrow(text);
});
