import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../system/account.js';
import { type HostApp, type HostSite, openHostSite } from './host-site.js';

let site: HostSite;
beforeAll(async () => {
  site = await openHostSite();
}, 120_000);
afterEach(async () => {
  for (const context of site.browser.contexts()) await context.close();
});
afterAll(() => site?.close());

const tokenUrl = (app: HostApp, user: string): string => `/token?app=${app.key}&user=${user}`;
const pasted = (app: { key: string }, more = ''): string =>
  `<script async nonce="NONCE" src="SERVER/embed.js" data-app="${app.key}" ${more}></script>`;
const tag = (app: { key: string }, more: string): string =>
  `<script type="module" nonce="NONCE" src="SERVER/widget.js"></script>
  <team-brain server="SERVER" app="${app.key}" ${more}></team-brain>`;
const composer = (widget: Locator): Locator => widget.locator('tb-messaging-panel textarea').first();
const message = (widget: Locator, text: string): Locator => widget.locator('article').getByText(text);

async function say(page: Page, widget: Locator, text: string): Promise<void> {
  await composer(widget).fill(text);
  await page.keyboard.press('Enter');
  await message(widget, text).waitFor();
  await expect.poll(() => widget.locator('[data-state]').count()).toBe(0);
}
const post = (text: string) => must(site.owner.call('POST', `/rooms/${site.roomId}/messages`, { text }));

/** All texts in the page, its memory of this origin included. */
const leftBehind = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map((element) => (element.shadowRoot ? read(element.shadowRoot) : '') + element.textContent)
        .join('');
    return read(document) + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
  });

describe('a tag on the page of another product', () => {
  it('talks under a strict policy, with one request before it is wanted', async () => {
    const app = await site.app();
    await post('here **before** the page');
    const { page, widget, complaints, requests } = await site.open({
      body: pasted(app, `data-token-url="${tokenUrl(app, 'ulla')}"`),
    });
    const button = page.locator('team-brain-launcher-facade button');
    await button.waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests).toEqual([`${site.url}/embed.js`]);

    await button.click();
    await widget.getByText('before', { exact: true }).waitFor();
    // Whoever opens it may type at once.
    await expect.poll(() => widget.getByRole('textbox').evaluate((box) => box.matches(':focus'))).toBe(true);
    await say(page, widget, 'written on another site');
    const newest = () =>
      site.owner.call<{ items: { text: string }[] }>('GET', `/rooms/${site.roomId}/messages?limit=1`);
    await expect.poll(async () => (await newest()).body.items[0]?.text).toBe('written on another site');
    await post('an answer from elsewhere, see https://example.test/x');
    await message(widget, 'an answer from elsewhere').waitFor();

    const routed = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('tb-link', (event) => {
            event.preventDefault();
            resolve((event as CustomEvent<{ url: string }>).detail.url);
          }),
        ),
    );
    await widget.locator('article a').last().click();
    expect(await routed).toBe('https://example.test/x');
    expect(complaints).toEqual([]);
  });

  it('is loaded in a pinned version, checked by its hash', async () => {
    const app = await site.app();
    const hashes = (await (await fetch(`${site.url}/integrity.json`)).json()) as Record<string, string>;
    const script = (version: string): string =>
      `<script async nonce="NONCE" src="SERVER/v/${version}/embed.js" crossorigin integrity="${hashes['embed.js']}"
        data-app="${app.key}" data-token-url="${tokenUrl(app, 'ulla')}"></script>`;
    const { page, widget, complaints } = await site.open({ body: script(hashes.version as string) });
    await page.locator('team-brain-launcher-facade button').click();
    await composer(widget).waitFor();
    const server = await widget.evaluate(
      (element) => (element as unknown as { serverUrl: string }).serverUrl,
    );
    expect(server).toBe(site.url);
    expect(complaints).toEqual([]);
    expect((await fetch(`${site.url}/v/0.0.1/embed.js`)).status).toBe(404);
  });

  it('stays when the page swaps its body, on the same socket', async () => {
    const app = await site.app();
    const { page, widget, sockets } = await site.open({
      body: pasted(app, `data-token-url="${tokenUrl(app, 'ulla')}"`),
    });
    await page.locator('team-brain-launcher-facade button').click();
    await composer(widget).fill('Half a sentence');
    await page.evaluate(() => {
      const next = document.createElement('body');
      next.append('Another page');
      document.body.replaceWith(next);
    });
    await page.getByText('Another page').waitFor();
    expect(await composer(widget).inputValue()).toBe('Half a sentence');
    await post('after the swap');
    await message(widget, 'after the swap').waitFor();
    expect(sockets).toHaveLength(1);
  });
});

