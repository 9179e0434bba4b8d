import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import type { RedisLink } from '../redis/contract.js';
import type { Bus } from './contract.js';
import { createNotifyBus } from './notify-bus.js';
import { createRedisBus } from './redis-bus.js';
import { createTopics } from './topics.js';

/** The carrier by what is configured: Redis, else a PostgreSQL server, else none. Connects in the background. */
export function createBus(input: {
  redis: RedisLink | null;
  db: Database;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
  instanceId?: string;
}): Bus {
  const { redis, db, log, instanceId = newId() } = input;
  const topics = createTopics(log);
  if (redis !== null) return createRedisBus(redis, topics, instanceId);
  if (db.engine === 'postgres') return createNotifyBus(db, topics, instanceId, log);
  return {
    kind: 'local',
    instanceId,
    healthy: true,
    alone: true,
    publish() {},
    subscribe(topic, handler) {
      topics.add(topic, handler);
      return () => void topics.remove(topic, handler);
    },
    onGap: topics.onGap,
    async close() {},
  };
}
