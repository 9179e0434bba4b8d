import type { ClientCore, RoomContext } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { Page } from '@teambrain/protocol';
import type { PresenceEntry } from '../shared/types.js';
import type { PresenceApi, RoomPresence } from './api.js';
import { createTyping } from './typing.js';

export function createPresence({ request }: ClientCore): PresenceApi {
  return {
    room: async (roomId) =>
      (await request<Page<PresenceEntry>>('GET', path`/rooms/${roomId}/presence`)).items,
  };
}

export function createRoomPresence(core: ClientCore, room: RoomContext): RoomPresence {
  const presence = () => createPresence(core).room(room.id);
  return {
    presence,
    ...createTyping(core, room.channel),
    onPresence(handler) {
      let over = false;
      let stop: (() => void) | undefined;
      // Loaded with the first one: only user interfaces need it, and after the messages.
      import('./watch-presence.js').then(
        ({ watchPresence }) => {
          if (!over) stop = watchPresence(room, presence, handler);
        },
        // Without the code, nobody is known to be here.
        () => handler([]),
      );
      return () => {
        over = true;
        stop?.();
      };
    },
  };
}
