import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { isId } from '../ids.js';
import type { PluginContext } from '../plugins/contract.js';
import { problem } from '../transport/problem-error.js';
import type { Accounts } from './accounts.js';
import { authOperations as operations } from './operations.js';
import type { PasswordReset } from './password-reset.js';
import {
  type ForgotPasswordBody,
  forgotPasswordBody,
  type ResetPasswordBody,
  resetPasswordBody,
} from './schemas.js';
import { secretHash } from './tokens.js';

export interface ResetRouteDeps {
  ctx: PluginContext;
  accounts: Accounts;
  passwordReset: PasswordReset;
  /** Counts a try on an account, whoever makes it; throws `rate_limited`. */
  countTry(account: string): Promise<void>;
}

const job = 'auth.send-reset-link';
/** 1, 2, 4 … seconds apart: a mail server may be away for two minutes. */
const attempts = 8;

export function addResetRoutes(app: FastifyInstance, deps: ResetRouteDeps): void {
  const { ctx, accounts, passwordReset, countTry } = deps;
  const tags = ['auth'];

  ctx.jobs.define<{ userId: string | null }>(job, { attempts }, async ({ userId }) => {
    if (userId !== null) await passwordReset.deliver(userId);
  });

  app.post<{ Body: ForgotPasswordBody }>(
    '/auth/password/forgot',
    {
      config: { operation: operations.forgotPassword },
      schema: { tags, body: forgotPasswordBody, response: { 204: Type.Null() } },
    },
    async ({ body }, reply) => {
      if (!passwordReset.offered) throw problem('mail_not_configured');
      const account = await accounts.accountOf(body.login);
      await countTry(account);
      // An account that does not exist takes the same way and time; what differs happens in the background.
      const userId = isId(account) ? account : null;
      const singletonKey = secretHash(account).toString('base64url');
      await ctx.jobs.enqueue(job, { userId }, { singletonKey });
      return reply.code(204).send();
    },
  );

  app.post<{ Body: ResetPasswordBody }>(
    '/auth/password/reset',
    {
      config: { operation: operations.resetPassword },
      schema: { tags, body: resetPasswordBody, response: { 204: Type.Null() } },
    },
    async ({ body }, reply) => {
      await passwordReset.reset(body.token, body.newPassword);
      return reply.code(204).send();
    },
  );
}
