import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TeamBrainElement } from '../src/team-brain.component.js';
import { type Stage, startStage } from './support/browser.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const body = '<h1>Host</h1><script async src="/embed.js" data-label="Questions?" data-theme="dark"></script>';
const scripts = (): string[] => stage.requests.filter((path) => path.endsWith('.js'));

describe('the loader', () => {
  it('asks for itself and nothing else before somebody shows interest', async () => {
    const { page, problems } = await stage.open({ body });
    await page.locator('team-brain-launcher-facade button').waitFor();
    await page.waitForLoadState('networkidle');
    expect(scripts()).toEqual(['/embed.js']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['en', '', 'Chat'],
    ['de-AT', '', 'Chat'],
    ['fr', '', 'Chat'],
    ['es', '', 'Chat'],
    ['pt-BR', '', 'Chat'],
    ['ar-EG', '', 'دردشة'],
    ['zh-Hans', '', '聊天'],
    ['ja', '', 'チャット'],
    ['en', 'data-locale="ja"', 'チャット'],
    ['', '', '聊天'],
    ['ja', 'data-label="Ask us"', 'Ask us'],
  ])('is called what a page in "%s" calls it, with %s', async (lang, attributes, name) => {
    const { page } = await stage.open(
      { html: `lang="${lang}"`, body: `<script async src="/embed.js" ${attributes}></script>` },
      { locale: 'zh-CN' },
    );
    await page.getByRole('button', { name, exact: true }).waitFor();
  });

  it('changes its name with the language of the page', async () => {
    const { page } = await stage.open({ body: '<script async src="/embed.js"></script>' });
    await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'));
    await page.getByRole('button', { name: 'دردشة', exact: true }).waitFor();
  });

  it('becomes the widget on a press, with all attributes, and opens', async () => {
    const { page, problems } = await stage.open({ body });
    await page.locator('team-brain-launcher-facade button').click();
    const widget = page.locator('team-brain[open]');
    await widget.waitFor({ state: 'attached' });
    await page.locator('team-brain dialog.panel').waitFor();
    expect(await page.locator('team-brain-launcher-facade').count()).toBe(0);
    expect(await widget.getAttribute('label')).toBe('Questions?');
    expect(await widget.getAttribute('theme')).toBe('dark');
    expect(await widget.evaluate((element) => (element as TeamBrainElement).serverUrl)).toBe(stage.origin);
    expect(problems).toEqual([]);
  });

  it('fetches the widget when the pointer comes near, and stands where it stood', async () => {
    const { page } = await stage.open({ body });
    const facade = page.locator('team-brain-launcher-facade button');
    const before = await facade.boundingBox();
    await facade.hover();
    const launcher = page.locator('team-brain .launcher');
    await launcher.waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => launcher.boundingBox()).toEqual(before);
  });

  it('keeps the keyboard focus when the widget takes its place', async () => {
    const { page } = await stage.open({ body });
    await page.locator('team-brain-launcher-facade button').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('team-brain .launcher').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className))
      .toBe('launcher pill');
  });

  it('runs the calls that were made before it was there', async () => {
    const { page } = await stage.open({ body: '<h1>Host</h1>' });
    await page.evaluate(() => {
      const host = window as unknown as { TeamBrain: { (...values: unknown[]): void; q?: unknown[] } };
      host.TeamBrain = (...values) => {
        host.TeamBrain.q = [...(host.TeamBrain.q ?? []), values];
      };
      host.TeamBrain('open');
    });
    await page.evaluate(() => {
      const script = document.createElement('script');
      const policy = (window as unknown as { trustedTypes: TrustedTypesLike }).trustedTypes.createPolicy(
        'test',
        {
          createScriptURL: (url) => url,
        },
      );
      script.src = policy.createScriptURL('/embed.js') as string;
      document.body.append(script);
    });
    await page.locator('team-brain dialog.panel').waitFor();
  });

  it('comes back when the page swaps its whole body', async () => {
    const { page } = await stage.open({ body });
    await page.locator('team-brain-launcher-facade button').waitFor();
    await page.evaluate(() => {
      const next = document.createElement('body');
      next.append('Another page');
      document.body.replaceWith(next);
    });
    await page.locator('team-brain-launcher-facade button').waitFor();
  });

  it('adds one global name to the page and no style', async () => {
    const names = (page: Page): Promise<string[]> => page.evaluate(() => Object.keys(window));
    const plain = await stage.open();
    const before = await names(plain.page);
    const { page } = await stage.open({ body });
    await page.locator('team-brain-launcher-facade button').click();
    await page.locator('team-brain dialog.panel').waitFor();
    const added = (await names(page)).filter((name) => !before.includes(name));
    // Lit keeps its versions and property metadata under names of its own.
    expect(added.filter((name) => !/^(lit|reactive)[A-Z]/.test(name))).toEqual(['TeamBrain']);
    expect(await page.locator('style').count()).toBe(0);
  });
});

interface TrustedTypesLike {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}
