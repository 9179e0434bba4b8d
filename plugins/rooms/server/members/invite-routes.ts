import { actorOf, bodyOptional, type PluginContext, problem } from '@teambrain/core';
import { inviteSchema } from '@teambrain/plugin-workspaces/schemas';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { roomInviteBody, roomParams } from '../../shared/schemas.js';
import { roomsOperations as operations } from '../operations.js';
import { roomProblem } from '../problems.js';
import type { RoomsRepository } from '../rooms/repository.js';

/** Invitations to a room are invitations to its workspace that name the room. */
export function addInviteRoutes(
  app: FastifyInstance,
  ctx: Pick<PluginContext, 'use'>,
  rooms: RoomsRepository,
): void {
  const workspaces = ctx.use('workspaces');

  app.post<{ Params: Static<typeof roomParams>; Body: Static<typeof roomInviteBody> }>(
    '/rooms/:roomId/invites',
    {
      config: { operation: operations.invite, cacheControl: 'no-store' },
      preValidation: bodyOptional,
      schema: { tags: ['rooms'], params: roomParams, body: roomInviteBody, response: { 201: inviteSchema } },
    },
    async (request, reply) => {
      const { roomId } = request.params;
      const [room] = await rooms.byIds([roomId]);
      if (!room) throw problem('not_found');
      if (room.direct || room.visibility === 'personal') throw roomProblem('room_members_fixed');
      reply.code(201);
      return workspaces.invite(room.workspaceId, actorOf(request).id, { ...request.body, roomId });
    },
  );
}
