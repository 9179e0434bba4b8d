import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installExamples } from '../embedding/install.js';
import { liveThrough } from '../embedding/live-through.js';
import { codeBlocks } from '../embedding/readme.js';
import { endGroup, examples, openShop, root, type Shop } from '../embedding/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 180_000);
afterAll(() => shop?.close());

/** The commands of each code block of a README, without their comments. */
const commandsIn = (name: string): string[][] =>
  codeBlocks(join(examples, name, 'README.md')).map(({ text }) =>
    text
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter(Boolean),
  );

/** What `openShop` did, as every example asks for it. */
const prepared = ['npm start', 'node examples/embed/make-app.mjs http://localhost:3000'];

describe('the widget lives in', () => {
  it('a plain page', async () => {
    expect(commandsIn('html')).toEqual([prepared, ['npm start']]);
    // Where the reader would put the key into the page: a copy of it.
    const folder = join(root, 'tests/.artifacts/plain-page/html');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(join(examples, 'html'), folder, { recursive: true });
    cpSync(join(examples, '.env'), join(folder, '../.env'));
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
      .replace('pk_…', shop.env.TEAMBRAIN_APP_KEY as string)
      .replace('http://localhost:4321', shop.url);
    writeFileSync(join(folder, 'index.html'), page);
    const site = await shop.serve('npm start', folder);
    try {
      await liveThrough(shop);
    } finally {
      await endGroup(site);
    }
  }, 60_000);

  describe('a framework', () => {
    beforeAll(installExamples, 300_000);

    it.each([
      ['React', 'react'],
      ['Vue', 'vue'],
      ['Svelte', 'svelte'],
      ['Angular', 'angular'],
      ['Next, rendered on the server', 'ssr'],
    ])(
      '%s',
      async (_framework, name) => {
        const [before, [install, build, start] = []] = commandsIn(name);
        expect([before, install]).toEqual([['npm run build', ...prepared], 'npm install']);
        const folder = join(examples, name);
        shop.run(build as string, folder);
        const site = await shop.serve(start as string, folder);
        try {
          await liveThrough(shop);
        } finally {
          await endGroup(site);
        }
      },
      180_000,
    );

    it('and Next sends the tag before any script runs', async () => {
      const site = await shop.serve('npm start', join(examples, 'ssr'));
      try {
        const page = await (await fetch(shop.site)).text();
        expect(page).toMatch(/<team-brain [^>]*token-url="\/api\/teambrain-token"[^>]*><\/team-brain>/);
        expect(page).toContain(`app="${shop.env.TEAMBRAIN_APP_KEY}"`);
      } finally {
        await endGroup(site);
      }
    }, 60_000);
  });
});

it('keeps the secret of the app out of what pages are made of', () => {
  const built = ['react', 'vue', 'svelte', 'angular'].map((name) => join(examples, name, 'dist'));
  expect(built.filter((folder) => !existsSync(folder))).toEqual([]);
  const secret = shop.env.TEAMBRAIN_APP_SECRET as string;
  expect(shop.run(`grep -rlF '${secret}' ${built.join(' ')} || true`, root)).toBe('');
});
