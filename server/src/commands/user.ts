import { randomBytes } from 'node:crypto';
import type { CommonFlags } from '../flags.js';
import { offline } from './offline.js';

export interface UserFlags extends CommonFlags {
  email?: string;
  admin?: boolean;
}

/**
 * `teambrain user create <username> --email …` prints the password it made, once; `user reset-password <login>` a link
 * that sets a new one; `user promote <login>` makes a server admin.
 */
export async function manageUser(verb: string, login: string, flags: UserFlags): Promise<void> {
  if (verb === 'promote') return promote(login, flags);
  if (verb === 'reset-password') return printResetLink(login, flags);
  if (verb !== 'create')
    throw new Error(
      `there is no "user ${verb}"; use: user create <username> --email <address>, user promote <login>, or user reset-password <login>`,
    );
  const { email, admin = false } = flags;
  if (!email) throw new Error('user create needs --email <address>');
  const password = randomBytes(18).toString('base64url');
  await offline(flags, async ({ accounts }) => {
    await accounts.provisionAccount({ username: login, email, password }, { admin });
    console.log(
      `Made ${admin ? 'the server admin' : 'the account'} ${login}. Password, shown only here: ${password}`,
    );
  });
}

async function promote(login: string, flags: CommonFlags): Promise<void> {
  await offline(flags, async ({ accounts }) => {
    await accounts.promote(login);
    console.log(`${login} administers this server now.`);
  });
}

async function printResetLink(login: string, flags: CommonFlags): Promise<void> {
  await offline(flags, async ({ accounts }) => {
    const link = await accounts.createResetLink(login);
    console.log(`This link sets a new password for ${login}, once and within 30 minutes:\n  ${link}`);
  });
}
