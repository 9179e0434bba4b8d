import './contract.js';
import { definePlugin, isId, problem } from '@teambrain/core';
import { workspaceErrorCodes } from '../shared/errors.js';
import { createDenials } from './audit/denials.js';
import { createAuditRepository } from './audit/repository.js';
import { addAuditRoutes } from './audit/routes.js';
import { createStats } from './audit/stats.js';
import { registerChannels } from './channel.js';
import { workspacesConfig } from './config.js';
import { createInvitesRepository } from './invites/repository.js';
import { addInviteRoutes } from './invites/routes.js';
import { createInviteService } from './invites/service.js';
import { createMemberChanges } from './members/changes.js';
import { createMembersRepository } from './members/repository.js';
import { addMemberRoutes } from './members/routes.js';
import { createMemberService } from './members/service.js';
import { createWorkspaces } from './migrations/0001-create-workspaces.js';
import { AuditModel } from './models/audit-model.js';
import { InviteModel } from './models/invite-model.js';
import { WorkspaceMemberModel } from './models/workspace-member-model.js';
import { WorkspaceModel } from './models/workspace-model.js';
import { workspacesPermissions } from './permissions.js';
import { inviteKind, workspaceKind } from './rights/kinds.js';
import { createRightsRepository } from './rights/repository.js';
import { createWorkspacesRepository } from './workspaces/repository.js';
import { addWorkspaceRoutes } from './workspaces/routes.js';
import { createWorkspaceService } from './workspaces/service.js';

/** Tenants: workspaces with members, roles, invitations and an audit trail. */
export default definePlugin({
  name: 'workspaces',
  version: '0.1.0',
  summary: 'Workspaces with members, roles, invitations and an audit trail',
  config: workspacesConfig,
  permissions: workspacesPermissions,
  errors: workspaceErrorCodes,
  models: [WorkspaceModel, WorkspaceMemberModel, InviteModel, AuditModel],
  migrations: [createWorkspaces],
  setup(app, ctx) {
    const { db, config } = ctx;
    const repository = createWorkspacesRepository(db);
    const members = createMembersRepository(db);
    const invites = createInvitesRepository(db);
    const audit = createAuditRepository(db);
    const rights = createRightsRepository(db);
    const stats = createStats(audit, repository);
    const denials = createDenials(audit, ctx.log);

    const changes = createMemberChanges({ ctx, members, audit });
    const service = createWorkspaceService({ ctx, repository, members, audit });
    const memberService = createMemberService({ ctx, workspaces: repository, members, changes });
    const inviteService = createInviteService({
      ctx,
      workspaces: repository,
      members,
      invites,
      changes,
      audit,
    });

    const kind = workspaceKind(rights);
    ctx.access.registerKind(kind);
    ctx.access.registerKind(inviteKind(rights));
    registerChannels({ ctx, service, members });

    async function idOf(idOrSlug: string): Promise<string> {
      const place = await kind.scopeOf(idOrSlug);
      if (place === null) throw problem('not_found');
      return place.id;
    }
    addWorkspaceRoutes(app, { service, idOf });
    addMemberRoutes(app, { service: memberService, idOf });
    addInviteRoutes(app, { ctx, service: inviteService, workspaces: service, idOf });
    addAuditRoutes(app, { audit, stats: stats.of, idOf });

    ctx.provide('workspaces', {
      async find(idOrSlug) {
        const place = await kind.scopeOf(idOrSlug);
        return place === null ? null : ((await service.byIds([place.id])).get(place.id) ?? null);
      },
      create: service.create,
      async roleOf(workspaceId, userId) {
        if (!isId(workspaceId) || !isId(userId)) return null;
        return (await members.roles(workspaceId, [userId])).get(userId) ?? null;
      },
      addMember: memberService.ensure,
      addVisitor: memberService.receive,
      removeMember: memberService.drop,
      invite: (workspaceId, createdBy, input) =>
        input.roomId === undefined
          ? inviteService.create(workspaceId, createdBy, input)
          : inviteService.createForRoom(workspaceId, createdBy, { ...input, roomId: input.roomId }),
      audit: audit.write,
      countWith: stats.countWith,
    });

    ctx.events.on('access.denied', denials.add);
    app.addHook('onClose', denials.flush);
    ctx.events.on('user.deactivated', ({ userId }) => memberService.deactivated(userId));
    ctx.hooks.before('user.visible', async (asked) => ({
      ...asked,
      visible:
        asked.visible || (asked.within === undefined && (await rights.meet(asked.viewerId, asked.userId))),
    }));
    ctx.hooks.before('auth.register', async (asked) => ({
      ...asked,
      allowed:
        asked.allowed ||
        (asked.invite !== undefined && (await inviteService.admits(asked.invite, asked.email))),
    }));
    ctx.jobs.define('workspaces.purge', { every: '17 4 * * *', timeout: 600 }, () =>
      db.transaction(() => repository.deleteOld(config.keepDeletedDays), { patient: true }),
    );
  },
});
