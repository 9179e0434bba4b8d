import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import type { Operation } from '../plugins/operation.js';
import { bearerToken } from '../transport/bearer.js';
import { problem } from '../transport/problem-error.js';

/** One number, or one for each value of a label. */
export interface Reading {
  name: string;
  help: string;
  kind: 'gauge' | 'counter';
  label?: string;
  read(): number | Iterable<readonly [string, number]>;
}

export interface MetricsDeps {
  /** Bearer token that opens the page to other machines. */
  token?: string;
  readings: readonly Reading[];
  /** Adds metrics that are not plain readings. */
  register(registry: Registry): void;
}

export const metricsOperation: Operation = {
  id: 'core.metrics',
  summary: 'Measurements for Prometheus; for this machine, others need the metrics token',
  permission: 'public',
  limit: { bucket: 'none' },
};

/** Registers `/metrics`. The library is loaded by the first reader: most starts never see one. */
export function addMetrics(app: FastifyInstance, deps: MetricsDeps): void {
  let registry: Promise<Registry> | undefined;

  app.get(
    '/metrics',
    {
      config: {
        operation: metricsOperation,
        credentials: 'none',
        cacheControl: 'no-store',
        produces: ['text/plain'],
      },
    },
    async (request, reply) => {
      admit(request, deps.token);
      registry ??= createRegistry(deps);
      const open = await registry;
      reply.type(open.contentType);
      return open.metrics();
    },
  );
}

async function createRegistry({ readings, register }: MetricsDeps): Promise<Registry> {
  const { Counter, collectDefaultMetrics, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  register(registry);
  for (const { name, help, kind, label, read } of readings) {
    const labelNames = label === undefined ? [] : [label];
    const update = (set: (labels: Record<string, string>, value: number) => void): void => {
      const value = read();
      if (typeof value === 'number') set({}, value);
      else for (const [key, number] of value) set({ [label as string]: key }, number);
    };
    if (kind === 'gauge') {
      const gauge: InstanceType<typeof Gauge> = new Gauge({
        name,
        help,
        labelNames,
        registers: [registry],
        collect: () => update((labels, value) => gauge.set(labels, value)),
      });
    } else {
      const counter: InstanceType<typeof Counter> = new Counter({
        name,
        help,
        labelNames,
        registers: [registry],
        collect() {
          counter.reset();
          update((labels, value) => counter.inc(labels, value));
        },
      });
    }
  }
  return registry;
}

/** The peer's own address decides, never a forwarded one: behind a proxy every request would look local. */
function admit(request: FastifyRequest, token: string | undefined): void {
  const { authorization } = request.headers;
  if (token !== undefined && authorization !== undefined) {
    if (isSame(bearerToken(authorization), token)) return;
    throw problem('unauthenticated');
  }
  const peer = request.raw.socket.remoteAddress ?? '';
  const isLocal = peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1';
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (isLocal && !isForwarded) return;
  throw token === undefined
    ? problem('forbidden', 'Set server.metricsToken to read this from another machine.')
    : problem('unauthenticated');
}

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
