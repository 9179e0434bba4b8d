import { describe, expect, it } from 'vitest';
import type { CalendarEvent, Occurrence } from '../../shared/types.js';
import { type LivePageHandle, type LiveStage, onLivePage } from './live-stage.js';

let stage: LiveStage;
let page: LivePageHandle;
onLivePage((opened, first) => {
  stage = opened;
  page = first;
});

const editor = () => page.locator('tb-event-editor');
const field = (name: string) => editor().getByLabel(name, { exact: true });
const button = (name: string | RegExp) =>
  editor().getByRole('button', { name, exact: typeof name === 'string' });
const people = () => editor().getByRole('combobox', { name: 'People' });
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
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PANEL-FRAME');
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
    const target = (name: string) => field(name).or(button(name));
    const reach = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await keyboard.press('Tab');
        const here = await target(name)
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

const card = () => page.locator('tb-event-card');

/** Opens the editor of one instance through its card. */
async function openInstance(title: string, day: string): Promise<void> {
  await page.show({ day });
  await page.locator('tb-calendar-panel').getByRole('button', { name: title }).first().click();
  await card().getByRole('button', { name: 'Edit' }).click();
  await field('Title').waitFor();
}

const weekly = (title: string) =>
  stage.world.make(stage.world.owner, {
    title,
    start: '2027-04-06T10:00:00',
    end: '2027-04-06T11:00:00',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
  });
const instances = async (from = '2027-04-01', to = '2027-05-01'): Promise<Occurrence[]> =>
  (await stage.world.window(stage.world.owner, from, to)).items;

describe('a series', () => {
  it('is changed for one instance, which moves alone', async () => {
    await weekly('Sync');
    await openInstance('Sync', '2027-04-13');
    await field('Start time').fill('15:30');
    expect(await field('End time').inputValue()).toBe('16:30');
    await button('Save').click();
    await expect.poll(() => editor().getByRole('radio').count()).toBe(3);
    await field('This event').check();
    await button('Save').click();
    await expect.poll(() => editor().count()).toBe(0);
    const found = (await instances()).filter(({ title }) => title === 'Sync').map(({ start }) => start);
    expect(found.slice(0, 3)).toEqual([
      '2027-04-06T08:00:00.000Z',
      '2027-04-13T13:30:00.000Z',
      '2027-04-20T08:00:00.000Z',
    ]);
  });

  it('is changed from an instance on, which begins a series of its own', async () => {
    await weekly('Review');
    await openInstance('Review', '2027-04-13');
    await field('Title').fill('Review of work');
    await button('Save').click();
    await field('This and following events').check();
    await button('Save').click();
    await expect.poll(() => editor().count()).toBe(0);
    const titles = (await instances())
      .filter(({ title }) => title.startsWith('Review'))
      .map(({ title }) => title);
    expect(titles).toEqual(['Review', 'Review of work', 'Review of work', 'Review of work']);
  });

  it('moves as a whole by as much as its instance was moved, and its rule names the new day', async () => {
    const { id } = await weekly('Retro');
    await openInstance('Retro', '2027-04-13');
    await field('Start').fill('2027-04-14');
    await button('Save').click();
    await field('All events of the series').check();
    await button('Save').click();
    await expect.poll(() => editor().count()).toBe(0);
    const { body } = await stage.world.owner.inject<CalendarEvent>({ url: `/v1/events/${id}` });
    expect(body).toMatchObject({
      start: '2027-04-07T10:00:00',
      end: '2027-04-07T11:00:00',
      rrule: 'FREQ=WEEKLY;BYDAY=WE',
    });
  });

  it('offers no single instance for what only a series has', async () => {
    await weekly('Planning');
    await openInstance('Planning', '2027-04-13');
    await field('Repeats').selectOption('daily');
    await button('Save').click();
    await expect.poll(() => editor().getByRole('radio').count()).toBe(2);
    expect(await field('This event').count()).toBe(0);
    await button('Back').click();
    expect(await field('Repeats').inputValue()).toBe('daily');
    await button('Cancel').click();
  });

  it('moved to another weekday from one date on, has as many dates as before', async () => {
    const { owner, make, window } = stage.world;
    await make(owner, {
      title: 'Course',
      start: '2027-09-07T18:00:00',
      end: '2027-09-07T19:00:00',
      rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6',
    });
    await openInstance('Course', '2027-09-21');
    await field('Start').fill('2027-09-22');
    await button('Save').click();
    await field('This and following events').check();
    await button('Save').click();
    await expect.poll(() => editor().count()).toBe(0);
    const { items } = await window(owner, '2027-09-01', '2028-03-01');
    expect(items.filter(({ title }) => title === 'Course').map(({ start }) => start.slice(0, 10))).toEqual([
      '2027-09-07',
      '2027-09-14',
      '2027-09-22',
      '2027-09-29',
      '2027-10-06',
      '2027-10-13',
    ]);
    expect((await kept('Course')).map(({ rrule }) => rrule).sort()).toEqual([
      'FREQ=WEEKLY;COUNT=2;BYDAY=TU',
      'FREQ=WEEKLY;COUNT=4;BYDAY=WE',
    ]);
  });

  it('keeps a rule that the form cannot say', async () => {
    const rrule = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
    const { id } = await stage.world.make(stage.world.owner, {
      title: 'Payday',
      start: '2027-03-31T12:00:00',
      end: '2027-03-31T12:30:00',
      rrule,
    });
    await openInstance('Payday', '2027-03-31');
    await expect.poll(() => words().textContent()).toContain('of these only the last');
    await field('Title').fill('Pay day');
    await button('Save').click();
    await field('All events of the series').check();
    await button('Save').click();
    await expect.poll(() => editor().count()).toBe(0);
    const { body } = await stage.world.owner.inject<CalendarEvent>({ url: `/v1/events/${id}` });
    expect(body).toMatchObject({ title: 'Pay day', rrule });
  });
});

