import { randomBytes } from 'node:crypto';
import type { AuthResult, Me } from '@teambrain/protocol';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import { type ProblemError, problem } from '../transport/problem-error.js';
import type { Audit } from './audit.js';
import type { Client } from './client.js';
import type { Actor } from './contract.js';
import type { UserModel } from './models/user-model.js';
import { checkStrength, type Passwords } from './password.js';
import type { ResetRepository } from './reset-repository.js';
import type { Sessions } from './sessions.js';
import { secretHash } from './tokens.js';
import { takenBy, type UserRepository } from './user-repository.js';
import { cleanDisplayName, cleanEmail, cleanUsername, emailKey, usernameKey } from './username.js';
import { meView } from './views.js';

const setupSeconds = 30 * 60;

export interface Registration {
  email: string;
  username: string;
  password: string;
  displayName?: string;
}

export interface AccountDeps {
  db: Database;
  repository: UserRepository;
  resets: ResetRepository;
  sessions: Sessions;
  passwords(): Passwords;
  /** Called after COMMIT when a public view changed. */
  changed(userId: string): void;
  audit: Audit;
}

/** Registration, login and everything an account does to itself. */
export function createAccounts(deps: AccountDeps) {
  const { db, repository, resets, sessions, passwords, changed, audit } = deps;

  async function existing(id: string): Promise<UserModel> {
    const user = await repository.find(id);
    if (!user || user.deactivatedAt) throw problem('session_revoked');
    return user;
  }

  /** Makes the account; `asAdmin` runs inside its transaction and decides about the server role. */
  async function create(input: Registration, asAdmin: (id: string) => Promise<boolean>): Promise<UserModel> {
    const { email, username, displayName } = cleaned(input);
    checkStrength(input.password, [username, email, email.split('@')[0] as string]);
    const passwordHash = await passwords().hash(input.password);
    const id = newId();
    await db.transaction(async () => {
      const isAdmin = await asAdmin(id);
      const done = await repository.insert({
        id,
        username,
        usernameKey: usernameKey(username),
        displayName,
        email,
        emailKey: emailKey(email),
        kind: 'user',
        serverRoles: isAdmin ? ['admin'] : [],
        passwordHash,
      });
      if (done !== 'inserted') throw problem('already_registered');
    });
    return existing(id);
  }

  return {
    async register(
      input: Registration,
      client: Client,
      options: { firstIsAdmin: boolean },
    ): Promise<AuthResult> {
      const user = await create(
        input,
        async (id) => options.firstIsAdmin && (await repository.claimFact('first-admin', id)),
      );
      audit({ action: 'auth.registered', userId: user.id });
      return sessions.open(user, client);
    },

    async setup(token: string, input: Registration, client: Client): Promise<AuthResult> {
      const user = await create(input, async (id) => {
        if (!(await repository.useSetupToken(secretHash(token))))
          throw problem('unauthenticated', 'The setup token is wrong, used or expired.');
        await repository.claimFact('first-admin', id);
        return true;
      });
      audit({ action: 'auth.setup', userId: user.id });
      return sessions.open(user, client);
    },

    /** An account made by the operator, not by a request: no session, and never the first admin by chance. */
    async provisionAccount(input: Registration, options: { admin: boolean }): Promise<{ id: string }> {
      const { id } = await create(input, async (made) => {
        if (options.admin) await repository.claimFact('first-admin', made);
        return options.admin;
      });
      audit({ action: 'auth.provisioned', userId: id });
      return { id };
    },

    hasAdmin: (): Promise<boolean> => repository.hasFact('first-admin'),

    async createSetupToken(): Promise<{ token: string; expiresAt: Date }> {
      const token = randomBytes(32).toString('base64url');
      await repository.addSetupToken(secretHash(token), setupSeconds);
      return { token, expiresAt: new Date(Date.now() + setupSeconds * 1000) };
    },

    /** What tries to log in are counted under: one key for every spelling, address and name of an account. */
    async accountOf(login: string): Promise<string> {
      return (await byLogin(repository, login))?.id ?? foldedLogin(login);
    },

    async login(login: string, password: string, client: Client): Promise<AuthResult> {
      const user = await byLogin(repository, login);
      const isRight =
        user?.passwordHash && !user.deactivatedAt
          ? await passwords().verify(password, user.passwordHash)
          : await passwords().verifyNothing(password);
      if (!user?.passwordHash || !isRight) {
        audit({ action: 'auth.login_failed', ...(user ? { userId: user.id } : {}) });
        throw problem('credentials_invalid');
      }
      if (passwords().isOutdated(user.passwordHash))
        await repository.setPassword(user.id, await passwords().hash(password), { endTokens: false });
      const result = await sessions.open(user, client);
      audit({ action: 'auth.logged_in', userId: user.id });
      return result;
    },

    /** Every other session ends; this one goes on with the new pair. */
    async changePassword(actor: Actor, current: string, next: string, client: Client): Promise<AuthResult> {
      const user = await existing(actor.id);
      if (!user.passwordHash || !(await passwords().verify(current, user.passwordHash)))
        throw problem('credentials_invalid', 'The present password is wrong.');
      checkStrength(next, [user.username, user.email ?? '', user.email?.split('@')[0] ?? '']);
      const hash = await passwords().hash(next);
      await db.transaction(async () => {
        await repository.setPassword(user.id, hash, { endTokens: true });
        await resets.dropOf(user.id);
        await sessions.end(user.id, 'password_changed', { except: actor.sessionId });
      });
      audit({ action: 'auth.password_changed', actorId: user.id, userId: user.id });
      return sessions.renew(await existing(user.id), actor.sessionId, client);
    },

    async updateProfile(
      actor: Actor,
      change: { username?: string; displayName?: string },
      baseVersion: number | undefined,
    ): Promise<Me> {
      const user = await existing(actor.id);
      if (baseVersion !== undefined && baseVersion !== user.version)
        throw problem('version_conflict', undefined, { current: meView(user) });
      const username = change.username === undefined ? user.username : checkedUsername(change.username);
      const displayName =
        change.displayName === undefined ? user.displayName : checkedDisplayName(change.displayName);
      try {
        const names = { username, usernameKey: usernameKey(username), displayName };
        if (!(await repository.updateProfile(user.id, names, user.version)))
          throw problem('version_conflict', undefined, { current: meView(await existing(actor.id)) });
      } catch (error) {
        throw takenBy(error) ? problem('already_registered') : error;
      }
      changed(user.id);
      return meView(await existing(actor.id));
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;

async function byLogin(repository: UserRepository, login: string): Promise<UserModel | null> {
  if (login.includes('@')) {
    const email = cleanEmail(login);
    return email === null ? null : repository.findByLogin({ emailKey: emailKey(email) });
  }
  const username = cleanUsername(login);
  return username === null ? null : repository.findByLogin({ usernameKey: usernameKey(username) });
}

function foldedLogin(login: string): string {
  return usernameKey(login.slice(0, 254).trim());
}

function cleaned(input: Registration) {
  const email = cleanEmail(input.email);
  if (email === null) throw invalid('/email', 'must be an e-mail address');
  const username = checkedUsername(input.username);
  const displayName = input.displayName === undefined ? username : checkedDisplayName(input.displayName);
  return { email, username, displayName };
}

function checkedUsername(input: string): string {
  const username = cleanUsername(input);
  if (username === null)
    throw invalid('/username', 'must be 2 to 32 letters, digits, dots, hyphens or underscores');
  return username;
}

function checkedDisplayName(input: string): string {
  const displayName = cleanDisplayName(input);
  if (displayName === null) throw invalid('/displayName', 'must hold something visible');
  return displayName;
}

function invalid(path: string, message: string): ProblemError {
  return problem('validation_failed', undefined, { errors: [{ path, message }] });
}
