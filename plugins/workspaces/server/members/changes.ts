import type { PluginContext } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import type { AuditRepository } from '../audit/repository.js';
import type { WorkspacesConfig } from '../config.js';
import type { MembersRepository } from './repository.js';

export interface ChangeDeps {
  ctx: PluginContext<WorkspacesConfig>;
  members: MembersRepository;
  audit: AuditRepository;
}

interface Change {
  workspaceId: string;
  userId: string;
  actorId: string | null;
}

/**
 * What a change of members brings with it: the row, the events, the audit line, and a new rights version of the
 * workspace, which is half of the rights version of each of its rooms. Each runs inside a transaction that holds the
 * lock of the workspace.
 */
export function createMemberChanges({ ctx, members, audit }: ChangeDeps) {
  const { db, realtime, events, access } = ctx;

  /** Also for a new member: that somebody held nothing was remembered under the old version. */
  function rights(change: Change, type: string, facts?: { role: Role }) {
    const channel = realtime.channel('workspace', change.workspaceId);
    channel.appendRights({ type, actor: change.actorId, ref: change.userId, ...(facts ? { facts } : {}) });
    db.afterCommit(() => access.forget('workspace', change.workspaceId));
    return channel;
  }

  return {
    /** False: the user is a member already, and nothing was done. */
    async add(change: Change, role: Role, by: 'member.added' | 'invite.accepted' = 'member.added') {
      const { workspaceId, userId, actorId } = change;
      if (!(await members.add(workspaceId, userId, role))) return false;
      rights(change, 'member.added', { role });
      realtime.channel('user', userId).append({ type: 'workspace.joined', actor: actorId, ref: workspaceId });
      await audit.write({ workspaceId, actorId, action: by, target: userId, facts: { role } });
      db.afterCommit(() => events.emit('workspace.member_added', { workspaceId, userId, role }));
      return true;
    },
    /**
     * A guest who comes for the first time in its life. Nobody can have remembered anything of it, so no right of
     * anybody is read anew because of it, and nobody's deed is written down. False as for {@link add}.
     */
    async addVisitor({ workspaceId, userId }: Omit<Change, 'actorId'>): Promise<boolean> {
      const role = 'guest';
      if (!(await members.add(workspaceId, userId, role))) return false;
      const event = { actor: null, ref: userId, facts: { role } };
      realtime.channel('workspace', workspaceId).append({ type: 'member.added', ...event });
      realtime.channel('user', userId).append({ type: 'workspace.joined', actor: null, ref: workspaceId });
      db.afterCommit(() => events.emit('workspace.member_added', { workspaceId, userId, role }));
      return true;
    },
    async setRole(change: Change, from: Role, role: Role): Promise<void> {
      const { workspaceId, userId, actorId } = change;
      await members.setRole(workspaceId, userId, role);
      rights(change, 'member.role_changed', { role });
      const facts = { from, role };
      await audit.write({ workspaceId, actorId, action: 'member.role_changed', target: userId, facts });
      db.afterCommit(() => events.emit('workspace.role_changed', { workspaceId, userId, role }));
    },
    /** A guest whom nobody took out goes as it came: without a line in the audit trail. */
    async remove(change: Change, role: Role): Promise<void> {
      const { workspaceId, userId, actorId } = change;
      await members.remove(workspaceId, userId);
      const channel = rights(change, 'member.removed');
      realtime.channel('user', userId).append({ type: 'workspace.left', actor: actorId, ref: workspaceId });
      if (actorId !== null || role !== 'guest')
        await audit.write({
          workspaceId,
          actorId,
          action: 'member.removed',
          target: userId,
          facts: { role },
        });
      db.afterCommit(() => {
        channel.end('removed', userId);
        events.emit('workspace.member_removed', { workspaceId, userId });
      });
    },
    /** The account is gone, its place stays: it holds nothing there, and comes back with it. */
    async suspend(change: Change): Promise<void> {
      const channel = rights(change, 'member.removed');
      const { workspaceId, userId, actorId } = change;
      await audit.write({ workspaceId, actorId, action: 'member.deactivated', target: userId });
      db.afterCommit(() => channel.end('removed', userId));
    },
  };
}

export type MemberChanges = ReturnType<typeof createMemberChanges>;
