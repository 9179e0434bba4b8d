import type { LogEvent, PluginContext } from '@teambrain/core';
import Type from 'typebox';
import { roleSchema, userSchema } from '../../shared/schemas.js';
import type { EventPermission } from '../../shared/types.js';
import type { SharingRepository } from './repository.js';

export interface SharingChannelDeps {
  ctx: Pick<PluginContext, 'realtime' | 'users'>;
  repository: Pick<SharingRepository, 'find'>;
  /** Those of the events that still exist. */
  existing(eventIds: readonly string[]): Promise<ReadonlySet<string>>;
}

interface PermissionChanged {
  eventId: string;
  user: EventPermission['user'];
  role: EventPermission['role'] | null;
}

const changedSchema = Type.Object({
  eventId: Type.String({ format: 'uuid' }),
  user: userSchema,
  role: Type.Union([roleSchema, Type.Null()], { description: 'Null: none of the event’s own any more.' }),
});

/** `event.permission_changed` on the channel of the room, with the role as it is now. */
export function registerSharingEvent({ ctx, repository, existing }: SharingChannelDeps): void {
  ctx.realtime.registerEvent<PermissionChanged>({
    type: 'event.permission_changed',
    summary: 'Somebody may do something else with an event',
    channel: 'room',
    data: changedSchema,
    async render(events) {
      const keys = events.map(keyOf);
      const [given, people, ids] = await Promise.all([
        repository.find(keys),
        ctx.users.byIds(keys.map(({ userId }) => userId)),
        existing(keys.map(({ eventId }) => eventId)),
      ]);
      return keys.map(({ eventId, userId }) => {
        const user = people.get(userId);
        if (!user || !ids.has(eventId)) return null;
        const found = given.find((each) => each.eventId === eventId && each.userId === userId);
        return { eventId, user, role: found?.role ?? null };
      });
    },
  });
}

const keyOf = ({ ref, facts }: LogEvent) => ({
  eventId: ref ?? '',
  userId: typeof facts?.userId === 'string' ? facts.userId : '',
});
