import { actorOf, type PluginContext, problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  acceptInviteBody,
  createInviteBody,
  invitePageSchema,
  inviteParams,
  inviteSchema,
  inviteTokenParams,
  workspacePageQuery,
  workspaceParams,
  workspaceSchema,
} from '../../shared/schemas.js';
import { workspacesOperations as operations } from '../operations.js';
import { workspaceProblem } from '../problems.js';
import type { WorkspaceService } from '../workspaces/service.js';
import type { InviteService } from './service.js';

export interface InviteRouteDeps {
  ctx: Pick<PluginContext, 'limits'>;
  service: InviteService;
  workspaces: WorkspaceService;
  idOf(idOrSlug: string): Promise<string>;
}

type Params = Static<typeof workspaceParams>;

/** Wrong codes from one address, whoever is signed in there. */
const wrongCodes = { max: 10 } as const;

export function addInviteRoutes(app: FastifyInstance, deps: InviteRouteDeps): void {
  const { ctx, service, workspaces, idOf } = deps;
  const tags = ['workspaces'];

  app.get<{ Params: Params; Querystring: { limit: number; cursor?: string } }>(
    '/workspaces/:workspaceId/invites',
    {
      config: { operation: operations.listInvites },
      schema: {
        tags,
        params: workspaceParams,
        querystring: workspacePageQuery,
        response: { 200: invitePageSchema },
      },
    },
    async (request) => service.list(await idOf(request.params.workspaceId), request.query),
  );

  app.post<{ Params: Params; Body: Static<typeof createInviteBody> }>(
    '/workspaces/:workspaceId/invites',
    {
      config: { operation: operations.createInvite, cacheControl: 'no-store' },
      schema: { tags, params: workspaceParams, body: createInviteBody, response: { 201: inviteSchema } },
    },
    async (request, reply) => {
      const workspaceId = await idOf(request.params.workspaceId);
      reply.code(201);
      return service.createAs(actorOf(request), workspaceId, request.body);
    },
  );

  app.delete<{ Params: Static<typeof inviteParams> }>(
    '/invites/:inviteId',
    {
      config: { operation: operations.deleteInvite },
      schema: { tags, params: inviteParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await service.revoke(actorOf(request), request.grant?.role ?? null, request.params.inviteId);
      return reply.code(204).send();
    },
  );

  app.post<{ Params: Static<typeof inviteTokenParams> }>(
    '/invites/:token/accept',
    {
      config: { operation: operations.acceptInvite },
      schema: {
        tags,
        params: inviteTokenParams,
        body: acceptInviteBody,
        response: { 200: workspaceSchema },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const workspaceId = await service.accept(actor, request.params.token);
      if (workspaceId !== null) return workspaces.viewed(actor.id, workspaceId);
      const state = await ctx.limits.take(`ip:${request.ip}`, 'workspaces.wrongInvite', wrongCodes);
      if (!state.allowed) throw problem('rate_limited', undefined, { retryAfter: state.reset });
      throw workspaceProblem('workspace_invite_invalid');
    },
  );
}
