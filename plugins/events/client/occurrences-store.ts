import type { ClientCore, RoomContext } from '@teambrain/client';
import { createStore, path } from '@teambrain/client';
import type { Page } from '@teambrain/protocol';
import type { Occurrence, OccurrencePage } from '../shared/types.js';
import type { OccurrencesState, OccurrencesStore, TimeWindow } from './api.js';
import { stretch } from './stretch.js';

/** A batch, or somebody who drags an event about, is many changes: at most one read in this time. */
const everyMs = 300;

/** What the events about events carry, seen together. */
interface Changed {
  event?: { id: string };
  eventId?: string;
  rsvp?: { eventId: string; user: { id: string } };
}

export function createOccurrencesStore(
  core: Pick<ClientCore, 'request' | 'on' | 'auth'>,
  room: Pick<RoomContext, 'id' | 'channel'>,
  first: TimeWindow,
): OccurrencesStore {
  const store = createStore<OccurrencesState>({
    window: stretch(first),
    items: [],
    truncated: false,
    loading: true,
    error: undefined,
    ended: undefined,
  });
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRead = 0;
  let turn = 0;
  let closed = false;

  /** Of all that is asked, the last answer counts. */
  async function read(change: () => Promise<Partial<OccurrencesState>>) {
    const mine = ++turn;
    lastRead = Date.now();
    try {
      const changes = await change();
      if (!closed && mine === turn) store.set({ loading: false, error: undefined, ...changes });
    } catch (error) {
      if (!closed && mine === turn) store.set({ loading: false, error: error as Error });
    }
  }

  function refresh(): Promise<void> {
    changed.clear();
    clearTimeout(timer);
    timer = undefined;
    return read(async () => {
      const { items, truncated } = await core.request<OccurrencePage>('GET', path`/rooms/${room.id}/events`, {
        query: store.state.window,
      });
      return { items, truncated };
    });
  }

  /** One event's occurrences anew, among those of the others. */
  function reread(eventId: string): Promise<void> {
    return read(async () => {
      const { items } = await core.request<Page<Occurrence>>('GET', path`/events/${eventId}/occurrences`, {
        query: store.state.window,
      });
      const others = store.state.items.filter((item) => item.eventId !== eventId);
      return { items: [...others, ...items].sort(byStart) };
    });
  }

  function due() {
    timer = undefined;
    const [only, ...more] = changed;
    // A whole read that is under way began before this change; and of a cut list nobody knows where an event belongs.
    if (more.length > 0 || store.state.loading || store.state.truncated || store.state.error) refresh();
    else if (only !== undefined) {
      changed.clear();
      reread(only);
    }
  }

  function mark(eventId: string) {
    changed.add(eventId);
    timer ??= setTimeout(due, Math.max(0, lastRead + everyMs - Date.now()));
  }

  const offs = [
    room.channel.onAny(({ type, data }) => {
      const { event, eventId, rsvp } = data as Changed;
      if (type === 'event.created' || type === 'event.updated') mark(event?.id ?? '');
      else if (type === 'event.deleted') {
        store.set({ items: store.state.items.filter((item) => item.eventId !== eventId) });
        // What is on its way may still hold it.
        if (store.state.loading || timer) mark(eventId ?? '');
      } else if (type === 'event.rsvp' && rsvp?.user.id === core.auth.user?.id) mark(rsvp?.eventId ?? '');
    }),
    room.channel.onNotice(({ state, reason }) => {
      if (state === 'ended') store.set({ ended: reason ?? state });
      else if (state === 'reset' || store.state.error || store.state.ended) {
        store.set({ ended: undefined });
        refresh();
      }
    }),
    core.on('logout', () => {
      close();
      store.set({ items: [], ended: 'signed_out' });
    }),
  ];

  function close() {
    closed = true;
    clearTimeout(timer);
    for (const off of offs) off();
  }

  refresh();
  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    refresh,
    move(window) {
      store.set({ window: stretch(window), loading: true });
      return refresh();
    },
    close,
  };
}

function byStart(a: Occurrence, b: Occurrence): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.eventId < b.eventId ? -1 : 1;
}
