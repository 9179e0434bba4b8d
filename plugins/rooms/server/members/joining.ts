import { type Actor, type PluginContext, problem } from '@teambrain/core';
import type { Announcements } from '../announcements.js';
import type { RoomsConfig } from '../config.js';
import { roomProblem } from '../problems.js';
import type { Authorise } from '../rights/authorise.js';
import { effectiveRole, isVisible } from '../rights/role.js';
import type { RoomsRepository } from '../rooms/repository.js';
import type { MembersRepository } from './repository.js';

export interface JoiningDeps {
  ctx: PluginContext<RoomsConfig>;
  rooms: RoomsRepository;
  members: MembersRepository;
  authorise: Authorise;
  announce: Announcements;
}

/** Joining and leaving by one's own will. */
export function createJoining({ ctx, rooms, members, authorise, announce }: JoiningDeps) {
  const { db, limits, users, config } = ctx;

  /** One budget for all instances; the user's first, so that one guesser does not use up the room's. */
  async function countTry(roomId: string, userId: string): Promise<void> {
    const budgets = [
      [`${userId}:${roomId}`, config.passwordTriesPerUser],
      [`room:${roomId}`, config.passwordTriesPerRoom],
    ] as const;
    for (const [key, max] of budgets) {
      const state = await limits.take(key, 'rooms.password', { max, windowMs: 60_000 });
      if (!state.allowed) throw problem('rate_limited', undefined, { retryAfter: state.reset });
    }
  }

  /** Returns the hash that the password fits, so that a change in between is seen. */
  async function checkPassword(
    roomId: string,
    userId: string,
    password: string | undefined,
  ): Promise<string> {
    if (password === undefined) throw roomProblem('room_password_required');
    await countTry(roomId, userId);
    const hash = await rooms.passwordHash(roomId);
    if (hash === null || !(await users.verifyPassword(password, hash)))
      throw roomProblem('room_password_wrong');
    return hash;
  }

  return {
    /** Idempotent: a member joins again without effect. */
    async join(roomId: string, actor: Actor, password: string | undefined): Promise<void> {
      const before = (await authorise.standings(roomId, [actor.id])).get(actor.id);
      if (!before || (effectiveRole(before) === null && !isVisible(before))) throw problem('not_found');
      if (before.member !== null) return;
      const needsPassword = before.visibility === 'password' && effectiveRole(before) === null;
      const fitting = needsPassword ? await checkPassword(roomId, actor.id, password) : null;
      await db.transaction(async () => {
        const room = await rooms.lock(roomId);
        const now = (await authorise.standings(roomId, [actor.id])).get(actor.id);
        if (!room || !now) throw problem('not_found');
        const role = effectiveRole(now);
        if (role === null && !isVisible(now)) throw problem('not_found');
        if (role === null && room.visibility === 'password' && room.passwordHash !== fitting)
          throw roomProblem('room_password_wrong');
        if (role === null && room.archived) throw problem('conflict', 'The room is archived.');
        const { added, full } = await members.add(
          roomId,
          [actor.id],
          now.workspace === 'viewer' ? 'viewer' : 'member',
        );
        if (full) throw roomProblem('room_full');
        if (added.length > 0) announce.joined(roomId, actor.id, actor.id);
      });
    },

    async leave(roomId: string, actor: Actor): Promise<void> {
      await db.transaction(async () => {
        const room = await rooms.lock(roomId);
        const member = (await members.find(roomId, [actor.id])).get(actor.id);
        if (!room || !member) throw problem('not_found', 'You are not a member of this room.');
        if (member.role === 'owner') throw roomProblem('room_last_owner');
        if (room.direct) throw roomProblem('room_members_fixed');
        await members.remove(roomId, [actor.id]);
        announce.left(roomId, actor.id, actor.id);
      });
    },
  };
}
