import type { RedisLink } from '../redis/contract.js';
import type { Bus } from './contract.js';
import type { Topics } from './topics.js';

const idLength = 36;

/**
 * Redis pub/sub, one Redis channel a topic, so that an instance receives only what it listens to. A message is the 36
 * characters of the sender's id and the payload.
 */
export function createRedisBus(redis: RedisLink, topics: Topics, instanceId: string): Bus {
  const base = `${redis.prefix}bus:`;
  const subscriber = redis.subscriber();
  const sender = Buffer.from(instanceId);
  let ready = false;
  let wasReady = false;

  const subscribe = (names: string[]) => {
    if (names.length === 0) return Promise.resolve();
    return subscriber.subscribe(...names.map((name) => base + name));
  };

  subscriber.on('ready', async () => {
    try {
      await subscribe(topics.names());
      ready = true;
      if (wasReady) topics.gap();
      wasReady = true;
    } catch {
      // Not subscribed to everything is worse than not connected: begin again.
      subscriber.disconnect(true);
    }
  });
  subscriber.on('close', () => {
    ready = false;
  });
  subscriber.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    const from = message.toString('latin1', 0, idLength);
    if (from !== instanceId) {
      topics.deliver(channel.toString().slice(base.length), message.subarray(idLength), from);
    }
  });
  // While Redis hung the connection stood, but nobody published.
  const offRecovered = redis.onRecovered(topics.gap);
  subscriber.connect().catch(() => {});

  return {
    kind: 'redis',
    instanceId,
    alone: false,
    get healthy() {
      return ready && redis.healthy;
    },
    publish(topic, payload) {
      const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
      redis.send((commands) => commands.publish(base + topic, Buffer.concat([sender, body])));
    },
    subscribe(topic, handler) {
      if (topics.add(topic, handler) && ready) {
        subscribe([topic]).catch(() => subscriber.disconnect(true));
      }
      return () => {
        if (topics.remove(topic, handler) && ready) subscriber.unsubscribe(base + topic).catch(() => {});
      };
    },
    onGap: topics.onGap,
    async close() {
      ready = false;
      offRecovered();
      subscriber.disconnect();
    },
  };
}
