import { randomBytes } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../database/contract.js';
import { isId } from '../ids.js';
import type { Mail } from '../mail/mail.js';
import { problem } from '../transport/problem-error.js';
import type { Audit } from './audit.js';
import type { UserModel } from './models/user-model.js';
import { checkStrength, type Passwords } from './password.js';
import type { ResetRepository } from './reset-repository.js';
import type { Sessions } from './sessions.js';
import { secretHash } from './tokens.js';
import type { UserRepository } from './user-repository.js';

export const resetMinutes = 30;

export interface PasswordResetDeps {
  db: Database;
  users: UserRepository;
  resets: ResetRepository;
  sessions: Sessions;
  passwords(): Passwords;
  mail: Mail;
  audit: Audit;
  log: Pick<FastifyBaseLogger, 'warn'>;
  /** Address under which browsers reach the app, without a slash at its end. */
  address: string;
  /** Name of the installation, for the subject. */
  name: string;
  /** Whether a link may be written to the log where there is no mail server: never in production. */
  mayLog: boolean;
}

/** A forgotten password: a link by mail, good once and for 30 minutes, that sets a new one. */
export function createPasswordReset(deps: PasswordResetDeps) {
  const { db, users, resets, sessions, passwords, mail, audit, log } = deps;

  async function usable(userId: string): Promise<UserModel | null> {
    const user = isId(userId) ? await users.find(userId) : null;
    return user && user.kind === 'user' && !user.deactivatedAt ? user : null;
  }

  /** The key travels in the fragment, which browsers do not send: it reaches no log and no proxy. */
  async function linkOf(user: UserModel): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await resets.add(secretHash(token), user.id, resetMinutes * 60);
    return `${deps.address}/reset#k=${token}`;
  }

  const wrong = () => problem('unauthenticated', 'The link is wrong, used or expired.');

  return {
    /** Whether somebody who forgot the password can get a link without asking an administrator. */
    offered: mail.ready || deps.mayLog,

    /** Makes a link and sends it. Does nothing for an account that is gone or has no address. */
    async deliver(userId: string): Promise<void> {
      const user = await usable(userId);
      if (!user?.email) return;
      const link = await linkOf(user);
      audit({ action: 'auth.reset_link_made', userId });
      if (!mail.ready) {
        log.warn(`no mail server is configured (mail.url); the link for ${user.username} is ${link}`);
        return;
      }
      const { displayName, email } = user;
      await mail.send({
        to: { name: displayName, address: email },
        subject: `Set a new password for ${deps.name}`,
        text: [
          `Somebody, probably you, asked for a new password for the account ${user.username}.`,
          `Set it here within ${resetMinutes} minutes; the link works once:`,
          link,
          'If it was not you, nothing needs to be done: the present password stays.',
        ].join('\n\n'),
      });
    },

    /** A link for an administrator to hand over. Throws `not_found` where no account that logs in has this id. */
    async linkFor(userId: string): Promise<string> {
      const user = await usable(userId);
      if (!user) throw problem('not_found', 'There is no such account, or it is deactivated.');
      audit({ action: 'auth.reset_link_made', userId });
      return linkOf(user);
    },

    /** Sets the password and ends every session. A password that is refused does not use the link up. */
    async reset(token: string, password: string): Promise<void> {
      const hash = secretHash(token);
      const userId = await resets.userOf(hash);
      const user = userId === undefined ? null : await usable(userId);
      if (!user) throw wrong();
      checkStrength(password, [user.username, user.email ?? '', user.email?.split('@')[0] ?? '']);
      const passwordHash = await passwords().hash(password);
      await db.transaction(async () => {
        if (!(await resets.use(hash, user.id))) throw wrong();
        await users.setPassword(user.id, passwordHash, { endTokens: true });
        await sessions.end(user.id, 'password_reset');
      });
      audit({ action: 'auth.password_reset', userId: user.id });
    },
  };
}

export type PasswordReset = ReturnType<typeof createPasswordReset>;
