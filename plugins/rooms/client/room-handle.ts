import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';
import type { ReadState, Room } from '../shared/types.js';
import type { RoomBase } from './api.js';
import { mergeRoom } from './merge-room.js';
import { createReadCursor } from './read-cursor.js';

export function createRoomHandle(core: ClientCore, first: Room): RoomBase {
  const { id, workspaceId } = first;
  const { request, list } = core;
  const base = path`/rooms/${id}`;
  const channel = core.channel(`room:${id}`, { after: first.seq });
  const listeners = new Set<(room: Room) => void>();
  let data = first;

  function set(room: Room): Room {
    data = room;
    for (const listener of [...listeners]) listener(room);
    return room;
  }
  const took = (room: Room) => set(mergeRoom(data, room));
  const cursor = createReadCursor(core, id, (readSeq) => set({ ...data, readSeq }));

  const offs = [
    channel.on('room.updated', ({ room }) => took(room)),
    channel.on('member.added', () => set({ ...data, memberCount: data.memberCount + 1 })),
    channel.on('member.removed', () => set({ ...data, memberCount: data.memberCount - 1 })),
    channel.on('member.role_changed', ({ userId, role }) => {
      if (userId === core.auth.user?.id) set({ ...data, role });
    }),
    // After a gap the counts above would be wrong for good.
    channel.onNotice(({ state }) => {
      if (state === 'reset') handle.refresh().catch(() => {});
    }),
  ];

  const handle: RoomBase = {
    id,
    workspaceId,
    channel,
    get data() {
      return data;
    },
    on: channel.on,
    onSignal: channel.onSignal,
    events: channel.events,
    subscribe(listener) {
      const entry = (room: Room) => listener(room);
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    refresh: async () => set(await request<Room>('GET', base)),
    update: async (body) => took(await request('PATCH', base, { body })),
    delete: () => request('DELETE', base),
    async join(body = {}) {
      const room = took(await request('POST', `${base}/join`, { body }));
      // Refused to whoever was no member: asked for anew, the subscription serves all who hold the channel.
      if (channel.state === 'ended') core.channel(channel.name, { after: room.seq }).close();
      return room;
    },
    leave: () => request('POST', `${base}/leave`),
    read: cursor.read,
    unread: () => request<ReadState>('GET', `${base}/unread`),
    members: (query) => list(`${base}/members`, query),
    addMember: (body) => request('POST', `${base}/members`, { body }),
    setRole: (userId, role) => request('PATCH', path`/rooms/${id}/members/${userId}`, { body: { role } }),
    removeMember: (userId) => request('DELETE', path`/rooms/${id}/members/${userId}`),
    invite: (body = {}) => request('POST', `${base}/invites`, { body }),
    close() {
      for (const off of offs) off();
      cursor.close();
      channel.close();
    },
  };
  const extensions = core.extendRoom({
    id,
    workspaceId,
    channel,
    get readSeq() {
      return data.readSeq ?? 0;
    },
  });
  return Object.defineProperties(handle, Object.getOwnPropertyDescriptors(extensions));
}
