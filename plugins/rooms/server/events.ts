import type { LogEvent, PluginContext } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import { Type } from 'typebox';
import { readBody, roleSchema, roomMemberSchema, roomSchema } from '../shared/schemas.js';
import type { Room, RoomMember } from '../shared/types.js';
import type { MembersRepository } from './members/repository.js';
import { roomsOperations } from './operations.js';
import type { Reading } from './reading/service.js';
import type { RightsRepository } from './rights/repository.js';
import { isFoundByAll } from './rooms/rules.js';
import type { Views } from './rooms/views.js';

export interface EventDeps {
  realtime: PluginContext['realtime'];
  rights: RightsRepository;
  members: MembersRepository;
  views: Views;
  reading: Reading;
}

const id = Type.String({ format: 'uuid' });
const idOf = (channel: string) => channel.slice(channel.indexOf(':') + 1);

/** Declares the channel of a room, its action, and how every event of rooms looks on the wire. */
export function registerRealtime({ realtime, rights, members, views, reading }: EventDeps): void {
  realtime.registerKind({
    kind: 'room',
    scope: 'room',
    permission: 'rooms.read',
    async parent(roomId) {
      const workspaceId = await rights.workspaceOf(roomId);
      return workspaceId === null ? null : `workspace:${workspaceId}`;
    },
  });

  realtime.registerAction<{ seq: number; force?: boolean }>({
    operation: roomsOperations.read,
    channel: 'room',
    data: readBody,
    async handler({ id: roomId, actor, data }) {
      return { data: await reading.read(roomId, actor.id, data.seq, data.force ?? false) };
    },
  });

  async function rooms(
    events: readonly LogEvent[],
    shows: (room: Room) => boolean = () => true,
  ): Promise<(Room | null)[]> {
    const found = await views.shared([...new Set(events.map(({ ref }) => ref as string))]);
    return events.map(({ ref }) => {
      const room = found.get(ref as string);
      return room && shows(room) ? room : null;
    });
  }

  async function added(events: readonly LogEvent[]): Promise<(RoomMember | null)[]> {
    const byRoom = new Map<string, string[]>();
    for (const { channel, ref } of events)
      byRoom.set(idOf(channel), [...(byRoom.get(idOf(channel)) ?? []), ref as string]);
    const found = new Map(
      await Promise.all(
        [...byRoom].map(async ([roomId, userIds]) => [roomId, await members.find(roomId, userIds)] as const),
      ),
    );
    return events.map(({ channel, ref }) => found.get(idOf(channel))?.get(ref as string) ?? null);
  }

  const onRoom = { channel: 'room' } as const;
  const onUser = { channel: 'user' } as const;
  const inRoom = (data: { roomId: string }) => ({ scope: 'room', id: data.roomId }) as const;

  realtime.registerEvent({
    ...onRoom,
    type: 'room.updated',
    summary: 'The room changed',
    data: roomSchema,
    render: rooms,
  });
  realtime.registerEvent({
    ...onRoom,
    type: 'room.deleted',
    summary: 'The room was deleted',
    data: Type.Object({ roomId: id }),
    render: async (events) => events.map(({ ref }) => ({ roomId: ref as string })),
  });
  realtime.registerEvent({
    ...onRoom,
    type: 'member.added',
    summary: 'Somebody joined the room',
    data: roomMemberSchema,
    render: added,
  });
  realtime.registerEvent({
    ...onRoom,
    type: 'member.removed',
    summary: 'Somebody left the room or was removed',
    data: Type.Object({ userId: id }),
    render: async (events) => events.map(({ ref }) => ({ userId: ref as string })),
  });
  realtime.registerEvent({
    ...onRoom,
    type: 'member.role_changed',
    summary: 'A member has another role',
    data: Type.Object({ userId: id, role: roleSchema }),
    render: async (events) =>
      events.map(({ ref, facts }) => ({ userId: ref as string, role: facts?.role as Role })),
  });
  realtime.registerEvent({
    channel: 'workspace',
    type: 'room.created',
    summary: 'A room that all members of the workspace find',
    data: roomSchema,
    render: (events) => rooms(events, (room) => isFoundByAll(room.visibility)),
  });
  realtime.registerEvent({
    ...onUser,
    type: 'room.joined',
    summary: 'One is now a member of the room',
    data: roomSchema,
    place: (room: Room) => ({ scope: 'room', id: room.id }),
    async render(events) {
      const found = await rooms(events);
      return Promise.all(
        found.map(async (room, index) => {
          const userId = idOf((events[index] as LogEvent).channel);
          return room && (await members.find(room.id, [userId])).has(userId) ? room : null;
        }),
      );
    },
  });
  realtime.registerEvent({
    ...onUser,
    type: 'room.left',
    summary: 'One is no longer a member of the room',
    data: Type.Object({ roomId: id }),
    place: inRoom,
    render: async (events) => events.map(({ ref }) => ({ roomId: ref as string })),
  });
  realtime.registerEvent({
    ...onUser,
    type: 'read.updated',
    summary: 'One’s read cursor moved, on this device or another',
    data: Type.Object({ roomId: id, seq: Type.Integer() }),
    place: inRoom,
    render: async (events) =>
      events.map(({ ref, facts }) => ({ roomId: ref as string, seq: facts?.seq as number })),
  });
}
