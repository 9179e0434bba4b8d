import { buildTestServer, type TestServer, type TestUser, testPassword } from '@teambrain/core/testing';
import embed from '@teambrain/plugin-embed/server';
import messaging from '@teambrain/plugin-messaging/server';
import presence from '@teambrain/plugin-presence/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { audit } from './axe.js';
import { type HostSite, startHostSite } from './host-site.js';
import { type AppStage, startAppStage } from './stage.js';

let server: TestServer;
let stage: AppStage;
let host: HostSite;
let owner: TestUser;
let room = '';
beforeAll(async () => {
  server = await buildTestServer({ plugins: [workspaces, rooms, messaging, presence, embed] });
  const { port } = await server.listen();
  [stage, host] = await Promise.all([startAppStage(port), startHostSite()]);
  owner = await server.register('olive');
  const { body } = await owner.inject({
    method: 'POST',
    url: '/v1/workspaces',
    body: { name: 'Acme', slug: 'acme' },
  });
  const made = await owner.inject({
    method: 'POST',
    url: `/v1/workspaces/${body.id}/rooms`,
    body: { name: 'Help', slug: 'help', visibility: 'public' },
  });
  room = made.body.id;
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(async () => {
  await host.close();
  await stage.close();
});

/** Signed in, at a path of the web app. */
async function enter(path: string, login = 'olive', context: BrowserContextOptions = {}) {
  const opened = await stage.open(path, { permissions: ['clipboard-read', 'clipboard-write'], ...context });
  const { page } = opened;
  await page.getByLabel('E-mail or username').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return opened;
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const confirm = (page: Page, name: string) =>
  page.locator('tb-dialog[open]').getByRole('button', { name }).click();

async function make(page: Page, name: string, origins: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Origins').fill(origins);
  await page.getByRole('button', { name: 'Create app' }).click();
  await page.getByRole('heading', { name: 'Your secret' }).waitFor();
}

/** Copies what a tab of a code block shows, as a person would. */
async function copyCode(page: Page, tab: string): Promise<string> {
  const block = page.locator('tb-playground-code').filter({ has: page.getByRole('tab', { name: tab }) });
  await block.getByRole('tab', { name: tab }).click();
  await block.getByRole('button', { name: 'Copy' }).click();
  await block.getByRole('button', { name: 'Copied' }).waitFor();
  return clipboard(page);
}

it('leads a newcomer from the account menu to code that works when pasted, and ends it all with one switch', async () => {
  const { page, problems } = await enter('/');
  await page.getByRole('button', { name: 'Account of olive' }).first().click();
  await page.getByRole('menuitem', { name: 'Embed in your site' }).click();
  await page.getByRole('heading', { name: 'No apps yet' }).waitFor();
  await page.getByRole('link', { name: 'Make the first app' }).click();
  await make(page, 'Shop', host.origin);
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Copy Line for your .env file' }).click();
  expect(await clipboard(page)).toBe(`TEAMBRAIN_APP_SECRET=${secret}`);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'Shop' }).waitFor();
  expect(await page.getByText(secret).count()).toBe(0);

  host.html = await copyCode(page, 'Script tag');
  await host.runBackend(await copyCode(page, 'Backend: Node'), secret);
  const shop = await (await stage.browser.newContext()).newPage();
  await shop.goto(host.origin);
  await shop.locator('team-brain-launcher-facade button').click();
  const composer = shop.locator('tb-messaging-panel textarea').first();
  await composer.fill('Does this ship to Lisbon?');
  await composer.press('Enter');
  await shop.locator('tb-messaging-panel article:not([data-state])').getByText('Lisbon').waitFor();

  // The new secret and the old one are both valid.
  await page.getByRole('tab', { name: 'Secrets' }).click();
  await page.getByRole('button', { name: 'New secret' }).click();
  await confirm(page, 'New secret');
  await page.getByRole('heading', { name: 'Your secret' }).waitFor();
  expect(await page.getByLabel('Secret', { exact: true }).inputValue()).not.toBe(secret);
  await page.getByText('In use').waitFor();
  await page.getByText(/^Valid until/).waitFor();
  await shop.reload();
  await shop.locator('team-brain-launcher-facade button').click();
  await shop.locator('tb-messaging-panel article').getByText('Lisbon').waitFor();

  await page.getByRole('button', { name: 'Switch off' }).click();
  await confirm(page, 'Switch off');
  await page.getByText('Switched off', { exact: true }).waitFor();
  await shop.getByText('The key of this chat is unknown or switched off.').waitFor({ timeout: 15_000 });
  expect(await composer.count()).toBe(0);
  const { body } = await owner.inject({ url: `/v1/rooms/${room}/messages` });
  expect(body.items.map(({ text }: { text: string }) => text)).toEqual(['Does this ship to Lisbon?']);
  expect(problems).toEqual([]);
});

it('opens the playground with an app of one’s own: signed in with its secret, as a guest, refused as nobody', async () => {
  const { page } = await enter('/settings/acme/embed/new');
  await page.getByRole('button', { name: 'Add this server' }).click();
  const origins = await page.getByLabel('Origins').inputValue();
  await page.getByRole('radio', { name: /^Guests may write/ }).check();
  await make(page, 'Tried', origins);
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  const link = await page.getByRole('link', { name: 'Open in the playground' }).getAttribute('href');
  await page.goto(stage.origin + link);
  const site = page.frameLocator('iframe');
  const composer = site.locator('tb-messaging-panel textarea').first();
  await composer.waitFor();
  await page.getByRole('tab', { name: 'Identity' }).click();
  await page.getByRole('radio', { name: 'Signed in' }).check();
  await page.getByLabel('Secret of the app').fill(secret);
  await page.getByLabel('Name', { exact: true }).fill('Petra Vale');
  await page.getByRole('button', { name: 'Sign in with this' }).click();
  await composer.fill('Hello from the playground');
  await composer.press('Enter');
  const sent = site.locator('tb-messaging-panel article:not([data-state])').filter({ hasText: 'Hello from' });
  await sent.getByText('Petra Vale').waitFor();
  expect(page.url()).not.toContain(secret.split('.')[1]);
  await page.getByRole('tab', { name: 'Methods' }).click();
  await page.getByRole('button', { name: 'Call setUser' }).click();
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ana Silva');
  await composer.fill('Somebody else');
  await composer.press('Enter');
  await site
    .locator('tb-messaging-panel article:not([data-state])')
    .filter({ hasText: 'Somebody else' })
    .getByText('Ana Silva')
    .waitFor();

  await page.getByRole('radio', { name: 'Nobody' }).check();
  await site.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await sent.filter({ visible: true }).count()).toBe(0);
  await page.getByRole('radio', { name: 'Guest' }).check();
  await page.getByRole('combobox', { name: /^Loaded by/ }).selectOption('script');
  // Reaching for the button brings the widget, whose own takes its place.
  await site.locator('team-brain-launcher-facade button').hover();
  await site.locator('team-brain button[part~="launcher"]').click();
  await sent.getByText('Petra Vale').waitFor();
});

