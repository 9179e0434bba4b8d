import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveStage, startLiveStage } from './live-stage.js';

let stage: LiveStage;
beforeAll(async () => {
  stage = await startLiveStage();
});
afterAll(() => stage.close());

const day = '2027-03-02';
const pressed = (page: Page) => page.locator('tb-event-card .chip[aria-pressed=true]').allTextContents();

it('two people see each other’s answers and changes at once, and find them after a reload', async () => {
  const { world } = stage;
  await world.make(world.owner, { title: 'Design review', rrule: 'FREQ=WEEKLY;COUNT=4' });
  const [hers, his] = [await stage.newPage(), await stage.newPage()];
  await hers.show({ day });
  await his.show({ token: world.member.token, workspaceRole: 'member', day });

  await hers.getByRole('button', { name: /Design review/ }).click();
  await his.getByRole('button', { name: /Design review/ }).click();
  await his.getByRole('combobox', { name: 'For' }).selectOption({ label: 'This event' });
  await his.getByRole('button', { name: 'Maybe', exact: true }).click();
  // For one of them alone: she sees it on the same date.
  await hers.locator('tb-event-card .people').getByText('maybe, this date only').waitFor();
  await his.getByRole('combobox', { name: 'For' }).selectOption({ label: 'The whole series' });
  await his.getByRole('button', { name: 'Going', exact: true }).click();
  // What he said of this date stands, though the series has another answer.
  await expect.poll(() => pressed(his)).toEqual(['Going']);
  await his.getByRole('combobox', { name: 'For' }).selectOption({ label: 'This event' });
  await expect.poll(() => pressed(his)).toEqual(['Maybe']);
  await hers.locator('tb-event-card .people').getByText('maybe, this date only').waitFor();
  await his.keyboard.press('Escape');

  await his.reload();
  await his.waitForFunction(() => 'openPanel' in globalThis);
  await his.show({ token: world.member.token, workspaceRole: 'member', day: '2027-03-09' });
  const next = his.getByRole('button', { name: /Design review/ });
  await expect.poll(() => next.textContent()).toContain('Going');

  // Of the date whose answer differs the card shows that one first.
  await his.locator(`[role="gridcell"][data-day="${day}"]`).click();
  await his.getByRole('button', { name: /Design review/ }).click();
  await expect.poll(() => pressed(his)).toEqual(['Maybe']);
  expect(await his.getByRole('combobox', { name: 'For' }).inputValue()).toBe('this');
  await his.keyboard.press('Escape');
  await his.locator('[role="gridcell"][data-day="2027-03-09"]').click();

  // He may not end what is hers; she ends this and those after it, and both see the first alone.
  await next.click();
  await his.getByRole('button', { name: 'Add to calendar' }).waitFor();
  expect(await his.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  await his.keyboard.press('Escape');
  await hers.keyboard.press('Escape');
  await hers.locator('[role="gridcell"][data-day="2027-03-09"]').click();
  await hers.getByRole('button', { name: /Design review/ }).click();
  await hers.getByRole('button', { name: 'Delete' }).click();
  await hers.getByRole('radio', { name: 'This and following events' }).check();
  await hers.getByRole('button', { name: 'Delete' }).click();
  for (const page of [hers, his]) {
    await expect.poll(() => page.getByRole('button', { name: /Design review/ }).count()).toBe(0);
    await page.locator(`[role="gridcell"][data-day="${day}"]`).click();
    await page.getByRole('button', { name: /Design review/ }).waitFor();
    expect(page.faults).toEqual([]);
  }
  await his.context().close();
  await hers.context().close();
});

it('gives the event as a file of the server', async () => {
  const { world } = stage;
  await world.make(world.owner, {
    title: 'Call with Berlin',
    start: '2027-05-04T10:00:00',
    end: '2027-05-04T11:00:00',
  });
  const page = await stage.newPage();
  await page.show({ day: '2027-05-04' });
  await page.getByRole('button', { name: /Call with Berlin/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to calendar' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(text).toContain('BEGIN:VTIMEZONE');
  expect(text).toContain('SUMMARY:Call with Berlin');
  await page.context().close();
});
