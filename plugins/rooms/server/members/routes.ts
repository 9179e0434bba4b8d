import { actorOf, bodyOptional, memberPlace, pageOfMembers, problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  addMemberBody,
  changeRoleBody,
  joinBody,
  pageQuery,
  roomMemberPageSchema,
  roomMemberParams,
  roomMemberSchema,
  roomParams,
  roomSchema,
} from '../../shared/schemas.js';
import { roomsOperations as operations } from '../operations.js';
import type { RoomsRepository } from '../rooms/repository.js';
import type { Views } from '../rooms/views.js';
import type { createJoining } from './joining.js';
import type { createManaging } from './managing.js';
import type { MembersRepository } from './repository.js';

export interface MemberRouteDeps {
  rooms: RoomsRepository;
  members: MembersRepository;
  views: Views;
  joining: ReturnType<typeof createJoining>;
  managing: ReturnType<typeof createManaging>;
}

const tags = ['rooms'];

export function addMemberRoutes(app: FastifyInstance, deps: MemberRouteDeps): void {
  const { rooms, members, views, joining, managing } = deps;

  app.post<{ Params: Static<typeof roomParams>; Body: Static<typeof joinBody> }>(
    '/rooms/:roomId/join',
    {
      config: { operation: operations.join },
      preValidation: bodyOptional,
      schema: { tags, params: roomParams, body: joinBody, response: { 200: roomSchema } },
    },
    async (request) => {
      const actor = actorOf(request);
      const { roomId } = request.params;
      await joining.join(roomId, actor, request.body.password);
      const [room] = await views.viewed(actor.id, await rooms.viewed(actor.id, [roomId]));
      if (!room) throw problem('not_found');
      return room;
    },
  );

  app.post<{ Params: Static<typeof roomParams> }>(
    '/rooms/:roomId/leave',
    {
      config: { operation: operations.leave },
      schema: { tags, params: roomParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await joining.leave(request.params.roomId, actorOf(request));
      return reply.code(204).send();
    },
  );

  app.get<{ Params: Static<typeof roomParams>; Querystring: Static<typeof pageQuery> }>(
    '/rooms/:roomId/members',
    {
      config: { operation: operations.listMembers },
      schema: {
        tags,
        params: roomParams,
        querystring: pageQuery,
        response: { 200: roomMemberPageSchema },
      },
    },
    async (request) => {
      const { limit = 50, cursor } = request.query;
      const rows = await members.list(request.params.roomId, memberPlace(cursor), limit + 1);
      return pageOfMembers(rows, limit);
    },
  );

  app.post<{ Params: Static<typeof roomParams>; Body: Static<typeof addMemberBody> }>(
    '/rooms/:roomId/members',
    {
      config: { operation: operations.addMember },
      schema: { tags, params: roomParams, body: addMemberBody, response: { 201: roomMemberSchema } },
    },
    async (request, reply) => {
      const { userId, role = 'member' } = request.body;
      const member = await managing.add(
        request.params.roomId,
        actorOf(request).id,
        userId.toLowerCase(),
        role,
      );
      reply.code(201);
      return member;
    },
  );

  app.patch<{ Params: Static<typeof roomMemberParams>; Body: Static<typeof changeRoleBody> }>(
    '/rooms/:roomId/members/:userId',
    {
      config: { operation: operations.changeRole },
      schema: { tags, params: roomMemberParams, body: changeRoleBody, response: { 200: roomMemberSchema } },
    },
    async (request) => {
      const { roomId, userId } = request.params;
      return managing.changeRole(roomId, actorOf(request).id, userId, request.body.role);
    },
  );

  app.delete<{ Params: Static<typeof roomMemberParams> }>(
    '/rooms/:roomId/members/:userId',
    {
      config: { operation: operations.removeMember },
      schema: { tags, params: roomMemberParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { roomId, userId } = request.params;
      await managing.remove(roomId, actorOf(request).id, userId);
      return reply.code(204).send();
    },
  );
}
