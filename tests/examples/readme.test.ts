import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { liveThrough } from '../embedding/live-through.js';
import { type CodeBlock, codeBlocks } from '../embedding/readme.js';
import { endGroup, examples, openShop, root, type Shop } from '../embedding/shop.js';

/** The steps of the section, in order, as a newcomer copies them. */
const steps = codeBlocks(join(root, 'README.md'), '## Embed it in your product');
const [start, makeApp, tag, backend, serve] = steps as [
  CodeBlock,
  CodeBlock,
  CodeBlock,
  CodeBlock,
  CodeBlock,
];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop(start.text, makeApp.text);
}, 180_000);
afterAll(() => shop?.close());

it('has five steps', () => {
  expect(steps.map(({ language }) => language)).toEqual(['sh', 'sh', 'html', 'js', 'sh']);
});

it('shows the files that the last step serves', () => {
  expect(readFileSync(join(examples, 'html/server.mjs'), 'utf8')).toBe(backend.text);
  const lines = (text: string): string => text.replace(/^\s+/gm, '').trim();
  expect(lines(readFileSync(join(examples, 'html/index.html'), 'utf8'))).toContain(lines(tag.text));
});

it('lets a newcomer who follows it word by word talk from a page of their own', async () => {
  // The tag as the second step printed it, in a page and beside a backend that are the README's and nothing more.
  const printed = shop.printed.slice(shop.printed.indexOf('<script'), shop.printed.indexOf('</script>') + 9);
  const key = shop.env.TEAMBRAIN_APP_KEY as string;
  expect(printed).toBe(tag.text.trim().replace('pk_…', key).replace('http://localhost:4321', shop.url));
  const product = join(root, 'tests/.artifacts/newcomer');
  const folder = join(product, 'examples/embed/html');
  rmSync(product, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(examples, '.env'), join(folder, '../.env'));
  cpSync(join(examples, 'html/package.json'), join(folder, 'package.json'));
  writeFileSync(join(folder, 'server.mjs'), backend.text);
  const listener = `document.addEventListener('tb-message', (event) => {
    document.querySelector('output').textContent = event.detail.message.text;
  });`;
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><output></output>${printed}<script>${listener}</script>`,
  );
  const site = await shop.serve(serve.text, product);
  try {
    await liveThrough(shop);
  } finally {
    await endGroup(site);
  }
}, 90_000);
