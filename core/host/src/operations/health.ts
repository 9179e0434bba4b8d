import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Operation } from '../plugins/operation.js';
import { type Checks, runChecks } from './health-report.js';
import { checksAnswer } from './schemas.js';

export interface HealthDeps {
  /** Named checks; each answers within its own time. */
  checks: Checks;
  /** False until the boot is done and once the server stops. */
  isServing(): boolean;
}

const limit = { bucket: 'none' } as const;
export const healthOperations = {
  live: { id: 'core.live', summary: 'Whether the process is alive', permission: 'public', limit },
  ready: {
    id: 'core.ready',
    summary: 'Whether the server can serve; names of checks, no detail',
    permission: 'public',
    limit,
  },
} satisfies Record<string, Operation>;

/** Registers `/healthz` and `/readyz`. */
export function addHealth(app: FastifyInstance, { checks, isServing }: HealthDeps): void {
  app.get(
    '/healthz',
    {
      config: { operation: healthOperations.live, credentials: 'none', cacheControl: 'no-store' },
      schema: { response: { 200: Type.Object({ status: Type.Literal('ok') }) } },
    },
    async () => ({ status: 'ok' }),
  );

  app.get(
    '/readyz',
    {
      config: { operation: healthOperations.ready, credentials: 'none', cacheControl: 'no-store' },
      schema: { response: { 200: checksAnswer, 503: checksAnswer } },
    },
    async (_request, reply) => {
      const results = await runChecks(checks);
      const failing = Object.keys(results).filter((name) => results[name] === 'failing');
      const ready = isServing() && !failing.some((name) => checks[name]?.vital);
      reply.code(ready ? 200 : 503);
      return { status: ready ? (failing.length === 0 ? 'ok' : 'degraded') : 'failing', checks: results };
    },
  );
}
