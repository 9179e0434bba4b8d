import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../../scripts/browser.mjs';
import { openWorld, type World } from '../world.js';
import type { LiveSetup } from './live-page.js';

/** The strictest page that the widget promises to work on. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types lit-html";

export type LivePageHandle = Page & { faults: string[]; show(setup?: Partial<LiveSetup>): Promise<void> };

export interface LiveStage {
  world: World;
  /** Paths of scripts with their sizes in bytes, as they were built. */
  newPage(options?: BrowserContextOptions): Promise<LivePageHandle>;
  close(): Promise<void>;
}

async function bundled(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(new URL('./live-page.ts', import.meta.url)) },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'ascii',
    conditions: ['teambrain-source', 'browser'],
    outdir: '/out',
    write: false,
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace('/out', ''), text]));
}

/** A server of its own with a room, and pages of the same origin that show its calendar to the room's owner. */
export async function startLiveStage(): Promise<LiveStage> {
  const world = await openWorld();
  const { port } = await world.server.listen();
  const files = await bundled();
  const front: Server = createServer((asked, answer) => {
    const url = asked.url ?? '/';
    if (url.startsWith('/v1/')) {
      const { method, headers } = asked;
      const onward = request({ port, host: '127.0.0.1', path: url, method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      asked.pipe(onward);
      return;
    }
    const file = files.get(new URL(url, 'http://stage').pathname);
    answer.setHeader('content-security-policy', policy);
    answer.setHeader('content-type', file ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(
      file ??
        '<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Calendar</title></head><body><script type="module" src="/page.js"></script></body></html>',
    );
  });
  front.on('upgrade', (asked, socket, head) => {
    const onward = connect(port, '127.0.0.1', () => {
      const lines = asked.rawHeaders.reduce(
        (text, each, index) => text + (index % 2 === 0 ? `${each}: ` : `${each}\r\n`),
        '',
      );
      onward.write(`GET ${asked.url} HTTP/1.1\r\n${lines}\r\n`);
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  return {
    world,
    async newPage(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 480, height: 860 },
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
      page.on('console', (entry) => {
        // A refusal is logged by the browser as an error of the page.
        const isAnswer = entry.text().startsWith('Failed to load resource');
        if ((entry.type() === 'error' && !isAnswer) || /violat/i.test(entry.text()))
          faults.push(entry.text());
      });
      await page.goto(origin);
      await page.waitForFunction(() => 'openPanel' in globalThis);
      await page.evaluate(() => {
        for (const { style } of [document.documentElement, document.body])
          style.setProperty('height', '100%');
        document.body.style.setProperty('margin', '0');
        document.body.style.setProperty('font-family', 'system-ui, sans-serif');
      });
      const { owner, roomId, workspaceId } = world;
      const show = (setup: Partial<LiveSetup> = {}): Promise<void> =>
        page.evaluate(
          (given) =>
            (globalThis as unknown as { openPanel(setup: LiveSetup): Promise<void> }).openPanel(given),
          {
            token: owner.token,
            roomId,
            workspaceId,
            ...setup,
          },
        );
      return Object.assign(page, { faults, show });
    },
    async close() {
      await browser.close();
      front.closeAllConnections();
      await new Promise((done) => front.close(done));
    },
  };
}
