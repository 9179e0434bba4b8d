import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { baseVersionOf } from '../transport/base-version.js';
import { actorOf } from '../transport/route-config.js';
import type { VersionedOptions } from './contract.js';
import type { VersionRepository } from './repository.js';
import { type HistoryRoutes, noVersion } from './routes.js';
import { rollbackBody } from './schemas.js';

export interface RollbackDeps<Snapshot extends object> {
  options: VersionedOptions<Snapshot>;
  repository: VersionRepository;
}

export function addRollbackRoute<Snapshot extends object>(
  app: FastifyInstance,
  { path, operations, params, thingOf }: HistoryRoutes,
  { options, repository }: RollbackDeps<Snapshot>,
): void {
  app.post<{ Body: Static<typeof rollbackBody> }>(
    `${path}/rollback`,
    {
      config: { operation: operations.rollback },
      schema: { params: params(), body: rollbackBody, response: { 200: options.answer } },
    },
    async (request) => {
      const id = await thingOf(request);
      const { version } = request.body;
      const baseVersion = baseVersionOf(request);
      const earlier = await repository.find(id, version);
      if (!earlier) throw noVersion(version);
      if (!request.grant) throw new Error('a rollback ran without a right');
      return options.restore({
        actor: actorOf(request),
        grant: request.grant,
        id,
        version,
        snapshot: earlier.snapshot as Snapshot,
        ...(baseVersion === undefined ? {} : { baseVersion }),
      });
    },
  );
}
