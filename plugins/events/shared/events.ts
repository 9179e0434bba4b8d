import type { User, VersionCreated } from '@teambrain/protocol';
import type { CalendarEvent, EventNotice, EventPermission, Reminder, Rsvp } from './types.js';

/** As HTTP gives them; `role` of an event is what every reader of the room holds (`viewer`), whoever hears of it. */
declare module '@teambrain/protocol' {
  interface EventMap {
    'event.created': { event: CalendarEvent };
    'event.updated': { event: CalendarEvent };
    'event.deleted': { eventId: string };
    'event.rsvp': { rsvp: Rsvp };
    'event.permission_changed': { eventId: string; user: User; role: EventPermission['role'] | null };
    'event.version_created': VersionCreated;
    'event.reminder': { reminder: Reminder };
    /** On the channel of the person whom it concerns. */
    'event.notice': { notice: EventNotice };
  }
}

export const eventsWireKeys = {
  'event.created': 'event',
  'event.updated': 'event',
  'event.rsvp': 'rsvp',
  'event.reminder': 'reminder',
  'event.notice': 'notice',
} as const;
