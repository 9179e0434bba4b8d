import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveStage, startLiveStage } from './live-stage.js';

let stage: LiveStage;
beforeAll(async () => {
  stage = await startLiveStage();
});
afterAll(() => stage.close());

const day = '2027-03-02';

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
  // For one of them alone: he takes part, and the series as a whole has no answer of his yet.
  await hers.locator('tb-event-card .people').getByText('no answer yet').waitFor();
  await his.getByRole('combobox', { name: 'For' }).selectOption({ label: 'The whole series' });
  await his.getByRole('button', { name: 'Going', exact: true }).click();
  await hers.locator('tb-event-card .people').getByText('going', { exact: true }).waitFor();
  await his.keyboard.press('Escape');

  await his.reload();
  await his.waitForFunction(() => 'openPanel' in globalThis);
  await his.show({ token: world.member.token, workspaceRole: 'member', day: '2027-03-09' });
  const next = his.getByRole('button', { name: /Design review/ });
  await expect.poll(() => next.textContent()).toContain('Going');

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
