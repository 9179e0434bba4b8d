import { describe, expect, it } from 'vitest';
import { harnessFor } from '../../../../widget/kit/test/support/harness.js';
import type { Plan } from './fake-calendar.js';
import type { Setup } from './page.js';

const harness = harnessFor(new URL('./page.ts', import.meta.url));

async function open(timezoneId: string, setup: Setup) {
  const page = await harness.newPage({ timezoneId, viewport: { width: 1190, height: 900 } });
  await page.evaluate(async (given) => {
    await openCalendar(given as Setup);
  }, setup as object);
  return page;
}

const call: Plan = {
  id: 'call',
  title: 'Call',
  timeZone: 'Europe/Berlin',
  at: [{ start: '2026-11-24T13:00:00Z', end: '2026-11-24T14:00:00Z' }],
};

describe('an event of another zone', () => {
  it('stands at the reader’s time, with the time in its own zone beside', async () => {
    const page = await open('America/New_York', { plans: [call], day: '2026-11-24' });
    const row = page.getByRole('button', { name: /Call/ });
    await expect.poll(() => row.locator('.when').textContent()).toBe('08:00–09:00');
    await expect.poll(() => row.locator('.hint').textContent()).toBe('14:00 Berlin time');
    await row.click();
    await page.locator('tb-event-card').getByText('Tuesday, 24 November 2026, 08:00–09:00').waitFor();
    await page.locator('tb-event-card').getByText('14:00 Berlin time').waitFor();
    await page.context().close();
  });

  it('says the time once where both clocks agree', async () => {
    // In plain English too, whose texts of days and of moments are made side by side.
    const page = await open('Europe/Paris', { plans: [call], day: '2026-11-24', state: { locale: 'en' } });
    await page.getByRole('button', { name: /Call/ }).waitFor();
    await page.waitForFunction(() => calendarPage.panel.renderRoot.querySelector('.entry') !== null);
    expect(await page.locator('.entry .hint').count()).toBe(0);
    await page.context().close();
  });

  it('stands on the reader’s day', async () => {
    const page = await open('Pacific/Auckland', { plans: [call], day: '2026-11-25' });
    await page.getByRole('button', { name: /02:00–03:00.*Call/s }).waitFor();
    await page.context().close();
  });

  it('of whole days stands on its own days, wherever the reader is', async () => {
    const offsite: Plan = { id: 'o', title: 'Offsite', at: [{ start: '2026-11-24', end: '2026-11-26' }] };
    for (const zone of ['Pacific/Honolulu', 'Pacific/Kiritimati']) {
      const page = await open(zone, { plans: [offsite], day: '2026-11-24' });
      const count = (day: string) => page.locator(`[data-day="${day}"] .title`).count();
      await expect
        .poll(() => Promise.all(['23', '24', '25', '26'].map((day) => count(`2026-11-${day}`))))
        .toEqual([0, 1, 1, 0]);
      await page.context().close();
    }
  });

  it('is told in the hours of the language', async () => {
    const page = await open('Europe/Berlin', {
      plans: [call],
      day: '2026-11-24',
      state: { locale: 'en-US' },
    });
    await page.getByRole('button', { name: /2:00.–.3:00.PM.*Call/s }).waitFor();
    await page.context().close();
  });
});

/** Top and height of the events of a week in hours, by title. */
async function placed(page: Awaited<ReturnType<typeof open>>) {
  await page.getByRole('button', { name: 'Week' }).click();
  await page.locator('tb-calendar-week .timed').first().waitFor();
  return page.locator('tb-calendar-week').evaluate((week) => {
    const root = week.shadowRoot as ShadowRoot;
    const hour = (root.querySelector('.day') as HTMLElement).offsetHeight / 24;
    const columns = [...root.querySelectorAll<HTMLElement>('.day')];
    return Object.fromEntries(
      [...root.querySelectorAll<HTMLElement>('.timed')].map((event) => [
        event.querySelector('.name')?.textContent ?? '',
        {
          day: columns.indexOf(event.parentElement as HTMLElement),
          top: Math.round((event.offsetTop / hour) * 20) / 20,
          hours: Math.round(((event.offsetHeight + 1) / hour) * 20) / 20,
          width: Math.round((event.offsetWidth / (event.parentElement as HTMLElement).offsetWidth) * 10),
        },
      ]),
    );
  });
}

const at = (id: string, start: string, end: string): Plan => ({
  id,
  title: id,
  at: [{ start: `${start}:00Z`, end: `${end}:00Z` }],
});

describe('a week', () => {
  it('in which the clock goes forward has its events at the times of the clock', async () => {
    const page = await open('Europe/Berlin', {
      plans: [
        // 29 March 2026, a Sunday: 02:00 is 03:00.
        at('over', '2026-03-29T00:30', '2026-03-29T01:30'),
        at('later', '2026-03-29T08:00', '2026-03-29T09:00'),
        at('before', '2026-03-27T09:00', '2026-03-27T10:00'),
      ],
      day: '2026-03-29',
    });
    expect(await placed(page)).toMatchObject({
      over: { day: 6, top: 1.5, hours: 2 },
      later: { day: 6, top: 10, hours: 1 },
      before: { day: 4, top: 10, hours: 1 },
    });
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  it('in which the clock goes back shows both events of the hour that comes twice, side by side', async () => {
    const page = await open('Europe/Berlin', {
      plans: [
        // 25 October 2026, a Sunday: 03:00 is 02:00 again.
        at('first', '2026-10-25T00:00', '2026-10-25T00:45'),
        at('second', '2026-10-25T01:00', '2026-10-25T01:45'),
      ],
      day: '2026-10-25',
    });
    expect(await placed(page)).toMatchObject({
      first: { day: 6, top: 2, hours: 0.75, width: 5 },
      second: { day: 6, top: 2, hours: 0.75, width: 5 },
    });
    await page.context().close();
  });

  it('puts events that overlap beside each other, and gives the others the whole width', async () => {
    const page = await open('UTC', {
      plans: [
        at('a', '2026-11-24T09:00', '2026-11-24T11:00'),
        at('b', '2026-11-24T10:00', '2026-11-24T12:00'),
        at('c', '2026-11-24T11:00', '2026-11-24T12:00'),
        at('d', '2026-11-24T13:00', '2026-11-24T14:00'),
      ],
      day: '2026-11-24',
    });
    const found = await placed(page);
    expect(Object.entries(found).map(([name, { width }]) => [name, width])).toEqual([
      ['a', 5],
      ['b', 5],
      ['c', 5],
      ['d', 10],
    ]);
    await page.context().close();
  });

  it('is walked with the arrow keys: down a day, and over to the next that has events', async () => {
    const page = await open('UTC', {
      plans: [
        at('a', '2026-11-23T09:00', '2026-11-23T10:00'),
        at('b', '2026-11-23T11:00', '2026-11-23T12:00'),
        at('c', '2026-11-26T09:00', '2026-11-26T10:00'),
      ],
      day: '2026-11-24',
    });
    await placed(page);
    await page.locator('.timed').first().focus();
    const walked: string[] = [];
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'End', 'Home']) {
      await page.keyboard.press(key);
      walked.push(await page.locator('.timed:focus .name').textContent().then(String));
    }
    expect(walked).toEqual(['b', 'c', 'a', 'c', 'a']);
    expect(await page.locator('tb-calendar-week [tabindex="0"]').count()).toBe(1);
    await page.context().close();
  });
});
