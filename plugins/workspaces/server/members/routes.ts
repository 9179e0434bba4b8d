import { actorOf } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  addWorkspaceMemberBody,
  changeWorkspaceRoleBody,
  workspaceMemberPageSchema,
  workspaceMemberParams,
  workspaceMemberSchema,
  workspacePageQuery,
  workspaceParams,
} from '../../shared/schemas.js';
import { workspacesOperations as operations } from '../operations.js';
import type { MemberService } from './service.js';

export interface MemberRouteDeps {
  service: MemberService;
  idOf(idOrSlug: string): Promise<string>;
}

type Params = Static<typeof workspaceParams>;
type MemberParams = Static<typeof workspaceMemberParams>;

export function addMemberRoutes(app: FastifyInstance, { service, idOf }: MemberRouteDeps): void {
  const tags = ['workspaces'];

  app.get<{ Params: Params; Querystring: { limit: number; cursor?: string } }>(
    '/workspaces/:workspaceId/members',
    {
      config: { operation: operations.listMembers },
      schema: {
        tags,
        params: workspaceParams,
        querystring: workspacePageQuery,
        response: { 200: workspaceMemberPageSchema },
      },
    },
    async (request) => service.list(await idOf(request.params.workspaceId), request.query),
  );

  app.post<{ Params: Params; Body: Static<typeof addWorkspaceMemberBody> }>(
    '/workspaces/:workspaceId/members',
    {
      config: { operation: operations.addMember },
      schema: {
        tags,
        params: workspaceParams,
        body: addWorkspaceMemberBody,
        response: { 201: workspaceMemberSchema },
      },
    },
    async (request, reply) => {
      const { userId, role = 'member' } = request.body;
      const workspaceId = await idOf(request.params.workspaceId);
      reply.code(201);
      return service.add(actorOf(request), workspaceId, userId.toLowerCase(), role);
    },
  );

  app.patch<{ Params: MemberParams; Body: Static<typeof changeWorkspaceRoleBody> }>(
    '/workspaces/:workspaceId/members/:userId',
    {
      config: { operation: operations.changeRole },
      schema: {
        tags,
        params: workspaceMemberParams,
        body: changeWorkspaceRoleBody,
        response: { 200: workspaceMemberSchema },
      },
    },
    async (request) => {
      const workspaceId = await idOf(request.params.workspaceId);
      const userId = request.params.userId.toLowerCase();
      return service.changeRole(actorOf(request), workspaceId, userId, request.body.role);
    },
  );

  app.delete<{ Params: MemberParams }>(
    '/workspaces/:workspaceId/members/:userId',
    {
      config: { operation: operations.removeMember },
      schema: { tags, params: workspaceMemberParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const workspaceId = await idOf(request.params.workspaceId);
      await service.remove(actorOf(request), workspaceId, request.params.userId.toLowerCase());
      return reply.code(204).send();
    },
  );
}
