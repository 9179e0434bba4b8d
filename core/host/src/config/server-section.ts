import { Type } from 'typebox';

/** Section `server` of the configuration. */
export const serverConfig = Type.Object(
  {
    name: Type.String({
      default: 'TeamBrain',
      maxLength: 100,
      description: 'Name of this installation, shown to users.',
    }),
    environment: Type.Union([Type.Literal('development'), Type.Literal('production'), Type.Literal('test')], {
      default: 'development',
      description: 'Kind of installation; `production` refuses unsafe settings. Follows NODE_ENV.',
    }),
    host: Type.String({
      default: '127.0.0.1',
      minLength: 1,
      description: 'Address to listen on. `0.0.0.0` or `::` listens on all.',
    }),
    port: Type.Integer({
      default: 4321,
      minimum: 0,
      maximum: 65_535,
      description: 'TCP port to listen on; 0 takes any free one.',
    }),
    publicUrl: Type.Optional(
      Type.String({
        format: 'uri',
        pattern: '^https?://',
        description:
          'Address under which users reach this server, https://chat.example.com. Needed in production.',
      }),
    ),
    secret: Type.Optional(
      Type.String({
        description:
          'Wraps the signing keys in the database; at least 32 bytes in production. Made by `openssl rand -base64 48`.',
        'x-secret': true,
      }),
    ),
    trustProxy: Type.Union(
      [Type.Boolean(), Type.Integer({ minimum: 0, maximum: 10 }), Type.Array(Type.String())],
      {
        default: false,
        description:
          'Who may name the client address in X-Forwarded-For: the number of proxies in front, or their addresses and CIDR ranges.',
      },
    ),
    corsOrigins: Type.Array(Type.String({ minLength: 1 }), {
      default: [],
      description:
        'Origins of other sites whose pages may call this server, exact: scheme, host and port. None: same origin only.',
    }),
    bodyLimit: Type.Integer({
      default: 262_144,
      minimum: 1024,
      maximum: 67_108_864,
      description: 'Largest request body in bytes; uploads have their own.',
    }),
    requestTimeout: Type.Integer({
      default: 30_000,
      minimum: 1000,
      maximum: 600_000,
      description: 'Longest time to receive a whole request, in milliseconds.',
    }),
    headersTimeout: Type.Integer({
      default: 20_000,
      minimum: 1000,
      maximum: 600_000,
      description: 'Longest time to receive the headers of a request, in milliseconds.',
    }),
    keepAliveTimeout: Type.Integer({
      default: 72_000,
      minimum: 1000,
      maximum: 600_000,
      description:
        'Time an idle connection is kept, in milliseconds; longer than the one of the proxy in front.',
    }),
    maxRequestsPerSocket: Type.Integer({
      default: 1000,
      minimum: 0,
      description: 'Requests on one connection before it is closed; 0 sets no bound.',
    }),
    shutdownTimeout: Type.Integer({
      default: 10_000,
      minimum: 0,
      maximum: 120_000,
      description: 'Longest wait for running requests when the server stops, in milliseconds.',
    }),
    hookTimeout: Type.Integer({
      default: 2000,
      minimum: 10,
      maximum: 30_000,
      description: 'Longest time that a hook of a plugin may take before it is skipped, in milliseconds.',
    }),
    faultsPerMinute: Type.Integer({
      default: 10,
      minimum: 1,
      description: 'Faults of one plugin within a minute that suspend it for a minute.',
    }),
    metricsToken: Type.Optional(
      Type.String({
        minLength: 16,
        description:
          'Bearer token that may read /metrics from other machines; without it only this machine may.',
        'x-secret': true,
      }),
    ),
  },
  { additionalProperties: false, default: {} },
);
