import type { Page as BrowserPage } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from '../../../../widget/kit/test/support/axe.js';
import { harnessFor } from '../../../../widget/kit/test/support/harness.js';
import type { Plan } from './fake-calendar.js';
import type { Setup } from './page.js';

const at = (start: string, end: string) => ({ start: `2026-11-${start}:00Z`, end: `2026-11-${end}:00Z` });
const plans: Plan[] = [
  {
    id: 'e1',
    title: 'Design review',
    at: [at('17T13:00', '17T14:00'), at('24T13:00', '24T14:00')],
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    location: 'Room 4',
    description: 'Bring your sheets.',
    rsvp: 'accepted',
    attendees: [
      { user: { id: 'u1', username: 'lilly', displayName: 'Lilly Chen', kind: 'user' }, status: 'accepted' },
    ],
  },
  {
    id: 'e2',
    title: 'Call',
    at: [at('24T13:30', '24T15:30')],
    timeZone: 'Asia/Tokyo',
    rsvp: 'needs_action',
  },
  { id: 'e3', title: 'Lunch', at: [at('24T11:00', '24T12:00')], rsvp: 'declined' },
  { id: 'e4', title: 'Retro', at: [at('24T13:15', '24T14:15')], rsvp: 'tentative' },
  { id: 'e5', title: 'Offsite', at: [{ start: '2026-11-21', end: '2026-11-25' }] },
];

const states: Record<string, (page: BrowserPage) => Promise<unknown>> = {
  month: (page) => page.getByRole('button', { name: /Lunch/ }).waitFor(),
  week: async (page) => {
    await page.getByRole('group').getByRole('button').nth(1).click();
    await page.locator('tb-calendar-week .event').first().waitFor();
  },
  'what comes next': async (page) => {
    await page.getByRole('group').getByRole('button').nth(2).click();
    await page.locator('tb-calendar-agenda .entry').first().waitFor();
  },
  'the card': async (page) => {
    await page.getByRole('button', { name: /Design review/ }).click();
    await page.locator('tb-event-card .people').waitFor();
  },
  'the question before deleting': async (page) => {
    await page.getByRole('button', { name: /Design review/ }).click();
    await page.locator('tb-event-card .remove').click();
    await page.locator('tb-event-card [type="radio"]').first().waitFor();
  },
};

const harness = harnessFor(new URL('./page.ts', import.meta.url));

const matrix = ['light', 'dark'].flatMap((theme) =>
  ['ltr', 'rtl'].flatMap((direction) =>
    [['narrow', { width: 360, height: 640 }] as const, ['wide', { width: 1190, height: 760 }] as const].map(
      ([size, viewport]) => ({ theme, direction, size, viewport }),
    ),
  ),
);

describe.each(matrix)('$theme, $direction, $size', ({ theme, direction, viewport }) => {
  it('has nothing that axe finds, in any state, and breaks no policy', async () => {
    const found: string[] = [];
    for (const [name, reach] of Object.entries(states)) {
      const page = await harness.newPage({ viewport, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
      await page.evaluate(
        async ({ setup, direction }) => {
          document.documentElement.dir = direction;
          await openCalendar(setup as Setup);
        },
        { setup: { plans, day: '2026-11-24', theme, state: { direction } } as object, direction },
      );
      await reach(page);
      found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`), ...page.faults);
      await page.context().close();
    }
    expect(found).toEqual([]);
  }, 60_000);
});

it('has targets of 44 pixels under a thumb', async () => {
  const page = await harness.newPage({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    timezoneId: 'Europe/Berlin',
  });
  await page.evaluate(
    async (setup) => {
      await openCalendar(setup as Setup);
    },
    { plans, day: '2026-11-24' } as object,
  );
  await states.month?.(page);
  const sizes = await page
    .locator('tb-calendar-panel')
    .locator('button, [role="gridcell"]')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({
          name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30),
          height: Math.round(element.getBoundingClientRect().height),
        }))
        .filter(({ height }) => height < 44),
    );
  expect(sizes).toEqual([]);
  await page.context().close();
});

it('cuts no text at twice its size', async () => {
  const page = await harness.newPage({ viewport: { width: 400, height: 640 }, timezoneId: 'Europe/Berlin' });
  await page.evaluate(
    async (setup) => {
      await openCalendar(setup as Setup);
      const frame = document.querySelector('panel-frame') as HTMLElement;
      frame.style.setProperty('--tb-font-size', '28px');
    },
    { plans, day: '2026-11-24' } as object,
  );
  await states.month?.(page);
  const wide = await page
    .locator('tb-calendar-panel')
    .evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  expect(wide).toBe(0);
  const over = await page
    .locator('tb-calendar-panel')
    .locator('.number, h2, h3, .entry')
    .evaluateAll((elements) =>
      elements
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map((e) => e.className),
    );
  expect(over).toEqual([]);
  await page.context().close();
});
