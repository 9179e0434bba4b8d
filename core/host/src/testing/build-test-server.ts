import type { Me } from '@teambrain/protocol';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { unpack } from 'msgpackr';
import type { ConfigInput } from '../config/sections.js';
import { createLog } from '../operations/log.js';
import type { PluginContext, PluginManifest } from '../plugins/contract.js';
import { createServer, type TeamBrainServer } from '../server/server.js';
import { encodeMsgpack } from '../transport/msgpack.js';
import type { Format } from '../transport/negotiate.js';
import { closeAfterTests } from './close-after-tests.js';
import { openTestDatabase } from './test-database.js';
import { openTestRedis } from './test-redis.js';

export interface TestServerOptions {
  plugins?: readonly PluginManifest[];
  /** Any part of the configuration. Limits are a thousand times the usual unless `limits.factor` says otherwise. */
  config?: ConfigInput;
  /** Write the log to standard error instead of keeping it in `server.logged`. */
  verbose?: boolean;
}

export interface InjectOptions {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  token?: string;
  /** Format of body and answer. Default `json`. */
  format?: Format;
}

export interface TestAnswer<T> {
  status: number;
  headers: LightMyRequestResponse['headers'];
  body: T;
  raw: LightMyRequestResponse;
}

export interface TestUser {
  user: Me;
  token: string;
  refreshToken: string;
  /** As `server.inject`, with this user's token. */
  // biome-ignore lint/suspicious/noExplicitAny: a test states the type it expects
  inject<T = any>(options: InjectOptions): Promise<TestAnswer<T>>;
  /** POSTs, and gives what was made: the body of the answer. Throws, with the answer in words, when it was refused. */
  // biome-ignore lint/suspicious/noExplicitAny: a test states the type it expects
  create<T = any>(url: string, body?: object): Promise<T>;
}

export interface TestServer {
  readonly app: FastifyInstance;
  readonly server: TeamBrainServer;
  /** Lines of the log, parsed. */
  readonly logged: Record<string, unknown>[];
  // biome-ignore lint/suspicious/noExplicitAny: a test states the type it expects
  inject<T = any>(options: InjectOptions): Promise<TestAnswer<T>>;
  /** Registers an account through the API. The name must be free: letters, digits and dashes. */
  register(name: string): Promise<TestUser>;
  /** Registers several. The first one comes first: on a fresh server that is its administrator, and nobody else. */
  registerAll<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ [Index in keyof Names]: TestUser }>;
  context(plugin: string): PluginContext;
  /** Starts to listen on a free port, once. */
  listen(): Promise<{ url: string; wsUrl: string; port: number }>;
  close(): Promise<void>;
}

export const testPassword = 'correct horse battery staple 7';

/**
 * A real server for tests: on an embedded database in memory, or on a fresh database of the server at
 * `TEST_DATABASE_URL`, and with `TEST_REDIS_URL` on that Redis under a prefix of its own. Closes after the tests.
 */
export async function buildTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const [server] = await buildTestInstances(1, options);
  return server as TestServer;
}

/** Several servers on the same database and Redis. On the embedded engine there can be only one. */
export async function buildTestInstances(
  count: number,
  options: TestServerOptions = {},
): Promise<TestServer[]> {
  const database = await openTestDatabase();
  if (count > 1 && database.url === undefined)
    throw new Error('several instances need a database server: set TEST_DATABASE_URL');
  const redis = openTestRedis();
  const servers: TestServer[] = [];
  for (let index = 0; index < count; index++) servers.push(await open(options, database.url, redis));
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await database.drop();
  };
  closeAfterTests(close);
  return servers;
}

async function open(
  options: TestServerOptions,
  databaseUrl: string | undefined,
  redis: { url?: string; prefix?: string },
): Promise<TestServer> {
  const logged: Record<string, unknown>[] = [];
  const stream = {
    write(line: string) {
      logged.push(JSON.parse(line));
      if (options.verbose) process.stderr.write(line);
    },
  };
  const server = await createServer({
    plugins: options.plugins ?? [],
    config: testConfig(options, databaseUrl, redis),
    log: createLog({ level: options.config?.log?.level ?? 'info', stream }),
  });
  let address: Promise<string> | undefined;

  // biome-ignore lint/suspicious/noExplicitAny: a test states the type it expects
  async function inject<T = any>(request: InjectOptions): Promise<TestAnswer<T>> {
    const { method = 'GET', url, body, token, format = 'json' } = request;
    const type = format === 'msgpack' ? 'application/msgpack' : 'application/json';
    const raw = await server.app.inject({
      method,
      url,
      headers: {
        accept: type,
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...request.headers,
      },
      ...(body === undefined
        ? {}
        : { payload: format === 'msgpack' ? encodeMsgpack(body) : JSON.stringify(body) }),
    });
    return { status: raw.statusCode, headers: raw.headers, body: decodeBody(raw) as T, raw };
  }

  async function register(name: string): Promise<TestUser> {
    const answer = await inject({
      method: 'POST',
      url: '/v1/auth/register',
      body: { email: `${name}@example.com`, username: name, password: testPassword, displayName: name },
    });
    if (answer.status !== 201)
      throw new Error(`registering "${name}" answered ${answer.status}: ${answer.raw.body}`);
    const { user, accessToken: token, refreshToken } = answer.body;
    return {
      user,
      token,
      refreshToken,
      inject: (request) => inject({ token, ...request }),
      async create(url, body = {}) {
        const { status, body: made, raw } = await inject({ method: 'POST', url, body, token });
        if (status < 200 || status > 299)
          throw new Error(`${name}: POST ${url} answered ${status}: ${raw.body}`);
        return made;
      },
    };
  }

  return {
    app: server.app,
    server,
    logged,
    inject,
    register,
    async registerAll(...names) {
      const [first, ...others] = names;
      const users = first === undefined ? [] : [await register(first)];
      users.push(...(await Promise.all(others.map(register))));
      return users as { [Index in keyof typeof names]: TestUser };
    },
    context: server.context,
    async listen() {
      address ??= server.listen();
      const url = await address;
      return { url, wsUrl: url.replace(/^http/, 'ws'), port: Number(new URL(url).port) };
    },
    close: server.close,
  };
}

function testConfig(
  options: TestServerOptions,
  databaseUrl: string | undefined,
  redis: { url?: string; prefix?: string },
): ConfigInput {
  const { config = {}, plugins = [] } = options;
  return {
    ...config,
    server: { environment: 'test', port: 0, ...config.server },
    database: {
      dataDir: 'memory',
      pool: 4,
      ...(databaseUrl === undefined ? {} : { url: databaseUrl }),
      ...config.database,
    },
    redis: { ...redis, ...config.redis },
    auth: { registration: 'open', bcryptCost: 4, ...config.auth },
    limits: { factor: 1000, ...config.limits },
    plugins: Object.fromEntries(
      plugins.map(({ name }) => [name, { mustLoad: true, ...config.plugins?.[name] }]),
    ),
  };
}

function decodeBody(raw: LightMyRequestResponse): unknown {
  const type = String(raw.headers['content-type'] ?? '');
  if (raw.rawPayload.length === 0) return undefined;
  if (type.includes('msgpack')) return unpack(raw.rawPayload);
  return type.includes('json') ? JSON.parse(raw.body) : raw.body;
}
