import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';
import type {} from './page.js';

let browser: Browser;
let script = '';
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const root = resolve(import.meta.dirname, '../..');
  const here = createRequire(import.meta.url);
  // The wrapper stands beside React 19: both have to be one React, the one of this folder.
  const react = (name: string): string => dirname(here.resolve(`${name}/package.json`));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['teambrain-source', 'browser'],
    tsconfig: join(root, 'tsconfig.json'),
    alias: { react: react('react'), 'react-dom': react('react-dom') },
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  script = outputFiles[0]?.text ?? '';
  browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.route('https://app.example/**', (route) =>
    route.request().url().endsWith('/page.js')
      ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><html lang="en"><link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script>',
        }),
  );
  await page.goto('https://app.example/');
  await page.waitForFunction(() => 'react' in window);
  return () => page.context().close();
});

const heard = (): Promise<string[]> => page.evaluate(() => [...window.react.heard]);

it('puts the widget into a page of React 18: attributes, a client as a property, handlers, a ref, and takes it away', async () => {
  expect(await page.evaluate(() => window.react.version)).toMatch(/^18\./);
  await page.evaluate(() => {
    const { client } = window.react;
    const props = {
      client,
      mode: 'launcher',
      label: 'Talk to us',
      titleBadge: true,
      className: 'chat',
    } as const;
    window.react.draw(props, ['onOpen', 'onMessageSent']);
  });
  const widget = page.locator('team-brain.chat');
  await page.getByRole('button', { name: 'Talk to us' }).click();
  const field = page.getByRole('textbox', { name: 'Message #design' });
  await field.fill('Written in React 18');
  await field.press('Enter');
  await page.locator('article:not([data-state])').getByText('Written in React 18').waitFor();
  const first = ['onOpen', 'onMessageSent'];
  // The ref is null until the widget's code is there.
  const set = (each: string): boolean => each !== 'ref gone';
  await expect.poll(async () => (await heard()).filter(set)).toEqual(['ref function', ...first]);
  expect(await widget.getAttribute('title-badge')).toBe('');
  // An object is a property and no attribute.
  expect(await widget.getAttribute('client')).toBeNull();
  expect(
    await widget.evaluate(
      (element) => (element as HTMLElement & { client: unknown }).client === window.react.client,
    ),
  ).toBe(true);

  // The same props do not close what a reader opened; another handler takes the place of the one before.
  await page.evaluate(() => {
    const { client } = window.react;
    window.react.draw({ client, mode: 'launcher', label: 'Ask', titleBadge: true, className: 'chat' }, [
      'onClose',
    ]);
  });
  await expect.poll(() => widget.getAttribute('label')).toBe('Ask');
  expect(await field.isVisible()).toBe(true);
  await field.press('Escape');
  await page.getByRole('button', { name: 'Ask' }).click();
  await field.waitFor();
  expect((await heard()).filter((each) => !each.startsWith('ref'))).toEqual([...first, 'onClose']);

  await page.evaluate(() => window.react.draw(null));
  await widget.waitFor({ state: 'detached' });
  await page.evaluate(() => window.react.unmount());
  expect((await heard()).at(-1)).toBe('ref gone');
  expect(complaints).toEqual([]);
});
