import type { ChangelogEntry, Version, VersionDiff } from '@teambrain/protocol';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { pageOf } from '../paging/cursor.js';
import { problem } from '../transport/problem-error.js';
import { changeOf, diffStates } from './changes.js';
import { describeChange } from './describe.js';
import type { Field } from './fields.js';
import type { ChangedRow, State, VersionRepository } from './repository.js';
import { cursorOf, type HistoryRoutes, noVersion, placeOf } from './routes.js';
import { changelogPageSchema, diffQuery, diffSchema, listQuery } from './schemas.js';
import type { VersionViews } from './views.js';

export interface ComparingDeps {
  fields: readonly Field[];
  repository: VersionRepository;
  versionsOf: VersionViews;
}

export function addComparingRoutes(
  app: FastifyInstance,
  { path, operations, params, thingOf }: HistoryRoutes,
  { fields, repository, versionsOf }: ComparingDeps,
): void {
  const byName = new Map(fields.map((field, index) => [field.name, { field, index }]));

  async function newestOf(id: string): Promise<number> {
    const [newest] = await repository.list(id, null, 1);
    if (!newest) throw problem('not_found', 'There is no history yet.');
    return newest.version;
  }

  /** The state that `from` stands for. A version before the first that is kept was never, unless it is asked for. */
  async function startOf(id: string, from: number | undefined, to: number): Promise<[number, State]> {
    if (from === 0) return [0, {}];
    const row = await repository.find(id, from ?? to - 1);
    if (row) return [row.version, row.snapshot];
    if (from !== undefined) throw noVersion(from);
    return [0, {}];
  }

  app.get<{ Querystring: Static<typeof diffQuery> }>(
    `${path}/diff`,
    {
      config: { operation: operations.diff },
      schema: { params: params(), querystring: diffQuery, response: { 200: diffSchema } },
    },
    async (request): Promise<VersionDiff> => {
      const id = await thingOf(request);
      const to = request.query.to ?? (await newestOf(id));
      const end = await repository.find(id, to);
      if (!end) throw noVersion(to);
      const [from, start] = await startOf(id, request.query.from, to);
      return { from, to, ...diffStates(fields, start, end.snapshot) };
    },
  );

  function entryOf(version: Version, { changes }: ChangedRow): ChangelogEntry {
    const known = changes.flatMap((change) => {
      const found = byName.get(change.name);
      return found ? [{ ...found, ...change }] : [];
    });
    const described = known
      .sort((a, b) => a.index - b.index)
      .map(({ field, before, after }) => {
        const change = changeOf(field, before, after);
        return { change, line: describeChange(change, before, after) };
      });
    return {
      ...version,
      changes: described.map(({ change }) => change),
      text: described.map(({ line }) => line).join('\n'),
    };
  }

  app.get<{ Querystring: Static<typeof listQuery> }>(
    `${path}/changelog`,
    {
      config: { operation: operations.changelog },
      schema: { params: params(), querystring: listQuery, response: { 200: changelogPageSchema } },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const id = await thingOf(request);
      const rows = await repository.listChanges(id, placeOf(cursor), limit + 1);
      const { items, nextCursor } = pageOf(rows, limit, (row) => row, cursorOf);
      const versions = await versionsOf(items);
      return {
        items: versions.map((version, index) => entryOf(version, items[index] as ChangedRow)),
        nextCursor,
      };
    },
  );
}
