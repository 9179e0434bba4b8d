import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** Upper bounds of the duration buckets, in seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Series {
  labels: { plugin: string; route: string; status: string };
  buckets: number[];
  count: number;
  sum: number;
}

/**
 * Counts and times requests by route template and status. Kept in plain arrays and handed to prom-client when it is
 * asked: observing through its histogram hashes the labels of every request.
 */
export function createRequestStats() {
  const series = new Map<string, Map<number, Series>>();

  function observe(plugin: string, route: string, status: number, ms: number): void {
    let statuses = series.get(route);
    if (!statuses) {
      statuses = new Map();
      series.set(route, statuses);
    }
    let entry = statuses.get(status);
    if (!entry) {
      entry = {
        labels: { plugin, route, status: String(status) },
        buckets: bounds.map(() => 0),
        count: 0,
        sum: 0,
      };
      statuses.set(status, entry);
    }
    const seconds = ms / 1000;
    entry.count += 1;
    entry.sum += seconds;
    for (let index = bounds.length - 1; index >= 0 && seconds <= (bounds[index] as number); index--)
      entry.buckets[index] = (entry.buckets[index] as number) + 1;
  }

  const name = 'teambrain_http_request_duration_seconds';
  const metric = {
    name,
    help: 'Time to answer requests, by plugin, route template and status.',
    type: 'histogram',
    aggregator: 'sum',
    async get() {
      const values = [...series.values()]
        .flatMap((statuses) => [...statuses.values()])
        .flatMap(({ labels, buckets, count, sum }) => [
          ...bounds.map((le, index) => ({
            metricName: `${name}_bucket`,
            labels: { ...labels, le },
            value: buckets[index],
          })),
          { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
          { metricName: `${name}_sum`, labels, value: sum },
          { metricName: `${name}_count`, labels, value: count },
        ]);
      return { name, help: metric.help, type: metric.type, aggregator: metric.aggregator, values };
    },
    reset: () => series.clear(),
  };

  return {
    observe,
    /** prom-client renders whatever has `get`; its type asks for one of its own classes. */
    register: (registry: Registry) => registry.registerMetric(metric as never),
  };
}

export interface RequestLogOptions {
  requests: 'all' | 'slow' | 'none';
  slowMs: number;
}

/** Observes every answer, and writes the log line that the configuration asks for. Never the URL: only its template. */
export function addRequestStats(
  app: FastifyInstance,
  stats: ReturnType<typeof createRequestStats>,
  { requests, slowMs }: RequestLogOptions,
): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { config, url = 'unknown' } = request.routeOptions;
    const ms = reply.elapsedTime;
    const status = reply.statusCode;
    stats.observe(config.plugin ?? 'core', request.is404 ? 'unknown' : url, status, ms);
    if (requests === 'all' || (requests === 'slow' && (status >= 500 || ms > slowMs)))
      app.log.info(
        {
          requestId: request.id,
          method: request.method,
          route: url,
          plugin: config.plugin,
          status,
          ms: Math.round(ms * 10) / 10,
          actor: request.actor?.id,
        },
        'request',
      );
    done();
  });
}
