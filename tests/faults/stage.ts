import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresService, startPostgres } from '../services/postgres.js';
import { type RedisService, startRedis } from '../services/redis.js';
import { judge } from '../system/checker.js';
import { type Instance, type InstanceOptions, startInstance } from '../system/instance.js';
import { createLoad, type Load, type LoadOptions } from './load.js';

/** Fault runs need servers that they may crash; where PostgreSQL and Redis are not asked for, they are skipped. */
export const served = process.env.TEST_DATABASE_URL !== undefined;

/** How often a run that kills a writing server does so; `npm run test:kills` asks for 50. */
export const kills = (usually: number): number => Number(process.env.TEST_KILLS ?? usually);

export interface Stage {
  postgres: PostgresService;
  redis: RedisService;
  instances: Instance[];
  databaseUrl: string;
  load: Load;
  /** A fresh instance in place of a dead one, on the same port. */
  replace(index: number, options?: Partial<InstanceOptions>): Promise<void>;
  /** Waits for completeness and judges the run; the promise resolves with the broken invariants. */
  verdict(options?: {
    timeoutMs?: number;
    through?: number;
    except?: readonly string[];
    removed?: { peer: string; room: string; seq: number }[];
  }): Promise<string[]>;
  close(): Promise<void>;
}

/** Two instances on a database of their own, with load `S` scaled to what a test run can afford. */
export async function createStage(
  options: Partial<LoadOptions> & { env?: Record<string, string> } = {},
): Promise<Stage> {
  const postgres = await startPostgres();
  const redis = await startRedis();
  const databaseUrl = await createDatabase(postgres.url);
  const common = { databaseUrl, redisUrl: redis.url, env: options.env };
  const instances = [await startInstance(common), await startInstance(common)];
  const load = await createLoad({
    rooms: options.rooms ?? 4,
    peersPerRoom: options.peersPerRoom ?? 10,
    perSecond: options.perSecond ?? 50,
    reconnect: options.reconnect,
    urls: instances.map(({ url }) => url),
  });
  return {
    postgres,
    redis,
    instances,
    databaseUrl,
    load,
    async replace(index, changed) {
      const port = instances[index]?.port;
      instances[index] = await startInstance({ ...common, port, ...changed });
    },
    async verdict({ timeoutMs = 15_000, through = 0, except = [], removed = [] } = {}) {
      await load.complete(timeoutMs, instances[through]?.url as string);
      const complete = load.peers.map(({ name }) => name).filter((name) => !except.includes(name));
      const database = new pg.Client({ connectionString: databaseUrl });
      await database.connect();
      const { history, scene } = load;
      const run = { database, history, rooms: scene.roomIds, complete, removed };
      const { faults, acknowledged } = await judge(run).finally(() => database.end());
      return acknowledged === 0 ? [...faults, 'nothing was acknowledged'] : faults;
    },
    async close() {
      load.close();
      await Promise.all(instances.map((instance) => instance.stop('SIGKILL')));
      await redis.stop();
      await postgres.stop();
    },
  };
}

async function createDatabase(url: string): Promise<string> {
  const name = `tb_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return url.replace(/\/[^/]*$/, `/${name}`);
}

/** Ends every other session of the database, as a failover or an impatient administrator does. */
export async function terminateBackends(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await admin.end();
}

/** Milliseconds until something is acknowledged again after `since`. */
export function recoveryTime(load: Load, since: number): number {
  const first = load.history.of('ok').find(({ at }) => at > since);
  return first ? first.at - since : Number.POSITIVE_INFINITY;
}

export const seconds = (n: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, n * 1000));
