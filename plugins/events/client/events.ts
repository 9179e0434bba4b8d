import type { ChannelHandle, ClientCore, RoomContext } from '@teambrain/client';
import { lazyApi } from '@teambrain/client';
import type { EventsApi, RoomCalendar, RoomEvents } from './api.js';

const calls = () => import('./event-calls.js');

export const createEvents = (core: ClientCore): EventsApi =>
  lazyApi<EventsApi>(core, async () => (await calls()).createEventCalls(core), [
    'occurrences',
    'permissions',
    'resources',
  ]);

/** The room's live stream, which a room has of its own, with the calendar hung onto it. */
export const createRoomEvents = (core: ClientCore, room: RoomContext): { readonly events: RoomEvents } => ({
  events: lazyApi<RoomCalendar, ChannelHandle['events']>(
    core,
    async () => (await calls()).createRoomCalls(core, room),
    ['list'],
    (options) => room.channel.events(options),
  ),
});