describe('identity', () => {
  it('goes from guest to user and out again, and leaks nothing', async () => {
    const app = await site.app({
      identity: 'optional',
      guests: 'write',
      conversation: 'perVisitor',
      staff: [site.owner.id],
    });
    const { page, widget, complaints } = await site.open({ body: tag(app, 'guest') });
    for (const text of ['guest one', 'guest two', 'guest three']) await say(page, widget, text);

    const become = (user: string, merge: boolean): Promise<void> =>
      page.evaluate(
        async ([address, isMerging]) => {
          const element = document.querySelector('team-brain') as Element & {
            setUser(getToken: () => Promise<string>, options: { merge: boolean }): Promise<void>;
          };
          await element.setUser(async () => (await fetch(address as string)).text(), {
            merge: isMerging as boolean,
          });
        },
        [tokenUrl(app, user), merge] as const,
      );
    await become('u1', true);
    for (const text of ['guest one', 'guest two', 'guest three']) await message(widget, text).waitFor();
    await say(page, widget, 'private to u1');

    await page.evaluate(() =>
      (document.querySelector('team-brain') as Element & { signOut(): Promise<void> }).signOut(),
    );
    await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
    const left = await leftBehind(page);
    for (const text of ['guest one', 'guest two', 'guest three', 'private to u1'])
      expect(left).not.toContain(text);

    await become('u2', true);
    await composer(widget).waitFor();
    await say(page, widget, 'u2 was here');
    for (const text of ['guest one', 'private to u1']) expect(await message(widget, text).count()).toBe(0);
    // What was under way at the sign-out is refused, and nothing else.
    expect(complaints.filter((line) => !line.includes('401'))).toEqual([]);
  });

  it('shows why a page, a key or a visitor is refused', async () => {
    const elsewhere = await site.app({ origins: ['https://elsewhere.example'] });
    const closed = await site.app();
    const cases = [
      [tag(elsewhere, `token-url="${tokenUrl(elsewhere, 'ulla')}"`), 'is not on the list of sites'],
      [tag({ key: `pk_${'x'.repeat(24)}` }, 'guest'), 'The key of this chat is unknown'],
      [tag(closed, 'guest'), 'Please sign in'],
      [tag(closed, 'token-url="/token?app=nobody"'), 'Please sign in'],
    ] as const;
    for (const [body, reason] of cases) {
      const { page } = await site.open({ body });
      await page.getByText(reason).waitFor();
    }
    const { page, widget } = await site.open({ body: cases[1][0] });
    await page.getByText('Request ').waitFor();
    await widget.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The key of this chat is unknown').waitFor();
  });

  it('takes somebody in where the page signs them in later', async () => {
    const app = await site.app();
    const { page, widget } = await site.open({ body: tag(app, 'token-url="/token?app=nobody"') });
    const asked = page.evaluate(
      () => new Promise((resolve) => document.addEventListener('tb-auth-required', () => resolve(true))),
    );
    await widget.getByRole('button', { name: 'Sign in' }).click();
    expect(await asked).toBe(true);
    await widget.evaluate(
      (element, address) => element.setAttribute('token-url', address),
      tokenUrl(app, 'ulla'),
    );
    await composer(widget).waitFor();
  });
});

describe('a visitor whom the page does not know', () => {
  it('goes on as a guest where the tag says so, and reads where guests may only read', async () => {
    const app = await site.app({ identity: 'optional', guests: 'read' });
    await post('for everybody to read');
    const { page, widget } = await site.open({ body: tag(app, 'guest token-url="/token?app=nobody"') });
    await message(widget, 'for everybody to read').waitFor();
    await page.getByText('You can read here, but not write.').waitFor();
    expect(await composer(widget).count()).toBe(0);
  });
});

