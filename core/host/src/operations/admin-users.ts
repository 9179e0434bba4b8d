import type { FastifyInstance } from 'fastify';
import type { AccountChange } from '../auth/administration.js';
import type { Actor } from '../auth/contract.js';
import type { Database } from '../database/contract.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { adminOperations } from './admin-operations.js';
import { createAdminRepository } from './admin-repository.js';
import { accountAnswer, accountBody, accountParams, usersAnswer, usersQuery } from './admin-schemas.js';

export interface AdminUsersDeps {
  db: Database;
  /** Throws `not_found` and `conflict`. */
  changeAccount(userId: string, change: AccountChange, actor: Actor): Promise<void>;
}

/** Registers `/admin/users`. */
export function addAdminUsers(app: FastifyInstance, { db, changeAccount }: AdminUsersDeps): void {
  const repository = createAdminRepository(db);

  app.get<{ Querystring: { limit: number; cursor?: string; q?: string } }>(
    '/admin/users',
    {
      config: { operation: adminOperations.listUsers },
      schema: { querystring: usersQuery, response: { 200: usersAnswer } },
    },
    async ({ query }) => {
      const items = await repository.users(query.limit + 1, query.cursor ?? null, query.q ?? null);
      const more = items.length > query.limit;
      const page = items.slice(0, query.limit);
      return { items: page, nextCursor: more ? (page.at(-1)?.id ?? null) : null };
    },
  );

  app.patch<{ Params: { userId: string }; Body: AccountChange }>(
    '/admin/users/:userId',
    {
      config: { operation: adminOperations.changeUser },
      schema: { params: accountParams, body: accountBody, response: { 200: accountAnswer } },
    },
    async (request) => {
      const { userId } = request.params;
      await changeAccount(userId, request.body, actorOf(request));
      const account = await repository.user(userId);
      if (!account) throw problem('not_found');
      return account;
    },
  );
}
