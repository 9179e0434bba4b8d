import {
  type Access,
  type Actor,
  decodeCursor,
  encodeCursor,
  idPart,
  type PluginContext,
  pageOf,
  problem,
  userOf,
} from '@teambrain/core';
import type { EventPermission, EventRole } from '../../shared/types.js';
import type { StoredEvent } from '../contract.js';
import type { ChangeSet, Request } from '../events/change-set.js';
import type { EventRecord } from '../events/record.js';
import type { Writing } from '../events/writing.js';
import { eventProblem } from '../problems.js';
import type { EventCache } from '../range/event-cache.js';
import type { HolderRow, SharingRepository } from './repository.js';

export interface SharingDeps {
  ctx: Pick<PluginContext, 'db' | 'realtime' | 'users'> & { access: Pick<Access, 'grants'> };
  writing: Writing;
  repository: SharingRepository;
  cache: Pick<EventCache, 'forget'>;
  /** Somebody's role in an event is another one, or none any more. Inside the transaction. */
  onChanged(actor: Actor, event: StoredEvent, userId: string): Promise<void>;
}

const micros = /^\d{1,18}$/;

/**
 * Who may change one event, beside what the room gives. A role counts as long as its holder reads the room: whoever is
 * gone from it is neither shown nor counted.
 */
export function createSharing({ ctx, writing, repository, cache, onChanged }: SharingDeps) {
  async function readersAmong(roomId: string, userIds: readonly string[]): Promise<Set<string>> {
    if (userIds.length === 0) return new Set();
    const held = (await ctx.access.grants('room', roomId, userIds))?.grants;
    return new Set(userIds.filter((id) => (held?.get(id)?.role ?? null) !== null));
  }

  /** Owners are counted under the lock of the room, where neither roles nor membership can move. */
  async function keepAnOwner({ event, roles }: EventRecord, userId: string): Promise<void> {
    if (roles[userId] !== 'owner') return;
    const others = Object.keys(roles).filter((id) => id !== userId && roles[id] === 'owner');
    if ((await readersAmong(event.roomId, others)).size === 0) throw eventProblem('event_last_owner');
  }

  async function setIn(set: ChangeSet, eventId: string, userId: string, role: EventRole | null) {
    const record = set.take(eventId, 'owner');
    const { event, roles } = record;
    if (role !== null && !(await readersAmong(event.roomId, [userId])).has(userId))
      throw eventProblem('event_person_unknown', undefined, {
        errors: [{ path: '/userId', message: 'does not read this room' }],
      });
    if (roles[userId] === (role ?? undefined)) return;
    if (role !== 'owner') await keepAnOwner(record, userId);
    if (role === null) await repository.remove(eventId, userId);
    else await repository.set(eventId, userId, role);
    ctx.realtime.channel('room', event.roomId).append({
      type: 'event.permission_changed',
      actor: set.request.actor.id,
      ref: eventId,
      facts: { userId },
    });
    await onChanged(set.request.actor, event, userId);
    ctx.db.afterCommit(() => cache.forget(event.roomId, [eventId]));
  }

  async function change(request: Request, eventId: string, userId: string, role: EventRole | null) {
    await writing.about(request, eventId, () =>
      writing.write(request, { permission: 'events.share', eventIds: [eventId] }, (set) =>
        setIn(set, eventId, userId, role),
      ),
    );
  }

  return {
    async list(request: Request, eventId: string, { limit, cursor }: { limit: number; cursor?: string }) {
      const parts = decodeCursor(cursor, micros, idPart);
      const after = parts && { micros: parts[0] as string, userId: parts[1] as string };
      const rows = await repository.page(eventId, after, limit + 1);
      const readers = await readersAmong(
        request.roomId,
        rows.map(({ id }) => id),
      );
      const { items, nextCursor } = pageOf(
        rows,
        limit,
        (row) => row,
        ({ position, id }) => encodeCursor(position, id),
      );
      return { items: items.filter(({ id }) => readers.has(id)).map(permissionOf), nextCursor };
    },
    /** Throws `event_person_unknown` and `event_last_owner`. */
    async share(
      request: Request,
      eventId: string,
      userId: string,
      role: EventRole,
    ): Promise<EventPermission> {
      await change(request, eventId, userId, role);
      const user = await ctx.users.find(userId);
      if (!user) throw problem('not_found');
      return { user, role };
    },
    /** Throws `event_last_owner`. Who has no role of the event stays without one. */
    unshare: (request: Request, eventId: string, userId: string) => change(request, eventId, userId, null),
    /**
     * What others gave somebody ends with the place in the room or the workspace; a new one begins without it. Who comes
     * back owns the events that were theirs from the start.
     */
    async leave(placeId: string, userId: string): Promise<void> {
      for (const { id, roomId } of await repository.removeGiven(placeId, userId)) cache.forget(roomId, [id]);
    },
  };
}

export type Sharing = ReturnType<typeof createSharing>;

const permissionOf = ({ role, position: _, ...user }: HolderRow): EventPermission => ({
  user: userOf(user),
  role,
});
