import type { FastifyBaseLogger } from 'fastify';
import { type AccessService, createAccess } from '../access/access.js';
import { type AuthArea, createAuth } from '../auth/auth.js';
import { createBus } from '../bus/bus.js';
import type { Bus } from '../bus/contract.js';
import { type ClosableCache, createCache } from '../cache/cache.js';
import type { Config } from '../config/sections.js';
import { createDatabase } from '../database/database.js';
import { type Apps, createAppDirectory } from '../embedding/embedding.js';
import { createVisitors, type Visitors } from '../embedding/visitors.js';
import { createJobs, type JobsService } from '../jobs/jobs.js';
import { createLimits, type LimitsService } from '../limits/limits.js';
import { createMail } from '../mail/mail.js';
import type { Capabilities } from '../plugins/context.js';
import { createRealtime, type RealtimeService } from '../realtime/realtime.js';
import type { RedisLink } from '../redis/contract.js';
import { createRedis } from '../redis/redis.js';
import type { Validators } from '../transport/validator.js';

/** The host's capabilities with what only the server itself needs of them. */
export interface OpenCapabilities extends Omit<Capabilities, 'embedding'> {
  /** Where embed apps are looked up. */
  apps: Apps;
  visitors: Visitors;
  authArea: AuthArea;
  access: AccessService;
  redis: RedisLink | null;
  limits: LimitsService;
  jobs: JobsService;
  cache: ClosableCache;
  bus: Bus;
  realtime: RealtimeService;
  close(): Promise<void>;
}

/** Opens database, Redis and everything above them, in the order of their needs. */
export async function openCapabilities(
  config: Config,
  log: FastifyBaseLogger,
  validators: Validators,
): Promise<OpenCapabilities> {
  const { database, redis: redisOptions, server } = config;
  const production = server.environment === 'production';
  const db = await createDatabase({
    url: database.url,
    dataDir: database.dataDir,
    pool: database.pool,
    guard: !production,
    timeouts: {
      statementMs: database.statementTimeout,
      lockMs: database.lockTimeout,
      idleInTransactionMs: database.idleInTransactionTimeout,
    },
    log,
  });
  const redis = await createRedis({ url: redisOptions.url, prefix: redisOptions.prefix, log });
  const bus = createBus({ redis, db, log });
  const cache = createCache({ redis, bus, log, instanceId: bus.instanceId, guard: db.guard });
  const authArea = createAuth({
    db,
    bus,
    log,
    config: config.auth,
    secret: server.secret,
    publicUrl: server.publicUrl,
    address: server.publicUrl ?? `http://localhost:${server.port}`,
    name: server.name,
    mail: createMail(config.mail),
    production,
  });
  const access = createAccess({ db, log });
  const limits = createLimits({ redis, config: config.limits, log });
  const jobs = createJobs({ db, log });
  const { auth, users } = authArea;
  const apps = createAppDirectory();
  const visitors = createVisitors({ apps, limits, access });
  const realtime = createRealtime({
    db,
    bus,
    auth,
    users,
    access,
    limits,
    jobs,
    log,
    config: { ...config.realtime, origins: [...config.realtime.origins, ...corsOrigins(config)] },
    factor: config.limits.factor,
    publicUrl: server.publicUrl,
    validators,
    visitors,
  });
  realtime.allowAppOrigins({
    ofApp: apps.byKey,
    onRefused: (appId) => apps.refused(appId, 'origin_refused'),
  });

  return {
    log,
    db,
    redis,
    bus,
    cache,
    access,
    limits,
    jobs,
    realtime,
    authArea,
    apps,
    visitors,
    auth,
    users,
    async close() {
      await jobs.stop();
      limits.close();
      cache.close();
      await bus.close();
      await redis?.close();
      await db.close();
    },
  };
}

/** One list for HTTP and sockets. The wildcard of development opens no sockets: they carry a session. */
function corsOrigins({ server }: Config): string[] {
  return server.corsOrigins.filter((origin) => origin !== '*');
}
