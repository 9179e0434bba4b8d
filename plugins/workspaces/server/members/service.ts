import { type Actor, memberPlace, type PluginContext, pageOfMembers, problem } from '@teambrain/core';
import type { Page, Role } from '@teambrain/protocol';
import type { WorkspaceMember } from '../../shared/types.js';
import type { WorkspacesConfig } from '../config.js';
import { workspaceProblem } from '../problems.js';
import { judgeRemoval, judgeRoleChange, type Verdict } from '../rights/member-rules.js';
import type { WorkspacesRepository } from '../workspaces/repository.js';
import type { MemberChanges } from './changes.js';
import type { MembersRepository } from './repository.js';

export interface MemberServiceDeps {
  ctx: PluginContext<WorkspacesConfig>;
  workspaces: WorkspacesRepository;
  members: MembersRepository;
  changes: MemberChanges;
}

function refuse(verdict: Verdict): void {
  if (verdict === 'forbidden') throw problem('forbidden');
  if (verdict === 'last_owner') throw workspaceProblem('workspace_last_owner');
}

/** Members of workspaces. Roles are read under the lock of the workspace: two changes at once are judged in turn. */
export function createMemberService({ ctx, workspaces, members, changes }: MemberServiceDeps) {
  const { db } = ctx;

  /** The roles as they stand under the lock; the actor still has to be a member. */
  async function locked(workspaceId: string, actor: Actor, userId: string) {
    const present = await workspaces.lock(workspaceId);
    const all = await members.find(workspaceId, [userId]);
    const actorRole = (await members.roles(workspaceId, [actor.id])).get(actor.id);
    if (present === null || actorRole === undefined) throw problem('not_found');
    return { actorRole, target: all.get(userId) };
  }

  async function member(workspaceId: string, userId: string): Promise<WorkspaceMember> {
    const found = (await members.find(workspaceId, [userId])).get(userId);
    if (found === undefined) throw problem('not_found');
    return found;
  }

  return {
    async list(
      workspaceId: string,
      query: { limit: number; cursor?: string },
    ): Promise<Page<WorkspaceMember>> {
      const rows = await members.list(workspaceId, memberPlace(query.cursor), query.limit + 1);
      return pageOfMembers(rows, query.limit);
    },
    async add(actor: Actor, workspaceId: string, userId: string, role: Role): Promise<WorkspaceMember> {
      if (role === 'owner') throw problem('forbidden', 'A workspace is handed over by a change of role.');
      await db.transaction(async () => {
        const { actorRole, target } = await locked(workspaceId, actor, userId);
        if (actorRole !== 'owner' && actorRole !== 'admin') throw problem('forbidden');
        if (target !== undefined) {
          throw workspaceProblem('workspace_member_exists', undefined, { current: target });
        }
        if (!(await members.isActiveUser(userId))) throw workspaceProblem('workspace_user_unknown');
        await changes.add({ workspaceId, userId, actorId: actor.id }, role);
      });
      return member(workspaceId, userId);
    },
    async changeRole(
      actor: Actor,
      workspaceId: string,
      userId: string,
      next: Role,
    ): Promise<WorkspaceMember> {
      await db.transaction(async () => {
        const { actorRole, target } = await locked(workspaceId, actor, userId);
        if (target === undefined) throw problem('not_found');
        const { role } = target;
        const verdict = judgeRoleChange({
          actor: actorRole,
          target: role,
          next,
          isSelf: userId === actor.id,
        });
        refuse(verdict);
        if (verdict === 'same') return;
        const by = { workspaceId, actorId: actor.id };
        // The old owner first: a workspace has one.
        if (verdict === 'hand_over') await changes.setRole({ ...by, userId: actor.id }, 'owner', 'admin');
        await changes.setRole({ ...by, userId }, role, next);
      });
      return member(workspaceId, userId);
    },
    async remove(actor: Actor, workspaceId: string, userId: string): Promise<void> {
      await db.transaction(async () => {
        const { actorRole, target } = await locked(workspaceId, actor, userId);
        const isSelf = userId === actor.id;
        if (!isSelf && actorRole !== 'owner' && actorRole !== 'admin') throw problem('forbidden');
        if (target === undefined) throw problem('not_found');
        refuse(judgeRemoval({ actor: actorRole, target: target.role, isSelf }));
        await changes.remove({ workspaceId, userId, actorId: actor.id }, target.role);
      });
    },
    /** For other plugins: no right is asked. */
    async ensure(workspaceId: string, userId: string, role: Exclude<Role, 'owner'>): Promise<void> {
      await db.transaction(async () => {
        if ((await workspaces.lock(workspaceId)) === null) throw problem('not_found');
        await changes.add({ workspaceId, userId, actorId: null }, role);
      });
    },
    /** For other plugins: an account that has never been signed in. */
    async receive(workspaceId: string, userId: string): Promise<void> {
      await db.transaction(async () => {
        if ((await workspaces.lock(workspaceId)) === null) throw problem('not_found');
        await changes.addVisitor({ workspaceId, userId });
      });
    },
    /** For other plugins: no right is asked. */
    async drop(workspaceId: string, userId: string): Promise<void> {
      await db.transaction(async () => {
        if ((await workspaces.lock(workspaceId)) === null) return;
        const role = (await members.find(workspaceId, [userId])).get(userId)?.role;
        if (role === undefined || role === 'owner') return;
        await changes.remove({ workspaceId, userId, actorId: null }, role);
      });
    },
    /** A deactivated owner leaves the workspace to the admin who is there for the longest time, if there is one. */
    async deactivated(userId: string): Promise<void> {
      for (const workspaceId of await members.workspacesOf(userId)) {
        await db.transaction(async () => {
          if ((await workspaces.lock(workspaceId)) === null) return;
          const role = (await members.find(workspaceId, [userId])).get(userId)?.role;
          if (role === undefined) return;
          const heir = role === 'owner' ? await members.eldestAdmin(workspaceId) : null;
          if (heir !== null) {
            await changes.setRole({ workspaceId, userId, actorId: null }, 'owner', 'admin');
            await changes.setRole({ workspaceId, userId: heir, actorId: null }, 'admin', 'owner');
          }
          await changes.suspend({ workspaceId, userId, actorId: userId });
        });
      }
    },
  };
}

export type MemberService = ReturnType<typeof createMemberService>;
