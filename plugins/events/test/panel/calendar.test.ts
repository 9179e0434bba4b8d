import type { Page as BrowserPage } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Harness, harnessFor } from '../../../../widget/kit/test/support/harness.js';
import type { Plan } from './fake-calendar.js';
import type { Setup } from './page.js';

const harness = harnessFor(new URL('./page.ts', import.meta.url));

const weekly: Plan = {
  id: 'e1',
  title: 'Design review',
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  at: ['10', '17', '24'].map((day) => ({
    start: `2026-11-${day}T13:00:00Z`,
    end: `2026-11-${day}T14:00:00Z`,
  })),
};
const offsite: Plan = {
  id: 'e2',
  title: 'Offsite',
  at: [{ start: '2026-11-21', end: '2026-11-24' }],
};
const lunch: Plan = {
  id: 'e3',
  title: 'Lunch',
  role: 'viewer',
  at: [{ start: '2026-11-24T11:00:00Z', end: '2026-11-24T12:00:00Z' }],
};

const wide = { width: 1190, height: 760 };

async function open(setup: Setup = {}, options: Parameters<Harness['newPage']>[0] = {}) {
  const page = await harness.newPage({ timezoneId: 'Europe/Berlin', ...options });
  await page.evaluate(
    async (given) => {
      await openCalendar(given as Setup);
    },
    { plans: [weekly, offsite, lunch], day: '2026-11-24', ...setup } as object,
  );
  return page;
}

const focused = (page: BrowserPage) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (element as HTMLElement | null)?.dataset.day ?? element?.textContent?.trim() ?? '';
  });
const said = (page: BrowserPage) => page.evaluate(() => calendarPage.said.splice(0));
const calls = (page: BrowserPage, method: string) =>
  page.evaluate((wanted) => calendarPage.calendar.calls.filter(([name]) => name === wanted), method);