describe('a hostile page', () => {
  it('may block every storage: people connect, write and read, and are told that nothing is kept', async () => {
    const app = await site.app({ identity: 'optional', guests: 'write' });
    const { page, widget, complaints } = await site.open({
      body: tag(app, 'guest'),
      before: () => {
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('Blocked', 'SecurityError');
            },
          });
        Object.defineProperty(document, 'cookie', {
          get() {
            throw new DOMException('Blocked', 'SecurityError');
          },
          set() {
            throw new DOMException('Blocked', 'SecurityError');
          },
        });
      },
    });
    await say(page, widget, 'written without a storage');
    await post('read without a storage');
    await message(widget, 'read without a storage').waitFor();
    await page.getByText('not kept on this device').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('two widgets on one page', () => {
  it('of one user share one socket', async () => {
    const app = await site.app();
    const address = tokenUrl(app, 'ulla');
    const { page, sockets } = await site.open({
      body: `${tag(app, `id="one" token-url="${address}"`)}
        <team-brain server="SERVER" app="${app.key}" id="two" token-url="${address}"></team-brain>`,
    });
    const [one, two] = [page.locator('#one'), page.locator('#two')];
    await composer(two).waitFor();
    await say(page, one, 'seen in both');
    await message(two, 'seen in both').waitFor();
    expect(sockets).toHaveLength(1);
  });

  it('share one socket, too, after both were told who signed in', async () => {
    const app = await site.app();
    const { page, sockets } = await site.open({
      body: `${tag(app, 'id="one"')}<team-brain server="SERVER" app="${app.key}" id="two"></team-brain>`,
    });
    const tell = (user: string): Promise<void> =>
      page.evaluate(
        async (address) => {
          type Element = HTMLElement & { setUser(getToken: () => Promise<string>): Promise<void> };
          const host = window as unknown as { signedIn: string; getToken?: () => Promise<string> };
          host.signedIn = address;
          // The same function, whoever it speaks for.
          host.getToken ??= async () => (await fetch(host.signedIn)).text();
          const { getToken } = host;
          await customElements.whenDefined('team-brain');
          for (const widget of document.querySelectorAll<Element>('team-brain'))
            await widget.setUser(getToken);
        },
        tokenUrl(app, user),
      );
    await tell('ulla');
    const [one, two] = [page.locator('#one'), page.locator('#two')];
    await composer(two).waitFor();
    await say(page, one, 'told to both');
    await message(two, 'told to both').waitFor();
    const before = sockets.length;
    await tell('bo');
    await composer(one).waitFor();
    await say(page, two, 'told to both again');
    await message(one, 'told to both again').waitFor();
    // One for the guest that was here first, at most, and one for each who signed in.
    expect(before).toBeLessThanOrEqual(2);
    expect(sockets.length - before).toBe(1);
  });

  it('of two users share nothing', async () => {
    const [shop, bank] = [await site.app(), await site.app({ name: 'Bank' })];
    const { page, sockets } = await site.open({
      body: `${pasted(shop, `data-id="one" data-mode="inline" data-token-url="${tokenUrl(shop, 'ulla')}"`)}
        ${pasted(bank, `data-id="two" data-mode="inline" data-token-url="${tokenUrl(bank, 'bo')}"`)}`,
    });
    for (const facade of await page.locator('team-brain-launcher-facade button').all())
      await facade.waitFor();
    await expect.poll(() => page.locator('team-brain-launcher-facade').count()).toBe(2);
    await page.locator('team-brain-launcher-facade').evaluateAll((facades) => {
      for (const facade of facades) facade.shadowRoot?.querySelector('button')?.focus();
    });
    const [one, two] = [page.locator('#one'), page.locator('#two')];
    await composer(one).fill('a draft of ulla');
    await composer(two).waitFor();
    await expect.poll(() => sockets.length).toBe(2);
    expect(await composer(two).inputValue()).toBe('');
  });
});

describe('what the app says', () => {
  it('colours the widget, and the page comes before it', async () => {
    const app = await site.app({
      theme: { scheme: 'dark', properties: { 'color-accent': 'rgb(10, 120, 110)', radius: '3px' } },
    });
    const { page, widget } = await site.open({ body: tag(app, `token-url="${tokenUrl(app, 'ulla')}"`) });
    await composer(widget).waitFor();
    const look = () =>
      widget.evaluate((element) => {
        const style = getComputedStyle(element);
        return [
          style.getPropertyValue('--tb-color-accent'),
          style.getPropertyValue('--tb-radius'),
          style.colorScheme,
        ];
      });
    await expect.poll(look).toEqual(['rgb(10, 120, 110)', '3px', 'dark']);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('team-brain { --tb-radius: 20px }');
      document.adoptedStyleSheets.push(sheet);
    });
    expect((await look())[1]).toBe('20px');
  });

  it('takes a panel away within two seconds, and brings it back', async () => {
    const app = await site.app();
    const { widget } = await site.open({ body: tag(app, `token-url="${tokenUrl(app, 'ulla')}"`) });
    await composer(widget).waitFor();
    const change = (plugins: string[] | null) =>
      must(site.owner.call('PATCH', `/apps/${app.id}`, { plugins }));
    await change(['rooms', 'presence']);
    await expect.poll(() => composer(widget).isVisible(), { timeout: 2_000 }).toBe(false);
    await change(null);
    await expect.poll(() => composer(widget).isVisible(), { timeout: 2_000 }).toBe(true);
  });
});
