import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';

/**
 * Hands plugins the host's connection as `app.redis`, through `@fastify/redis`. That plugin waits until its client is
 * ready, and a boot waits 10 s for a plugin: where Redis is away at the start, the same client is decorated without it.
 */
export async function addRedis(app: FastifyInstance, client: Redis): Promise<void> {
  if (client.status !== 'ready') {
    app.decorate('redis', client as FastifyInstance['redis']);
    return;
  }
  const { default: redis } = await import('@fastify/redis');
  await app.register(redis, { client });
}