describe('the month', () => {
  it('moves by days, weeks and months with the keys, one day being the tab stop', async () => {
    const page = await open();
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    const moves: [key: string, day: string][] = [
      ['ArrowRight', '2026-11-25'],
      ['ArrowDown', '2026-12-02'],
      ['ArrowUp', '2026-11-25'],
      ['ArrowLeft', '2026-11-24'],
      ['Home', '2026-11-23'],
      ['End', '2026-11-29'],
      ['PageDown', '2026-12-29'],
      ['PageUp', '2026-11-29'],
      ['Shift+PageDown', '2027-11-29'],
    ];
    for (const [key, day] of moves) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { message: key }).toBe(day);
    }
    expect(await page.locator('[role="gridcell"][tabindex="0"]').count()).toBe(1);
    await page.context().close();
  });

  it('turns left and right round where the text runs from right to left', async () => {
    const page = await open();
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => focused(page)).toBe('2026-11-25');
    await page.context().close();
  });

  it('says the days with their events, and the month when it changes', async () => {
    const page = await open();
    const cell = (day: string) => page.locator(`[data-day="${day}"] .sr`).textContent();
    await expect.poll(() => cell('2026-11-24')).toBe('Tuesday 24 November, 2 events');
    expect(await cell('2026-11-22')).toBe('Sunday 22 November, 1 event');
    expect(await cell('2026-11-25')).toBe('Wednesday 25 November, no events');
    await page.locator('[data-day="2026-11-24"]').focus();
    await said(page);
    await page.keyboard.press('ArrowRight');
    expect(await said(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await expect.poll(() => said(page)).toEqual(['December 2026']);
    await page.context().close();
  });

  it('goes into the day with Enter: to its first event, or to its heading', async () => {
    const page = await open();
    await page.getByRole('button', { name: /Lunch/ }).waitFor();
    await page.locator('[data-day="2026-11-24"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/Lunch/);
    await page.locator('[data-day="2026-11-25"]').click();
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Wednesday 25 November');
    await page.context().close();
  });

  it('begins the week as the region does', async () => {
    for (const [locale, first] of [
      ['en-GB', 'Monday'],
      ['en-US', 'Sunday'],
      ['ar-EG', 'السبت'],
    ]) {
      const page = await open({ state: { locale } } as Setup);
      expect(await page.locator('[role="columnheader"] .sr').first().textContent()).toBe(first);
      await page.context().close();
    }
  });

  it('shows titles and events of several days where there is room', async () => {
    const page = await open({}, { viewport: wide });
    const titles = (day: string) => page.locator(`[data-day="${day}"] .title :not(.sr)`).allTextContents();
    await expect.poll(() => titles('2026-11-21')).toEqual(['Offsite']);
    // Told again where a week begins.
    expect(await titles('2026-11-22')).toEqual([]);
    expect(await titles('2026-11-23')).toEqual(['Offsite']);
    expect(await titles('2026-11-24')).toEqual(['12:00', 'Lunch', '14:00', 'Design review']);
    const bar = page.locator('[data-day="2026-11-21"] .title');
    expect(await bar.evaluate((element) => element.classList.contains('goes-further'))).toBe(true);
    await page.context().close();
  });

  it('keeps the focus where it is while events come and go', async () => {
    const page = await open();
    const row = page.getByRole('button', { name: /Design review/ });
    await row.focus();
    await page.evaluate(() => {
      const { calendar } = calendarPage;
      const [first] = calendar.plans;
      const added = structuredClone(first) as (typeof calendar.plans)[0];
      added.event.id = 'e9';
      added.occurrences = [
        {
          ...(added.occurrences[2] as (typeof added.occurrences)[0]),
          eventId: 'e9',
          title: 'Early call',
          start: '2026-11-24T07:00:00Z',
          end: '2026-11-24T08:00:00Z',
        },
      ];
      calendar.plans = [...calendar.plans, added];
      calendar.room.tell('event.created', { event: added.event });
    });
    await page.getByRole('button', { name: /Early call/ }).waitFor();
    expect(await focused(page)).toMatch(/Design review/);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});

describe('states', () => {
  it('shows bones while it loads, and what is there afterwards', async () => {
    const page = await harness.newPage({ timezoneId: 'Europe/Berlin' });
    await page.evaluate(async () => {
      const opened = await openCalendar({ day: '2026-11-24' });
      let go = (): void => {};
      opened.calendar.held = new Promise((resolve) => {
        go = resolve;
      });
      Object.assign(globalThis, { go: () => go() });
      opened.panel.day = '2027-01-10';
    });
    await page.getByRole('status', { name: 'Loading events' }).waitFor();
    await page.evaluate(() => (globalThis as unknown as { go(): void }).go());
    await page.getByText('Nothing planned.').waitFor();
    await page.context().close();
  });

  it('says why it could not be loaded, and tries again', async () => {
    const page = await open({ plans: [] });
    await page.evaluate(() => {
      const { calendar, panel } = calendarPage;
      calendar.failure = new Error('No answer from the server.');
      panel.day = '2027-01-10';
    });
    await page.getByRole('heading', { name: 'The calendar could not be loaded' }).waitFor();
    await page.evaluate(() => {
      calendarPage.calendar.failure = undefined;
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nothing planned.').waitFor();
    await page.context().close();
  });

  it('offers nothing that one may not do', async () => {
    const page = await open({ permissions: ['events.read'] });
    await page.getByRole('button', { name: /Design review/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('button', { name: 'Going', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'New event' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Add to calendar' }).waitFor();
    await page.context().close();
  });
});

describe('the card of an event', () => {
  it('takes an answer for one of the series or all of it, shows it everywhere and tells the page', async () => {
    const page = await open();
    await page.evaluate(() => {
      const heard: unknown[] = [];
      document.addEventListener('tb-event-rsvp', (event) => heard.push((event as CustomEvent).detail));
      Object.assign(globalThis, { heard });
    });
    await page.getByRole('button', { name: /Design review/ }).click();
    const maybe = page.getByRole('button', { name: 'Maybe', exact: true });
    await page.getByRole('combobox', { name: 'For' }).selectOption({ label: 'This event' });
    await maybe.click();
    await expect.poll(() => maybe.getAttribute('aria-pressed')).toBe('true');
    await page.getByText('1 person').waitFor();
    await page.getByRole('combobox', { name: 'For' }).selectOption({ label: 'The whole series' });
    await page.getByRole('button', { name: 'Going', exact: true }).click();
    await expect.poll(async () => (await calls(page, 'PUT')).length).toBe(2);
    await page.getByText('maybe, this date only').waitFor();
    expect(await calls(page, 'PUT')).toEqual([
      ['PUT', '/events/e1/rsvp', { status: 'tentative', originalStart: '2026-11-24T13:00:00Z' }],
      ['PUT', '/events/e1/rsvp', { status: 'accepted' }],
    ]);
    await page.keyboard.press('Escape');
    const row = page.getByRole('button', { name: /Design review/ });
    await expect.poll(() => row.textContent()).toContain('Maybe');
    await page.locator('[data-day="2026-11-17"]').click();
    await expect.poll(() => row.textContent()).toContain('Going');
    expect(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard)).toEqual([
      { eventId: 'e1', status: 'tentative' },
      { eventId: 'e1', status: 'accepted' },
    ]);
    await page.context().close();
  });

  it('shows what others answer while it is open', async () => {
    const page = await open();
    await page.getByRole('button', { name: /Design review/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => {
      const { calendar } = calendarPage;
      const user = { id: 'u1', username: 'lilly', displayName: 'Lilly Chen', kind: 'user' as const };
      calendar.plans[0]?.event.attendees.push({ user, status: 'declined' });
      calendar.room.tell('event.rsvp', { rsvp: { eventId: 'e1', user, status: 'declined' } });
    });
    await page.getByText('Lilly Chen').waitFor();
    await page.getByText('not going').waitFor();
    await page.context().close();
  });

  it.each([
    ['This event', '/events/e1/occurrences/2026-11-24T13%3A00%3A00Z', 2],
    ['This and following events', '/events/e1/occurrences/2026-11-24T13%3A00%3A00Z', 2],
    ['All events', '/events/e1', 0],
  ])('deletes, after a question: %s', async (scope, path, left) => {
    const page = await open();
    await page.getByRole('button', { name: /Design review/ }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('radio', { name: scope }).check();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect((await calls(page, 'DELETE')).map(([, asked]) => asked)).toEqual([path]);
    expect(
      await page.evaluate(
        () => calendarPage.calendar.plans.find(({ event }) => event.id === 'e1')?.occurrences.length ?? 0,
      ),
    ).toBe(left);
    await expect.poll(() => page.getByRole('button', { name: /Design review/ }).count()).toBe(0);
    await page.context().close();
  });

  it('deletes what does not recur without asking which', async () => {
    const page = await open({ day: '2026-11-22' });
    await page.getByRole('button', { name: /Offsite/ }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    expect(await page.getByRole('radio').count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Add to calendar' }).waitFor();
    expect(await calls(page, 'DELETE')).toEqual([]);
    await page.context().close();
  });

  it('keeps the bin from whoever only looks', async () => {
    const page = await open();
    await page.getByRole('button', { name: /Lunch/ }).click();
    await page.getByRole('button', { name: 'Add to calendar' }).waitFor();
    await expect.poll(() => calls(page, 'GET')).toContainEqual(['GET', '/events/e3', undefined]);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await page.context().close();
  });

  it('gives the event as a file', async () => {
    const page = await open();
    await page.getByRole('button', { name: /Lunch/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Add to calendar' }).click();
    expect((await download).suggestedFilename()).toBe('Lunch.ics');
    await page.context().close();
  });

  it('opens for a link to an event', async () => {
    const page = await open();
    await page.evaluate(() => calendarPage.panel.goTo({ event: 'e2' }));
    await page.getByRole('dialog', { name: 'Offsite' }).waitFor();
    await page.context().close();
  });
});

describe('what comes next', () => {
  it('stands day by day, and goes on when asked', async () => {
    const page = await open({ day: '2026-11-20' });
    await page.getByRole('button', { name: 'Upcoming' }).click();
    await page.getByRole('heading', { name: 'Tuesday, 24 November 2026' }).waitFor();
    expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'Saturday, 21 November 2026',
      'Tuesday, 24 November 2026',
    ]);

    await page.context().close();
  });
});
