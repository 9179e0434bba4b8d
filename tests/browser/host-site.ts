import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signEmbedToken } from '@teambrain/sdk/server';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';
import { type Account, must, register } from '../system/account.js';
import { type Instance, startInstance } from '../system/instance.js';

/** An embed app with what its host's backend signs with. */
export interface HostApp {
  id: string;
  key: string;
  secret: string;
}

/** A page of the host with the widget on it, as a visitor's browser shows it. */
export interface HostPage {
  page: Page;
  widget: Locator;
  /** What the browser complained of: the content policy, scripts, addresses that do not answer. */
  complaints: string[];
  /** Addresses of the sockets that were opened. */
  sockets: string[];
  /** Everything that was asked of TeamBrain. */
  requests: string[];
}

export interface HostPageOptions {
  body: string;
  context?: BrowserContextOptions;
  /** Runs before everything else in the page. */
  before?: () => void;
}

/** A product of somebody else: its site, its backend that signs tokens, and TeamBrain beside it on another origin. */
export interface HostSite {
  /** Of TeamBrain. */
  url: string;
  origin: string;
  browser: Browser;
  owner: Account;
  workspaceId: string;
  roomId: string;
  app(more?: object): Promise<HostApp>;
  /** Opens a page under the strictest policy that the widget promises to keep: scripts by nonce, no style from anywhere. */
  open(options: HostPageOptions): Promise<HostPage>;
  close(): Promise<void>;
}

const nonce = 'c29tZS1ub25jZQ';

/** In bodies, `NONCE` stands for the nonce and `SERVER` for the address of TeamBrain. */
export async function openHostSite(): Promise<HostSite> {
  const apps = new Map<string, HostApp>();
  let body = '';
  let url = '';
  const host: Server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (pathname === '/token') {
      const app = apps.get(searchParams.get('app') ?? '');
      const user = searchParams.get('user');
      if (!app || !user) return void response.writeHead(401).end();
      const token = await signEmbedToken({ appKey: app.key, secret: app.secret, sub: user, name: user });
      return void response.setHeader('content-type', 'text/plain').end(token);
    }
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `connect-src 'self' ${url} ${url.replace('http', 'ws')}`,
      `img-src ${url}`,
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ];
    response.setHeader('content-security-policy', policy.join('; '));
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body><h1>Shop</h1>${body}`,
      );
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const instance: Instance = await startInstance({ dataDir: 'memory' });
  url = instance.url;
  const owner = await register(url);
  const post = <T extends object>(path: string, sent: object): Promise<T> =>
    must(owner.call<T>('POST', path, sent));
  const { id: workspaceId } = await post<{ id: string }>('/workspaces', { name: 'Acme', slug: 'acme' });
  const { id: roomId } = await post<{ id: string }>(`/workspaces/${workspaceId}/rooms`, {
    name: 'Design',
    slug: 'design',
    visibility: 'public',
  });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

  return {
    url,
    origin,
    browser,
    owner,
    workspaceId,
    roomId,
    async app(more = {}) {
      const made = await post<{ id: string; key: string; secret: { secret: string } }>(
        `/workspaces/${workspaceId}/apps`,
        { name: 'Shop', origins: [origin], ...more },
      );
      const app = { id: made.id, key: made.key, secret: made.secret.secret };
      apps.set(app.key, app);
      return app;
    },
    async open(options) {
      body = options.body.replaceAll('NONCE', nonce).replaceAll('SERVER', url);
      const page = await (await browser.newContext(options.context)).newPage();
      if (options.before) await page.addInitScript(options.before);
      const complaints: string[] = [];
      const sockets: string[] = [];
      const requests: string[] = [];
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => request.url().startsWith(url) && requests.push(request.url()));
      page.on('websocket', (socket) => sockets.push(socket.url()));
      await page.goto(origin);
      return { page, widget: page.locator('team-brain'), complaints, sockets, requests };
    },
    async close() {
      await browser.close();
      host.close();
      host.closeAllConnections();
      await instance.stop('SIGKILL');
    },
  };
}
