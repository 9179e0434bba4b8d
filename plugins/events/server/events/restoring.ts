import { type Access, type PluginContext, problem, type RestoreCall } from '@teambrain/core';
import type { CalendarEvent } from '../../shared/types.js';
import type { Override, StoredEvent } from '../contract.js';
import type { Composed } from './content.js';
import type { EventPlaces } from './places.js';
import type { EventRepository } from './repository.js';
import type { EventSnapshot } from './snapshot.js';
import { checkExceptions, checkTimes } from './times.js';
import type { Writing } from './writing.js';

export interface RestoringDeps {
  ctx: Pick<PluginContext, 'realtime'> & { access: Pick<Access, 'grants'> };
  places: EventPlaces;
  repository: Pick<EventRepository, 'find' | 'knownResources'>;
  writing: Writing;
}

/**
 * Brings an earlier state of an event back as a new version, like any change by an editor. People who no longer read the
 * room and resources that are gone stay away.
 */
export function createRestoring({ ctx, places, repository, writing }: RestoringDeps) {
  async function peopleAmong(roomId: string, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const held = (await ctx.access.grants('room', roomId, ids))?.grants;
    return ids.filter((id) => (held?.get(id)?.role ?? null) !== null);
  }

  return async function restore(call: RestoreCall<EventSnapshot>): Promise<CalendarEvent> {
    const { actor, grant, id, version, snapshot, baseVersion } = call;
    const roomId = await places.roomOf(id);
    if (roomId === null) throw problem('not_found');
    const request = { actor, grant, roomId };
    return writing.about(request, id, async () => {
      const done = await writing.write(
        request,
        { permission: 'events.edit', eventIds: [id] },
        async (set) => {
          const { event } = set.take(id, 'editor', baseVersion);
          const attendees = await peopleAmong(roomId, snapshot.attendees ?? []);
          const resources = await repository.knownResources(event.workspaceId, snapshot.resources ?? []);
          set.put(asBefore(event, snapshot, { attendees, resources }), { restoredFrom: version });
        },
      );
      if (done.duplicate) throw new Error('a restoration without a client id was taken for a repeated one');
      return writing.written(done.value, id);
    });
  };
}

function asBefore(
  event: StoredEvent,
  snapshot: EventSnapshot,
  now: { attendees: string[]; resources: string[] },
): Composed {
  const checked = checkTimes({
    start: snapshot.start,
    end: snapshot.end,
    timeZone: snapshot.timeZone,
    endTimeZone: snapshot.endTimeZone,
    allDay: snapshot.allDay,
    rrule: snapshot.rrule,
    rdate: snapshot.rdate ?? [],
    exdate: snapshot.exdate ?? [],
  });
  const overrides: Override[] = (snapshot.overrides ?? []).filter(({ original }) =>
    checked.series.has(original),
  );
  checkExceptions(checked.times, overrides.length);
  const { endTimeZone: _, rrule: __, ...rest } = event;
  const restored: StoredEvent = {
    ...rest,
    ...checked.times,
    title: snapshot.title,
    description: snapshot.description ?? null,
    location: snapshot.location ?? null,
    busy: snapshot.busy,
    reminders: snapshot.reminders ?? [],
    overrides,
    ...now,
    version: event.version + 1,
    updatedAt: new Date(),
  };
  return { event: restored, checked };
}
