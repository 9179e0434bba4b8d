import { newId, problem } from '@teambrain/core';
import type { CalendarEvent, CreateEvent, UpdateEvent } from '../../shared/types.js';
import type { ReadEvents } from '../range/event-cache.js';
import { roleIn } from '../rights/role.js';
import type { ChangeSet, Request } from './change-set.js';
import { compose, recompose } from './content.js';
import type { EventRecord } from './record.js';
import type { EventViews } from './views.js';
import type { Writing } from './writing.js';

export interface Answered {
  event: CalendarEvent;
  /** The client id had been used for the same thing: nothing was written, this is the event as it is now. */
  duplicate: boolean;
}

export interface EventServiceDeps {
  writing: Writing;
  read: ReadEvents;
  views: EventViews;
}

/** Creating, reading, changing and deleting events as a whole. */
export function createEventService({ writing, read, views }: EventServiceDeps) {
  const { write, about } = writing;

  return {
    async create(request: Request, { clientId, ...input }: CreateEvent): Promise<Answered> {
      const id = newId();
      const once =
        clientId === undefined ? undefined : { clientId, body: ['event', request.roomId, input], ref: id };
      return about(request, null, async () => {
        const options = { permission: 'events.create', eventIds: [], once } as const;
        const done = await write({ ...request, clientId }, options, (set) => createIn(set, input, id));
        const named = clientId === undefined ? {} : { clientId };
        if (!done.duplicate)
          return { event: { ...(await writing.written(done.value, id)), ...named }, duplicate: false };
        if (done.ref === null) throw problem('not_found');
        return { event: { ...(await writing.present(request, done.ref)), ...named }, duplicate: true };
      });
    },
    async get({ actor, grant }: Pick<Request, 'actor' | 'grant'>, eventId: string): Promise<CalendarEvent> {
      const record = await read.one(eventId);
      if (!record) throw problem('not_found');
      return views.one(record, roleIn(grant, record.roles, actor.id));
    },
    async update(request: Request, eventId: string, input: UpdateEvent): Promise<Answered> {
      const { clientId } = request;
      const once = clientId === undefined ? undefined : { clientId, body: [eventId, input], ref: eventId };
      return about(request, eventId, async () => {
        const options = { permission: 'events.edit', eventIds: [eventId], once } as const;
        const done = await write(request, options, (set) => updateIn(set, eventId, input));
        if (done.duplicate) return { event: await writing.present(request, eventId), duplicate: true };
        return { event: await writing.written(done.value, eventId), duplicate: false };
      });
    },
    /** True: the client id had been used for the same thing. */
    async remove(request: Request, eventId: string, baseVersion?: number): Promise<boolean> {
      const { clientId } = request;
      const once = clientId === undefined ? undefined : { clientId, body: [eventId, 'delete'], ref: eventId };
      return about(request, eventId, async () => {
        const options = { permission: 'events.edit', eventIds: [eventId], once } as const;
        return (await write(request, options, (set) => removeIn(set, eventId, baseVersion))).duplicate;
      });
    },
  };
}

export type EventService = ReturnType<typeof createEventService>;

export function createIn(set: ChangeSet, input: CreateEvent, id = newId()): EventRecord {
  const { roomId, actor } = set.request;
  const place = { roomId, workspaceId: set.facts.workspaceId, authorId: actor.id };
  return set.add(compose(input, place, id), { policy: input.policy, named: input.attendees });
}

export function updateIn(set: ChangeSet, eventId: string, input: UpdateEvent): EventRecord {
  const { event } = set.take(eventId, 'editor', input.baseVersion);
  return set.put(recompose(event, input), { policy: input.policy, named: input.attendees });
}

export function removeIn(set: ChangeSet, eventId: string, baseVersion?: number): void {
  set.take(eventId, 'owner', baseVersion);
  set.drop(eventId);
}
