import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { pageOf } from '../paging/cursor.js';
import type { VersionedOptions } from './contract.js';
import type { VersionRepository } from './repository.js';
import { cursorOf, type HistoryRoutes, noVersion, placeOf } from './routes.js';
import { listQuery, versionPageSchema, versionParam, versionStateSchema } from './schemas.js';
import type { VersionViews } from './views.js';

export interface ReadingDeps {
  options: VersionedOptions<never>;
  repository: VersionRepository;
  versionsOf: VersionViews;
}

type ListQuery = Static<typeof listQuery>;

export function addReadingRoutes(
  app: FastifyInstance,
  { path, operations, params, thingOf }: HistoryRoutes,
  { options, repository, versionsOf }: ReadingDeps,
): void {
  app.get<{ Querystring: ListQuery }>(
    `${path}/versions`,
    {
      config: { operation: operations.versions },
      schema: { params: params(), querystring: listQuery, response: { 200: versionPageSchema } },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await repository.list(await thingOf(request), placeOf(cursor), limit + 1);
      const { items, nextCursor } = pageOf(rows, limit, (row) => row, cursorOf);
      return { items: await versionsOf(items), nextCursor };
    },
  );

  app.get<{ Params: { version: number } }>(
    `${path}/versions/:version`,
    {
      config: { operation: operations.version },
      schema: { params: params(versionParam), response: { 200: versionStateSchema(options.snapshot) } },
    },
    async (request) => {
      const id = await thingOf(request);
      const { version } = request.params;
      const row = await repository.find(id, version);
      if (!row) throw noVersion(version);
      const [view] = await versionsOf([row]);
      return { ...view, snapshot: row.snapshot };
    },
  );
}
