import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CalendarEvent, Occurrence } from '../../shared/types.js';
import { type LivePageHandle, type LiveStage, startLiveStage } from './live-stage.js';

let stage: LiveStage;
let page: LivePageHandle;

beforeAll(async () => {
  stage = await startLiveStage();
  page = await stage.newPage();
}, 120_000);
afterAll(() => stage?.close());
afterEach(() => {
  expect(page.faults.splice(0)).toEqual([]);
});

const editor = () => page.locator('tb-event-editor');
const field = (name: string) => editor().getByLabel(name, { exact: true });
const button = (name: string | RegExp) =>
  editor().getByRole('button', { name, exact: typeof name === 'string' });
const words = () => editor().locator('.words');

async function openNew(day = '2027-03-02'): Promise<void> {
  await page.show({ day });
  await page.getByRole('button', { name: 'New event' }).click();
  await field('Title').waitFor();
}

/** What the room holds of a title, as the server has it. */
async function kept(title: string): Promise<CalendarEvent[]> {
  const { items } = await stage.world.window(stage.world.owner, '2027-01-01', '2027-12-31');
  const ids = [
    ...new Set(items.filter((item: Occurrence) => item.title === title).map(({ eventId }) => eventId)),
  ];
  return Promise.all(
    ids.map(async (id) => (await stage.world.owner.inject<CalendarEvent>({ url: `/v1/events/${id}` })).body),
  );
}
const one = async (title: string): Promise<CalendarEvent | undefined> => (await kept(title))[0];

describe('a new event', () => {
  it('is written with the title alone: the day is there, and an hour', async () => {
    await openNew();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('LIVE-FRAME');
    await field('Title').fill('Plan the year');
    await field('Title').press('Enter');
    await expect.poll(() => editor().count()).toBe(0);
    expect(await one('Plan the year')).toMatchObject({
      start: '2027-03-02T09:00:00',
      end: '2027-03-02T10:00:00',
      timeZone: 'Europe/Berlin',
      allDay: false,
    });
  });
});

describe('by keyboard alone', () => {
  it('a custom weekly rule is made, said in words, and on the server', async () => {
    await openNew();
    const { keyboard } = page;
    await keyboard.type('Standup');
    const reach = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await keyboard.press('Tab');
        const here = await field(name)
          .evaluate((element) => {
            let active = document.activeElement;
            while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
            return active === element;
          })
          .catch(() => false);
        if (here) return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await reach('Repeats');
    await keyboard.press('End');
    await expect.poll(() => words().textContent()).toContain('Every week on Tuesday');
    await reach('Every');
    await keyboard.press('Control+a');
    await keyboard.type('2');
    await reach('Thursday');
    await keyboard.press('Space');
    await reach('Ends');
    await keyboard.press('End');
    await reach('Number of times');
    await keyboard.press('Control+a');
    await keyboard.type('6');
    await expect
      .poll(() => words().textContent())
      .toContain('Every 2 weeks on Tuesday and Thursday, 6 times');
    await keyboard.press('Enter');
    await expect.poll(() => editor().count()).toBe(0);
    expect((await one('Standup'))?.rrule).toBe('FREQ=WEEKLY;INTERVAL=2;COUNT=6;BYDAY=TU,TH');
  });
});

describe('the usual rules', () => {
  it.each([
    ['daily', 'Every day', 'FREQ=DAILY'],
    ['workdays', 'Every week from Monday to Friday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekly', 'Every week on Tuesday', 'FREQ=WEEKLY;BYDAY=TU'],
    ['monthlyDay', 'Every month on day 2', 'FREQ=MONTHLY;BYMONTHDAY=2'],
    ['monthlyNth', 'Every month on the first Tuesday', 'FREQ=MONTHLY;BYDAY=1TU'],
    ['yearly', 'Every year on day 2 in March', 'FREQ=YEARLY'],
  ])('%s', async (kind, text, rrule) => {
    await openNew();
    await field('Title').fill(kind);
    await field('Repeats').selectOption(kind);
    await expect.poll(() => words().textContent()).toBe(text);
    await button('Create').click();
    await expect.poll(() => editor().count()).toBe(0);
    expect((await one(kind))?.rrule).toBe(rrule);
  });
});
