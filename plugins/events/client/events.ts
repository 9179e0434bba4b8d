import type { ChannelHandle, ClientCore, RoomContext } from '@teambrain/client';
import { createHistory, lazyApi, path } from '@teambrain/client';
import type { EventsApi, RoomCalendar, RoomEvents } from './api.js';
import type { EventCalls } from './event-calls.js';

const calls = () => import('./event-calls.js');

export const createEvents = (core: ClientCore): EventsApi =>
  lazyApi<EventCalls, Pick<EventsApi, 'history'>>(
    core,
    async () => (await calls()).createEventCalls(core),
    ['occurrences', 'permissions', 'resources'],
    { history: (eventId) => createHistory(core, path`/events/${eventId}`) },
  );

/** The room's live stream, which a room has of its own, with the calendar hung onto it. */
export const createRoomEvents = (core: ClientCore, room: RoomContext): { readonly events: RoomEvents } => ({
  events: lazyApi<RoomCalendar, ChannelHandle['events']>(
    core,
    async () => (await calls()).createRoomCalls(core, room),
    ['list'],
    (options) => room.channel.events(options),
  ),
});
