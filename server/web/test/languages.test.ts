import { buildTestServer, type TestServer, testPassword } from '@teambrain/core/testing';
import embed from '@teambrain/plugin-embed/server';
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
  server = await buildTestServer({ plugins: [workspaces, rooms, messaging, presence, embed] });
  const { port } = await server.listen();
  stage = await startAppStage(port);
  // The first account administers the server.
  const admin = await server.register('olive');
  const workspace = { name: 'Acme', slug: 'acme' };
  const { body } = await admin.inject({ method: 'POST', url: '/v1/workspaces', body: workspace });
  const space = { name: 'Design', slug: 'design', visibility: 'public' };
  await admin.inject({ method: 'POST', url: `/v1/workspaces/${body.id}/rooms`, body: space });
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const composer = (page: Page) => page.locator('tb-messaging-panel textarea').first();
const language = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.title]);

async function signIn(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(testPassword);
  await page.locator('form button.primary').click();
}

const readers = [
  {
    locale: 'ar-EG',
    name: 'Amal',
    page: ['ar-EG', 'rtl', 'إنشاء الحساب · TeamBrain'],
    labels: ['اسمك', 'البريد الإلكتروني', 'كلمة المرور'],
    register: 'إنشاء الحساب',
    workspace: 'اسم مساحة العمل',
    create: 'إنشاء مساحة العمل',
    first: 'عام',
    add: 'جديد',
    addSpace: 'إنشاء مساحة',
  },
  {
    locale: 'ja-JP',
    name: 'Hana',
    page: ['ja-JP', 'ltr', 'アカウントを作る · TeamBrain'],
    labels: ['お名前', 'メールアドレス', 'パスワード'],
    register: 'アカウントを作る',
    workspace: 'ワークスペースの名前',
    create: 'ワークスペースを作成',
    first: '全般',
    add: '新規',
    addSpace: 'スペースを作成',
  },
] as const;

describe.each(readers)('a reader of $locale', (reader) => {
  it('registers, signs in again and creates a space, every text in its place', async () => {
    const { page, problems } = await stage.open('/signup', { locale: reader.locale });
    const [name, email, password] = reader.labels;
    await page.getByLabel(name, { exact: true }).fill(reader.name);
    expect(await language(page)).toEqual(reader.page);
    await page.getByLabel(email).fill(`${reader.name.toLowerCase()}@acme.example`);
    await page.getByLabel(password, { exact: true }).fill(testPassword);
    expect(await clippedTexts(page)).toEqual([]);
    expect(await audit(page)).toEqual([]);
    await page.getByRole('button', { name: reader.register }).click();
    await page.getByLabel(reader.workspace).fill(`${reader.name} Studio`);
    await page.getByRole('button', { name: reader.create }).click();
    await composer(page).waitFor();
    const { pathname } = new URL(page.url());

    const { page: again } = await stage.open(pathname, { locale: reader.locale });
    await signIn(again, reader.name.toLowerCase());
    await composer(again).waitFor();
    await again.locator('tb-rooms-panel').getByText(reader.first).waitFor();
    await again.locator('tb-rooms-panel').getByRole('button', { name: reader.add }).first().click();
    await again.getByRole('menuitem', { name: reader.addSpace }).click();
    await again.locator('tb-dialog[open] input').first().fill('Tokens');
    await again.locator('tb-dialog[open] button.primary').click();
    await again.locator('tb-rooms-panel').getByText('tokens', { exact: false }).waitFor();
    expect(await clippedTexts(again)).toEqual([]);
    expect(await audit(again)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe('the language', () => {
  it('is changed on the spot where one signs in, keeps what was typed, and stays chosen', async () => {
    const { page } = await stage.open('/login', { locale: 'en-GB' });
    await page.getByLabel('E-mail or username').fill('olive');
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Willkommen zurück' }).waitFor();
    expect(await page.getByLabel('E-Mail oder Benutzername').inputValue()).toBe('olive');
    await page.getByLabel('Passwort', { exact: true }).fill('not this one at all');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toBe('Der Name oder das Passwort ist falsch.');
    await page.reload();
    await page.getByRole('heading', { name: 'Willkommen zurück' }).waitFor();
    expect(await language(page)).toEqual(['de', 'ltr', 'Anmelden · TeamBrain']);
  });

  it('is changed in the account menu, for the widget in the page as well', async () => {
    const { page } = await stage.open('/w/acme', { locale: 'en-GB' });
    await signIn(page, 'olive');
    await page.getByRole('button', { name: 'Account of olive' }).first().click();
    await page.getByRole('menuitem', { name: 'Language' }).click();
    expect(await page.getByRole('menuitemradio', { checked: true }).textContent()).toContain('English');
    await page.getByRole('menuitemradio', { name: 'العربية' }).click();
    await page.getByRole('button', { name: 'حساب' }).first().waitFor();
    await page.locator('tb-rooms-panel').getByText('المساحات').first().waitFor();
    expect(await language(page)).toEqual(['ar', 'rtl', 'Acme · TeamBrain']);
  });

  it('is the first of the browser’s that the app speaks, with the region for dates', async () => {
    const { page } = await stage.open('/login', { locale: 'de-AT' });
    await page.getByRole('heading', { name: 'Willkommen zurück' }).waitFor();
    expect((await language(page))[0]).toBe('de-AT');
    const { page: unknown } = await stage.open('/login', { locale: 'eo' });
    await unknown.getByRole('heading', { name: 'Welcome back' }).waitFor();
    expect((await language(unknown))[0]).toBe('en');
  });

  it('is the reader’s where the server refuses a field', async () => {
    const { page } = await stage.open('/signup', { locale: 'fr' });
    await page.getByLabel('Votre nom').fill('Zoé');
    await page.getByLabel('Nom d’utilisateur').fill('z o é');
    await page.getByLabel('E-mail').fill('zoe@acme.example');
    await page.getByLabel('Mot de passe', { exact: true }).fill(testPassword);
    await page.getByRole('button', { name: 'Créer le compte' }).click();
    await page.getByText('Un nom d’utilisateur compte de 2 à 32').waitFor();
    const { page: reset } = await stage.open('/reset#k=none', { locale: 'fr' });
    await reset.getByLabel('Nouveau mot de passe').fill('une tout autre phrase');
    await reset.getByRole('button').last().click();
    await reset.getByText('Ce lien est incorrect').waitFor();
  });
});

describe.each(['ar', 'de', 'es', 'fr', 'ja', 'pt', 'zh'])('in %s', (locale) => {
  it('the settings, the console and the server’s page fit, on a screen and at 320 pixels', async () => {
    const { page, problems } = await stage.open('/settings/acme/people', { locale });
    const wrong: Record<string, unknown> = {};
    const look = async (place: string): Promise<void> => {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const found = await clippedTexts(page);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (found.length || wider > 0) wrong[`${place}, ${width}`] = [...found, wider];
      }
      const complaints = await audit(page);
      if (complaints.length) wrong[place] = complaints;
    };
    await signIn(page, 'olive');
    await page.locator('tb-web-people li').first().waitFor();
    await look('people');
    await page.goto(`${stage.origin}/settings/acme/embed/new`);
    const parts = page.locator('tb-web-app-form summary');
    await parts.first().waitFor();
    for (const part of await parts.all()) await part.click();
    await page.locator('#properties').waitFor();
    await look('a new app');
    await page.goto(`${stage.origin}/admin`);
    await page.locator('dl').waitFor();
    await look('the server');
    expect(wrong).toEqual({});
    expect(problems).toEqual([]);
  });
});
