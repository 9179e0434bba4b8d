import type { ClientCore } from '@teambrain/client';
import { createStore } from '@teambrain/client';
import type { RoomsState, RoomsStore } from './api.js';

/** A store whose code is loaded with the first one: only user interfaces need it. */
export function openRoomsStore(core: ClientCore, workspace: string): RoomsStore {
  const store = createStore<RoomsState>({
    rooms: [],
    loading: true,
    error: undefined,
    unread: 0,
    mentions: 0,
  });
  const made = import('./rooms-store.js').then(({ createRoomsStore }) =>
    createRoomsStore(core, workspace, store),
  );
  made.catch((error) => store.set({ error, loading: false }));
  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    refresh: async () => (await made).refresh(),
    close: () => void made.then((rooms) => rooms.close()),
  };
}
