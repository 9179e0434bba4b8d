import type { TestUser } from '@teambrain/core/testing';
import events from '@teambrain/plugin-events/server';
import { openRoomWorld, type RoomWorld, type RoomWorldOptions } from '@teambrain/plugin-rooms/testing';
import type { CalendarEvent, CreateEvent, Occurrence, OccurrencePage } from '../shared/types.js';

export interface World extends RoomWorld {
  /** An event that was made; throws when it was refused. */
  make(by: TestUser, input?: Partial<CreateEvent>, roomId?: string): Promise<CalendarEvent>;
  window(by: TestUser, from: string, to: string, roomId?: string, more?: string): Promise<OccurrencePage>;
}

/** An hour on a Tuesday in Berlin. */
export const plain: CreateEvent = {
  title: 'Standup',
  start: '2027-03-02T10:00:00',
  end: '2027-03-02T11:00:00',
  timeZone: 'Europe/Berlin',
};

export async function openWorld(options: RoomWorldOptions = {}): Promise<World> {
  const world = await openRoomWorld({ plugins: [events], ...options });
  return {
    ...world,
    make(by, input = {}, room = world.roomId) {
      return by.create(`/v1/rooms/${room}/events`, { ...plain, ...input });
    },
    async window(by, from, to, room = world.roomId, more = '') {
      const url = `/v1/rooms/${room}/events?from=${from}&to=${to}${more}`;
      const answer = await by.inject<OccurrencePage>({ url });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.raw.body}`);
      return answer.body;
    },
  };
}

export const starts = ({ items }: { items: readonly Occurrence[] }) => items.map(({ start }) => start);
