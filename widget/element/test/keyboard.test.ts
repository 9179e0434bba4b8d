import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

/** The element with the focus, through all shadow roots, by what a screen reader says of it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });
const press = (page: Page, key: string) => page.keyboard.press(key);
const status = (page: Page) => page.locator('team-brain .announcer');

it('everything can be done with the keyboard: open, read, react, send, search, close', async () => {
  const { page, problems } = await openWidget(stage, { mode: 'launcher' });
  await press(page, 'Tab');
  await expect.poll(() => focused(page)).toMatch(/^Open chat/);

  await press(page, 'Enter');
  await expect.poll(() => focused(page)).toBe('Message #design');

  // Back from the field: the history is one stop, the newest message first.
  await press(page, 'Shift+Tab');
  await expect.poll(() => focused(page)).toMatch(/^Ana Silva, /);
  // What walks through the rows comes with their toolbars, after the first view.
  await page.locator('team-brain [role="toolbar"]').first().waitFor();
  await press(page, 'ArrowUp');
  await expect.poll(() => focused(page)).toMatch(/^Sam Okoye, /);
  await press(page, 'ArrowUp');
  await expect.poll(() => focused(page)).toMatch(/^Joe Park, /);

  // Into the message, to its first button.
  await press(page, 'Enter');
  await expect.poll(() => focused(page)).toBe('React 👍');
  await press(page, 'Enter');
  await expect
    .poll(() => page.locator('team-brain .reaction').getAttribute('aria-label'))
    .toBe('👍, 1 person, you');
  await press(page, 'Escape');
  await expect.poll(() => focused(page)).toMatch(/^Joe Park, /);
  await press(page, 'Escape');
  await expect.poll(() => focused(page)).toBe('Message #design');

  await page.keyboard.type('Done with the keyboard');
  await press(page, 'Enter');
  const sent = page.locator('team-brain article').last();
  await expect.poll(() => sent.locator('.text').textContent()).toBe('Done with the keyboard');
  await expect.poll(() => sent.getAttribute('data-state')).toBeNull();

  await press(page, 'Control+Shift+F');
  await expect.poll(() => focused(page)).toBe('Search messages');
  await page.keyboard.type('tokens');
  await press(page, 'Escape');
  await expect.poll(() => focused(page)).toBe('Message #design');

  await press(page, 'Escape');
  await expect.poll(() => focused(page)).toMatch(/^Open chat/);
  expect(await page.evaluate(() => window.fixture.widget.open)).toBe(false);
  expect(problems).toEqual([]);
});

it('the status line says what others write, and nothing of what one does oneself', async () => {
  const { page } = await openWidget(stage, { mode: 'inline' });
  await page.locator('team-brain article').first().waitFor();
  const heard = await page.evaluateHandle(() => {
    const said: string[] = [];
    const line = window.fixture.widget.shadowRoot?.querySelector('.announcer');
    if (line)
      new MutationObserver(() => line.textContent && said.push(line.textContent)).observe(line, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    return said;
  });
  await page.locator('team-brain textarea').fill('My own');
  await press(page, 'Enter');
  await page.evaluate(() => window.fixture.say('joe', 'One for you'));
  await expect.poll(() => status(page).textContent()).toBe('Joe Park: One for you');
  await page.evaluate(() => {
    const { mock } = window.fixture;
    const message = mock.model.send(window.fixture.rooms.design.id, mock.user('ana').id, {
      text: 'Two',
      clientId: crypto.randomUUID(),
    }).message;
    mock.model.edit(message.id, mock.user('ana').id, 'Two, changed');
    window.fixture.say('lilly', 'Three');
  });
  await expect.poll(() => status(page).textContent()).toBe('2 new messages');
  expect([...new Set(await heard.jsonValue())]).toEqual(['Joe Park: One for you', '2 new messages']);
});

it('with text of twice the size everything is still there', async () => {
  const { page } = await openWidget(
    stage,
    { mode: 'inline' },
    { css: 'team-brain { --tb-font-size: 28px; block-size: 700px; display: block }' },
    { viewport: { width: 420, height: 800 } },
  );
  const article = page.locator('team-brain article').first();
  await article.waitFor();
  const sideways = await page.evaluate(() => {
    const panel = window.fixture.widget.shadowRoot?.querySelector('.panel') as HTMLElement;
    return panel.scrollWidth - panel.clientWidth;
  });
  expect(sideways).toBeLessThanOrEqual(0);
  expect(
    await article.locator('.text').evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize)),
  ).toBe(28);
  expect(await page.locator('team-brain textarea').isVisible()).toBe(true);
});
