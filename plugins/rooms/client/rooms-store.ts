import type { ChannelHandle, ClientCore, WritableStore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { ReadState, Room } from '../shared/types.js';
import type { RoomsState, RoomsStore } from './api.js';
import { mergeRoom } from './merge-room.js';

/** Rooms followed live; a socket carries 200 subscriptions and open rooms need theirs. */
const followed = 150;
/** How long the list waits for the user's channel, so that nothing falls between the two. */
const patienceMs = 2_000;

function sumUp(rooms: readonly Room[]): Pick<RoomsState, 'rooms' | 'unread' | 'mentions'> {
  const sorted = [...rooms].sort(
    (a, b) =>
      Number(!!a.direct) - Number(!!b.direct) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
  );
  return {
    rooms: sorted,
    unread: rooms.reduce((sum, room) => sum + (room.unread ?? 0), 0),
    mentions: rooms.reduce((sum, room) => sum + (room.mentions ?? 0), 0),
  };
}

export function createRoomsStore(
  core: ClientCore,
  workspace: string,
  store: WritableStore<RoomsState>,
): Pick<RoomsStore, 'refresh' | 'close'> {
  const channels = new Map<string, ChannelHandle>();
  const recounts = new Map<string, ReturnType<typeof setTimeout>>();
  let userChannel: ChannelHandle | undefined;
  let workspaceId = '';
  let loads = 0;
  let closed = false;

  const roomOf = (id: string) => store.state.rooms.find((room) => room.id === id);

  function change(id: string, changes: Partial<Room>) {
    store.set(sumUp(store.state.rooms.map((room) => (room.id === id ? { ...room, ...changes } : room))));
  }
  function put(room: Room) {
    store.set(sumUp([...store.state.rooms.filter(({ id }) => id !== room.id), room]));
    follow(room);
  }
  function drop(id: string) {
    channels.get(id)?.close();
    channels.delete(id);
    store.set(sumUp(store.state.rooms.filter((room) => room.id !== id)));
  }

  /** Where the events alone do not tell the count, the server does; several reasons at once ask once. */
  function recount(id: string) {
    if (recounts.has(id)) return;
    const timer = setTimeout(async () => {
      recounts.delete(id);
      const state = await core.request<ReadState>('GET', path`/rooms/${id}/unread`).catch(() => undefined);
      if (state && !closed) {
        change(id, { readSeq: state.readSeq, unread: state.unread, mentions: state.mentions });
      }
    }, 200);
    recounts.set(id, timer);
  }

  function follow(room: Room) {
    const { id } = room;
    if (closed || channels.has(id) || channels.size >= followed) return;
    const channel = core.channel(`room:${id}`, { after: room.seq });
    channels.set(id, channel);
    channel.on('room.updated', ({ room: seen }) => {
      const known = roomOf(id);
      if (known) put(mergeRoom(known, seen));
    });
    channel.on('room.deleted', () => drop(id));
    channel.onNotice(({ state }) => {
      if (state === 'ended') drop(id);
      else if (state === 'reset') recount(id);
    });
    channel.onAny(({ type, seq, actor, replay }) => {
      const known = roomOf(id);
      if (!known || seq <= known.seq) return;
      const isNew =
        type === 'message.created' && actor !== core.auth.user?.id && seq > (known.readSeq ?? 0) && !replay;
      // At once, because it is what people look at; then checked, because deletions and mentions count too.
      change(id, { seq, ...(isNew && { unread: (known.unread ?? 0) + 1 }) });
      if (/^message\.(created|edited|deleted)$/.test(type)) recount(id);
    });
  }

  async function load() {
    const mine = ++loads;
    store.set({ loading: true });
    try {
      const user = await core.user();
      if (!userChannel) watch(user.id);
      await Promise.race([
        userChannel?.ready.catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, patienceMs)),
      ]);
      const [rooms, found] = await Promise.all([
        core.list<Room>(path`/workspaces/${workspace}/rooms`, { limit: 100 }).toArray({ max: 1_000 }),
        // Visitors of an app may not look into the workspace: an id is not looked up.
        workspaceId || idIn(workspace) || core.request<{ id: string }>('GET', path`/workspaces/${workspace}`),
      ]);
      if (closed || mine !== loads) return;
      workspaceId = typeof found === 'string' ? found : found.id;
      const kept = new Set(rooms.map(({ id }) => id));
      for (const id of channels.keys()) if (!kept.has(id)) drop(id);
      store.set({ ...sumUp(rooms), loading: false, error: undefined });
      for (const room of rooms) follow(room);
    } catch (error) {
      if (!closed && mine === loads) store.set({ loading: false, error: error as Error });
    }
  }

  function watch(userId: string) {
    if (closed) return;
    userChannel = core.channel(`user:${userId}`);
    userChannel.on('room.joined', ({ room }) => {
      if (room.workspaceId !== workspaceId) return;
      const known = roomOf(room.id);
      put(known ? mergeRoom(known, room) : room);
      recount(room.id);
    });
    userChannel.on('room.left', ({ roomId }) => drop(roomId));
    userChannel.on('workspace.left', ({ workspaceId: left }) => {
      if (left === workspaceId) for (const { id } of store.state.rooms) drop(id);
    });
    userChannel.on('read.updated', ({ roomId, seq }) => {
      const room = roomOf(roomId);
      if (!room) return;
      // Read to the end: nothing is left to ask.
      if (seq >= room.seq) change(roomId, { readSeq: seq, unread: 0, mentions: 0 });
      else recount(roomId);
    });
    let late = false;
    userChannel.onNotice(({ state }) => {
      if (state === 'reset' || (state === 'live' && late)) load();
      late = false;
    });
    setTimeout(() => {
      late = userChannel?.seq === undefined;
    }, patienceMs);
  }

  load();
  return {
    refresh: load,
    close() {
      closed = true;
      userChannel?.close();
      for (const channel of channels.values()) channel.close();
      for (const timer of recounts.values()) clearTimeout(timer);
    },
  };
}

const idIn = (workspace: string): string | undefined =>
  /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(workspace) ? workspace : undefined;
