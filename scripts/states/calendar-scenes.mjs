const panel = 'tb-calendar-panel';
const day = 86_400_000;

/** A week of events of every kind, around today: whole days, long titles, one that recurs, one to be answered. */
export async function fillCalendar(call, room, ids) {
  const date = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const make = (who, body) => call(who, 'POST', `/rooms/${room.id}/events`, { timeZone: 'UTC', ...body });
  const at = (days, from, to) => ({ start: `${date(days)}T${from}:00`, end: `${date(days)}T${to}:00` });
  const invited = [ids.lilly, ids.joe, ids.sam];
  const review = await make('joe', {
    ...at(0, '10:00', '11:00'),
    title: 'Design review',
    description: 'Bring what you have.\nQuestions first, then the new calendar.',
    location: 'Room 4, Building B',
    rrule: 'FREQ=WEEKLY;COUNT=10',
    attendees: invited,
    timeZone: 'America/New_York',
  });
  await call('joe', 'PUT', `/events/${review.id}/rsvp`, { status: 'accepted' });
  await call('sam', 'PUT', `/events/${review.id}/rsvp`, { status: 'tentative' });
  const first = await call('lilly', 'GET', `/events/${review.id}/occurrences?from=${date(-1)}&to=${date(9)}`);
  await call('sam', 'PUT', `/events/${review.id}/rsvp`, {
    status: 'declined',
    originalStart: first.items[0].originalStart,
  });
  await make('lilly', { start: date(-1), end: date(3), allDay: true, title: 'Offsite in the mountains' });
  await make('lilly', {
    ...at(0, '12:30', '13:15'),
    title: 'Lunch with the new colleagues from the northern region and everybody who wants to meet them',
    attendees: invited,
  });
  await make('lilly', { ...at(0, '12:45', '14:00'), title: 'Interview', location: 'Small room' });
  await make('lilly', { ...at(1, '08:00', '08:15'), title: 'Standup', rrule: 'FREQ=DAILY;COUNT=14' });
  await make('ana', { ...at(2, '16:00', '17:30'), title: 'مراجعة التصميم' });
}

const scene = (name, show) => ({
  name: `calendar-${name}`,
  attributes: { mode: 'page', room: 'showcase', panel: 'calendar' },
  user: 'lilly',
  show,
});

export const calendarScenes = [
  scene('month', month),
  scene('week', (page) => view(page, 1, 'tb-calendar-week')),
  scene('agenda', (page) => view(page, 2, 'tb-calendar-agenda')),
  scene('card', card),
  scene('card-end', async (page) => {
    await card(page);
    await page.locator('tb-event-card .actions').scrollIntoViewIfNeeded();
  }),
  scene('delete', async (page) => {
    await month(page);
    await page.locator(`${panel} .entry`).filter({ hasText: 'Interview' }).click();
    await page.locator('tb-event-card .remove').click();
    await page.waitForTimeout(200);
  }),
  scene('editor', editor),
  scene('editor-rule', async (page) => {
    await editor(page);
    await page.locator('tb-event-repeat select').first().selectOption('custom');
    await page.locator('tb-event-repeat .chips').first().scrollIntoViewIfNeeded();
  }),
  { ...scene('empty', (page) => page.locator(`${panel} .day .muted`).waitFor()), room: 'empty' },
];

async function month(page) {
  await page.locator(`${panel} .entry`).first().waitFor();
  await page.waitForTimeout(300);
}

async function view(page, place, tag) {
  await month(page);
  await page.locator(`${panel} .views button`).nth(place).click();
  await page.locator(tag).waitFor();
  await page.waitForTimeout(300);
}

async function card(page) {
  await month(page);
  await page.locator(`${panel} .entry`).filter({ hasText: 'Design review' }).click();
  await page.locator('tb-event-card .people').waitFor();
  await page.waitForTimeout(200);
}

async function editor(page) {
  await month(page);
  await page.locator(`${panel} .add`).click();
  await page.locator('tb-event-editor #title').waitFor();
  await page.waitForTimeout(200);
}
