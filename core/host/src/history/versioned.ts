import type { VersionCreated } from '@teambrain/protocol';
import type { FastifyInstance } from 'fastify';
import type { PluginContext } from '../plugins/contract.js';
import type { LogEvent } from '../realtime/contract.js';
import { addComparingRoutes } from './comparing.js';
import type { History, VersionedOptions } from './contract.js';
import { fieldsOf } from './fields.js';
import { addReadingRoutes } from './reading.js';
import { createRecording } from './recording.js';
import { createVersionRepository } from './repository.js';
import { addRollbackRoute } from './rollback.js';
import { routesOf } from './routes.js';
import { versionCreatedSchema } from './schemas.js';
import { createVersionViews } from './views.js';

/** Things whose histories one call drops. */
const maxLost = 1_000;

/**
 * Gives the things of one kind a history: routes below `options.path`, the live event `<kind>.version_created`, and the
 * functions by which the plugin keeps versions. Call it once for a kind, in `setup`, after `ctx.access.registerKind`.
 * Operations are called `<plugin>.versions`, `.version`, `.diff`, `.rollback` and `.changelog`.
 */
export function versioned<Snapshot extends object>(
  app: FastifyInstance,
  ctx: Pick<PluginContext, 'plugin' | 'db' | 'users' | 'realtime'>,
  options: VersionedOptions<Snapshot>,
): History<Snapshot> {
  const { kind, channels = ['room'] } = options;
  const repository = createVersionRepository(ctx.db, kind);
  const fields = fieldsOf(options.snapshot);
  const names = fields.map(({ name }) => name);
  const versionsOf = createVersionViews(ctx.users, names);
  const recordAll = createRecording({ ctx, kind, fields: new Set(names), repository });

  /** Nothing is shown of what was forgotten meanwhile. */
  async function render(events: readonly LogEvent[]): Promise<(VersionCreated | null)[]> {
    const rows = await repository.findAll(
      events.map(({ ref }) => ref ?? ''),
      events.map(({ version }) => version ?? 0),
    );
    const views = await versionsOf(rows);
    const keyOf = (id: string | null, version: number | null) => `${id} ${version}`;
    const byKey = new Map(
      rows.map(({ id, version }, index) => [
        keyOf(id, version),
        { id, ...(views[index] as (typeof views)[0]) },
      ]),
    );
    return events.map(({ ref, version }) => byKey.get(keyOf(ref, version)) ?? null);
  }

  for (const channel of channels)
    ctx.realtime.registerEvent<VersionCreated>({
      type: `${kind}.version_created`,
      channel,
      summary: `A new version of a ${kind} was kept`,
      data: versionCreatedSchema,
      render,
    });

  const routes = routesOf(ctx.plugin, options);
  addReadingRoutes(app, routes, { options, repository, versionsOf });
  addComparingRoutes(app, routes, { fields, repository, versionsOf });
  addRollbackRoute(app, routes, { options, repository });

  return {
    record: (entry) => recordAll([entry]),
    recordAll,
    async at(id, version) {
      return ((await repository.find(id, version))?.snapshot as Snapshot | undefined) ?? null;
    },
    forget: repository.remove,
    forgetLost: (table) => repository.removeLost(table, maxLost),
  };
}
