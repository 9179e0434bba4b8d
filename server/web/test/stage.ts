import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type FastifyInstance, fastify } from 'fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.mjs';
import { templatePlugin } from '../../../scripts/minify-templates.mjs';
import { type SiteOptions, site } from '../../src/site.js';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Pages, playground, widget and loader from source, laid out in a folder as the build lays them out. */
async function buildPages(): Promise<string> {
  const common: BuildOptions & { write: false } = {
    absWorkingDir: source('../../..'),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/out',
    target: 'es2022',
    charset: 'ascii',
    conditions: ['teambrain-source', 'browser'],
    tsconfig: source('../../../tsconfig.json'),
    plugins: [templatePlugin],
  };
  const outputs = await Promise.all([
    build({
      ...common,
      entryPoints: {
        app: source('../src/main.ts'),
        playground: source('../playground/main.ts'),
        'playground-site': source('../playground/site/site.ts'),
        widget: source('../../../widget/element/src/widget.ts'),
      },
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    build({
      ...common,
      entryPoints: { embed: source('../../../widget/element/src/embed.ts') },
      format: 'iife',
    }),
  ]);
  const root = await mkdtemp(join(tmpdir(), 'teambrain-web-'));
  await cp(source('../public'), root, { recursive: true });
  for (const { path, text } of outputs.flatMap(({ outputFiles }) => outputFiles)) {
    const file = join(root, path.replace('/out', ''));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return root;
}

export interface AppStage {
  origin: string;
  /** A page of its own, with nobody signed in. `problems` collects script errors and refused content. */
  open(path: string, context?: BrowserContextOptions): Promise<{ page: Page; problems: string[] }>;
  browser: Browser;
  close(): Promise<void>;
}

/** The site from source as the server serves it, on one origin with a server that is already listening on `apiPort`. */
export async function startAppStage(apiPort: number, options: SiteOptions = {}): Promise<AppStage> {
  const root = await buildPages();
  const app = fastify({ forceCloseConnections: true });
  await site(undefined, { ...options, root })(app);
  passApi(app, apiPort);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  return {
    origin,
    browser,
    async open(path, context = {}) {
      const page = await (
        await browser.newContext({
          viewport: { width: 1280, height: 800 },
          reducedMotion: 'reduce',
          ...context,
        })
      ).newPage();
      page.setDefaultTimeout(15_000);
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
      await app.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Hands `/v1` on, sockets too. */
function passApi(app: FastifyInstance, port: number): void {
  const forward = ({ method, url, headers }: IncomingMessage) =>
    request({ port, host: '127.0.0.1', method, path: url, headers });
  void app.register(async (api: FastifyInstance) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', (_request, _payload, done) => done(null));
    api.all('/v1/*', (incoming, reply) => {
      reply.hijack();
      const passed = forward(incoming.raw);
      passed.on('response', (answer) => {
        reply.raw.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(reply.raw);
      });
      passed.on('error', () => reply.raw.destroy());
      incoming.raw.pipe(passed);
    });
  });
  app.server.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
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
}
