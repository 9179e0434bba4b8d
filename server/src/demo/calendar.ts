import type { Caller } from './caller.js';
import type { Username } from './people.js';

type Callers = Readonly<Record<Username, Caller>>;

/** Rooms of the sample workspace by slug. */
export type Rooms = Readonly<Record<string, string>>;

interface Made {
  id: string;
}

/**
 * A calendar for the weeks around now, in this machine's zone: what repeats, what was moved and what was cancelled, days
 * without hours, people who answered, and what they book.
 */
export async function fillCalendar(workspaceId: string, rooms: Rooms, callers: Callers): Promise<void> {
  const { lilly, joe, ana, sam } = callers;
  const everybody = [lilly, joe, ana, sam];
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const on = weeksFrom(new Date());

  async function resource(name: string, kind: 'room' | 'device', capacity?: number): Promise<string> {
    const body = { name, kind, ...(capacity === undefined ? {} : { capacity }) };
    return (await lilly.call<Made>('POST', `/workspaces/${workspaceId}/resources`, body)).id;
  }
  const make = (by: Caller, slug: string, event: object) =>
    by.call<Made>('POST', `/rooms/${rooms[slug]}/events`, { timeZone, ...event });
  const answer = (by: Caller, { id }: Made, status: string) =>
    by.call('PUT', `/events/${id}/rsvp`, { status });
  const idsOf = (people: readonly Caller[]) => people.map(({ id }) => id);

  const aurora = await resource('Aurora', 'room', 10);
  const nook = await resource('Nook', 'room', 4);
  const projector = await resource('Projector', 'device');

  const review = await make(lilly, 'design', {
    title: 'Design review',
    description: 'Bring what is not finished yet. Tokens first, then whatever hurts most.',
    location: 'Aurora',
    start: `${on(-1, 2)}T14:00`,
    end: `${on(-1, 2)}T15:00`,
    rrule: 'FREQ=WEEKLY',
    attendees: idsOf(everybody),
    resources: [aurora],
    reminders: [10],
  });
  await answer(joe, review, 'accepted');
  await answer(ana, review, 'tentative');

  const standup = await make(joe, 'engineering', {
    title: 'Stand-up',
    start: `${on(-1, 0)}T09:30`,
    end: `${on(-1, 0)}T09:45`,
    rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    reminders: [5],
  });
  const instance = (day: string) => `/events/${standup.id}/occurrences/${day}T09:30`;
  await joe.call('PATCH', instance(on(1, 3)), {
    start: `${on(1, 3)}T11:00`,
    end: `${on(1, 3)}T11:15`,
    title: 'Stand-up, after the release',
  });
  await joe.call('DELETE', instance(on(1, 4)));

  await make(lilly, 'design', {
    title: 'Offsite',
    description: 'Two days by the lake. Trains at eight.',
    location: 'Lake house',
    start: on(2, 3),
    end: on(2, 5),
    allDay: true,
    attendees: idsOf(everybody),
  });

  const retro = lastThursday(new Date());
  await make(ana, 'engineering', {
    title: 'Retro',
    start: `${retro}T16:00`,
    end: `${retro}T17:00`,
    rrule: 'FREQ=MONTHLY;BYDAY=-1TH',
    resources: [aurora],
    reminders: [60],
  });

  const call = await make(sam, 'support', {
    title: 'Call with a school',
    description: 'They use a screen reader and want to see the key map.',
    start: `${on(1, 1)}T15:00`,
    end: `${on(1, 1)}T15:45`,
    attendees: idsOf([sam, ana, lilly]),
    resources: [nook, projector],
    reminders: [15],
  });
  await answer(ana, call, 'accepted');
  await answer(lilly, call, 'tentative');
}

/** Dates by week, counted from this one, and by day of it: 0 is Monday. */
function weeksFrom(now: Date): (week: number, day: number) => string {
  const sinceMonday = (now.getDay() + 6) % 7;
  return (week, day) =>
    dateOf(
      new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - sinceMonday + 7 * week + day)),
    );
}

function lastThursday(now: Date): string {
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 0));
  last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() + 3) % 7));
  return dateOf(last);
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);