describe('the form of an app', () => {
  it('says at the field what is wrong with an origin, by its line', async () => {
    const { page } = await enter('/settings/acme/embed/new');
    await page.getByLabel('Name', { exact: true }).fill('Wrong');
    await page.getByLabel('Origins').fill('https://acme.example\nhttp://acme.example');
    await page.getByRole('button', { name: 'Create app' }).click();
    await page
      .locator('#origins-note')
      .getByText(/^Line 2: must be https/)
      .waitFor();
    await expect
      .poll(() => page.getByLabel('Origins').evaluate((field) => field.matches(':focus')))
      .toBe(true);
  });

  it('keeps every setting', async () => {
    const { page } = await enter('/settings/acme/embed/new');
    await page.getByRole('radio', { name: /^Each with your staff/ }).check();
    await page.getByRole('checkbox', { name: 'olive' }).check();
    await page.getByRole('radio', { name: /^Guests may read/ }).check();
    await page.getByText('Panels, Plugins').click();
    await page.getByRole('button', { name: 'ask', exact: true }).click();
    await page.getByRole('button', { name: 'chat', exact: true }).click();
    await page.getByText('Theme', { exact: true }).click();
    await page
      .getByLabel('Paste a link of the playground')
      .fill('https://x.example/playground#color-accent=%230f766e&radius=4&mode=inline');
    await page.getByText('Limits', { exact: true }).click();
    await page.getByLabel('Open sockets, per visitor').fill('3');
    await page.getByLabel('Each token opens one session only').check();
    await make(page, 'Everything', 'https://all.example');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const { body } = await owner.inject({ url: `/v1/apps/${id}` });
    expect(body).toMatchObject({
      name: 'Everything',
      origins: ['https://all.example'],
      identity: 'optional',
      guests: 'read',
      conversation: 'perVisitor',
      staff: [owner.user.id],
      panels: ['ask', 'chat'],
      theme: {
        scheme: 'auto',
        properties: { 'color-accent': 'light-dark(#0f766e, #a5adff)', radius: '4px' },
      },
      limits: { sockets: 3 },
      singleUse: true,
    });
    const link = await page.getByRole('link', { name: 'Open in the playground' }).getAttribute('href');
    expect(link).toContain(`app=${body.key}`);
    expect(link).toContain('color-accent=%230f766e');
    expect(link).toContain('radius=4');
  });

  it('shows a change that somebody else made meanwhile, and lets one choose', async () => {
    const { page } = await enter('/settings/acme/embed/new');
    await make(page, 'Clash', 'https://clash.example');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const change = (body: object) => owner.inject({ method: 'PATCH', url: `/v1/apps/${id}`, body });
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Mine');
    await change({ name: 'Theirs' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else changed this app meanwhile').waitFor();
    await page.getByText('Different: name.').waitFor();
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await page.getByRole('heading', { name: 'Mine' }).waitFor();
    expect((await owner.inject({ url: `/v1/apps/${id}` })).body.name).toBe('Mine');
  });
});

describe('an app that others reach', () => {
  it('shows what it refused, by reason', async () => {
    const { page } = await enter('/settings/acme/embed/new');
    await make(page, 'Refusing', 'https://ok.example');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const { body } = await owner.inject({ url: `/v1/apps/${id}` });
    for (let count = 0; count < 2; count++)
      await server.inject({
        method: 'POST',
        url: '/v1/embed/session',
        headers: { origin: 'https://evil.example' },
        body: { appKey: body.key },
      });
    await expect
      .poll(async () => (await owner.inject({ url: `/v1/apps/${id}` })).body.refusals)
      .not.toEqual({});
    await page.reload();
    await page.getByRole('tab', { name: 'Refused' }).click();
    await page.getByRole('row', { name: /origin_refused 2/ }).waitFor();
  });

  it('is gone after it was deleted', async () => {
    const { page } = await enter('/settings/acme/embed/new');
    await make(page, 'Doomed', 'https://doomed.example');
    await page.getByRole('button', { name: 'Delete' }).click();
    await confirm(page, 'Delete');
    await page.getByRole('heading', { name: 'Embed the widget in your product' }).waitFor();
    expect(await page.getByText('Doomed').count()).toBe(0);
  });
});

it('shows members neither apps nor the way to them', async () => {
  const maud = await server.register('maud');
  await owner.inject({
    method: 'POST',
    url: '/v1/workspaces/acme/members',
    body: { userId: maud.user.id, role: 'member' },
  });
  const { page } = await enter('/settings/acme/embed', 'maud');
  await page.getByText('Only owners and admins of this workspace see this.').waitFor();
  expect(await page.getByRole('link', { name: 'Embed' }).count()).toBe(0);
});

it('says why nothing can be loaded, and tries again', async () => {
  const { page } = await enter('/settings/acme/people');
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await page.route(/\/apps(\?|$)/, (route) => route.abort());
  await page.getByRole('link', { name: 'Embed' }).click();
  await page.getByText('This could not be loaded').waitFor();
  await page.unroute(/\/apps(\?|$)/);
  await page.getByRole('button', { name: /again|Retry/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Embed the widget in your product' }).waitFor();
});

describe('axe finds nothing to complain about', () => {
  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ] as const)('in %s', async (_name, context) => {
    const { page, problems } = await enter('/settings/acme/embed/new', 'olive', context);
    await page.getByRole('heading', { name: 'New app' }).waitFor();
    for (const part of ['Panels, Plugins', 'Theme', 'Limits'])
      await page.getByText(part, { exact: true }).click();
    expect(await audit(page)).toEqual([]);
    await make(page, 'Audited', 'https://audited.example');
    expect(await audit(page)).toEqual([]);
    for (const tab of ['Settings', 'Secrets', 'Refused']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await audit(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.locator('tb-dialog[open]').waitFor();
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const path of [
      '/settings/acme/embed',
      '/settings/acme/people',
      '/settings/nowhere/people',
      '/admin',
    ]) {
      await page.goto(stage.origin + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      await expect.poll(() => page.locator('tb-spinner').count()).toBe(0);
      expect(await audit(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
    expect(problems).toEqual([]);
  });
});

describe('the people of a workspace', () => {
  it('are invited, given roles and removed', async () => {
    const nils = await server.register('nils');
    await owner.inject({
      method: 'POST',
      url: '/v1/workspaces/acme/members',
      body: { userId: nils.user.id, role: 'member' },
    });
    const { page } = await enter('/settings/acme/people');
    await page.getByLabel('Role of nils').selectOption('viewer');
    const role = async () => {
      const { body } = await owner.inject({ url: '/v1/workspaces/acme/members?limit=100' });
      return body.items.find(({ user }: { user: { id: string } }) => user.id === nils.user.id)?.role;
    };
    await expect.poll(role).toBe('viewer');
    await page.getByRole('button', { name: 'Invite people' }).click();
    await page.getByRole('button', { name: 'Make an invitation link' }).click();
    await page.getByLabel('Invitation link').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Open invitations' }).waitFor();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await expect.poll(() => page.getByRole('heading', { name: 'Open invitations' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove nils' }).click();
    await confirm(page, 'Remove');
    await expect.poll(role).toBeUndefined();
  });
});

describe('the page of the server', () => {
  it('switches a plugin off in open pages at once, and on again', async () => {
    const { page } = await enter('/settings/acme/embed');
    await page.getByRole('link', { name: 'Server' }).waitFor();
    const { page: admin, problems } = await enter('/admin');
    const embedding = admin.getByRole('switch', { name: 'embed on' });
    await embedding.click();
    await confirm(admin, 'Switch off');
    await page.getByText('Embedding is switched off').waitFor({ timeout: 2000 });
    await expect.poll(() => embedding.isChecked()).toBe(false);
    await embedding.click();
    await page.getByRole('heading', { name: 'Embed the widget in your product' }).waitFor();
    await admin.getByLabel('Find an account').fill('oli');
    await expect.poll(() => admin.getByText('@olive').count()).toBe(1);
    await expect.poll(() => admin.getByText('@maud').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('is closed to everybody else', async () => {
    await server.register('otto');
    const { page } = await enter('/admin', 'otto');
    await page.getByText('Only admins of this server see this.').waitFor();
  });
});
