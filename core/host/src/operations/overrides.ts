import type { FastifyBaseLogger } from 'fastify';
import type { Actor } from '../auth/contract.js';
import type { Bus } from '../bus/contract.js';
import { follow } from '../bus/follow.js';
import type { Database } from '../database/contract.js';
import type { JobsService } from '../jobs/jobs.js';
import type { LimitsService } from '../limits/limits.js';
import { createOverrideRepository, type Override } from './override-repository.js';

export interface OverridesDeps {
  db: Database;
  bus: Bus;
  limits: Pick<LimitsService, 'override'>;
  jobs: Pick<JobsService, 'pause'>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

/** What administrators set while the server runs: stored, and followed by every instance as soon as it hears of it. */
export function createOverrides({ db, bus, limits, jobs, log }: OverridesDeps) {
  const repository = createOverrideRepository(db);

  const table = follow({
    bus,
    topic: 'overrides',
    async read() {
      const rows = await repository.list();
      limits.override(
        new Map(rows.flatMap((row) => (row.kind === 'limit' ? [[row.name, row.value] as const] : []))),
      );
      jobs.pause(new Set(rows.filter(({ kind }) => kind === 'pause').map(({ name }) => name)));
    },
    failed: (error) => log.warn({ err: error }, 'the overrides could not be read'),
  });

  return {
    start: table.start,
    /** Null goes back to what configuration and code say. */
    async set(
      kind: Override['kind'],
      name: string,
      value: number | true | null,
      actor: Actor,
    ): Promise<void> {
      await repository.set(kind, name, value, actor.id);
      const { id: actorId, sessionId } = actor;
      const audit = { action: 'core.overridden', actorId, sessionId, facts: { kind, name, value } };
      log.info({ audit }, audit.action);
      await table.changed();
    },
    stop: table.stop,
  };
}

export type Overrides = ReturnType<typeof createOverrides>;
