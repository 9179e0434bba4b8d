import type { PluginContext, Services } from '@teambrain/core';
import type { EmbedPluginConfig } from '../config.js';
import type { IdleGuest, IdleRepository } from './idle-repository.js';

export interface IdleDeps {
  ctx: Pick<PluginContext<EmbedPluginConfig>, 'db' | 'users' | 'log' | 'config' | 'tryUse'>;
  idle: IdleRepository;
  rooms: Services['rooms'];
  workspaces: Services['workspaces'];
}

const batch = 100;

/**
 * Guests who came once, did nothing and never came back: each visit without a kept secret makes one, and lists of members
 * would grow for ever. They go with their account and their room, unless anything of them is kept or anybody counts on
 * them: words, reactions, answers, mentions, a line of the audit trail, a place that somebody gave them.
 */
export function createIdle({ ctx, idle, rooms, workspaces }: IdleDeps) {
  const { db, users, log, config } = ctx;

  async function needed(ids: readonly string[]): Promise<Set<string>> {
    const own = await idle.ownRooms(ids);
    const [kept, placed, mentioned, talked] = await Promise.all([
      idle.inUse('users', ids),
      idle.placedByOthers(ids),
      ctx.tryUse('messaging')?.mentionedIn(await idle.roomsOf(ids), ids) ?? [],
      idle.inUse(
        'rooms',
        own.map(({ id }) => id),
      ),
    ]);
    const spoken = own.filter(({ id }) => talked.includes(id)).map(({ userId }) => userId);
    return new Set([...kept, ...placed, ...mentioned, ...spoken]);
  }

  /** False: it came back meanwhile, or somebody wrote to it. */
  function remove(guest: IdleGuest): Promise<boolean> {
    const { workspaceId, userId } = guest;
    return db.transaction(async () => {
      if (!(await idle.lock(guest, config.idleGuestDays))) return false;
      const own = (await idle.ownRooms([userId])).map(({ id }) => id);
      if ((await idle.inUse('rooms', own)).length > 0) return false;
      // In the order in which others lock: the workspace, then its rooms.
      await workspaces.removeMember(workspaceId, userId);
      for (const roomId of own) await rooms.remove(roomId);
      for (const roomId of await rooms.roomIdsOf(userId, workspaceId))
        await rooms.removeMember(roomId, userId);
      return users.discard(userId);
    });
  }

  /** What one cannot be removed for must not stop the others. */
  async function tried(guest: IdleGuest): Promise<boolean> {
    try {
      return await remove(guest);
    } catch (err) {
      log.warn({ err, userId: guest.userId }, 'an idle guest could not be removed');
      return false;
    }
  }

  async function write(removed: ReadonlyMap<string, IdleGuest & { count: number }>): Promise<void> {
    for (const { appId, workspaceId, count } of removed.values()) {
      log.info({ appId, count }, 'guests who did nothing and never came back were removed');
      const action = 'embed.guests_removed';
      await workspaces.audit({ workspaceId, actorId: null, action, target: appId, facts: { count } });
    }
  }

  return {
    /** Gives how many it were. What a stop cuts short is for the next day. */
    async sweep(signal: AbortSignal): Promise<number> {
      const removed = new Map<string, IdleGuest & { count: number }>();
      let total = 0;
      try {
        for (;;) {
          const found = await idle.list(config.idleGuestDays, batch);
          const kept = found.length === 0 ? new Set() : await needed(found.map(({ userId }) => userId));
          const stay: string[] = [];
          // One by one: each removal locks the workspace, for which nobody else should wait long.
          for (const guest of found) {
            if (signal.aborted) return total;
            if (kept.has(guest.userId) || !(await tried(guest))) {
              stay.push(guest.userId);
              continue;
            }
            total += 1;
            const of = removed.get(guest.appId) ?? { ...guest, count: 0 };
            removed.set(guest.appId, { ...of, count: of.count + 1 });
          }
          if (stay.length > 0) await idle.keep(stay, config.idleGuestDays);
          if (found.length < batch) return total;
        }
      } finally {
        await write(removed);
      }
    },
  };
}

export type Idle = ReturnType<typeof createIdle>;
