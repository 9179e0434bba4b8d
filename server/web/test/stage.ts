import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';
import { templatePlugin } from '../../../scripts/minify-templates.mjs';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the product's own pages are served with. */
const policy = (host: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://${host}; ` +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

async function buildApp(): Promise<Map<string, string>> {
  const options: BuildOptions & { write: false } = {
    absWorkingDir: source('../../..'),
    entryPoints: { app: source('../src/main.ts'), playground: source('../playground/main.ts') },
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    format: 'esm',
    outdir: '/out',
    target: 'es2022',
    charset: 'ascii',
    conditions: ['teambrain-source', 'browser'],
    tsconfig: source('../../../tsconfig.json'),
    plugins: [templatePlugin],
  };
  const { outputFiles } = await build(options);
  return new Map(outputFiles.map(({ path, text }) => [path.replace('/out', ''), text]));
}

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

export interface AppStage {
  origin: string;
  /** A page of its own, with nobody signed in. `problems` collects script errors and refused content. */
  open(path: string, context?: BrowserContextOptions): Promise<{ page: Page; problems: string[] }>;
  browser: Browser;
  close(): Promise<void>;
}

/** The web app from source, on one origin with a server that is already listening on `apiPort`. */
export async function startAppStage(apiPort: number): Promise<AppStage> {
  const files = await buildApp();
  const forward = (incoming: IncomingMessage) =>
    request({
      port: apiPort,
      host: '127.0.0.1',
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
    });
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://app');
    if (pathname.startsWith('/v1/')) {
      const passed = forward(incoming);
      passed.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      incoming.pipe(passed);
      return;
    }
    const extension = /\.(js|css|svg)$/.exec(pathname)?.[1];
    if (extension) {
      const body = files.get(pathname) ?? readFileSync(source(`../public${pathname}`), 'utf8');
      response.setHeader('content-type', types[extension] ?? '').end(body);
      return;
    }
    response.setHeader('content-security-policy', policy(incoming.headers.host ?? ''));
    const file = pathname === '/playground' ? 'playground.html' : 'index.html';
    response.setHeader('content-type', 'text/html').end(readFileSync(source(`../public/${file}`)));
  });
  server.on('upgrade', (incoming, socket: Duplex) => {
    const passed = forward(incoming);
    passed.on('upgrade', (answer, upstream) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`);
      upstream.pipe(socket).pipe(upstream);
      for (const end of [socket, upstream]) end.on('error', () => end.destroy());
    });
    passed.on('error', () => socket.destroy());
    passed.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  return {
    origin,
    browser,
    async open(path, context = {}) {
      const page = await (
        await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })
      ).newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/i.test(message.text())) problems.push(message.text());
      });
      await page.goto(origin + path);
      return { page, problems };
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
