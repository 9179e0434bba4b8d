import type { ClientPart } from '@teambrain/client';
import { eventsWireKeys } from '../shared/index.js';
import type { EventsApi, RoomEvents } from './api.js';
import { createEvents, createRoomEvents } from './events.js';

export type * from './api.js';

/** Adds `tb.events` and `room.events`. */
export const events: ClientPart<'events', EventsApi, { readonly events: RoomEvents }> = {
  name: 'events',
  wireKeys: eventsWireKeys,
  setup: createEvents,
  room: createRoomEvents,
};
