import type { Bus } from '@teambrain/core';
import type { PresenceChange, PresenceEntry, PresenceStatus } from '../shared/types.js';
import { createGossip, type Gossip } from './gossip.js';
import { createRoomPresence, type RoomPresence } from './room-presence.js';

const pulseMs = 1_000;
const remindMs = 25_000;
/** A room that nobody here has open is listened to for a while after somebody asked about it. */
const lingerMs = 60_000;

interface Room {
  people: RoomPresence;
  gossip: Gossip;
  pulsedAt: number;
  timer: NodeJS.Timeout | null;
  /** Local changes that the other instances have not heard of. */
  news: Set<string>;
  askedAt: number;
}

/**
 * Who is where, on all instances. Each instance knows its own sockets and tells the others of them: at once, and every
 * 25 s as a reminder. Nothing is stored: after any loss the rosters are rebuilt from the sockets that are open.
 */
export function createRoster(deps: {
  bus: Bus;
  offlineDelay: number;
  askTime: number;
  /** Tells the sockets of this instance; at most once a second and room. */
  announce(roomId: string, changes: PresenceChange[]): void;
}) {
  const rooms = new Map<string, Room>();
  let reminder: NodeJS.Timeout | null = null;

  function open(roomId: string): Room {
    const known = rooms.get(roomId);
    if (known) return known;
    const people = createRoomPresence();
    const room: Room = {
      people,
      gossip: createGossip(deps.bus, roomId, {
        hear(instance, userId, status, since) {
          people.hear(instance, userId, status, since);
          schedule(roomId, room);
        },
        asked: () => tellAll(room),
      }),
      pulsedAt: 0,
      timer: null,
      news: new Set(),
      askedAt: 0,
    };
    rooms.set(roomId, room);
    reminder ??= setInterval(remind, remindMs).unref();
    return room;
  }

  function tellAll(room: Room): void {
    room.gossip.tell([...room.people.local].map(([userId, { status, since }]) => [userId, status, since]));
  }

  function schedule(roomId: string, room: Room): void {
    if (room.timer) return;
    const wait = Math.max(0, room.pulsedAt + pulseMs - Date.now());
    room.timer = setTimeout(() => pulse(roomId, room), wait);
    room.timer.unref();
  }

  function pulse(roomId: string, room: Room): void {
    room.timer = null;
    room.pulsedAt = Date.now();
    const { people, news, gossip } = room;
    if (news.size > 0) {
      gossip.tell(
        [...news].map((userId) => {
          const person = people.local.get(userId);
          return [userId, person?.status ?? 'offline', person?.since ?? Date.now()];
        }),
      );
      news.clear();
    }
    const changes = people.take(deps.offlineDelay);
    if (changes.length > 0) deps.announce(roomId, changes);
    if (people.changed.size > 0) schedule(roomId, room);
    else closeIfIdle(roomId, room);
  }

  function closeIfIdle(roomId: string, room: Room): void {
    if (room.people.local.size > 0 || room.timer || Date.now() - room.askedAt < lingerMs) return;
    room.gossip.close();
    rooms.delete(roomId);
    if (rooms.size > 0 || !reminder) return;
    clearInterval(reminder);
    reminder = null;
  }

  function remind(): void {
    for (const [roomId, room] of [...rooms]) {
      room.people.expire();
      tellAll(room);
      if (room.people.changed.size > 0) schedule(roomId, room);
      else closeIfIdle(roomId, room);
    }
  }

  return {
    set(roomId: string, userId: string, status: PresenceStatus): void {
      const isNew = !rooms.has(roomId);
      const room = open(roomId);
      if (isNew) room.gossip.ask();
      room.people.set(userId, status);
      room.news.add(userId);
      schedule(roomId, room);
    },
    /** False for somebody who has no socket in the room here. */
    isHere: (roomId: string, userId: string): boolean => rooms.get(roomId)?.people.local.has(userId) ?? false,
    async list(roomId: string): Promise<PresenceEntry[]> {
      const known = rooms.get(roomId);
      const room = open(roomId);
      room.askedAt = Date.now();
      if (!known && room.gossip.reaches) {
        room.gossip.ask();
        await new Promise((resolve) => setTimeout(resolve, deps.askTime));
      }
      return room.people.entries();
    },
    close(): void {
      if (reminder) clearInterval(reminder);
      for (const { timer, gossip } of rooms.values()) {
        if (timer) clearTimeout(timer);
        gossip.close();
      }
      rooms.clear();
    },
  };
}

export type Roster = ReturnType<typeof createRoster>;
