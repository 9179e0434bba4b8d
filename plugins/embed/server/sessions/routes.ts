import type { LimitState } from '@teambrain/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import {
  appKeyParams,
  embedConfigSchema,
  embedSessionSchema,
  openEmbedSessionBody,
} from '../../shared/schemas.js';
import { configView } from '../apps/views.js';
import { embedOperations as operations } from '../operations.js';
import type { Refusals } from '../refusals/refusals.js';
import type { Exchange } from './exchange.js';

export interface SessionRouteDeps {
  exchange: Exchange;
  refusals: Refusals;
}

/** Pages of other sites load these. */
function forOtherSites(reply: FastifyReply): void {
  reply.header('cross-origin-resource-policy', 'cross-origin');
}

function show(reply: FastifyReply, { limit, remaining, reset }: LimitState): void {
  reply.headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': reset });
}

export function addSessionRoutes(app: FastifyInstance, { exchange, refusals }: SessionRouteDeps): void {
  const tags = ['embed'];

  app.get<{ Params: Static<typeof appKeyParams> }>(
    '/embed/:appKey/config',
    {
      config: { operation: operations.config, cacheControl: 'no-cache' },
      schema: { tags, params: appKeyParams, response: { 200: embedConfigSchema } },
    },
    async (request, reply) => {
      forOtherSites(reply);
      const { appKey } = request.params;
      return refusals.counted(appKey, async () =>
        configView((await exchange.appFor(appKey, request.headers.origin)).app),
      );
    },
  );

  app.post<{ Body: Static<typeof openEmbedSessionBody> }>(
    '/embed/session',
    {
      config: { operation: operations.open, cacheControl: 'no-store' },
      schema: { tags, body: openEmbedSessionBody, response: { 200: embedSessionSchema } },
    },
    async (request, reply) => {
      forOtherSites(reply);
      const { body, headers, ip } = request;
      return refusals.counted(body.appKey, async () => {
        const known = await exchange.appFor(body.appKey, headers.origin);
        return exchange.open(known, body, { ip, headers, show: (state) => show(reply, state) });
      });
    },
  );
}
