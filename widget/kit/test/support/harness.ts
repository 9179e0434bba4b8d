import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
// The one place that knows where a browser is.
import { findBrowser } from '../../../../scripts/browser.mjs';
import { answerApi, joinApi } from './answer-api.js';

/** Nothing inline is allowed and Trusted Types are required, as on the strictest host page. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

const html =
  '<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Panel</title></head><body><script type="module" src="/page.js"></script></body></html>';

/** Violations of the policy and errors of the page are collected in `faults`. */
export type PanelPage = Page & { faults: string[] };

export interface Harness {
  /** A fresh page with the bundle, once it has set `openPanel`. */
  newPage(options?: BrowserContextOptions): Promise<PanelPage>;
  close(): Promise<void>;
}

async function bundle(entry: URL): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { page: fileURLToPath(entry) },
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

/** Bundles a page module and opens it in Chromium. With `apiPort` the pages have that server's API on their origin. */
export async function startHarness(entry: URL, { apiPort }: { apiPort?: number } = {}): Promise<Harness> {
  const files = await bundle(entry);
  const front = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://panel');
    if (apiPort !== undefined && pathname.startsWith('/v1/')) return answerApi(apiPort, asked, answer);
    const script = files.get(pathname);
    answer.setHeader('content-security-policy', policy);
    answer.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(script ?? html);
  });
  if (apiPort !== undefined)
    front.on('upgrade', (asked, socket, head) => joinApi(apiPort, asked, socket, head));
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const { port } = front.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  return {
    async newPage(options = {}) {
      const context = await browser.newContext({ viewport: { width: 400, height: 640 }, ...options });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
      page.on('console', (entry) => {
        // A refusal of the API is logged by the browser as an error of the page.
        const isAnswer = apiPort !== undefined && entry.text().startsWith('Failed to load resource');
        if ((entry.type() === 'error' && !isAnswer) || /violat/i.test(entry.text()))
          faults.push(entry.text());
      });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => 'openPanel' in globalThis);
      await page.evaluate(() => {
        for (const { style } of [document.documentElement, document.body])
          style.setProperty('height', '100%');
        document.body.style.setProperty('margin', '0');
        document.body.style.setProperty('font-family', 'system-ui, sans-serif');
      });
      return Object.assign(page, { faults });
    },
    async close() {
      await browser.close();
      front.closeAllConnections();
      await new Promise((done) => front.close(done));
    },
  };
}

/** A harness for the tests of a file: it starts before them and closes after them. */
export function harnessFor(entry: URL): Pick<Harness, 'newPage'> {
  let started: Harness | undefined;
  beforeAll(async () => {
    started = await startHarness(entry);
  });
  afterAll(() => started?.close());
  return {
    newPage(options) {
      if (!started) throw new Error('pages are for the tests and the hooks after this one');
      return started.newPage(options);
    },
  };
}
