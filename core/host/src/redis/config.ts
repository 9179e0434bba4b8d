import { Type } from 'typebox';

/** Section `redis` of the configuration. */
export const redisConfig = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        description:
          'Address of a Redis server, redis://user:password@host:6379/0 (rediss:// for TLS). Without it a single instance needs nothing, several use PostgreSQL notifications.',
      }),
    ),
    prefix: Type.String({
      default: 'tb:',
      pattern: '^[a-z0-9:_-]{0,32}$',
      description: 'Beginning of every key and topic, so that several installations can share one server.',
    }),
  },
  { additionalProperties: false },
);
