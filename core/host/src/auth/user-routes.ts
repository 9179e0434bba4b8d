import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { PluginContext } from '../plugins/contract.js';
import { baseVersionOf } from '../transport/base-version.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import type { Accounts } from './accounts.js';
import type { ChangeAccount } from './administration.js';
import type { Users } from './contract.js';
import { authOperations as operations } from './operations.js';
import { meSchema, type ProfileBody, profileBody, userParams, userSchema } from './schemas.js';

export interface UserRouteDeps {
  ctx: PluginContext;
  accounts: Accounts;
  users: Users;
  changeAccount: ChangeAccount;
}

export function addUserRoutes(app: FastifyInstance, deps: UserRouteDeps): void {
  const { ctx, accounts, users, changeAccount } = deps;
  const tags = ['users'];

  app.patch<{ Body: ProfileBody }>(
    '/users/me',
    {
      config: { operation: operations.updateProfile },
      schema: { tags, body: profileBody, response: { 200: meSchema } },
    },
    async (request) => {
      const me = await accounts.updateProfile(actorOf(request), request.body, baseVersionOf(request));
      ctx.events.emit('user.updated', { userId: me.id });
      return me;
    },
  );

  app.delete(
    '/users/me',
    { config: { operation: operations.deactivate }, schema: { tags, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const actor = actorOf(request);
      await changeAccount(actor.id, { active: false }, actor.id);
      return reply.code(204).send();
    },
  );

  app.get<{ Params: { userId: string } }>(
    '/users/:userId',
    {
      config: { operation: operations.readUser },
      schema: { tags, params: userParams, response: { 200: userSchema } },
    },
    async (request) => {
      const { id: viewerId, embed } = actorOf(request);
      const { userId } = request.params;
      const { visible } = await ctx.hooks.run('user.visible', {
        viewerId,
        userId,
        visible: viewerId === userId,
        ...(embed?.rooms ? { within: embed.rooms } : {}),
      });
      const user = visible ? await users.find(userId) : null;
      if (!user) throw problem('not_found');
      return user;
    },
  );
}