describe('what stands against it', () => {
  it('is told at its field, and mended there', async () => {
    await openNew();
    await button('Create').click();
    const message = 'Give it a title.';
    await expect.poll(() => editor().getByText(message).count()).toBe(1);
    expect(await field('Title').getAttribute('aria-invalid')).toBe('true');
    expect(await field('Title').getAttribute('aria-describedby')).toBe('subject-error');
    await field('Title').fill('Ends before it begins');
    await field('End').fill('2027-03-01');
    await expect.poll(() => field('End').getAttribute('aria-invalid')).toBe('true');
    await field('End').fill('2027-03-02');
    await expect.poll(() => editor().locator('[aria-invalid]').count()).toBe(0);
    await button('Cancel').click();
  });

  it('is told at its field when the server says it', async () => {
    await openNew();
    await field('Title').fill('Never');
    await field('Repeats').selectOption('custom');
    await field('Unit').selectOption('YEARLY');
    await button('March').click();
    await button('February').click();
    await field('Day of the month').selectOption('30');
    await button('Create').click();
    await expect.poll(() => editor().getByText('This rule never takes place.').count()).toBe(1);
    expect(await field('Repeats').getAttribute('aria-describedby')).toBe('repeat-error');
    await button('Cancel').click();
  });

  it('is a clash that is shown with free times, one of which is taken over', async () => {
    const { owner, member, make } = { ...stage.world, make: stage.world.make };
    await make(owner, {
      title: 'Dentist',
      start: '2027-06-01T09:00:00',
      end: '2027-06-01T10:30:00',
      attendees: [member.user.id],
    });
    await openNew('2027-06-01');
    await field('Title').fill('Interview');
    await people().click();
    await people().fill('mia');
    await people().press('Enter');
    await expect.poll(() => editor().getByText('1 clash', { exact: true }).count()).toBe(1);
    await expect.poll(() => editor().locator('.clashes li').first().textContent()).toContain('mia: Dentist');
    await editor().locator('.clashes .chip').first().click();
    await expect.poll(() => field('Start time').inputValue()).toBe('10:30');
    await expect.poll(() => editor().locator('.clashes').count()).toBe(0);
    await button('Create').click();
    await expect.poll(() => editor().count()).toBe(0);
    expect(await one('Interview')).toMatchObject({
      start: '2027-06-01T10:30:00',
      end: '2027-06-01T11:30:00',
    });
  });

  it('is refused where double booking is, with the same list', async () => {
    const { owner, member, make } = stage.world;
    await make(owner, {
      title: 'Call',
      start: '2027-06-08T09:00:00',
      end: '2027-06-08T10:00:00',
      attendees: [member.user.id],
    });
    await openNew('2027-06-08');
    await field('Title').fill('Another call');
    await people().fill('mia');
    await people().press('Enter');
    const refuse = field('Refuse double booking');
    // The chosen person moves what stands below while it is clicked at.
    await expect
      .poll(async () => {
        if (!(await refuse.isVisible())) await editor().getByText('More options').click();
        return refuse.isVisible();
      })
      .toBe(true);
    await refuse.check();
    await button('Create').click();
    await expect.poll(() => editor().getByRole('alert').textContent()).toContain('That time is taken.');
    expect(await editor().locator('.clashes li').count()).toBe(1);
    expect(await kept('Another call')).toEqual([]);
    await button('Cancel').click();
  });
});

