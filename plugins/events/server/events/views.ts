import type { Users } from '@teambrain/core';
import type { User } from '@teambrain/protocol';
import type { CalendarEvent, EventRole } from '../../shared/types.js';
import type { EventRecord } from './record.js';
import { writtenOf } from './snapshot.js';

/** Stands where an account was erased. */
const nobody: User = {
  id: '00000000-0000-0000-0000-000000000000',
  username: 'gone',
  displayName: 'Gone',
  kind: 'user',
};

/** Events as answers show them. */
export function createEventViews(users: Pick<Users, 'byIds'>) {
  async function many(
    records: readonly EventRecord[],
    roleOf: (record: EventRecord) => EventRole,
  ): Promise<CalendarEvent[]> {
    const people = await users.byIds(
      records.flatMap(({ event }) =>
        event.authorId === null ? event.attendees : [event.authorId, ...event.attendees],
      ),
    );
    return records.map((record) => viewOf(record, roleOf(record), people));
  }
  return {
    many,
    async one(record: EventRecord, role: EventRole): Promise<CalendarEvent> {
      return (await many([record], () => role))[0] as CalendarEvent;
    },
  };
}

export type EventViews = ReturnType<typeof createEventViews>;

function viewOf(
  { event, answers }: EventRecord,
  role: EventRole,
  people: ReadonlyMap<string, User>,
): CalendarEvent {
  return {
    id: event.id,
    roomId: event.roomId,
    ...writtenOf(event),
    attendees: event.attendees.flatMap((id) => {
      const user = people.get(id);
      return user ? [{ user, status: answers[id] ?? 'needs_action' }] : [];
    }),
    reminders: [...event.reminders],
    role,
    author: (event.authorId !== null && people.get(event.authorId)) || nobody,
    version: event.version,
    createdAt: event.createdAt.toISOString(),
    updatedAt: event.updatedAt.toISOString(),
  };
}
