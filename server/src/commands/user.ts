import { randomBytes } from 'node:crypto';
import type { CommonFlags } from '../flags.js';
import { offline } from './offline.js';

export interface UserFlags extends CommonFlags {
  email?: string;
  admin?: boolean;
}

/** `teambrain user create <username> --email …`: prints the password it made, once. */
export async function manageUser(verb: string, username: string, flags: UserFlags): Promise<void> {
  if (verb !== 'create')
    throw new Error(`there is no "user ${verb}"; use: user create <username> --email <address>`);
  const { email, admin = false } = flags;
  if (!email) throw new Error('user create needs --email <address>');
  const password = randomBytes(18).toString('base64url');
  await offline(flags, async ({ accounts }) => {
    await accounts.provisionAccount({ username, email, password }, { admin });
    console.log(
      `Made ${admin ? 'the server admin' : 'the account'} ${username}. Password, shown only here: ${password}`,
    );
  });
}
