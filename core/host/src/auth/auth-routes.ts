import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { PluginContext } from '../plugins/contract.js';
import { bodyOptional } from '../transport/body-optional.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import type { Accounts } from './accounts.js';
import { clientOf } from './client.js';
import type { AuthConfig } from './config.js';
import type { Users } from './contract.js';
import { authOperations as operations } from './operations.js';
import { answerPair, clearCookie, refreshTokenOf, wantsCookie } from './refresh-cookie.js';
import {
  authResultSchema,
  type ChangePasswordBody,
  changePasswordBody,
  type LoginBody,
  loginBody,
  meSchema,
  type RefreshBody,
  type RegisterBody,
  refreshBody,
  registerBody,
  type SetupBody,
  sessionPageSchema,
  sessionParams,
  setupBody,
} from './schemas.js';
import type { Sessions } from './sessions.js';

export interface AuthRouteDeps {
  ctx: PluginContext;
  config: AuthConfig;
  registration: 'open' | 'invite' | 'closed';
  publicUrl: string | undefined;
  accounts: Accounts;
  sessions: Sessions;
  users: Users;
  /** Counts a try on an account, whoever makes it; throws `rate_limited`. */
  countTry(account: string): Promise<void>;
}

const secret = 'no-store';

export function addAuthRoutes(app: FastifyInstance, deps: AuthRouteDeps): void {
  const { ctx, config, accounts, sessions, users, countTry } = deps;
  const tags = ['auth'];

  app.post<{ Body: RegisterBody }>(
    '/auth/register',
    {
      config: { operation: operations.register, cacheControl: secret },
      schema: { tags, body: registerBody, response: { 201: authResultSchema } },
    },
    async (request, reply) => {
      const { invite, ...input } = request.body;
      const { email, username } = input;
      const { allowed } = await ctx.hooks.run('auth.register', {
        email,
        username,
        ...(invite === undefined ? {} : { invite }),
        allowed: deps.registration === 'open',
      });
      if (!allowed) throw problem('registration_closed');
      const options = { firstIsAdmin: deps.registration === 'open' };
      const result = await accounts.register(input, clientOf(request), options);
      ctx.events.emit('user.registered', { userId: result.user.id });
      reply.code(201);
      return answerPair(request, reply, result, config.refreshTtl);
    },
  );

  app.post<{ Body: SetupBody }>(
    '/auth/setup',
    {
      config: { operation: operations.setup, cacheControl: secret },
      schema: { tags, body: setupBody, response: { 201: authResultSchema } },
    },
    async (request, reply) => {
      const { token, ...input } = request.body;
      const result = await accounts.setup(token, input, clientOf(request));
      ctx.events.emit('user.registered', { userId: result.user.id });
      reply.code(201);
      return answerPair(request, reply, result, config.refreshTtl);
    },
  );

  app.post<{ Body: LoginBody }>(
    '/auth/login',
    {
      config: { operation: operations.login, cacheControl: secret },
      schema: { tags, body: loginBody, response: { 200: authResultSchema } },
    },
    async (request, reply) => {
      const { login, password } = request.body;
      await countTry(await accounts.accountOf(login));
      const result = await accounts.login(login, password, clientOf(request));
      return answerPair(request, reply, result, config.refreshTtl);
    },
  );

  app.post<{ Body: RefreshBody }>(
    '/auth/refresh',
    {
      config: { operation: operations.refresh, cacheControl: secret },
      preValidation: bodyOptional,
      schema: { tags, body: refreshBody, response: { 200: authResultSchema } },
    },
    async (request, reply) => {
      const cookie = wantsCookie(request) ? refreshTokenOf(request, deps.publicUrl) : undefined;
      const token = request.body.refreshToken ?? cookie;
      if (token === undefined) throw problem('unauthenticated', 'A refresh token is required.');
      const result = await sessions.refresh(token, clientOf(request));
      return answerPair(request, reply, result, config.refreshTtl);
    },
  );

  app.post(
    '/auth/logout',
    { config: { operation: operations.logout }, schema: { tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const actor = actorOf(request);
      await sessions.end(actor.id, 'logout', { only: actor.sessionId });
      // A visitor of an app on the server's own pages is not who is signed in there.
      if (!actor.embed) clearCookie(request, reply);
      return reply.code(204).send();
    },
  );

  app.post(
    '/auth/logout-all',
    { config: { operation: operations.logoutAll }, schema: { tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      await sessions.end(actorOf(request).id, 'logout_all');
      clearCookie(request, reply);
      return reply.code(204).send();
    },
  );

  app.get(
    '/auth/me',
    { config: { operation: operations.me }, schema: { tags, response: { 200: meSchema } } },
    async (request) => {
      const me = await users.me(actorOf(request).id);
      if (!me) throw problem('session_revoked');
      return me;
    },
  );

  app.get(
    '/auth/sessions',
    {
      config: { operation: operations.listSessions },
      schema: { tags, response: { 200: sessionPageSchema } },
    },
    async (request) => ({ items: await sessions.list(actorOf(request)), nextCursor: null }),
  );

  app.delete<{ Params: { sessionId: string } }>(
    '/auth/sessions/:sessionId',
    {
      config: { operation: operations.endSession },
      schema: { tags, params: sessionParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const ended = await sessions.end(actorOf(request).id, 'ended', { only: request.params.sessionId });
      if (ended.length === 0) throw problem('not_found');
      return reply.code(204).send();
    },
  );

  app.post<{ Body: ChangePasswordBody }>(
    '/auth/password/change',
    {
      config: { operation: operations.changePassword, cacheControl: secret },
      schema: { tags, body: changePasswordBody, response: { 200: authResultSchema } },
    },
    async (request, reply) => {
      const { currentPassword, newPassword } = request.body;
      const actor = actorOf(request);
      await countTry(actor.id);
      const result = await accounts.changePassword(actor, currentPassword, newPassword, clientOf(request));
      return answerPair(request, reply, result, config.refreshTtl);
    },
  );
}
