import type { ClientCore, RoomContext } from '@teambrain/client';
import { createStore } from '@teambrain/client';
import type { RoomMessages, Timeline, TimelineState } from './api.js';

/** A timeline whose code is loaded with the first one: only user interfaces need it. */
export function openTimeline(
  core: ClientCore,
  room: RoomContext,
  messages: RoomMessages,
  options: { limit?: number; around?: number } = {},
): Timeline {
  const store = createStore<TimelineState>({
    items: [],
    hasBefore: false,
    hasAfter: false,
    loading: 'first',
    error: undefined,
    unreadAfter: room.readSeq,
    newer: 0,
    seq: 0,
    ended: undefined,
  });
  const made = import('./timeline.js').then(({ createTimeline }) =>
    createTimeline(core, room, messages, store, options),
  );
  made.catch((error) => store.set({ error, loading: false }));
  return {
    ready: made.then(({ ready }) => ready),
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    loadBefore: async () => (await made).loadBefore(),
    loadAfter: async () => (await made).loadAfter(),
    jumpTo: async (to) => (await made).jumpTo(to),
    markUnreadFrom: (unreadAfter) => store.set({ unreadAfter }),
    send: messages.send,
    close: () => void made.then((timeline) => timeline.close()),
  };
}
