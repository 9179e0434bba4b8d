import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const white = 'rgb(255, 255, 255)';
const dark = 'rgb(21, 24, 29)';

interface Case {
  page: string;
  css: string;
  html?: string;
  theme?: string;
  system: 'light' | 'dark';
  background: string;
}

const cases: Case[] = [
  { page: 'says nothing', css: '', system: 'dark', background: white },
  { page: 'is light', css: 'html { color-scheme: light }', system: 'dark', background: white },
  { page: 'takes both', css: 'html { color-scheme: light dark }', system: 'dark', background: dark },
  { page: 'takes both', css: 'html { color-scheme: light dark }', system: 'light', background: white },
  { page: 'is dark', css: 'html { color-scheme: dark }', system: 'light', background: dark },
  {
    page: 'is dark by a class alone',
    css: '.dark body { background: #101318 }',
    html: 'class="dark"',
    system: 'light',
    background: dark,
  },
  { page: 'is light, with theme="dark"', css: '', theme: 'dark', system: 'light', background: dark },
  {
    page: 'is dark, with theme="light"',
    css: 'html { color-scheme: dark }',
    theme: 'light',
    system: 'dark',
    background: white,
  },
  {
    page: 'is light, with theme="system"',
    css: 'html { color-scheme: light }',
    theme: 'system',
    system: 'dark',
    background: dark,
  },
];

describe('the panel takes the theme of the page', () => {
  it.each(cases)('that $page, on a $system system', async ({ css, html, theme, system, background }) => {
    const attributes = { mode: 'inline', ...(theme ? { theme } : {}) };
    const { page } = await openWidget(stage, attributes, { css, html }, { colorScheme: system });
    const shown = (): Promise<string> =>
      page.locator('team-brain .panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    await expect.poll(shown).toBe(background);
  });

  it('and changes with it, without a reload', async () => {
    const { page } = await openWidget(
      stage,
      { mode: 'inline' },
      { css: '.dark body { background: #101318 }' },
    );
    const shown = (): Promise<string> =>
      page.locator('team-brain .panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
    await expect.poll(shown).toBe(white);
    await page.evaluate(() => document.documentElement.classList.add('dark'));
    await expect.poll(shown).toBe(dark);
  });
});

describe('the attribute theme', () => {
  it('changes the panel at once, and leaves the choice to the page when it goes', async () => {
    const { page } = await openWidget(stage, { mode: 'inline' }, { css: 'html { color-scheme: dark }' });
    const shown = (theme: string | null): Promise<string> =>
      page.locator('team-brain').evaluate(async (element, value) => {
        const { widget } = window.fixture;
        if (value === null) widget.removeAttribute('theme');
        else widget.setAttribute('theme', value);
        await widget.updateComplete;
        const panel = element.shadowRoot?.querySelector('.panel');
        return panel ? getComputedStyle(panel).backgroundColor : '';
      }, theme);
    expect(await shown('light')).toBe(white);
    expect(await shown('dark')).toBe(dark);
    expect(await shown('system')).toBe(white);
    expect(await shown(null)).toBe(dark);
  });

  it('colours the launcher of the loader as that of the widget', async () => {
    const { page } = await stage.open(
      { body: '<script async src="/embed.js" data-theme="dark"></script>' },
      { colorScheme: 'light' },
    );
    const color = (selector: string): Promise<string> =>
      page.locator(selector).evaluate((button) => getComputedStyle(button).backgroundColor);
    const before = await color('team-brain-launcher-facade button');
    await page.locator('team-brain-launcher-facade button').hover();
    await page.locator('team-brain .launcher').waitFor();
    expect(await color('team-brain .launcher')).toBe(before);
  });
});

describe('the page sets', () => {
  it('its own font and every token, without !important', async () => {
    const css = `body { font-family: Georgia } team-brain { --tb-color-bg: rgb(1, 2, 3); --tb-radius: 3px; --tb-height: 411px;
      --tb-font-size: 17px; --tb-color-accent: rgb(200, 0, 100) }`;
    const { page } = await openWidget(stage, { mode: 'inline' }, { css });
    const style = await page.locator('team-brain .panel').evaluate((panel) => {
      const { backgroundColor, borderRadius, fontFamily, fontSize, height } = getComputedStyle(panel);
      return { backgroundColor, borderRadius, fontFamily, fontSize, height };
    });
    expect(style).toEqual({
      backgroundColor: 'rgb(1, 2, 3)',
      borderRadius: '3px',
      fontFamily: 'Georgia',
      fontSize: '17px',
      height: '411px',
    });
  });

  it('parts, from outside of the shadow tree', async () => {
    const { page } = await openWidget(
      stage,
      { mode: 'launcher' },
      { css: 'team-brain::part(launcher) { width: 90px }' },
    );
    expect((await page.locator('team-brain .launcher').boundingBox())?.width).toBe(90);
  });
});
