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

const composer = (page: Page) => page.locator('team-brain tb-messaging-panel textarea').first();

/** What has the focus, through all shadow roots: its role on the screen and not its markup. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return 'nothing';
    if (element.localName === 'article') return 'message';
    if (element.matches('.launcher')) return 'launcher';
    if (element.matches('.heading')) return 'header';
    if (element.matches('[role=tab]')) return 'tab';
    return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? element.localName;
  });

async function openChat(page: Page): Promise<void> {
  await page.locator('team-brain .launcher').click();
  await expect.poll(() => focused(page)).toBe('Message #design');
}

describe('the keyboard', () => {
  it('goes from the header over tabs and messages to the field and the launcher', async () => {
    const { page } = await openWidget(stage);
    await page.evaluate(() => window.fixture.addPanel('polls'));
    await openChat(page);
    // Everything that loads later is there once the tabs are.
    await page.getByRole('tab', { name: 'Polls' }).waitFor();
    await page.locator('team-brain .switcher').focus();
    const order: string[] = [];
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
    }
    expect(order).toEqual([
      'Search',
      'Make larger',
      'Close chat',
      'tab',
      'message',
      'Message #design',
      'Emoji',
      'Send',
      'launcher',
    ]);
  });

  it('leaves with Esc what is innermost first, and comes back to the launcher', async () => {
    const { page } = await openWidget(stage);
    await openChat(page);
    await page.locator('team-brain article').first().waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('message');
    await expect
      .poll(async () => {
        await page.keyboard.press('Enter');
        return focused(page);
      })
      .not.toBe('message');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('message');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Message #design');

    await page.locator('team-brain .switcher').click();
    const rooms = page.locator('team-brain tb-rooms-panel');
    await rooms.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => rooms.isVisible()).toBe(false);
    expect(await page.locator('team-brain').getAttribute('open')).toBe('');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('launcher');
  });

  it('stays inside where the widget fills the screen', async () => {
    const { page } = await openWidget(
      stage,
      { mode: 'launcher' },
      { body: '<a href="#top">A link of the page</a>' },
      { viewport: { width: 390, height: 800 } },
    );
    await openChat(page);
    const seen = new Set<string>();
    for (let step = 0; step < 16; step++) {
      await page.keyboard.press('Tab');
      seen.add(await focused(page));
    }
    expect([...seen]).toContain('Close chat');
    expect([...seen]).not.toContain('A link of the page');
    expect([...seen]).not.toContain('launcher');
  });

  it('starts in the header on a touch screen, where a field would bring up the keyboard over the messages', async () => {
    const { page } = await openWidget(
      stage,
      { mode: 'launcher' },
      {},
      { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
    );
    await page.locator('team-brain .launcher').tap();
    await composer(page).waitFor();
    await expect.poll(() => focused(page)).toBe('header');
  });
});
