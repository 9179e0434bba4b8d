import {
  type Actor,
  decodeCursor,
  encodeCursor,
  idPart,
  newId,
  type PluginContext,
  pageOf,
  problem,
} from '@teambrain/core';
import type { Page, Role } from '@teambrain/protocol';
import type { CreateInvite, Invite } from '../../shared/types.js';
import type { AuditRepository } from '../audit/repository.js';
import type { WorkspacesConfig } from '../config.js';
import type { MemberChanges } from '../members/changes.js';
import type { MembersRepository } from '../members/repository.js';
import { workspaceProblem } from '../problems.js';
import { judgeInvitation } from '../rights/member-rules.js';
import type { WorkspacesRepository } from '../workspaces/repository.js';
import { hashOf, newCode } from './code.js';
import type { InvitedRole, InviteRow, InvitesRepository } from './repository.js';

export interface InviteServiceDeps {
  ctx: PluginContext<WorkspacesConfig>;
  workspaces: WorkspacesRepository;
  members: MembersRepository;
  invites: InvitesRepository;
  changes: MemberChanges;
  audit: AuditRepository;
}

const hourMs = 3_600_000;

/** Invitations. The code is shown once; what somebody gets by it is written on its row and nowhere else. */
export function createInviteService(deps: InviteServiceDeps) {
  const { ctx, workspaces, members, invites, changes, audit } = deps;
  const { db, config } = ctx;

  /** @param workspaceRole what somebody new becomes in the workspace when the invitation is to a room */
  async function create(
    workspaceId: string,
    createdBy: string,
    input: CreateInvite,
    workspaceRole?: InvitedRole,
  ): Promise<Invite> {
    const { role = 'member', roomId = null, expiresInHours = config.inviteHours } = input;
    const email = input.email?.trim().toLowerCase() ?? null;
    const code = newCode();
    const createdAt = new Date();
    const row: InviteRow = {
      id: newId(),
      workspaceId,
      roomId,
      role: workspaceRole ?? (role as InvitedRole),
      roomRole: roomId === null ? null : (role as InvitedRole),
      email,
      uses: 0,
      maxUses: input.maxUses ?? (email === null ? config.inviteUses : 1),
      createdBy,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInHours * hourMs),
    };
    await db.transaction(async () => {
      await invites.insert({ ...row, codeHash: hashOf(code) });
      const facts = { role, maxUses: row.maxUses, roomId };
      await audit.write({ workspaceId, actorId: createdBy, action: 'invite.created', target: row.id, facts });
    });
    const url = config.inviteUrl === '' ? {} : { url: config.inviteUrl + code };
    return { ...inviteView(row), token: code, ...url };
  }

  async function addressMatches(invite: InviteRow, userId: string): Promise<boolean> {
    if (invite.email === null) return true;
    const me = await ctx.users.me(userId);
    return me?.email?.trim().toLowerCase() === invite.email;
  }

  async function invitationOf(workspaceId: string, userId: string, role: Role) {
    const present = await db.transaction(() => workspaces.lock(workspaceId));
    const actor = (await members.roles(workspaceId, [userId])).get(userId) ?? null;
    if (present === null || actor === null) throw problem('not_found');
    return judgeInvitation({ actor, role, membersMayInvite: present.membersMayInvite });
  }

  return {
    create,
    /**
     * For the plugin that owns rooms, which has asked its own right. Somebody new becomes a member of the workspace
     * where the inviter may invite to it, else a guest, who sees nothing but the rooms it is a member of.
     */
    async createForRoom(
      workspaceId: string,
      createdBy: string,
      input: CreateInvite & { roomId: string },
    ): Promise<Invite> {
      const verdict = await invitationOf(workspaceId, createdBy, 'member');
      return create(workspaceId, createdBy, input, verdict === 'allow' ? 'member' : 'guest');
    },
    async createAs(actor: Actor, workspaceId: string, input: CreateInvite): Promise<Invite> {
      const verdict = await invitationOf(workspaceId, actor.id, input.role ?? 'member');
      if (verdict === 'forbidden') throw problem('forbidden');
      return create(workspaceId, actor.id, input);
    },
    async list(workspaceId: string, query: { limit: number; cursor?: string }): Promise<Page<Invite>> {
      const [before = null] = decodeCursor(query.cursor, idPart) ?? [];
      const rows = await invites.list(workspaceId, before, query.limit + 1);
      return pageOf(rows, query.limit, inviteView, ({ id }) => encodeCursor(id));
    },
    /** Owner and admins revoke every invitation, others their own. */
    async revoke(actor: Actor, role: Role | null, inviteId: string): Promise<void> {
      const invite = await invites.find(inviteId);
      if (invite === null) throw problem('not_found');
      const isAdmin = role === 'owner' || role === 'admin';
      if (!isAdmin && invite.createdBy !== actor.id) throw problem('forbidden');
      await db.transaction(async () => {
        await invites.revoke(inviteId);
        const { workspaceId } = invite;
        await audit.write({ workspaceId, actorId: actor.id, action: 'invite.revoked', target: inviteId });
      });
    },
    /** Whether somebody without an account may register with this code and address. */
    async admits(code: string, email: string): Promise<boolean> {
      const invite = await invites.findByCode(hashOf(code));
      return invite !== null && (invite.email === null || invite.email === email.trim().toLowerCase());
    },
    /**
     * Joins the workspace with the role of the invitation. Who is a member already keeps the role and uses nothing up.
     * @returns the workspace, or null when the code is good for nothing
     */
    async accept(actor: Actor, code: string): Promise<string | null> {
      const invite = await invites.findByCode(hashOf(code));
      if (invite === null) return null;
      if (!(await addressMatches(invite, actor.id))) throw workspaceProblem('workspace_invite_addressed');
      const { id, workspaceId, roomId, role, roomRole } = invite;
      await db.transaction(async () => {
        if ((await workspaces.lock(workspaceId)) === null) throw workspaceProblem('workspace_invite_invalid');
        const isNew = await changes.add(
          { workspaceId, userId: actor.id, actorId: actor.id },
          role,
          'invite.accepted',
        );
        if ((isNew || roomId !== null) && !(await invites.use(id))) {
          throw workspaceProblem('workspace_invite_invalid');
        }
      });
      if (roomId !== null && roomRole !== null) {
        const accepted = { workspaceId, userId: actor.id, roomId, role: roomRole };
        await ctx.hooks.run('workspace.invite_accepted', accepted);
      }
      return workspaceId;
    },
  };
}

export type InviteService = ReturnType<typeof createInviteService>;

function inviteView(row: InviteRow): Invite {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    ...(row.roomId === null ? {} : { roomId: row.roomId }),
    role: row.roomRole ?? row.role,
    ...(row.email === null ? {} : { email: row.email }),
    uses: row.uses,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
