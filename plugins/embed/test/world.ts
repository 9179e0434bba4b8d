import { createHmac, randomUUID } from 'node:crypto';
import { buildTestServer, type TestAnswer, type TestServer, type TestUser } from '@teambrain/core/testing';
import { officialPlugins } from 'teambrain';
import type { CreatedEmbedApp, EmbedSession } from '../shared/types.js';

export const origin = 'https://acme.dev';

export interface World {
  server: TestServer;
  workspaceId: string;
  /** Owns the workspace. */
  wanda: TestUser;
  /** A member, who answers visitors. */
  sam: TestUser;
  /** Public. */
  lobbyId: string;
  /** Private; sam is a member. */
  backId: string;
  app(more?: object): Promise<CreatedEmbedApp>;
  /** A room of wanda's. */
  room(more: object): Promise<string>;
}

/** A workspace with a public and a private room, its owner and somebody of the staff. */
export async function buildWorld(config: object = {}): Promise<World> {
  return furnish(await buildTestServer({ plugins: officialPlugins, config }));
}

export async function furnish(server: TestServer): Promise<World> {
  const [wanda, sam] = [await server.register('wanda'), await server.register('sam')];
  const workspaceId = (await wanda.create('/v1/workspaces', { name: 'Acme' })).id as string;
  await wanda.create(`/v1/workspaces/${workspaceId}/members`, { userId: sam.user.id, role: 'member' });
  const room = async (more: object) =>
    (await wanda.create(`/v1/workspaces/${workspaceId}/rooms`, { name: 'Room', ...more })).id as string;
  const lobbyId = await room({ name: 'Lobby', slug: 'lobby', visibility: 'public' });
  const backId = await room({ name: 'Back room', slug: 'back', visibility: 'private' });
  await wanda.create(`/v1/rooms/${backId}/members`, { userId: sam.user.id, role: 'member' });
  return {
    server,
    workspaceId,
    wanda,
    sam,
    lobbyId,
    backId,
    room,
    app: (more = {}) =>
      wanda.create(`/v1/workspaces/${workspaceId}/apps`, { name: 'Shop', origins: [origin], ...more }),
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Signing {
  header?: object;
  /** `<id>.<key>`. */
  secret: string;
}

/** Signs as a host's backend does. */
export function sign(claims: object, { header = {}, secret }: Signing): string {
  const dot = secret.indexOf('.');
  const head = { alg: 'HS256', typ: 'JWT', kid: secret.slice(0, dot), ...header };
  const text = `${encode(head)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret.slice(dot + 1))
    .update(text)
    .digest('base64url')}`;
}

export function claimsFor(app: { key: string }, more: object = {}): Record<string, unknown> {
  const iat = Math.floor(Date.now() / 1000);
  return {
    iss: app.key,
    aud: 'teambrain',
    sub: 'u-1',
    iat,
    exp: iat + 120,
    name: 'Ulla',
    jti: randomUUID(),
    ...more,
  };
}

export const tokenFor = (app: CreatedEmbedApp, more: object = {}): string =>
  sign(claimsFor(app, more), { secret: app.secret.secret });

// biome-ignore lint/suspicious/noExplicitAny: answers are refusals as often as sessions
export function exchange<T = any>(
  server: TestServer,
  body: object,
  headers: Record<string, string> = { origin },
  format: 'json' | 'msgpack' = 'json',
): Promise<TestAnswer<T>> {
  return server.inject<T>({ method: 'POST', url: '/v1/embed/session', body, headers, format });
}

/** A session that is there. */
export async function enter(
  server: TestServer,
  app: { key: string },
  more: object,
  headers?: Record<string, string>,
): Promise<EmbedSession> {
  const answer = await exchange<EmbedSession>(server, { appKey: app.key, ...more }, headers);
  if (answer.status !== 200) throw new Error(`the exchange answered ${answer.status}: ${answer.raw.body}`);
  return answer.body;
}

/** A user of the host, signed in. */
export const enterAs = (server: TestServer, app: CreatedEmbedApp, sub: string, more: object = {}) =>
  enter(server, app, { token: tokenFor(app, { sub, name: sub, ...more }) });
