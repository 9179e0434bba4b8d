import { Type } from 'typebox';

const instant = Type.String({ format: 'date-time' });
const scope = Type.Union([Type.Literal('server'), Type.Literal('workspace'), Type.Literal('app')]);

const switchAnswer = Type.Object({
  scope,
  scopeId: Type.String({ description: 'Id of the workspace or app; empty for the server.' }),
  enabled: Type.Boolean(),
});

export const pluginAnswer = Type.Object({
  name: Type.String(),
  version: Type.String(),
  summary: Type.Optional(Type.String()),
  dependsOn: Type.Array(Type.String()),
  mounted: Type.Boolean({ description: 'Switched on by config, which no switch can exceed.' }),
  enabled: Type.Boolean({ description: 'Whether it serves on this server now.' }),
  failure: Type.Optional(Type.String({ description: 'Why it could not start.' })),
  suspendedFor: Type.Integer({
    description: 'Seconds until it is tried again after repeated faults; 0 when it runs.',
  }),
  faults: Type.Integer({ description: 'Faults since this instance started.' }),
  recentFaults: Type.Array(Type.Object({ where: Type.String(), message: Type.String(), at: instant })),
  switches: Type.Array(switchAnswer),
});

export const pluginsAnswer = Type.Object({ items: Type.Array(pluginAnswer) });

export const switchBody = Type.Object({
  plugin: Type.String({ maxLength: 40 }),
  enabled: Type.Boolean(),
  scope: Type.Optional(scope),
  scopeId: Type.Optional(Type.String({ format: 'uuid' })),
});

export const placeSwitchBody = Type.Object({
  plugin: Type.String({ maxLength: 40 }),
  enabled: Type.Boolean(),
});

export const placePluginsAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      version: Type.String(),
      summary: Type.Optional(Type.String()),
      enabled: Type.Boolean(),
    }),
  ),
});

export const healthAnswer = Type.Object({
  version: Type.String(),
  api: Type.String(),
  instanceId: Type.String(),
  engine: Type.String(),
  bus: Type.String(),
  uptimeSeconds: Type.Integer(),
  memoryBytes: Type.Integer(),
  loopDelayMs: Type.Object({ p99: Type.Number(), max: Type.Number() }),
  sockets: Type.Integer(),
  checks: Type.Record(Type.String(), Type.Union([Type.Literal('ok'), Type.Literal('failing')])),
});

export const limitAnswer = Type.Object({
  operation: Type.String(),
  bucket: Type.String({ description: '`auth`, `default` or `messages`: what is counted together.' }),
  max: Type.Integer({ description: 'Uses in a window for each actor or address, as now in force.' }),
  windowSeconds: Type.Integer(),
  overridden: Type.Optional(
    Type.Integer({ description: 'What an administrator set, before `limits.factor`.' }),
  ),
});

export const limitsAnswer = Type.Object({
  factor: Type.Number(),
  degraded: Type.Integer({
    description: 'Requests counted by this instance alone because Redis did not answer.',
  }),
  items: Type.Array(limitAnswer),
});

export const limitBody = Type.Object({
  operation: Type.String({ maxLength: 100 }),
  max: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()], {
    description: 'Uses in a window, before `limits.factor`; null goes back to the configuration.',
  }),
});

export const usersQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  cursor: Type.Optional(Type.String({ format: 'uuid' })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Part of a name.' })),
});

export const accountAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  username: Type.String(),
  displayName: Type.String(),
  kind: Type.String(),
  roles: Type.Array(Type.String()),
  createdAt: instant,
  deactivatedAt: Type.Optional(instant),
});

export const usersAnswer = Type.Object({
  items: Type.Array(accountAnswer),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const accountParams = Type.Object({ userId: Type.String({ format: 'uuid' }) });

export const accountBody = Type.Object(
  {
    active: Type.Optional(
      Type.Boolean({ description: 'False ends all sessions; the account can open none.' }),
    ),
    admin: Type.Optional(Type.Boolean({ description: 'Whether the account administers this server.' })),
  },
  { minProperties: 1 },
);

export const jobAnswer = Type.Object({
  name: Type.String(),
  every: Type.Optional(Type.String({ description: 'Cron expression of a repeated job, in UTC.' })),
  paused: Type.Boolean({ description: 'Whether none of it is begun.' }),
  waiting: Type.Integer(),
  active: Type.Integer(),
  failed: Type.Integer({ description: 'Those that were given up, of the last seven days.' }),
  completed: Type.Integer({ description: 'Those of the last twelve hours.' }),
  failedAt: Type.Optional(instant),
});

export const jobsAnswer = Type.Object({ items: Type.Array(jobAnswer) });

export const jobBody = Type.Object(
  {
    name: Type.String({ maxLength: 100 }),
    paused: Type.Optional(Type.Boolean()),
    retryFailed: Type.Optional(
      Type.Literal(true, { description: 'Puts what was given up into the queue again.' }),
    ),
  },
  { minProperties: 2 },
);
