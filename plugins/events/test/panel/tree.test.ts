import type { Page as BrowserPage } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { harnessFor } from '../../../../widget/kit/test/support/harness.js';
import type { Plan } from './fake-calendar.js';
import type { Setup } from './page.js';

const harness = harnessFor(new URL('./page.ts', import.meta.url));

const at = (start: string, end: string) => ({ start: `2027-03-${start}:00Z`, end: `2027-03-${end}:00Z` });
const person = { id: 'u1', username: 'lilly', displayName: 'Lilly Chen', kind: 'user' } as const;
const plans: Plan[] = [
  {
    id: 'e1',
    title: 'Standup',
    at: [at('02T09:00', '02T10:00'), at('09T09:00', '09T10:00')],
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    location: 'Room 4',
    rsvp: 'accepted',
    attendees: [{ user: person, status: 'tentative' }],
  },
  { id: 'e2', title: 'Offsite', at: [{ start: '2027-03-02', end: '2027-03-04' }], rsvp: 'needs_action' },
];

async function open(width: number) {
  const page = await harness.newPage({ timezoneId: 'Europe/Berlin', viewport: { width, height: 760 } });
  await page.evaluate(
    async (given) => {
      await openCalendar(given as Setup);
    },
    { plans, day: '2027-03-02' } as object,
  );
  await page
    .getByRole('button', { name: /Standup/ })
    .first()
    .waitFor();
  return page;
}

/** What a screen reader is told of these roles, in its order: role, name, and what of the state it speaks. */
async function told(page: BrowserPage, ...roles: string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const visit = (id: string): void => {
    const node = byId.get(id);
    if (!node) return;
    const { ignored, role, name, properties = [], childIds = [] } = node;
    if (!ignored && roles.includes(role?.value)) {
      const states = properties.filter(
        ({ name: state, value }) => ['selected', 'pressed'].includes(state) && `${value.value}` === 'true',
      );
      // Boxes beside each other are words of their own, a comma after one is none.
      const words = `${name?.value ?? ''}`.replace(/\s+/g, ' ').replaceAll(' ,', ',').trim();
      lines.push([`${role?.value}: ${words}`, ...states.map((state) => `(${state.name})`)].join(' '));
    }
    for (const child of childIds) visit(child);
  };
  visit(nodes[0]?.nodeId ?? '');
  return lines;
}

describe('what a screen reader is told', () => {
  it('of the month: a grid with its name, days with their events, and whole events below', async () => {
    const page = await open(480);
    const tree = await told(page, 'grid', 'columnheader', 'gridcell');
    expect(tree.slice(0, 10)).toEqual([
      'grid: March 2027',
      'columnheader: Monday',
      'columnheader: Tuesday',
      'columnheader: Wednesday',
      'columnheader: Thursday',
      'columnheader: Friday',
      'columnheader: Saturday',
      'columnheader: Sunday',
      'gridcell: Monday 1 March, no events',
      'gridcell: Tuesday 2 March, 2 events (selected)',
    ]);
    expect(tree.filter((line) => line.startsWith('gridcell'))).toHaveLength(35);
    expect(await told(page, 'region', 'heading')).toEqual([
      'heading: March 2027',
      'region: Calendar of design',
      'region: Tuesday 2 March',
      'heading: Tuesday 2 March',
    ]);
    const buttons = await told(page, 'button');
    expect(buttons).toContain('button: Month (pressed)');
    expect(buttons.slice(-2)).toEqual([
      'button: All day Offsite, Tuesday 2 March Not answered yet',
      'button: 10:00–11:00 Standup, Tuesday 2 March, repeats Room 4 Going',
    ]);
    await page.context().close();
  });

  it('of a wide month: the titles too, those that go on as well', async () => {
    const page = await open(1190);
    const cells = await told(page, 'gridcell');
    expect(cells.slice(0, 4)).toEqual([
      'gridcell: Monday 1 March, no events',
      'gridcell: Tuesday 2 March, 2 events Offsite 10:00 Standup (selected)',
      'gridcell: Wednesday 3 March, 1 event Offsite',
      'gridcell: Thursday 4 March, no events',
    ]);
    await page.context().close();
  });

  it('of the week and of what comes next: each event with its day and time', async () => {
    const page = await open(1190);
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await page.locator('tb-calendar-week .event').first().waitFor();
    expect((await told(page, 'button')).filter((line) => /Offsite|Standup/.test(line))).toEqual([
      'button: Offsite, All day, Tuesday 2 March, Not answered yet',
      'button: Offsite, All day, Wednesday 3 March, Not answered yet',
      'button: Standup, 10:00–11:00, Tuesday 2 March, repeats, Room 4, Going',
    ]);
    expect((await told(page, 'heading')).slice(1, 3)).toEqual([
      'heading: Monday 1 March, no events',
      'heading: Tuesday 2 March, 2 events',
    ]);
    await page.getByRole('button', { name: 'Upcoming' }).click();
    await page.locator('tb-calendar-agenda .entry').first().waitFor();
    expect((await told(page, 'button')).filter((line) => /Offsite|Standup/.test(line))).toEqual([
      'button: All day Offsite, Tuesday 2 March Not answered yet',
      'button: 10:00–11:00 Standup, Tuesday 2 March, repeats Room 4 Going',
      'button: 10:00–11:00 Standup, Tuesday 9 March, repeats Room 4 Going',
    ]);
    expect(await page.evaluate(() => calendarPage.said)).toEqual(['1 – 7 Mar 2027', '2 Mar – 1 Apr 2027']);
    await page.context().close();
  });

  it('of the card: what it is of, every fact by its name, the answer given', async () => {
    const page = await open(480);
    await page.getByRole('button', { name: /Standup/ }).click();
    await page.locator('tb-event-card .people').waitFor();
    expect(await told(page, 'dialog', 'heading', 'term', 'group', 'combobox')).toEqual([
      'dialog: Standup',
      'heading: Standup',
      'term: When',
      'term: Repeats',
      'term: Where',
      'term: 1 person',
      'group: Are you going?',
      'combobox: For',
    ]);
    await page.getByRole('button', { name: 'Going', exact: true }).click();
    await expect.poll(() => told(page, 'button')).toContain('button: Going (pressed)');
    expect((await page.evaluate(() => calendarPage.said)).at(-1)).toBe('Your answer: Going');
    await page.context().close();
  });
});
