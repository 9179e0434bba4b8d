import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';
import { clippedTexts } from './support/text-fit.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

const launcher = (page: Page) => page.locator('team-brain .launcher');
const composer = (page: Page) => page.locator('team-brain textarea');

describe('the language', () => {
  it.each([
    ['its attribute', { locale: 'fr-CA' }, 'de', 'Message à #design'],
    ['the page', {}, 'de-AT', 'Nachricht an #design'],
    ['the browser, where the page names none', {}, '', '#design へのメッセージ'],
    ['English, where it has none of those', { locale: 'xx' }, 'de', 'Message #design'],
  ])('is that of %s', async (_of, attributes, language, label) => {
    const { page } = await stage.open(
      { head: '<script type="module" src="/page.js"></script>' },
      { locale: 'ja-JP' },
    );
    await page.waitForFunction(() => 'makeFixture' in window);
    await page.evaluate(
      async ([given, lang]) => {
        document.documentElement.lang = lang;
        await window.makeFixture(given);
      },
      [attributes as Record<string, string>, language] as const,
    );
    await expect.poll(() => composer(page).getAttribute('aria-label')).toBe(label);
  });

  it.each([
    ['the page names none', { locale: 'en-GB' }, 'en', {}, 'en-GB'],
    ['the page names another, and it is the reader’s first', { locale: 'en-GB' }, 'en-US', {}, 'en-GB'],
    ['the tag names none', { locale: 'en-GB' }, 'de', { locale: 'en' }, 'en-GB'],
    ['the tag names one', { locale: 'en-GB' }, 'en', { locale: 'en-US' }, 'en-US'],
    ['it is the region of another language', { locale: 'de-AT' }, 'en', {}, 'en'],
    ['the tag is none', { locale: 'en-GB' }, 'en', { locale: 'no tag' }, 'en'],
  ])('takes dates and times of the reader’s region: %s', async (_of, context, lang, attributes, locale) => {
    const { page } = await stage.open({ head: '<script type="module" src="/page.js"></script>' }, context);
    await page.waitForFunction(() => 'makeFixture' in window);
    await page.evaluate(
      async ([given, language]) => {
        document.documentElement.lang = language;
        const { widget } = await window.makeFixture(given);
        await widget.ready;
      },
      [attributes as Record<string, string>, lang] as const,
    );
    expect(await page.locator('team-brain .panel').getAttribute('lang')).toBe(locale);
    const time = page.locator('team-brain time').first();
    const has12 = /^en(-US)?$/.test(locale);
    await expect.poll(() => time.textContent()).toMatch(has12 ? /[AP]M/ : /^\d\d:\d\d$/);
  });

  it('is there from the first drawing, and stays when other texts are replaced', async () => {
    const { page } = await stage.open({ head: '<script type="module" src="/page.js"></script>' });
    await page.waitForFunction(() => 'makeFixture' in window);
    const seen = await page.evaluate(async () => {
      const labels: (string | null | undefined)[] = [];
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        const root = attach.call(this, init);
        const note = (): void => {
          if (this.localName === 'team-brain')
            labels.push(root.querySelector('.panel')?.getAttribute('aria-label'));
        };
        new MutationObserver(note).observe(root, { childList: true, subtree: true });
        return root;
      };
      const { widget } = await window.makeFixture({ locale: 'fr' });
      await widget.ready;
      widget.strings = { 'shell.search': 'Fouiller' };
      await widget.updateComplete;
      return [...new Set(labels)];
    });
    expect(seen).toEqual(['Discussion']);
    await expect.poll(() => page.getByRole('button', { name: 'Fouiller' }).count()).toBe(1);
  });

  it('changes with the attribute, also of the times', async () => {
    const { page } = await openWidget(stage, { locale: 'de' });
    const time = page.locator('team-brain time').first();
    await expect.poll(() => composer(page).getAttribute('aria-label')).toBe('Nachricht an #design');
    expect(await time.textContent()).not.toMatch(/[AP]M/);
    await page.evaluate(() => window.fixture.widget.setAttribute('locale', 'en-US'));
    await expect.poll(() => composer(page).getAttribute('aria-label')).toBe('Message #design');
    await expect.poll(() => time.textContent()).toMatch(/[AP]M/);
    // Screen readers choose their voice by it.
    expect(await page.locator('team-brain .panel').getAttribute('lang')).toBe('en-US');
  });

  it('comes with its dialogs', async () => {
    const { page } = await openWidget(stage, { locale: 'es' });
    await page.getByRole('button', { name: /cambiar de espacio/ }).click();
    await page.getByRole('button', { name: 'Nuevo' }).click();
    await page.getByRole('menuitem', { name: 'Crear un espacio' }).click();
    await expect.poll(() => page.getByText('Solo miembros').count()).toBe(1);
  });
});

