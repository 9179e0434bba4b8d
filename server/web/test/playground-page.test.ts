import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { audit } from './axe.js';
import { type AppStage, startAppStage } from './stage.js';

let stage: AppStage;
beforeAll(async () => {
  stage = await startAppStage(1);
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

/** The playground with the widget standing in its make-believe site. */
async function open(fragment = '', options = {}): Promise<{ page: Page; site: Frame; problems: string[] }> {
  const { page, problems } = await stage.open(`/playground${fragment}`, options);
  return { page, site: await siteOf(page), problems };
}

async function siteOf(page: Page): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url().includes('/sites/'))).toBe(true);
  const site = page.frames().find((frame) => frame.url().includes('/sites/')) as Frame;
  await site.locator('team-brain, team-brain-launcher-facade').first().waitFor({ state: 'attached' });
  return site;
}

const widget = (site: Frame) => site.locator('team-brain');
const code = (page: Page) => page.locator('tb-playground-code pre');
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click();

/** Colour fields open a dialog of the system: their value is set as the dialog would. */
async function pickColor(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).evaluate((input: HTMLInputElement, color) => {
    input.value = color;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);
}

describe('a control', () => {
  it('changes the element and the code', async () => {
    const { page, site, problems } = await open();
    await page.getByRole('radio', { name: 'Bubbles' }).check();
    await expect.poll(() => widget(site).getAttribute('layout')).toBe('bubbles');
    expect(await code(page).textContent()).toContain('data-layout="bubbles"');
    await page.getByLabel('Text on the launcher').fill('Ask "us" & them');
    await expect.poll(() => widget(site).getAttribute('label')).toBe('Ask "us" & them');
    expect(await code(page).textContent()).toContain('data-label="Ask &quot;us&quot; &amp; them"');
    await page.getByLabel('Read only').check();
    await expect.poll(() => widget(site).getAttribute('readonly')).toBe('');
    expect(problems).toEqual([]);
  });

  it('gives texts and objects as properties', async () => {
    const { page, site } = await open('#label=x');
    await page.getByLabel('Texts of your own').fill('{"shell.openChat":"Hallo"');
    expect(await page.getByText('This is not a JSON object yet.').isVisible()).toBe(true);
    await page.getByLabel('Texts of your own').fill('{"shell.openChat":"Hallo"}');
    await expect
      .poll(() => widget(site).evaluate((element) => (element as unknown as { strings: object }).strings))
      .toEqual({ 'shell.openChat': 'Hallo' });
    expect(await code(page).textContent()).toContain('widget.strings = {"shell.openChat":"Hallo"};');
  });

  it('moves the widget into the page and out again, with its people', async () => {
    const { page, site } = await open();
    await page.getByRole('radio', { name: 'In the page' }).check();
    await site.locator('.widget-place team-brain[mode=inline]').waitFor();
    await site.locator('tb-messaging-panel article').first().waitFor();
    await page.getByRole('radio', { name: 'Docked' }).check();
    await site.locator('body > team-brain[mode=panel]').waitFor({ state: 'attached' });
  });

  it('sets the theme in both schemes, and takes it back', async () => {
    const { page, site } = await open();
    await tab(page, 'Theme');
    await pickColor(page, 'Accent, Light', '#0f766e');
    const accent = () =>
      widget(site).evaluate((element) => getComputedStyle(element).getPropertyValue('--tb-color-accent'));
    await expect.poll(accent).toContain('#0f766e');
    expect(await code(page).textContent()).toContain('--tb-color-accent: light-dark(#0f766e, #a5adff);');
    await page.getByRole('button', { name: 'Reset: Accent' }).click();
    await expect.poll(accent).toContain('#4f46e5');
    expect(await code(page).textContent()).not.toContain('<style>');
    await page.getByRole('spinbutton', { name: 'Corner radius' }).fill('3');
    await expect
      .poll(() =>
        widget(site).evaluate((element) => getComputedStyle(element).getPropertyValue('--tb-radius')),
      )
      .toBe('3px');
  });
});