describe('nothing typed is lost', () => {
  it('when the server cannot be reached', async () => {
    await openNew();
    await field('Title').fill('Offline plan');
    await page.route('**/v1/rooms/*/events', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await button('Create').click();
    await expect
      .poll(() => editor().getByRole('alert').textContent(), { timeout: 10_000 })
      .toContain('Nothing that you typed is lost.');
    expect(await field('Title').inputValue()).toBe('Offline plan');
    await page.unroute('**/v1/rooms/*/events');
    await button('Create').click();
    await expect.poll(() => editor().count()).toBe(0);
    expect(await kept('Offline plan')).toHaveLength(1);
  });

  it('when the dialog is shut by a slip', async () => {
    await openNew();
    await field('Title').fill('Half a plan');
    await page.keyboard.press('Escape');
    await expect.poll(() => editor().count()).toBe(0);
    await page.getByRole('button', { name: 'New event' }).click();
    await expect.poll(() => field('Title').inputValue()).toBe('Half a plan');
    await button('Discard it').click();
    await expect.poll(() => field('Title').inputValue()).toBe('');
    await button('Cancel').click();
  });

  it('when the page is loaded again, until its user signs out', async () => {
    const again = async () => {
      await page.reload();
      await page.waitForFunction(() => 'openPanel' in globalThis);
      await openNew();
    };
    await openNew();
    await field('Title').fill('A plan for later');
    await again();
    await expect.poll(() => field('Title').inputValue()).toBe('A plan for later');
    await button('Cancel').click();
    await again();
    expect(await field('Title').inputValue()).toBe('');
    await button('Cancel').click();
    await page.show({ token: stage.world.admin.token, day: '2027-03-02' });
    await page.getByRole('button', { name: 'New event' }).click();
    await field('Title').fill('Of somebody who goes');
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    const stored = () => page.evaluate(() => JSON.stringify(sessionStorage));
    expect(await stored()).toContain('Of somebody who goes');
    await page.evaluate(() => live?.client.signOut());
    await expect.poll(stored).not.toContain('Of somebody who goes');
  });

  it('when somebody else was faster: both changes stand after keeping one’s own', async () => {
    const { owner, make } = stage.world;
    const { id } = await make(owner, {
      title: 'Lunch',
      start: '2027-06-15T12:00:00',
      end: '2027-06-15T13:00:00',
    });
    await openInstance('Lunch', '2027-06-15');
    await field('Where').fill('Terrace');
    await owner.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'Long lunch' } });
    await button('Save').click();
    await expect
      .poll(() => editor().getByRole('heading').textContent())
      .toBe('Somebody changed it meanwhile');
    expect(await editor().locator('tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/Title\s*Long lunch\s*Long lunch/),
    ]);
    await button('Keep mine').click();
    await expect.poll(() => editor().count()).toBe(0);
    const { body } = await owner.inject<CalendarEvent>({ url: `/v1/events/${id}` });
    expect(body).toMatchObject({ title: 'Long lunch', location: 'Terrace' });
  });

  it('when somebody else was faster: theirs is there to go on with', async () => {
    const { owner, make } = stage.world;
    const { id } = await make(owner, {
      title: 'Tea',
      start: '2027-06-16T12:00:00',
      end: '2027-06-16T13:00:00',
    });
    await openInstance('Tea', '2027-06-16');
    await field('Title').fill('Coffee');
    await owner.inject({ method: 'PATCH', url: `/v1/events/${id}`, body: { title: 'Cake' } });
    await button('Save').click();
    await expect
      .poll(() => editor().locator('tbody tr').allTextContents())
      .toEqual([expect.stringMatching(/Title\s*Coffee\s*Cake/)]);
    await button('Take theirs').click();
    await expect.poll(() => field('Title').inputValue()).toBe('Cake');
    await button('Cancel').click();
  });
});

describe('a place in the week', () => {
  it('begins an event at its hour', async () => {
    await page.show({ day: '2027-03-02' });
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    const column = page.locator('tb-calendar-week .hours .day').first();
    await column.waitFor();
    const height = (await column.boundingBox())?.height ?? 0;
    await column.click({ position: { x: 10, y: (height / 24) * 13 + 4 } });
    await expect.poll(() => field('Start time').inputValue()).toBe('13:00');
    expect(await field('Start').inputValue()).toBe('2027-03-02');
    await button('Cancel').click();
  });
});
