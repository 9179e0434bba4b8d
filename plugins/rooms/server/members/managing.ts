import { type PluginContext, problem, type Services } from '@teambrain/core';
import type { RoomMember } from '../../shared/types.js';
import type { Announcements } from '../announcements.js';
import { roomProblem } from '../problems.js';
import type { Authorise } from '../rights/authorise.js';
import { effectiveRole } from '../rights/role.js';
import { judgeRemoval, judgeRoleChange } from '../rights/role-change.js';
import type { RoomsRepository } from '../rooms/repository.js';
import type { MembersRepository, RoomRole } from './repository.js';

export interface ManagingDeps {
  db: PluginContext['db'];
  rooms: RoomsRepository;
  members: MembersRepository;
  authorise: Authorise;
  announce: Announcements;
  audit: Services['workspaces']['audit'];
}

/** What admins do with members. Every change runs under the lock of the room and judges by what holds there then. */
export function createManaging({ db, rooms, members, authorise, announce, audit }: ManagingDeps) {
  async function locked(roomId: string) {
    const room = await rooms.lock(roomId);
    if (!room) throw problem('not_found');
    return room;
  }

  async function member(roomId: string, userId: string): Promise<RoomMember> {
    const row = (await members.find(roomId, [userId])).get(userId);
    if (!row) throw problem('not_found');
    return row;
  }

  /** The roles of both, as the matrix wants them. */
  async function pair(roomId: string, actorId: string, targetId: string) {
    const standings = await authorise.standings(roomId, [actorId, targetId]);
    const actor = standings.get(actorId);
    const target = standings.get(targetId);
    if (!target || target.member === null) throw problem('not_found');
    return {
      actor: actor ? effectiveRole(actor) : null,
      target: target.member,
      workspace: target.workspace,
      isSelf: actorId === targetId,
    };
  }

  /** Adds somebody without asking for rights: for the server itself. */
  async function place(roomId: string, userId: string, role: RoomRole, actorId: string): Promise<boolean> {
    const { added, full } = await members.add(roomId, [userId], role);
    if (full) throw roomProblem('room_full');
    if (added.length > 0) announce.joined(roomId, userId, actorId);
    return added.length > 0;
  }

  /** A line of the workspace's audit trail, part of the transaction. */
  function write(
    workspaceId: string,
    actorId: string,
    action: string,
    facts: { roomId: string; userId: string; role?: string },
  ): Promise<void> {
    const { userId: target, ...rest } = facts;
    return audit({ workspaceId, actorId, action, target, facts: rest });
  }

  /** For the server itself: what the leaving one owned goes to the longest-standing admin, else member. */
  async function dismiss(roomId: string, userId: string): Promise<void> {
    await db.transaction(async () => {
      const room = await rooms.lock(roomId);
      const leaving = (await members.find(roomId, [userId])).get(userId);
      if (!room || !leaving || room.direct || room.visibility === 'personal') return;
      await members.remove(roomId, [userId]);
      announce.left(roomId, userId, userId);
      const heir = leaving.role === 'owner' ? await members.heir(roomId) : null;
      if (heir === null) return;
      await members.setRole(roomId, heir, 'owner');
      announce.roleChanged(roomId, heir, 'owner', userId);
    });
  }

  return {
    async add(roomId: string, actorId: string, userId: string, role: RoomRole): Promise<RoomMember> {
      return db.transaction(async () => {
        const room = await locked(roomId);
        await authorise.require(roomId, actorId, ['owner', 'admin']);
        if (role === 'owner') throw problem('forbidden', 'A room is handed over, not given a second owner.');
        if (room.direct || room.visibility === 'personal') throw roomProblem('room_members_fixed');
        const present = await rooms.inWorkspace(room.workspaceId, [userId]);
        if (!present.has(userId)) throw problem('not_found', 'There is no such member of the workspace.');
        if (!(await place(roomId, userId, role, actorId))) throw roomProblem('room_member_exists');
        await write(room.workspaceId, actorId, 'room.member_added', { roomId, userId, role });
        return member(roomId, userId);
      });
    },

    /** For the server itself: invitations, imports, embed apps. Idempotent. */
    async admit(roomId: string, userId: string, role: RoomRole): Promise<RoomMember> {
      return db.transaction(async () => {
        const room = await locked(roomId);
        if (room.direct || room.visibility === 'personal') throw roomProblem('room_members_fixed');
        await place(roomId, userId, role, userId);
        return member(roomId, userId);
      });
    },

    /** As {@link admit}, and gives who is there already this role, but never takes a privilege. */
    async settle(
      roomId: string,
      userId: string,
      role: 'member' | 'viewer',
      only?: 'present',
    ): Promise<boolean> {
      return db.transaction(async () => {
        const room = await locked(roomId);
        if (room.direct || room.visibility === 'personal') throw roomProblem('room_members_fixed');
        const present = (await members.find(roomId, [userId])).get(userId)?.role;
        if (present === undefined) return only !== 'present' && place(roomId, userId, role, userId);
        if (present === role || present === 'owner' || present === 'admin') return true;
        await members.setRole(roomId, userId, role);
        announce.roleChanged(roomId, userId, role, userId);
        return true;
      });
    },

    /** For the server itself: both accounts are those of one person. */
    async replace(roomId: string, fromId: string, toId: string): Promise<boolean> {
      return db.transaction(async () => {
        const room = await rooms.lock(roomId);
        const leaving = (await members.find(roomId, [fromId])).get(fromId);
        if (!room || !leaving || leaving.role === 'owner' || room.direct) return false;
        const { added } = await members.add(roomId, [toId], leaving.role as RoomRole);
        await members.copyCursor(roomId, fromId, toId);
        await members.remove(roomId, [fromId]);
        announce.left(roomId, fromId, toId);
        if (added.length > 0) announce.joined(roomId, toId, toId);
        return true;
      });
    },

    async changeRole(roomId: string, actorId: string, userId: string, next: RoomRole): Promise<RoomMember> {
      return db.transaction(async () => {
        const { workspaceId } = await locked(roomId);
        const roles = await pair(roomId, actorId, userId);
        const judgement = judgeRoleChange({ ...roles, next });
        if (judgement === 'forbidden') throw problem('forbidden');
        if (judgement === 'last_owner') throw roomProblem('room_last_owner');
        if (judgement === 'same') return member(roomId, userId);
        if (judgement === 'hand_over') {
          if (roles.workspace === null || roles.workspace === 'guest' || roles.workspace === 'viewer')
            throw problem('unprocessable', 'Only a full member of the workspace can own a room.');
          await members.setRole(roomId, actorId, 'admin');
          announce.roleChanged(roomId, actorId, 'admin', actorId);
        }
        await members.setRole(roomId, userId, next);
        announce.roleChanged(roomId, userId, next, actorId);
        await write(workspaceId, actorId, 'room.role_changed', { roomId, userId, role: next });
        return member(roomId, userId);
      });
    },

    async remove(roomId: string, actorId: string, userId: string): Promise<void> {
      await db.transaction(async () => {
        const room = await locked(roomId);
        const judgement = judgeRemoval(await pair(roomId, actorId, userId));
        if (judgement === 'forbidden') throw problem('forbidden');
        if (judgement === 'last_owner') throw roomProblem('room_last_owner');
        if (room.direct) throw roomProblem('room_members_fixed');
        await members.remove(roomId, [userId]);
        announce.left(roomId, userId, actorId);
        await write(room.workspaceId, actorId, 'room.member_removed', { roomId, userId });
      });
    },

    dismiss,

    /** Clears up after somebody left the workspace, which has already ended their rights: they leave its shared rooms. */
    async leaveWorkspace(workspaceId: string, userId: string): Promise<void> {
      for (const { roomId } of await members.placesIn(workspaceId, userId)) await dismiss(roomId, userId);
    },
  };
}
