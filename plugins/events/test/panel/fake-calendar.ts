import type { RequestOptions } from '@teambrain/client';
import type { User } from '@teambrain/protocol';
import { lilly } from '../../../../widget/kit/test/support/people.js';
import type {
  Attendee,
  CalendarEvent,
  Occurrence,
  OccurrenceDetails,
  RsvpStatus,
} from '../../shared/types.js';

/** An event with the occurrences that it has. */
export interface Planned {
  /** Answers for one date, as `${originalStart} ${userId}`. */
  answers: Map<string, RsvpStatus>;
  event: CalendarEvent;
  occurrences: Occurrence[];
}

type Times = Pick<Occurrence, 'start' | 'end'>;
export interface Plan extends Partial<Omit<Occurrence, 'rsvp'>> {
  id: string;
  at: Times[];
  rrule?: string;
  role?: CalendarEvent['role'];
  attendees?: Attendee[];
  rsvp?: RsvpStatus;
}

export function planned({ id, at, rrule, role = 'owner', attendees = [], ...more }: Plan): Planned {
  const occurrences = at.map(
    (times): Occurrence => ({
      eventId: id,
      originalStart: times.start,
      title: `Event ${id}`,
      moved: false,
      cancelled: false,
      allDay: times.start.length === 10,
      busy: true,
      recurring: rrule !== undefined,
      timeZone: 'Europe/Berlin',
      ...more,
      ...times,
    }),
  );
  const [first] = occurrences;
  const event: CalendarEvent = {
    id,
    roomId: 'r1',
    title: first?.title ?? '',
    start: first?.start ?? '',
    end: first?.end ?? '',
    timeZone: first?.timeZone ?? 'UTC',
    allDay: first?.allDay ?? false,
    ...(first?.location && { location: first.location }),
    ...(first?.description && { description: first.description }),
    ...(rrule && { rrule }),
    rdate: [],
    exdate: [],
    busy: true,
    resources: [],
    attendees,
    reminders: [],
    role,
    author: lilly,
    version: 1,
    createdAt: '2026-11-01T09:00:00Z',
    updatedAt: '2026-11-01T09:00:00Z',
  };
  return { event, occurrences, answers: new Map() };
}

type Handler = (event: never, meta: { replay: boolean }) => void;

/** A channel that a test speaks on. */
export function createFakeChannel(name: string) {
  const handlers = new Set<{ type: string; handler: Handler }>();
  const any = new Set<(event: { type: string; data: unknown }) => void>();
  return {
    name,
    state: 'live',
    ready: Promise.resolve(),
    on(type: string, handler: Handler) {
      const entry = { type, handler };
      handlers.add(entry);
      return () => handlers.delete(entry);
    },
    onAny(handler: (event: { type: string; data: unknown }) => void) {
      any.add(handler);
      return () => any.delete(handler);
    },
    onNotice: () => () => {},
    close() {},
    tell(type: string, data: object) {
      for (const handler of [...any]) handler({ type, data });
      for (const entry of [...handlers])
        if (entry.type === type) entry.handler(data as never, { replay: false });
    },
  };
}

/** A server in memory that answers as the calendar's routes do, and remembers what it was asked. */
export function createFakeCalendar(me: User, plans: Planned[]) {
  const calls: [method: string, path: string, body?: unknown][] = [];
  const room = createFakeChannel('room:r1');
  const own = createFakeChannel(`user:${me.id}`);
  const calendar = {
    plans,
    calls,
    room,
    own,
    failure: undefined as Error | undefined,
    /** Set: reads wait for it. */
    held: undefined as Promise<void> | undefined,
    client: {
      auth: { user: me },
      on: () => () => {},
      channel: () => own,
      async request(method: string, path: string, { query = {}, body }: RequestOptions = {}) {
        calls.push([method, path, body]);
        if (method === 'GET') await calendar.held;
        if (calendar.failure) throw calendar.failure;
        return structuredClone(answer(method, path, query, body));
      },
    },
  };

  const find = (id: string): Planned | undefined => calendar.plans.find(({ event }) => event.id === id);

  function inWindow(items: Occurrence[], { from, to }: { from?: string; to?: string }): Occurrence[] {
    const [begin, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
    return items
      .filter((item) => Date.parse(item.end) > begin && Date.parse(item.start) < end)
      .sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  function answer(method: string, path: string, query: object, body: unknown): unknown {
    const [, kind, id = '', rest, original] = path.split('/');
    if (kind === 'rooms' && rest === 'events' && method === 'GET') {
      const items = inWindow(
        calendar.plans.flatMap(({ occurrences }) => occurrences),
        query,
      );
      return { items, truncated: false, nextCursor: null };
    }
    const plan = find(id);
    if (!plan) throw Object.assign(new Error('not there'), { code: 'not_found', status: 404 });
    if (rest === 'occurrences' && method === 'GET' && original)
      return details(plan, decodeURIComponent(original));
    if (rest === 'occurrences' && method === 'GET')
      return { items: inWindow(plan.occurrences, query), truncated: false, nextCursor: null };
    if (rest === 'event.ics') return 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
    if (rest === 'rsvp') return answered(plan, body as { status: RsvpStatus; originalStart?: string });
    if (method === 'DELETE') return deleted(plan, decodeURIComponent(original ?? ''), query);
    return plan.event;
  }

  function details({ event, occurrences, answers }: Planned, original: string): OccurrenceDetails {
    const found = occurrences.find(({ originalStart }) => originalStart === original);
    if (!found)
      throw Object.assign(new Error('not there'), { code: 'event_occurrence_unknown', status: 404 });
    const attendees = event.attendees.map(({ user, status }) => ({
      user,
      status: answers.get(`${original} ${user.id}`) ?? status,
    }));
    return { ...found, attendees, ...(event.rrule && { rruleFrom: event.rrule }) };
  }

  function answered(plan: Planned, input: { status: RsvpStatus; originalStart?: string }) {
    const { attendees } = plan.event;
    if (!attendees.some(({ user }) => user.id === me.id))
      attendees.push({ user: me, status: 'needs_action' });
    for (const mine of attendees)
      if (mine.user.id === me.id && !input.originalStart) mine.status = input.status;
    if (input.originalStart) plan.answers.set(`${input.originalStart} ${me.id}`, input.status);
    for (const item of plan.occurrences)
      item.rsvp = details(plan, item.originalStart).attendees.at(-1)?.status;
    const rsvp = { eventId: plan.event.id, user: me, ...input };
    queueMicrotask(() => room.tell('event.rsvp', { rsvp }));
    return rsvp;
  }

  function deleted(plan: Planned, original: string, { scope }: { scope?: string }): undefined {
    const { event } = plan;
    if (!original) calendar.plans = calendar.plans.filter((one) => one !== plan);
    else
      plan.occurrences = plan.occurrences.filter((item) =>
        scope === 'following' ? item.originalStart < original : item.originalStart !== original,
      );
    queueMicrotask(() =>
      original ? room.tell('event.updated', { event }) : room.tell('event.deleted', { eventId: event.id }),
    );
  }

  return calendar;
}

export type FakeCalendar = ReturnType<typeof createFakeCalendar>;
