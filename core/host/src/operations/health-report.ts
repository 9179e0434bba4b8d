import type { Bus } from '../bus/contract.js';
import type { Database } from '../database/contract.js';
import { pluginApi, productVersion } from '../plugins/version.js';
import type { LoopDelay } from './loop-delay.js';

export interface Check {
  run(): Promise<boolean> | boolean;
  /** Without it nothing can be served. The others are shown, and the instance stays in service. */
  vital: boolean;
}

export type Checks = Record<string, Check>;

export async function runChecks(checks: Checks): Promise<Record<string, 'ok' | 'failing'>> {
  const results = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, (await check.run()) ? 'ok' : 'failing'] as const,
    ),
  );
  return Object.fromEntries(results);
}

export interface HealthReport {
  version: string;
  api: string;
  instanceId: string;
  engine: string;
  bus: string;
  uptimeSeconds: number;
  memoryBytes: number;
  loopDelayMs: { p99: number; max: number };
  sockets: number;
  checks: Record<string, 'ok' | 'failing'>;
}

export interface HealthReportDeps {
  db: Pick<Database, 'engine'>;
  bus: Pick<Bus, 'kind' | 'instanceId'>;
  loopDelay: LoopDelay;
  checks: Checks;
  sockets(): number;
}

/** What an admin sees of one instance; the public health pages give names only. */
export async function reportHealth({
  db,
  bus,
  loopDelay,
  checks,
  sockets,
}: HealthReportDeps): Promise<HealthReport> {
  const { p99, max } = loopDelay.last();
  const round = (ms: number) => Math.round(ms * 10) / 10;
  return {
    version: productVersion,
    api: pluginApi,
    instanceId: bus.instanceId,
    engine: db.engine,
    bus: bus.kind,
    uptimeSeconds: Math.floor(process.uptime()),
    memoryBytes: process.memoryUsage.rss(),
    loopDelayMs: { p99: round(p99), max: round(max) },
    sockets: sockets(),
    checks: await runChecks(checks),
  };
}
