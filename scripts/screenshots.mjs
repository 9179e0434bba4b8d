// `npm run screenshots`: takes the pictures of docs/images from the built product with its sample data.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { ensureBuilt, ensureInstalled, root } from './setup.mjs';
import { startDemo } from './states/server.mjs';

const maxBytes = 200_000;
const desk = { width: 1280, height: 800 };
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const pictures = [
  { name: 'app-light', viewport: desk, show: app },
  { name: 'app-dark', viewport: desk, colorScheme: 'dark', show: thread },
  { name: 'app-phone', viewport: phone, hasTouch: true, show: app },
  { name: 'app-rtl', viewport: desk, locale: 'ar', show: rightToLeft },
  { name: 'calendar', viewport: desk, show: calendar },
  { name: 'calendar-week', viewport: desk, colorScheme: 'dark', show: calendarWeek },
  { name: 'widget-playground', viewport: wide, show: playground },
  { name: 'playground-theme', viewport: wide, colorScheme: 'dark', show: playgroundTheme },
  { name: 'playground-phone', viewport: phone, hasTouch: true, show: playgroundSettings },
  { name: 'console-app', viewport: desk, show: consoleApp },
  { name: 'console-form', viewport: desk, colorScheme: 'dark', show: consoleForm },
];

ensureInstalled();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'teambrain-pictures-'));
const images = join(root, 'docs', 'images');
mkdirSync(images, { recursive: true });
const server = await startDemo(folder);
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
try {
  for (const { name, show, ...options } of pictures) {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    await show(page);
    // Where the mouse was last, a toolbar would stand.
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    const path = join(images, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    const { size } = statSync(path);
    console.log(`docs/images/${name}.png ${Math.round(size / 1000)} kB`);
    if (size > maxBytes) throw new Error(`${name}.png is larger than ${maxBytes / 1000} kB`);
    await context.close();
  }
} finally {
  await browser.close();
  server.child.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** The Design space of the sample data, as Lilly sees it. */
async function app(page) {
  await page.goto(server.url);
  await page.locator('input[name=login]').fill('lilly');
  await page.locator('input[name=password]').fill(server.password);
  await page.locator('form button.primary').click();
  await page.locator('tb-messaging-panel article').last().waitFor();
  await page
    .locator('tb-presence-line')
    .getByText(/online|متصل/)
    .waitFor();
}

async function thread(page) {
  await app(page);
  const answered = page.locator('tb-messaging-panel article').filter({ has: page.locator('.thread') });
  await answered.first().locator('.thread').click();
  await page.locator('.side article').last().waitFor();
}

async function rightToLeft(page) {
  await app(page);
  const composer = page.locator('tb-messaging-panel .main textarea');
  for (const text of [
    'صباح الخير! من يراجع صفحة الألوان قبل الاجتماع؟',
    'النسخة العربية **جاهزة** للمراجعة.',
  ]) {
    await composer.fill(text);
    await composer.press('Enter');
  }
  await page.locator('article:not([data-state])').getByText('للمراجعة').waitFor();
}

/** The month with the meetings of the sample data. */
async function calendar(page) {
  await app(page);
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await page.locator('tb-calendar-panel').getByText('Design review').first().waitFor();
}

async function calendarWeek(page) {
  await app(page);
  await page.getByRole('button', { name: 'Engineering' }).first().click();
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await page
    .getByRole('button', { name: 'Week' })
    .or(page.getByRole('tab', { name: 'Week' }))
    .or(page.getByRole('radio', { name: 'Week' }))
    .first()
    .click();
  await page.locator('tb-calendar-panel').getByText('Stand-up').first().waitFor();
}

/** The playground once the widget stands in its make-believe site. */
async function playground(page, fragment = '') {
  await page.goto(new URL(`/playground${fragment}`, server.url).href);
  await page.frameLocator('iframe').locator('tb-messaging-panel article').last().waitFor();
}

async function playgroundTheme(page) {
  await playground(
    page,
    '#site=shop&scheme=light&color-accent=%23b45309&color-on-accent=%23ffe8c7&radius=18',
  );
  await page.getByRole('tab', { name: 'Theme' }).click();
  await page.locator('.contrast').scrollIntoViewIfNeeded();
}

async function playgroundSettings(page) {
  await playground(page);
  await page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: 'Settings' }).click();
}

/** The console of the app that comes with the sample data. */
async function consoleApp(page) {
  await app(page);
  await page.goto(new URL('/settings/acme/embed', server.url).href);
  await page.getByRole('link', { name: 'Acme shop' }).click();
  await page.getByRole('button', { name: 'Code for signed-in users' }).click();
  await page.getByRole('tab', { name: /Express/ }).waitFor();
}

async function consoleForm(page) {
  await app(page);
  await page.goto(new URL('/settings/acme/embed/new', server.url).href);
  await page.getByLabel('Name', { exact: true }).fill('Acme help');
  await page.getByLabel('Origins').fill('https://help.acme.example');
  await page.getByRole('radio', { name: /^Each with your staff/ }).check();
  await page.getByRole('checkbox', { name: 'Lilly Chen' }).check();
  await page.evaluate(() => scrollTo(0, 0));
}
