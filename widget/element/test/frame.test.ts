import type { Page } from 'playwright-core';
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

const launcher = (page: Page) => page.locator('team-brain .launcher');
const composer = (page: Page) => page.locator('team-brain tb-messaging-panel textarea').first();

/** What has the focus, through all shadow roots. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element ? `${element.localName}.${element.className}` : '';
  });

describe('the launcher', () => {
  it('opens the panel, puts the focus into the composer, and gives it back on Esc', async () => {
    const { page } = await openWidget(stage);
    await launcher(page).click();
    await composer(page).waitFor();
    await expect.poll(() => focused(page)).toMatch(/^textarea/);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toMatch(/launcher/);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('team-brain dialog.panel').isVisible()).toBe(false);
  });

  it('names the exact unread count and caps the badge at nine', async () => {
    const { page } = await openWidget(stage);
    await page.evaluate(() => {
      for (let i = 0; i < 12; i++) window.fixture.say('joe', `Message ${i}`);
    });
    await expect.poll(() => launcher(page).getAttribute('aria-label')).toBe('Open chat, 16 unread');
    expect(await page.locator('team-brain .badge').textContent()).toMatch(/^\s*9\+\s*$/);
  });

  it('fires tb-open, tb-close and tb-unread where the page hears them', async () => {
    const { page } = await openWidget(stage);
    const heard = await page.evaluate(async () => {
      const names: string[] = [];
      for (const name of ['tb-open', 'tb-close', 'tb-unread'])
        document.addEventListener(name, () => names.push(name));
      const { widget } = window.fixture;
      await widget.show();
      widget.hide();
      window.fixture.say('ana', 'Hello');
      await new Promise((resolve) => document.addEventListener('tb-unread', resolve, { once: true }));
      return names;
    });
    expect(heard.slice(0, 2)).toEqual(['tb-open', 'tb-close']);
    expect(heard).toContain('tb-unread');
  });

  it('toggles by its hotkey, but not while somebody writes', async () => {
    const body = '<input id="field">';
    const { page } = await openWidget(stage, { mode: 'launcher', hotkey: 'alt+k' }, { body });
    await page.locator('#field').focus();
    await page.keyboard.press('Alt+k');
    expect(await page.locator('team-brain').getAttribute('open')).toBeNull();
    await page.locator('#field').blur();
    await page.keyboard.press('Alt+k');
    await expect.poll(() => page.locator('team-brain').getAttribute('open')).toBe('');
  });

  it('fills a phone and is then modal, with nothing of the page behind it in reach', async () => {
    const { page } = await openWidget(
      stage,
      { mode: 'launcher' },
      {},
      {
        viewport: { width: 390, height: 800 },
        hasTouch: true,
        isMobile: true,
      },
    );
    await launcher(page).tap();
    const box = page.locator('team-brain dialog.panel');
    await box.waitFor();
    expect(await box.evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
    await expect.poll(() => box.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 800 });
    await expect.poll(() => focused(page)).toMatch(/heading/);
    await page.locator('team-brain [part=close]').tap();
    expect(await launcher(page).isVisible()).toBe(true);
  });

  it('leaves the page usable beside it where there is room', async () => {
    const { page } = await openWidget(stage);
    await launcher(page).click();
    expect(await page.locator('team-brain dialog.panel').evaluate((dialog) => dialog.matches(':modal'))).toBe(
      false,
    );
  });
});

describe('the layout', () => {
  it('follows the width of the box and not of the window', async () => {
    const css = '#box { width: 500px; height: 500px }';
    const { page } = await openWidget(stage, { mode: 'page' }, { css, body: '<div id="box"></div>' });
    const layout = (): Promise<string | null> =>
      page.locator('team-brain .panel').getAttribute('data-layout');
    const widen = (width: number): Promise<void> =>
      page.evaluate((pixels) => {
        const box = document.querySelector<HTMLElement>('#box');
        if (!box) return;
        box.append(window.fixture.widget);
        box.style.width = `${pixels}px`;
      }, width);
    await widen(500);
    await expect.poll(layout).toBe('narrow');
    await widen(760);
    await expect.poll(layout).toBe('rail');
    await widen(1300);
    await expect.poll(layout).toBe('wide');
    await page.locator('team-brain .side tb-rooms-panel').waitFor();
  });

  it('stands on the other side for "start", and mirrors with the page', async () => {
    const left = async (attributes: Record<string, string>, html: string): Promise<number> => {
      const { page } = await openWidget(stage, { mode: 'launcher', ...attributes }, { html });
      return (await launcher(page).boundingBox())?.x ?? -1;
    };
    expect(await left({}, '')).toBeGreaterThan(900);
    expect(await left({ position: 'start' }, '')).toBe(20);
    expect(await left({}, 'dir="rtl"')).toBe(20);
  });
});

describe('rooms', () => {
  it('switches from the header, and tells the page', async () => {
    const { page } = await openWidget(stage);
    await launcher(page).click();
    await page.locator('team-brain .switcher').click();
    const room = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('tb-room', (event) => resolve((event as CustomEvent).detail.roomId), {
            once: true,
          }),
        ),
    );
    await page.locator('team-brain tb-rooms-panel').getByText('engineering').click();
    expect(await room).toBe(await page.evaluate(() => window.fixture.rooms.engineering.id));
    await expect.poll(() => page.locator('team-brain [part=title]').textContent()).toContain('engineering');
  });

  it('steps with Alt and an arrow key', async () => {
    const { page } = await openWidget(stage, { mode: 'launcher', room: 'design' });
    await launcher(page).click();
    await composer(page).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => page.locator('team-brain [part=title]').textContent()).toContain('engineering');
  });

  it("offers to join a room that is not one's own yet", async () => {
    const { page } = await openWidget(stage, { mode: 'launcher', room: 'lobby' });
    await launcher(page).click();
    await page.getByRole('heading', { name: 'Join lobby' }).waitFor();
    await page.getByRole('button', { name: 'Join' }).click();
    await composer(page).waitFor();
  });
});

describe('what can go wrong', () => {
  it('asks to sign in where there is no token, and tells the page when the button is pressed', async () => {
    const { page } = await openWidget(stage);
    await page.evaluate(() => {
      window.fixture.widget.client = undefined;
    });
    await launcher(page).click();
    const asked = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('tb-auth-required', () => resolve(true), { once: true }),
        ),
    );
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await asked).toBe(true);
  });

  it('says that it is offline, and goes on when it is back', async () => {
    const { page } = await openWidget(stage);
    await launcher(page).click();
    await composer(page).waitFor();
    await page.evaluate(() => {
      window.fixture.mock.faults.offline = true;
      window.fixture.mock.cut();
    });
    await page.locator('team-brain .bar').waitFor();
    await page.evaluate(() => {
      window.fixture.mock.faults.offline = false;
      window.dispatchEvent(new Event('online'));
    });
    await expect.poll(() => page.locator('team-brain .bar').count()).toBe(0);
  });

  it('says why the server cannot be reached, and tries again on demand', async () => {
    const { page } = await stage.open({ head: '<script type="module" src="/page.js"></script>' });
    await page.waitForFunction(() => 'makeFixture' in window);
    await page.evaluate(async () => {
      const fixture = await window.makeFixture({ mode: 'launcher' });
      fixture.mock.faults.offline = true;
      await fixture.widget.refresh();
      await fixture.widget.show();
    });
    await page.getByText('The chat cannot be reached').waitFor();
    await page.evaluate(() => {
      window.fixture.mock.faults.offline = false;
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await composer(page).waitFor();
  });
});

describe('the element', () => {
  it('leaves no socket behind once it is gone, and connects again when it is put back', async () => {
    const { page } = await openWidget(stage, { mode: 'inline' });
    const counts = await page.evaluate(async () => {
      const { widget, mock } = window.fixture;
      const lost = new Promise((resolve) => setTimeout(resolve, 50));
      widget.remove();
      await lost;
      const holders = mock.frames.filter(({ op }) => op === 'unsub').length;
      document.body.append(widget);
      return holders;
    });
    expect(counts).toBeGreaterThan(0);
    await composer(page).waitFor();
  });

  it('keeps its connection when the page moves it', async () => {
    const { page } = await openWidget(stage, { mode: 'inline' }, { body: '<main></main>' });
    const unsubscribed = await page.evaluate(async () => {
      const { widget, mock } = window.fixture;
      const before = mock.frames.length;
      document.querySelector('main')?.append(widget);
      await widget.updateComplete;
      return mock.frames.slice(before).some(({ op }) => op === 'unsub');
    });
    expect(unsubscribed).toBe(false);
    await composer(page).waitFor();
  });
});
