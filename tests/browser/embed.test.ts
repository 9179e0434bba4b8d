import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';
import { type Account, must, register } from '../system/account.js';
import { type Instance, startInstance } from '../system/instance.js';

let host: Server;
let hostUrl: string;
let instance: Instance;
let visitor: Account;
let roomId: string;

/** Another site: its page holds the tag and nothing else, under the policy that the widget promises to keep. */
function page(): string {
  return `<!doctype html><meta charset="utf-8"><title>Shop</title><h1>Shop</h1>
    <script async src="${instance.url}/embed.js" data-workspace="acme" data-room="design" data-token-url="/token"></script>`;
}

beforeAll(async () => {
  host = createServer((request, response) => {
    if (request.url === '/token')
      return void response.setHeader('content-type', 'text/plain').end(visitor.token);
    const own = `${instance.url} ${instance.url.replace('http', 'ws')}`;
    const policy = `default-src 'none'; script-src ${instance.url}; connect-src 'self' ${own}; img-src ${instance.url}`;
    response.setHeader('content-security-policy', `${policy}; require-trusted-types-for 'script'`);
    response.setHeader('content-type', 'text/html').end(page());
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const env = { TEAMBRAIN_SERVER__CORS_ORIGINS: JSON.stringify([hostUrl]) };
  instance = await startInstance({ dataDir: 'memory', env });
  visitor = await register(instance.url);
  await must(visitor.call('POST', '/workspaces', { name: 'Acme', slug: 'acme' }));
  roomId = (
    await must(
      visitor.call<{ id: string }>('POST', '/workspaces/acme/rooms', { name: 'Design', slug: 'design' }),
    )
  ).id;
  await must(visitor.call('POST', `/rooms/${roomId}/messages`, { text: 'here **before** the page' }));
});

afterAll(async () => {
  host?.close();
  await instance?.stop('SIGKILL');
});

it('talks from the page of another site, under a strict policy, with one request before it is wanted', async () => {
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  try {
    const tab = await browser.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    tab.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    tab.on('pageerror', (error) => complaints.push(error.message));
    tab.on('request', (request) => request.url().startsWith(instance.url) && requests.push(request.url()));
    await tab.goto(hostUrl);
    const button = tab.locator('team-brain-launcher-facade').locator('button');
    await button.waitFor();
    expect(requests).toEqual([`${instance.url}/embed.js`]);

    await button.click();
    const widget = tab.locator('team-brain');
    await widget.getByText('before', { exact: true }).waitFor({ timeout: 15_000 });
    await widget.getByRole('textbox').fill('written on another site');
    await tab.keyboard.press('Enter');
    const newest = () =>
      visitor.call<{ items: { text: string }[] }>('GET', `/rooms/${roomId}/messages?limit=1`);
    await expect
      .poll(async () => (await newest()).body.items[0]?.text, { timeout: 10_000 })
      .toBe('written on another site');
    await visitor.call('POST', `/rooms/${roomId}/messages`, { text: 'an answer from elsewhere' });
    await widget.getByText('an answer from elsewhere').waitFor({ timeout: 10_000 });
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 60_000);
