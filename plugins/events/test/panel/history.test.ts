import { expect, it } from 'vitest';
import type { CalendarEvent } from '../../shared/types.js';
import { type LivePageHandle, type LiveStage, onLivePage } from './live-stage.js';

let stage: LiveStage;
let page: LivePageHandle;
onLivePage((opened, first) => {
  stage = opened;
  page = first;
});

const history = () => page.locator('tb-event-history');
const button = (name: string) => history().getByRole('button', { name, exact: true });
const versions = () => history().locator('[data-version]');
const read = async (id: string) =>
  (await stage.world.owner.inject<CalendarEvent>({ url: `/v1/events/${id}` })).body;

async function change(id: string, body: object): Promise<void> {
  const { status } = await stage.world.owner.inject({ method: 'PATCH', url: `/v1/events/${id}`, body });
  expect(status).toBe(200);
}

/** An event with three versions, and its history on show. */
async function open(title: string, locale = 'en-GB'): Promise<string> {
  const { owner, member, make } = stage.world;
  const { id } = await make(owner, { title, description: 'Bring the plan along' });
  await change(id, { start: '2027-03-02T11:00:00', attendees: [member.user.id] });
  await change(id, { rrule: 'FREQ=WEEKLY;BYDAY=TU', description: 'Bring the new plan along' });
  await page.show({ day: '2027-03-02', locale });
  const card = page.locator('tb-event-card');
  await page.locator('tb-calendar-panel').getByRole('button', { name: title }).first().click();
  await card.getByRole('button', { name: locale.startsWith('de') ? 'Verlauf' : 'History' }).click();
  await expect.poll(() => versions().count()).toBe(3);
  return id;
}

it('tells who changed what, newest first, in words', async () => {
  await open('Plan');
  const texts = await versions().allTextContents();
  expect(texts[0]).toMatch(/Version 3 \(now\)/);
  expect(texts[0]).toContain('olga');
  expect(texts[0]).toContain('Repeats: Every week on Tuesday');
  expect(texts[1]).toContain('Start: 2 Mar 2027, 10:00 → 2 Mar 2027, 11:00');
  expect(texts[1]).toContain('People, added: mia');
  expect(texts[2]).toContain('Created');
});

it('speaks the language of its reader, and never the server’s', async () => {
  await open('Absprache', 'de-DE');
  const [newest] = await versions().allTextContents();
  expect(newest).toContain('Wiederholt sich: neu Jede Woche am Dienstag');
  expect(newest).not.toContain('Recurrence');
});

it('compares two versions word by word', async () => {
  await open('Compare');
  await history().getByLabel('Compare version 1').check();
  await history().getByLabel('Compare version 3').check();
  expect(await history().getByLabel('Compare version 2').isDisabled()).toBe(true);
  await button('Compare').click();
  await expect
    .poll(() => history().getByRole('heading', { level: 3 }).textContent())
    .toBe('From version 1 to version 3');
  expect(await history().locator('ins').allTextContents()).toEqual([expect.stringContaining('new')]);
  await button('Back').click();
  await expect.poll(() => versions().count()).toBe(3);
});

it('shows a version that somebody else makes, as it is made', async () => {
  const id = await open('Live');
  await change(id, { title: 'Live and well' });
  await expect.poll(() => versions().count()).toBe(4);
  expect(await versions().first().textContent()).toContain('Title: Live → Live and well');
});

it('brings a version back after a question', async () => {
  const id = await open('Bring back');
  await button('Bring back version 1').click();
  expect((await read(id)).version).toBe(3);
  await button('Bring back').click();
  await expect.poll(() => versions().count()).toBe(4);
  expect(await versions().first().textContent()).toContain('Brought back version 1');
  const event = await read(id);
  expect(event).toMatchObject({ start: '2027-03-02T10:00:00', description: 'Bring the plan along' });
  expect(event.rrule).toBeUndefined();
});

it('shows the newest version first when somebody was faster, and restores nothing over it', async () => {
  const id = await open('Faster');
  // Held back, so that this page does not hear of the change before it restores.
  await page.route(
    `**/v1/events/${id}/rollback`,
    async (route) => {
      const body = { ...route.request().postDataJSON(), baseVersion: 3 };
      await change(id, { title: 'Faster still' });
      await route.continue({ postData: JSON.stringify(body) });
    },
    { times: 1 },
  );
  await button('Bring back version 1').click();
  await button('Bring back').click();
  await expect
    .poll(() => history().getByRole('alert').textContent())
    .toContain('Somebody changed it meanwhile.');
  await expect.poll(() => versions().count()).toBe(4);
  expect((await read(id)).title).toBe('Faster still');
});
