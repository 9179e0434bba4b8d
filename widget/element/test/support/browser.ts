import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../../scripts/browser.mjs';
import { templatePlugin } from '../../../../scripts/minify-templates.mjs';

/** The strictest page that the widget promises to work on: no styles from anywhere, Trusted Types on. */
export const strictPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self'; " +
  "require-trusted-types-for 'script'";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The widget, the loader and the fixture, built from source as they are shipped. */
async function buildFiles(): Promise<Map<string, string>> {
  const common: BuildOptions & { write: false } = {
    absWorkingDir: source('../../../..'),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/out',
    target: 'es2022',
    charset: 'ascii',
    conditions: ['teambrain-source', 'browser'],
    tsconfig: source('../../../../tsconfig.json'),
    plugins: [templatePlugin],
  };
  const outputs = await Promise.all([
    build({
      ...common,
      entryPoints: { page: source('./page.ts'), widget: source('../../src/widget.ts') },
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    build({ ...common, entryPoints: { embed: source('../../src/embed.ts') }, format: 'iife' }),
  ]);
  return new Map(
    outputs
      .flatMap(({ outputFiles }) => outputFiles)
      .map(({ path, text }) => [path.replace('/out', ''), text]),
  );
}

export interface PageOptions {
  /** Attributes of `<html>`: class, dir, lang. */
  html?: string;
  head?: string;
  body?: string;
  css?: string;
  policy?: string;
}

export interface Stage {
  browser: Browser;
  origin: string;
  /** Paths that were asked for, in order. */
  requests: string[];
  /** Opens a page that is put together from these. */
  open(options?: PageOptions, context?: BrowserContextOptions): Promise<StagePage>;
  close(): Promise<void>;
}

export interface StagePage {
  page: Page;
  /** Violations of the content security policy, and errors of scripts. */
  problems: string[];
}

export async function startStage(): Promise<Stage> {
  const files = await buildFiles();
  const requests: string[] = [];
  let document = '';
  let styles = '';
  let policy = strictPolicy;
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stage');
    requests.push(pathname);
    const file = files.get(pathname);
    if (file !== undefined) return response.setHeader('content-type', 'text/javascript').end(file);
    if (pathname === '/page.css') return response.setHeader('content-type', 'text/css').end(styles);
    if (pathname !== '/') return response.writeHead(404).end();
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html; charset=utf-8').end(document);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

  return {
    browser,
    origin,
    requests,
    async open(options = {}, context = {}) {
      const { html = '', head = '', body = '<h1>Host</h1>', css = '' } = options;
      policy = options.policy ?? strictPolicy;
      styles = css;
      document = `<!doctype html><html ${html} lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><title>Host</title>
        <link rel="stylesheet" href="/page.css">${head}</head><body>${body}</body></html>`;
      requests.length = 0;
      const page = await (
        await browser.newContext({ viewport: { width: 1100, height: 800 }, ...context })
      ).newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
          problems.push(message.text());
      });
      await page.goto(origin);
      return { page, problems };
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The page with the widget on a mock server; settled once the widget is ready. */
export async function openWidget(
  stage: Stage,
  attributes: Record<string, string> = { mode: 'launcher' },
  options: PageOptions = {},
  context: BrowserContextOptions = {},
): Promise<StagePage> {
  const opened = await stage.open(
    { ...options, head: `<script type="module" src="/page.js"></script>` },
    context,
  );
  await opened.page.waitForFunction(() => 'makeFixture' in window);
  await opened.page.evaluate(async (given) => {
    const { widget } = await window.makeFixture(given);
    await widget.ready;
  }, attributes);
  return opened;
}
