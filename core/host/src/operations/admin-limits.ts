import type { FastifyInstance } from 'fastify';
import type { LimitsService } from '../limits/limits.js';
import type { Operation } from '../plugins/operation.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { adminOperations } from './admin-operations.js';
import { limitAnswer, limitBody, limitsAnswer } from './admin-schemas.js';
import type { Overrides } from './overrides.js';

export interface AdminLimitsDeps {
  limits: LimitsService;
  factor: number;
  operations: ReadonlyMap<string, Operation>;
  overrides: Overrides;
}

/** Registers `/admin/limits`. */
export function addAdminLimits(app: FastifyInstance, deps: AdminLimitsDeps): void {
  const { limits, operations, overrides } = deps;

  function describe({ id, limit }: Operation) {
    const overridden = limits.overrideOf(id);
    return {
      operation: id,
      bucket: limit?.bucket ?? 'default',
      max: limits.maxOf(id, limit),
      windowSeconds: (limit?.windowMs ?? 60_000) / 1000,
      ...(overridden === undefined ? {} : { overridden }),
    };
  }

  app.get(
    '/admin/limits',
    { config: { operation: adminOperations.limits }, schema: { response: { 200: limitsAnswer } } },
    async () => ({
      factor: deps.factor,
      degraded: limits.degraded,
      items: [...operations.values()]
        .filter(({ limit }) => limit?.bucket !== 'none')
        .map(describe)
        .sort((a, b) => a.operation.localeCompare(b.operation)),
    }),
  );

  app.patch<{ Body: { operation: string; max: number | null } }>(
    '/admin/limits',
    {
      config: { operation: adminOperations.changeLimit },
      schema: { body: limitBody, response: { 200: limitAnswer } },
    },
    async (request) => {
      const { operation: id, max } = request.body;
      const operation = operations.get(id);
      if (!operation || operation.limit?.bucket === 'none')
        throw problem('not_found', `There is no limit of an operation "${id}".`);
      await overrides.set('limit', id, max, actorOf(request));
      return describe(operation);
    },
  );
}
