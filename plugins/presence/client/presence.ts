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

export function createRoomPresence(core: ClientCore, { id, channel }: RoomContext): RoomPresence {
  const presence = () => createPresence(core).room(id);
  return {
    presence,
    ...createTyping(core, channel),
    onPresence(handler) {
      const entries = new Map<string, PresenceEntry>();
      let over = false;
      const tell = () => handler([...entries.values()]);
      async function load() {
        const snapshot = await presence().catch(() => []);
        if (over) return;
        entries.clear();
        for (const entry of snapshot) entries.set(entry.userId, entry);
        tell();
      }
      const offs = [
        channel.onSignal('presence', ({ others = [], ...first }) => {
          for (const { userId, status } of [first, ...others]) {
            if (status === 'offline') entries.delete(userId);
            else entries.set(userId, { userId, status, since: new Date().toISOString() });
          }
          tell();
        }),
        // Signals are not kept: what passed while the connection was down is read anew.
        channel.onNotice(({ state }) => {
          if (state === 'live') load();
        }),
      ];
      load();
      return () => {
        over = true;
        for (const off of offs) off();
      };
    },
  };
}