describe('a page that changes its language', () => {
  const turn = (page: Page, attributes: Record<string, string>): Promise<void> =>
    page.evaluate((given) => {
      for (const [name, value] of Object.entries(given)) document.documentElement.setAttribute(name, value);
    }, attributes);
  const label = (page: Page) => () => composer(page).getAttribute('aria-label');
  const direction = (page: Page) => () =>
    page.evaluate(() => getComputedStyle(window.fixture.widget).direction);

  it('is followed, there and back', async () => {
    const { page } = await openWidget(stage, {}, { html: 'lang="de"' });
    await expect.poll(label(page)).toBe('Nachricht an #design');
    await turn(page, { lang: 'ar', dir: 'rtl' });
    await expect.poll(label(page)).toContain('رسالة');
    await expect.poll(direction(page)).toBe('rtl');
    await turn(page, { lang: 'fr', dir: 'ltr' });
    await expect.poll(label(page)).toBe('Message à #design');
    await expect.poll(direction(page)).toBe('ltr');
    expect(await page.evaluate(() => window.fixture.widget.widgetContext.state.direction)).toBe('ltr');
  });

  it('is followed in its direction alone', async () => {
    const { page } = await openWidget(stage, {}, { html: 'lang="en"' });
    await turn(page, { dir: 'rtl' });
    await expect
      .poll(() => page.evaluate(() => window.fixture.widget.widgetContext.state.direction))
      .toBe('rtl');
  });

  it('is not followed where the widget, or what stands around it, says its own', async () => {
    const { page } = await openWidget(stage, { locale: 'es' }, { html: 'lang="de"' });
    await turn(page, { lang: 'fr' });
    await page.evaluate(() => window.fixture.widget.updateComplete);
    expect(await label(page)()).toBe('Mensaje para #design');
    await page.evaluate(() => {
      const { widget } = window.fixture;
      widget.lang = 'ja';
      widget.removeAttribute('locale');
    });
    await expect.poll(label(page)).toBe('#design へのメッセージ');
    await turn(page, { lang: 'pt' });
    await page.evaluate(() => window.fixture.widget.updateComplete);
    expect(await label(page)()).toBe('#design へのメッセージ');
  });
});

describe('the direction', () => {
  const directionOf = (page: Page): Promise<string> =>
    page.evaluate(() => getComputedStyle(window.fixture.widget).direction);

  it.each([
    ['turns round for a language that asks for it', { locale: 'ar' }, '', 'rtl'],
    [
      'is that of the language that was asked for, on a page of the other',
      { locale: 'en' },
      'dir="rtl"',
      'ltr',
    ],
    ['is that of the page where nothing was asked for', {}, 'dir="rtl"', 'rtl'],
    ['is what the page says of the tag', { locale: 'ar', dir: 'ltr' }, '', 'ltr'],
  ])('%s', async (_name, attributes, html, direction) => {
    const { page } = await openWidget(stage, attributes as Record<string, string>, { html });
    expect(await directionOf(page)).toBe(direction);
  });

  it('goes back with the language', async () => {
    const { page } = await openWidget(stage, { locale: 'ar' });
    await page.evaluate(() => window.fixture.widget.setAttribute('locale', 'de'));
    await expect.poll(() => directionOf(page)).toBe('ltr');
  });
});

const shapes = [
  { shape: 'a launcher', mode: 'launcher', width: 1100 },
  { shape: 'a phone', mode: 'launcher', width: 390 },
  { shape: 'a page', mode: 'page', width: 1280 },
] as const;

/** What can be on show; each is put away again by Escape. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  'the history': async () => {},
  'the menu of a message': async (page) => {
    await page.locator('team-brain article').nth(3).hover();
    await page.locator('[data-action="more"]').click();
    await page.getByRole('menuitem').first().waitFor();
  },
  'the list of spaces': async (page) => {
    const switcher = page.locator('team-brain .switcher');
    if (await switcher.count()) await switcher.click();
    await page.locator('tb-rooms-panel .room').first().waitFor();
  },
  'the search': async (page) => {
    await page.evaluate(() => window.fixture.widget.search('zzz'));
    await page.locator('tb-message-search tb-empty').waitFor();
  },
  'the emoji': async (page) => {
    await page.getByRole('button', { name: 'رموز تعبيرية' }).first().click();
    await page.locator('tb-emoji-grid section').first().waitFor();
  },
  'the shortcuts': async (page) => {
    await composer(page).fill('/shortcuts');
    await page.keyboard.press('Enter');
    await page.locator('tb-chat-shortcuts kbd').first().waitFor();
  },
};

describe.each(shapes)('in Arabic, on $shape', ({ mode, width }) => {
  it('every text fits where it stands', async () => {
    const { page, problems } = await openWidget(
      stage,
      { mode, locale: 'ar' },
      { body: '', css: 'team-brain[mode=page] { block-size: 100vh; display: block }' },
      { viewport: { width, height: 800 } },
    );
    await page.evaluate(() => window.fixture.widget.show());
    await page.locator('team-brain article').first().waitFor();
    const clipped: Record<string, string[]> = {};
    for (const [name, reach] of Object.entries(states)) {
      await reach(page);
      const found = await clippedTexts(page);
      if (found.length) clipped[name] = found;
      await page.keyboard.press('Escape');
      if (mode === 'launcher' && (await launcher(page).getAttribute('aria-expanded')) === 'false')
        await page.evaluate(() => window.fixture.widget.show());
    }
    expect(clipped).toEqual({});
    expect(problems).toEqual([]);
  });
});
