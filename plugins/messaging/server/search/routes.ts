import { actorOf, problem } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import {
  messageHitSchema,
  page,
  roomParams,
  searchQuery,
  workspaceParams,
  workspaceSearchQuery,
} from '../../shared/schemas.js';
import { messagingOperations as operations } from '../operations.js';
import type { Search, SearchInput } from './service.js';

const tags = ['messaging'];
/** Kinds of things that the workspace's search knows. */
const knownKinds = ['messages'];

const anyHitSchema = Type.Object({ kind: Type.Literal('message'), ...messageHitSchema.properties });

export function addSearchRoutes(
  app: FastifyInstance,
  search: Search,
  workspaceIdOf: (idOrSlug: string) => Promise<string>,
): void {
  app.get<{ Params: { roomId: string }; Querystring: SearchInput }>(
    '/rooms/:roomId/messages/search',
    {
      config: { operation: operations.search },
      schema: {
        tags,
        params: roomParams,
        querystring: searchQuery,
        response: { 200: page(messageHitSchema) },
      },
    },
    async (request) => search({ roomId: request.params.roomId }, request.query),
  );

  app.get<{ Params: { workspaceId: string }; Querystring: SearchInput & { kinds?: string } }>(
    '/workspaces/:workspaceId/search',
    {
      config: { operation: operations.searchAll },
      schema: {
        tags: ['search'],
        params: workspaceParams,
        querystring: workspaceSearchQuery,
        response: { 200: page(anyHitSchema) },
      },
    },
    async (request) => {
      const { kinds, ...input } = request.query;
      if (!isAskedFor(kinds)) return { items: [], nextCursor: null };
      const { id, embed } = actorOf(request);
      const workspaceId = await workspaceIdOf(request.params.workspaceId);
      const found = await search({ workspaceId, userId: id, rooms: embed?.rooms ?? null }, input);
      return { ...found, items: found.items.map((hit) => ({ kind: 'message' as const, ...hit })) };
    },
  );
}

function isAskedFor(kinds: string | undefined): boolean {
  if (kinds === undefined) return true;
  const asked = kinds.split(',').map((kind) => kind.trim());
  const unknown = asked.find((kind) => !/^(messages|pages|events|files|tasks)$/.test(kind));
  if (unknown !== undefined)
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/kinds', message: 'names a kind of things that cannot be searched' }],
    });
  return asked.some((kind) => knownKinds.includes(kind));
}
