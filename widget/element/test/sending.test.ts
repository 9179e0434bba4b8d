import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openWidget, type Stage, startStage } from './support/browser.js';

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(async () => {
  await page.context().close();
});
afterAll(() => stage.close());

async function open(): Promise<void> {
  ({ page } = await openWidget(stage, { mode: 'inline' }));
  await page.locator('team-brain article').first().waitFor();
}

const said = (text: string) => page.locator('team-brain article', { hasText: text });
const stateOf = (text: string) => said(text).getAttribute('data-state');

async function say(text: string): Promise<void> {
  await page.locator('team-brain textarea').fill(text);
  await page.keyboard.press('Enter');
}

/** The server has it once: the widget reads everything anew. A message whose answer is still awaited counts as one more. */
async function expectStoredOnce(text: string): Promise<void> {
  await page.evaluate(async () => {
    const { widget } = window.fixture;
    await widget.refresh();
    await widget.ready;
  });
  await page.locator('team-brain article', { hasText: 'Morning!' }).waitFor();
  await expect.poll(() => said(text).count()).toBe(1);
}

it('a message that is written offline waits in its place and is stored once', async () => {
  await open();
  await page.evaluate(() => {
    const { mock } = window.fixture;
    mock.faults.offline = true;
    mock.restart(0);
  });
  await say('From the tunnel');
  await expect.poll(() => stateOf('From the tunnel')).toBe('sending');
  await page.evaluate(() => {
    window.fixture.mock.faults.offline = false;
    window.dispatchEvent(new Event('online'));
  });
  await expect.poll(() => stateOf('From the tunnel'), { timeout: 15_000 }).toBeNull();
  await expectStoredOnce('From the tunnel');
});

it('a message whose answer is lost is sent again and stored once', async () => {
  await open();
  await page.evaluate(() => {
    Object.assign(window.fixture.mock.faults, { dropAck: 2, dropResponse: 2 });
  });
  await say('Did you get this?');
  await expect.poll(() => stateOf('Did you get this?'), { timeout: 20_000 }).toBeNull();
  expect(await said('Did you get this?').count()).toBe(1);
  expect(await page.evaluate(() => window.fixture.mock.faults.dropAck)).toBeLessThan(2);
  await expectStoredOnce('Did you get this?');
});

it('a message that was refused says so; sent again by hand, it is stored once', async () => {
  await open();
  await page.evaluate(() => {
    window.fixture.mock.faults.refuse = (text) => text === 'Refuse me';
  });
  await say('Refuse me');
  await expect.poll(() => stateOf('Refuse me')).toBe('failed');
  await page.evaluate(() => {
    window.fixture.mock.faults.refuse = () => false;
  });
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => stateOf('Refuse me')).toBeNull();
  await expectStoredOnce('Refuse me');
});
