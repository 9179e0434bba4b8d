import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import messaging from '@teambrain/plugin-messaging/server';
import presence from '@teambrain/plugin-presence/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clippedTexts } from '../../../widget/element/test/support/text-fit.js';
import { audit } from './axe.js';
import { type AppStage, startAppStage } from './stage.js';

let server: TestServer;
let stage: AppStage;
beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, messaging, presence] });
  const { port } = await server.listen();
  stage = await startAppStage(port);
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const composer = (page: Page) => page.locator('tb-messaging-panel textarea').first();
const messages = (page: Page) => page.locator('tb-messaging-panel article');

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@acme.example`);
  await page.getByLabel('Password', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: 'Create account' }).click();
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('E-mail or username').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function founder(name: string): Promise<Page> {
  const { page } = await stage.open('/signup');
  await signUp(page, name);
  await page.getByLabel('Name of the workspace').fill(`${name} Studio`);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await composer(page).waitFor();
  return page;
}

describe('somebody new', () => {
  it('signs up, names a workspace and talks, with nothing refused by the content policy', async () => {
    const { page, problems } = await stage.open('/');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await signUp(page, 'Mira');
    await page.getByLabel('Name of the workspace').fill('Mira Studio');
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await composer(page).fill('Hello **everybody**');
    await composer(page).press('Enter');
    await messages(page).getByText('everybody').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/w\/mira-studio\/[0-9a-f-]{36}$/);
    expect(problems).toEqual([]);
  });

  it('is told at the field what the server has against it', async () => {
    await founder('Nora');
    const { page } = await stage.open('/signup');
    await signUp(page, 'Nora');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('already');
  });

  it('follows an invitation, signs up on the way, and lands in the workspace', async () => {
    const host = await founder('Olga');
    await host.getByRole('button', { name: 'Invite people' }).click();
    await host.getByRole('button', { name: 'Make an invitation link' }).click();
    const link = await host.getByLabel('Invitation link').inputValue();
    const { page } = await stage.open(link.slice(new URL(link).origin.length));
    await page.getByRole('link', { name: 'Create account' }).click();
    await signUp(page, 'Piotr');
    await composer(page).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/w\/olga-studio/);
  });
});

describe('somebody known', () => {
  it('stays signed in over a reload, and is out after signing out', async () => {
    const page = await founder('Quinn');
    await page.reload();
    await composer(page).waitFor();
    await page.getByRole('button', { name: 'Account of Quinn' }).first().click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  });

  it('goes where they wanted to go before signing in', async () => {
    const first = await founder('Rosa');
    const { pathname } = new URL(first.url());
    const { page } = await stage.open(pathname);
    await signIn(page, 'rosa');
    await composer(page).waitFor();
    expect(new URL(page.url()).pathname).toBe(pathname);
  });

  it('hears that the password is wrong, and can try again', async () => {
    await server.register('sven');
    const { page } = await stage.open('/login');
    await page.getByLabel('E-mail or username').fill('sven');
    await page.getByLabel('Password', { exact: true }).fill('not this one at all');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('wrong');
    await signIn(page, 'sven');
    await page.getByRole('heading', { name: /let us start/ }).waitFor();
  });
});

it('sets a forgotten password by the link that was sent', async () => {
  await server.register('wilma');
  const { page, problems } = await stage.open('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail or username').fill('wilma');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('the link is on its way').waitFor();
  const sent = () =>
    server.logged
      .map(({ msg }) => /link for wilma is .*(\/reset#k=[\w-]+)/.exec(String(msg))?.[1])
      .find(Boolean);
  await expect.poll(sent, { timeout: 15_000 }).toBeDefined();
  const { page: mailed } = await stage.open(sent() as string);
  await mailed.getByLabel('New password').fill('a quite different sentence');
  await mailed.getByRole('button', { name: 'Set the password' }).click();
  await mailed.getByText('has been changed').waitFor();
  await mailed.getByRole('link', { name: 'Sign in' }).click();
  await mailed.getByLabel('E-mail or username').fill('wilma');
  await mailed.getByLabel('Password', { exact: true }).fill('a quite different sentence');
  await mailed.getByRole('button', { name: 'Sign in' }).click();
  await mailed.getByRole('heading', { name: /let us start/ }).waitFor();
  expect(problems).toEqual([]);
});

it('carries a message from one browser to another', async () => {
  const one = await founder('Tara');
  const { page: two } = await stage.open(new URL(one.url()).pathname);
  await signIn(two, 'tara');
  await composer(two).waitFor();
  await composer(one).fill('Can you see this?');
  await composer(one).press('Enter');
  await messages(two).getByText('Can you see this?').waitFor();
});

it.each(['/login', '/signup', '/forgot', '/nowhere'])(
  'grows with the size of text that the reader has set, and fits a phone: %s',
  async (path) => {
    const { page } = await stage.open(path, { viewport: { width: 390, height: 800 } });
    const heading = page.getByRole('heading', { level: 1 }).first();
    const size = () => heading.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    await heading.waitFor();
    const before = await size();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await expect.poll(size).toBe(2 * before);
    expect(await clippedTexts(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  },
);

describe('axe finds nothing to complain about', () => {
  it.each([
    '/login',
    '/signup',
    '/forgot',
    '/reset#k=x',
    '/setup#k=x',
    '/invite#t=x',
    '/settings/x/nothing',
    '/playground',
  ])('on %s', async (path) => {
    const { page, problems } = await stage.open(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await audit(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('in the talk, with the account open, in the dark, on a phone', async () => {
    const page = await founder('Uma');
    expect(await audit(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: 'Account of Uma' }).first().click();
    await page.getByRole('menuitem', { name: 'Profile and devices' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await audit(page)).toEqual([]);
  });
});
