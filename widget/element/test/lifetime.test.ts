import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, startStage } from './support/browser.js';
import { countHolds, type Holds } from './support/holds.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  for (const context of stage.browser.contexts()) await context.close();
});
afterAll(() => stage.close());

async function openCounted(): Promise<Page> {
  const { page } = await stage.open({
    head: '<script type="module" src="/page.js"></script>',
    body: '<main></main>',
  });
  await page.waitForFunction(() => 'makeFixture' in window);
  await page.evaluate(countHolds);
  return page;
}
const holds = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { holds: Holds }).holds.list());

const attributes = { mode: 'launcher', hotkey: 'alt+k', sound: '', 'title-badge': '' };

/** Opens the widget, does what starts timers and listeners, and waits until everything that loads later is here. */
async function use(page: Page): Promise<void> {
  await page.evaluate(async (given) => {
    const { widget } = await window.makeFixture(given);
    await widget.ready;
    await widget.show();
    await widget.compose('Written');
  }, attributes);
  await page.locator('team-brain article').first().waitFor();
  await page.locator('team-brain article').first().hover();
  await page.locator('team-brain .toolbar').waitFor();
  await page.locator('team-brain .switcher').click();
  await page.locator('team-brain tb-rooms-panel').getByText('engineering').click();
  await page.evaluate(() => window.fixture.say('joe', 'Hello', 'engineering'));
  await page.locator('team-brain article').getByText('Hello').waitFor();
}

describe('a widget that is taken out of the page', () => {
  it('leaves no listener, no timer and no observer behind', async () => {
    const page = await openCounted();
    await use(page);
    expect((await holds(page)).length).toBeGreaterThan(5);
    await page.evaluate(async () => {
      window.fixture.widget.remove();
      await window.fixture.client.close();
    });
    await expect.poll(() => holds(page), { timeout: 10_000 }).toEqual([]);
  });

  it('holds no more after it was taken out and put back ten times', async () => {
    const page = await openCounted();
    await use(page);
    // Timers come and go by themselves; listeners and observers do not.
    const lasting = async (): Promise<string[]> =>
      (await holds(page)).filter((hold) => !hold.startsWith('timer')).sort();
    const takeOut = async (rounds: number): Promise<void> => {
      await page.evaluate(async (count) => {
        const { widget } = window.fixture;
        for (let round = 0; round < count; round++) {
          widget.remove();
          await new Promise((resolve) => setTimeout(resolve));
          document.body.append(widget);
          await widget.updateComplete;
        }
      }, rounds);
      await page.locator('team-brain article').first().waitFor();
    };
    // The first time closes what was open.
    await takeOut(1);
    const before = await lasting();
    await takeOut(10);
    await expect.poll(lasting, { timeout: 10_000 }).toEqual(before);
  });
});

describe('two widgets on one page', () => {
  it('with the same client show the same, and one goes on when the other one goes', async () => {
    const page = await openCounted();
    await use(page);
    await page.evaluate(async () => {
      const second = document.createElement('team-brain') as typeof window.fixture.widget;
      second.id = 'second';
      second.client = window.fixture.client;
      second.room = 'design';
      document.querySelector('main')?.append(second);
      await second.ready;
    });
    await page.locator('#second article').getByText('Morning').waitFor();
    expect(await page.locator('team-brain:not(#second) article').getByText('Morning').count()).toBe(0);
    await page.evaluate(() => window.fixture.widget.remove());
    await page.evaluate(() => window.fixture.say('ana', 'Still here'));
    await page.locator('#second article').getByText('Still here').waitFor();
  });
});
