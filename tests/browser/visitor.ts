import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One person at a browser, and what they do in the app. */
export interface Visitor {
  page: Page;
  /** Script errors, refused content and whatever else the console called an error. */
  problems: string[];
  /** Requests that the server refused: status, method and path. */
  refused: string[];
  composer: Locator;
  open(path: string): Promise<void>;
  signUp(name: string): Promise<void>;
  signIn(login: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  say(text: string): Promise<void>;
  /** The message with this text in the history. */
  message(text: string | RegExp): Locator;
  /** Presses a button of the toolbar of a message. */
  act(message: Locator, name: string): Promise<void>;
  /** Chooses from the menu of a message. */
  choose(message: Locator, item: string): Promise<void>;
  space(name: string): Locator;
  /** What axe objects to. */
  audit(): Promise<string[]>;
}

const password = 'a long phrase for one person';

export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  // Half-faded colours of a panel on its way in would count as too little contrast.
  const still: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' };
  const context = await browser.newContext({ ...still, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  const refused: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (entry) => {
    // The browser's own line about an answer that is not 2xx; such answers are in `refused`.
    if (entry.type() === 'error' && !entry.text().startsWith('Failed to load resource'))
      problems.push(entry.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400)
      refused.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  const history = page.locator('tb-messaging-panel .main tb-message-list');
  const composer = page.locator('tb-messaging-panel .main .foot textarea');
  const visitor: Visitor = {
    page,
    problems,
    refused,
    composer,
    async open(path) {
      await page.goto(new URL(path, url).href);
    },
    async signUp(name) {
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@acme.example`);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create account' }).click();
    },
    async signIn(login, secret) {
      await page.getByLabel('E-mail or username').fill(login);
      await page.getByLabel('Password', { exact: true }).fill(secret);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    async signOut() {
      await page
        .getByRole('button', { name: /^Account of/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    },
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) =>
      history.locator('article').filter({ has: page.locator('.text, .gone').filter({ hasText: text }) }),
    async act(message, name) {
      await message.hover();
      await message.getByRole('button', { name, exact: true }).click();
    },
    async choose(message, item) {
      await visitor.act(message, 'More actions');
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
    space: (name) => page.locator('tb-rooms-panel li').filter({ hasText: name }),
    async audit() {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: AxeLike }).axe.run();
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        );
      });
    },
  };
  return visitor;
}

interface AxeLike {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