describe('contrast', () => {
  it('of a bad pair is warned of with its ratio, and mended by one press', async () => {
    const { page } = await open();
    await tab(page, 'Theme');
    await page.getByText('All 30 colour pairs meet WCAG AA.').waitFor();
    await pickColor(page, 'Text on accent, Light', '#a39ff2');
    await page.getByText('1 colour pair is below WCAG AA.').waitFor();
    await page.getByText('Text on accent against Accent, Light: 2.63:1, needs 4.5:1.').waitFor();
    await page.getByRole('button', { name: /^Use #\w{6} for Text on accent/ }).click();
    await page.getByText('All 30 colour pairs meet WCAG AA.').waitFor();
  });
});

describe('the address', () => {
  it('keeps the settings, so that it reproduces them elsewhere', async () => {
    const { page } = await open();
    await page.getByRole('radio', { name: 'Compact' }).check();
    await page.getByRole('combobox', { name: /^Site/ }).selectOption('shop');
    await page.getByRole('radiogroup', { name: 'Page colours' }).getByLabel('Dark').check();
    await expect.poll(() => new URL(page.url()).hash).toBe('#density=compact&site=shop&scheme=dark');
    const other = await open(new URL(page.url()).hash);
    expect(other.site.url()).toContain('/sites/shop');
    await expect.poll(() => widget(other.site).getAttribute('density')).toBe('compact');
    expect(await other.page.getByRole('radio', { name: 'Compact' }).isChecked()).toBe(true);
    await other.page.getByRole('button', { name: 'Start over' }).click();
    expect(new URL(other.page.url()).hash).toBe('');
  });
});

describe('the make-believe sites', () => {
  it.each([
    ['plain', 'light', 'light'],
    ['plain', 'dark', 'dark'],
    ['dark-class', 'light', 'dark'],
    ['dark-scheme', 'light', 'dark'],
  ] as const)('%s under a %s system has a %s widget', async (name, colorScheme, expected) => {
    const { site } = await open(`#site=${name}&mode=inline`, { colorScheme });
    const background = () =>
      site.locator('team-brain .panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    await expect.poll(background).toBe(expected === 'dark' ? 'rgb(21, 24, 29)' : 'rgb(255, 255, 255)');
  });

  it('give the widget their font and their direction', async () => {
    const { page, site } = await open('#site=shop');
    expect(await widget(site).evaluate((element) => getComputedStyle(element).fontFamily)).toContain(
      'Georgia',
    );
    await page.getByRole('combobox', { name: /^Site/ }).selectOption('rtl');
    await expect.poll(() => page.frames().at(-1)?.url()).toContain('/sites/rtl');
    const rtl = await siteOf(page);
    const launcher = await rtl.locator('team-brain .launcher').boundingBox();
    const frame = await page.locator('tb-playground-preview iframe').boundingBox();
    expect((launcher?.x ?? 0) - (frame?.x ?? 0)).toBeLessThan(60);
  });

  it('on a phone are as narrow as one, and filled by the open widget', async () => {
    const { site } = await open('#viewport=phone');
    expect(await site.evaluate(() => innerWidth)).toBe(390);
    await expect
      .poll(() =>
        site
          .locator('team-brain dialog')
          .evaluate((box: HTMLElement) => [box.offsetWidth, innerHeight - box.offsetHeight]),
      )
      .toEqual([390, 0]);
  });

  it('load by the real loader: one file until somebody presses', async () => {
    const asked: string[] = [];
    const { page } = await stage.open('/login');
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${stage.origin}/playground/sites/plain#load=script&label=Help`);
    const button = page.locator('team-brain-launcher-facade button');
    await button.waitFor();
    expect(await button.textContent()).toBe('Help');
    expect(asked).not.toContain('/widget.js');
    await button.click();
    await page.locator('tb-messaging-panel article').first().waitFor();
    expect(asked).toContain('/widget.js');
  });

  it('may be framed by the playground and by nobody else', async () => {
    const headers = async (path: string) =>
      (await fetch(stage.origin + path)).headers.get('content-security-policy');
    expect(await headers('/playground/sites/plain')).toContain("frame-ancestors 'self'");
    expect(await headers('/playground')).toContain("frame-ancestors 'none'");
    expect(await headers('/playground')).toContain("frame-src 'self'");
    expect(await headers('/')).not.toContain('frame-src');
    // A page by the name of its file would come without the policy.
    for (const file of ['/index.html', '/playground.html', '/playground/sites/plain.html', '/index%2ehtml'])
      expect((await fetch(stage.origin + file)).status).toBe(404);
  });
});

describe('events and methods', () => {
  it('are logged, with what they tell', async () => {
    const { page, site } = await open();
    await site.locator('tb-messaging-panel article').first().waitFor();
    await tab(page, 'Methods');
    await page.getByRole('button', { name: 'Call compose' }).click();
    await expect
      .poll(() => site.locator('tb-messaging-panel textarea').first().inputValue())
      .toBe('Where is order 2041?');
    await page.getByRole('button', { name: 'Call hide' }).click();
    await page.getByRole('tab', { name: /Events/ }).click();
    const log = page.locator('tb-playground-log');
    await log.getByText('tb-close').waitFor();
    await log.getByText('compose("Where is order 2041?")').waitFor();
    await log.getByText('"status":"online"').first().waitFor();
  });

  it('that can be refused are refused on demand', async () => {
    const { page, site } = await open();
    await tab(page, /Events/);
    await page.getByLabel('Refuse tb-message-send').check();
    const composer = site.locator('tb-messaging-panel textarea').first();
    await composer.fill('Not this one');
    await composer.press('Enter');
    await page.locator('tb-playground-log').getByText('Not this one').first().waitFor();
    expect(await site.getByText('Not this one').filter({ visible: true }).count()).toBe(0);
  });
});

describe('axe finds nothing to complain about', () => {
  it.each(['light', 'dark'] as const)('in %s, on every tab', async (colorScheme) => {
    const { page, problems } = await open('#color-on-accent=%238888ff', { colorScheme });
    for (const name of ['Identity', 'Theme', 'Methods', /Events/, 'Widget']) {
      await tab(page, name);
      expect(await audit(page)).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  it('on a phone, in each view', async () => {
    const { page } = await open('', { viewport: { width: 390, height: 844 }, hasTouch: true });
    for (const name of ['Settings', 'Code', 'Preview']) {
      await page.locator('.views').getByRole('button', { name }).click();
      expect(await audit(page)).toEqual([]);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
  });

  it.each(['plain', 'shop', 'dark-class', 'dark-scheme', 'rtl'])('on the site %s itself', async (name) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await stage.open(`/playground/sites/${name}`, { colorScheme });
      await page.locator('tb-messaging-panel article').first().waitFor();
      expect(await audit(page)).toEqual([]);
    }
  });
});

it('is moved through by the keyboard: arrows between tabs, one stop for each row of choices', async () => {
  const { page } = await open();
  await page.getByRole('tab', { name: 'Widget' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => page.getByRole('tab', { name: 'Identity' }).getAttribute('aria-selected'))
    .toBe('true');
  await page.keyboard.press('End');
  await page.getByText('Colours', { exact: true }).waitFor();
  await page.keyboard.press('Home');
  await page.getByRole('radio', { name: 'Launcher' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).hash).toBe('#mode=inline');
});
