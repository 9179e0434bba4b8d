import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
// The one place that knows where a browser is.
import { findBrowser } from '../../../../scripts/browser.mjs';

/** Nothing inline is allowed and Trusted Types are required, as on the strictest host page. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

export interface Harness {
  /** A fresh page with the bundle; policy violations and page errors are collected in `faults`. */
  newPage(options?: BrowserContextOptions): Promise<Page & { faults: string[] }>;
  close(): Promise<void>;
}

/** Bundles a page module and opens it in Chromium. */
export async function startHarness(entry: URL): Promise<Harness> {
  const bundle = await build({
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
  const files = new Map(bundle.outputFiles.map((file) => [file.path.replace('/out', ''), file.text]));
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const script = files.get(path);
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    if (path === '/page.css') {
      response.setHeader('content-type', 'text/css');
      response.end('html,body{margin:0;height:100%;font-family:system-ui,sans-serif}');
      return;
    }
    response.end(
      script ??
        '<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Panel</title></head><body><script type="module" src="/page.js"></script></body></html>',
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
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
        if (entry.type() === 'error' || /violat/i.test(entry.text())) faults.push(entry.text());
      });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => 'openChat' in globalThis || 'openPanel' in globalThis);
      await page.evaluate(() => {
        document.documentElement.style.setProperty('height', '100%');
        document.body.style.setProperty('height', '100%');
        document.body.style.setProperty('margin', '0');
        document.body.style.setProperty('font-family', 'system-ui, sans-serif');
      });
      return Object.assign(page, { faults });
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}
