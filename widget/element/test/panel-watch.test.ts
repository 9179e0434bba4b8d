import type { PanelWatch } from '@teambrain/widget-kit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

declare global {
  var watched: { starts: number; stops: number; mark(): void };
}

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

/** The widget with a panel that nobody opened yet, which hears of things. */
async function open() {
  const opened = await openWidget(stage, { mode: 'inline' });
  await opened.page.evaluate(() => {
    globalThis.watched = { starts: 0, stops: 0, mark: () => {} };
    const watch: PanelWatch = (widget, mark) => {
      watched.starts++;
      watched.mark = () => {
        widget.actions.toast({ text: 'Something happened' });
        mark();
      };
      return () => {
        watched.stops++;
      };
    };
    window.fixture.addPanel('notes', async () => ({ watch }));
  });
  await expect.poll(() => opened.page.evaluate(() => watched.starts)).toBe(1);
  return opened.page;
}

describe('a panel that is not on show', () => {
  it('tells what happened, with a dot on its tab until it is seen', async () => {
    const page = await open();
    const dot = page.getByRole('tab', { name: 'Notes' }).getByRole('img', { name: 'News' });
    expect(await dot.count()).toBe(0);
    await page.evaluate(() => watched.mark());
    await dot.waitFor();
    await page.getByText('Something happened').first().waitFor();
    await page.getByRole('tab', { name: 'Notes' }).click();
    await expect.poll(() => dot.count()).toBe(0);
    await page.getByRole('tab', { name: 'Chat' }).click();
    expect(await dot.count()).toBe(0);
    expect(await page.evaluate(() => watched.starts)).toBe(1);
  });

  it('hears no more once the page has no tab for it, or no widget', async () => {
    const page = await open();
    await page.evaluate(() => window.fixture.widget.setAttribute('panels', 'chat'));
    await expect.poll(() => page.evaluate(() => watched.stops)).toBe(1);
    await page.evaluate(() => window.fixture.widget.setAttribute('panels', 'chat notes'));
    await expect.poll(() => page.evaluate(() => watched.starts)).toBe(2);
    await page.evaluate(() => window.fixture.widget.remove());
    await expect.poll(() => page.evaluate(() => watched.stops)).toBe(2);
  });
});
