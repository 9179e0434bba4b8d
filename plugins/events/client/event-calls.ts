import type { ClientCore, Loaded, RoomContext } from '@teambrain/client';
import { path, uuidv7 } from '@teambrain/client';
import type { EventsApi, RoomCalendar } from './api.js';
import { createOccurrencesStore } from './occurrences-store.js';
import { stretch } from './stretch.js';

// Setting a state twice is the same as setting it once.
const idempotent = true;

const asCalendar = { accept: 'text/calendar' };

/** `tb.events` without what every page has. */
export type EventCalls = Omit<EventsApi, 'history'>;

/** What the calls need of a client and of an open room. */
export type CallingClient = Pick<ClientCore, 'request' | 'on' | 'auth'>;
export type CallingRoom = Pick<RoomContext, 'id' | 'channel'>;

export function createEventCalls({ request }: CallingClient): Loaded<EventCalls> {
  const event = (eventId: string) => path`/events/${eventId}`;
  const occurrence = (eventId: string, originalStart: string) =>
    path`/events/${eventId}/occurrences/${originalStart}`;
  const permission = (eventId: string, userId: string) => path`/events/${eventId}/permissions/${userId}`;
  const resources = (workspace: string) => path`/workspaces/${workspace}/resources`;
  return {
    get: (eventId) => request('GET', event(eventId)),
    update: (eventId, body) => request('PATCH', event(eventId), { body }),
    delete: (eventId, { baseVersion } = {}) =>
      request('DELETE', event(eventId), baseVersion ? { headers: { 'if-match': `"${baseVersion}"` } } : {}),
    occurrences: (page, eventId, window) =>
      request('GET', `${event(eventId)}/occurrences`, {
        query: { ...stretch(window), cancelled: window.cancelled, ...page },
      }),
    occurrence: (eventId, originalStart) => request('GET', occurrence(eventId, originalStart)),
    updateOccurrence: (eventId, originalStart, body, scope) =>
      request('PATCH', occurrence(eventId, originalStart), { body, query: { scope } }),
    deleteOccurrence: (eventId, originalStart, scope) =>
      request('DELETE', occurrence(eventId, originalStart), { query: { scope } }),
    rsvp: (eventId, status, originalStart) =>
      request('PUT', `${event(eventId)}/rsvp`, {
        body: { status, ...(originalStart && { originalStart }) },
        idempotent,
      }),
    export: (eventId) => request('GET', `${event(eventId)}/event.ics`, { headers: asCalendar }),
    conflicts: (eventId) => request('GET', `${event(eventId)}/conflicts`),
    permissions: (page, eventId) => request('GET', `${event(eventId)}/permissions`, { query: page }),
    share: (eventId, userId, role) =>
      request('PUT', permission(eventId, userId), { body: { role }, idempotent }),
    unshare: (eventId, userId) => request('DELETE', permission(eventId, userId), { idempotent }),
    resources: (page, workspace) => request('GET', resources(workspace), { query: page }),
    createResource: (workspace, body) => request('POST', resources(workspace), { body }),
    updateResource: (resourceId, body) => request('PATCH', path`/resources/${resourceId}`, { body }),
    deleteResource: (resourceId) => request('DELETE', path`/resources/${resourceId}`),
    freeBusy: (workspace, { users, resources, ...window }) =>
      request('GET', path`/workspaces/${workspace}/free-busy`, {
        query: { ...stretch(window), users: users?.join(), resources: resources?.join() },
      }),
  };
}

export function createRoomCalls(core: CallingClient, room: CallingRoom): Loaded<RoomCalendar> {
  const { request } = core;
  const base = path`/rooms/${room.id}/events`;
  const page: RoomCalendar['page'] = ({ limit, cursor, cancelled, ...window }) =>
    request('GET', base, { query: { ...stretch(window), cancelled, limit, cursor } });
  return {
    create: (input) => request('POST', base, { body: { clientId: uuidv7(), ...input } }),
    batch: (operations) => request('POST', `${base}/batch`, { body: { operations } }),
    list: (next, window) => page({ ...window, ...next }),
    page,
    check: (body) => request('POST', `${base}/check`, { body, idempotent }),
    import: (calendar, { timeZone } = {}) =>
      request('POST', `${base}/import`, {
        body: new Blob([calendar], { type: 'text/calendar' }),
        query: { timeZone },
      }),
    export: () => request('GET', `${base}.ics`, { headers: asCalendar }),
    feed: () => request('POST', `${base}/feed`),
    endFeed: () => request('DELETE', `${base}/feed`),
    follow: async (window) => createOccurrencesStore(core, room, window),
  };
}
