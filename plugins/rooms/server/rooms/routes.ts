import {
  actorOf,
  baseVersionOf,
  decodeCursor,
  encodeCursor,
  idPart,
  type PluginContext,
  problem,
} from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  createRoomBody,
  directBody,
  roomPageSchema,
  roomParams,
  roomSchema,
  roomsQuery,
  updateRoomBody,
  workspaceParams,
} from '../../shared/schemas.js';
import type { Room } from '../../shared/types.js';
import type { RoomsConfig } from '../config.js';
import { roomsOperations as operations } from '../operations.js';
import { effectiveRole, isVisible } from '../rights/role.js';
import type { createChanging } from './changing.js';
import type { createCreating } from './creating.js';
import type { RoomsRepository } from './repository.js';
import { standingOf, type Views } from './views.js';

export interface RoomRouteDeps {
  ctx: PluginContext<RoomsConfig>;
  repository: RoomsRepository;
  views: Views;
  creating: ReturnType<typeof createCreating>;
  changing: ReturnType<typeof createChanging>;
}

const tags = ['rooms'];

export function addRoomRoutes(app: FastifyInstance, deps: RoomRouteDeps): void {
  const { ctx, repository, views, creating, changing } = deps;

  /** The workspace's id, whichever of id and slug the path names; the guard has found it already. */
  async function workspaceId(params: { workspaceId: string }): Promise<string> {
    const id = await repository.workspaceId(params.workspaceId);
    if (id === null) throw problem('not_found');
    return id;
  }

  async function viewed(roomId: string, viewerId: string): Promise<Room> {
    const [room] = await views.viewed(viewerId, await repository.viewed(viewerId, [roomId]));
    if (!room) throw problem('not_found');
    return room;
  }

  app.get<{ Params: Static<typeof workspaceParams>; Querystring: Static<typeof roomsQuery> }>(
    '/workspaces/:workspaceId/rooms',
    {
      config: { operation: operations.list },
      schema: { tags, params: workspaceParams, querystring: roomsQuery, response: { 200: roomPageSchema } },
    },
    async (request) => {
      const actor = actorOf(request);
      const { discover = false, slug, cursor, limit = 50 } = request.query;
      const workspace = await workspaceId(request.params);
      const only = actor.embed?.rooms ?? null;
      if (slug !== undefined) {
        const rows = (
          await repository.bySlug(actor.id, workspace, slug.normalize('NFKC').toLowerCase())
        ).filter(
          (row) =>
            (only === null || only.includes(row.id)) &&
            (effectiveRole(standingOf(row)) !== null || isVisible(standingOf(row))),
        );
        return { items: await views.viewed(actor.id, rows), nextCursor: null };
      }
      if (discover) await ctx.access.require(actor, 'rooms.discover', { kind: 'workspace', id: workspace });
      const [after = null] = decodeCursor(cursor, idPart) ?? [];
      const rows = discover
        ? await repository.joinable(actor.id, workspace, after, limit + 1)
        : await repository.mine(actor.id, workspace, after, limit + 1, only);
      const items = await views.viewed(actor.id, rows.slice(0, limit));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
    },
  );

  app.post<{ Params: Static<typeof workspaceParams>; Body: Static<typeof createRoomBody> }>(
    '/workspaces/:workspaceId/rooms',
    {
      config: { operation: operations.create },
      schema: { tags, params: workspaceParams, body: createRoomBody, response: { 201: roomSchema } },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const workspace = await workspaceId(request.params);
      const id = await creating.create({ ...request.body, workspaceId: workspace, ownerId: actor.id });
      reply.code(201);
      return viewed(id, actor.id);
    },
  );

  app.post<{ Params: Static<typeof workspaceParams>; Body: Static<typeof directBody> }>(
    '/workspaces/:workspaceId/direct',
    {
      config: { operation: operations.direct },
      schema: {
        tags,
        params: workspaceParams,
        body: directBody,
        response: { 200: roomSchema, 201: roomSchema },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const workspace = await workspaceId(request.params);
      const { id, isNew } = await creating.direct(workspace, actor.id, request.body.userIds);
      reply.code(isNew ? 201 : 200);
      return viewed(id, actor.id);
    },
  );

  app.get<{ Params: Static<typeof roomParams> }>(
    '/rooms/:roomId',
    {
      config: { operation: operations.get },
      schema: { tags, params: roomParams, response: { 200: roomSchema } },
    },
    async (request) => viewed(request.params.roomId, actorOf(request).id),
  );

  app.patch<{ Params: Static<typeof roomParams>; Body: Static<typeof updateRoomBody> }>(
    '/rooms/:roomId',
    {
      config: { operation: operations.update },
      schema: { tags, params: roomParams, body: updateRoomBody, response: { 200: roomSchema } },
    },
    async (request) => {
      const { baseVersion: _, ...change } = request.body;
      const actor = actorOf(request);
      const { roomId } = request.params;
      await changing.update(roomId, actor.id, change, baseVersionOf(request));
      return viewed(roomId, actor.id);
    },
  );

  app.delete<{ Params: Static<typeof roomParams> }>(
    '/rooms/:roomId',
    {
      config: { operation: operations.delete },
      schema: { tags, params: roomParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await changing.delete(request.params.roomId, actorOf(request).id);
      return reply.code(204).send();
    },
  );
}
