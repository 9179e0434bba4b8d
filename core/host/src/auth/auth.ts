import { createHash } from 'node:crypto';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Bus } from '../bus/contract.js';
import type { Database } from '../database/contract.js';
import type { Mail } from '../mail/mail.js';
import { definePlugin, type PluginContext, type PluginManifest } from '../plugins/contract.js';
import { problem } from '../transport/problem-error.js';
import { createAccounts, type Registration } from './accounts.js';
import { type AccountChange, createAdministration } from './administration.js';
import { createAudit } from './audit.js';
import { addAuthRoutes } from './auth-routes.js';
import type { Client } from './client.js';
import type { AuthConfig } from './config.js';
import type { Actor, Auth, Users } from './contract.js';
import { addJwt } from './jwt.js';
import { loadKeys } from './keys.js';
import { authMigrations } from './migrations.js';
import { SessionModel } from './models/session-model.js';
import { UserModel } from './models/user-model.js';
import { authPermissions } from './operations.js';
import { createPasswords, type Passwords } from './password.js';
import { createPasswordReset } from './password-reset.js';
import { createResetRepository } from './reset-repository.js';
import { addResetRoutes } from './reset-routes.js';
import { createSessionRepository } from './session-repository.js';
import { createSessionStates } from './session-states.js';
import { createSessions } from './sessions.js';
import { clockSkew, createTokens, type Tokens } from './tokens.js';
import { createUserRepository } from './user-repository.js';
import { addUserRoutes } from './user-routes.js';
import { createUsers } from './users.js';
import { createVerify } from './verify.js';

const packageVersion = '0.1.0';
const oldSessionDays = 30;

export interface AuthDeps {
  db: Database;
  bus: Bus;
  log: FastifyBaseLogger;
  config: AuthConfig;
  /** `TEAMBRAIN_SECRET`: wraps the signing keys in the database when it is set. */
  secret?: string;
  /** Address under which browsers reach the server; its origin may use the refresh cookie. */
  publicUrl?: string;
  /** Address of the app in links that are sent; without a public one that of this machine. */
  address: string;
  /** Name of the installation. */
  name: string;
  mail: Mail;
  /** Default: what NODE_ENV says. Decides what `registration: auto` means. */
  production?: boolean;
}

export interface AuthArea {
  auth: Auth;
  users: Users;
  /** The policy in force. */
  registration: 'open' | 'invite' | 'closed';
  /** The always-on plugin with routes, rights, models and migrations. Its setup loads the signing keys. */
  manifest: PluginManifest;
  /** A one-use token, good for 30 minutes, that `POST /v1/auth/setup` takes to make an administrator. */
  createSetupToken(): Promise<{ token: string; expiresAt: Date }>;
  /** Whether somebody administers this server yet. */
  hasAdmin(): Promise<boolean>;
  /** Makes an account that can log in, whatever the registration policy says; for the command line and sample data. */
  provisionAccount(input: Registration, options: { admin: boolean }): Promise<{ id: string }>;
  /** Whether a forgotten password can be reset without an administrator. */
  readonly offersReset: boolean;
  /** Changes whether an account lives and whether it administers. Throws `not_found`, and `conflict` for the last admin. */
  changeAccount(userId: string, change: AccountChange, actor?: Actor): Promise<void>;
  /** Makes an account an administrator, for the command line. Throws `not_found`. */
  promote(login: string): Promise<void>;
  /** A link that sets a new password of an account once within 30 minutes. Throws `not_found`. */
  createResetLink(login: string): Promise<string>;
  /** A session of an embed app: it has no refresh and reaches only what `embed` names. */
  openEmbedSession(
    userId: string,
    embed: NonNullable<Actor['embed']>,
    client: Client,
    seconds: number,
  ): Promise<{ sessionId: string; accessToken: string; expiresIn: number }>;
  /** Ends sessions of an embed app, or some of them, everywhere. Returns how many were live. */
  endEmbedSessions(
    which: { appId: string; userId?: string; secretId?: string },
    reason: string,
  ): Promise<number>;
  addEmbedRooms(which: { appId: string; userId: string }, roomIds: readonly string[]): Promise<void>;
}

/** Accounts, sessions and tokens. */
export function createAuth(deps: AuthDeps): AuthArea {
  const { db, bus, log, config, secret, publicUrl, production, mail } = deps;
  const isProduction = production ?? process.env.NODE_ENV === 'production';
  const registration =
    config.registration === 'auto' ? (isProduction ? 'invite' : 'open') : config.registration;
  const userRepository = createUserRepository(db);
  const sessionRepository = createSessionRepository(db);
  const states = createSessionStates(sessionRepository, bus);
  const { audit, forward } = createAudit(log);
  let material: { tokens: Tokens; passwords: Passwords } | undefined;

  function started() {
    if (!material) throw new Error('auth is used before its signing keys are loaded');
    return material;
  }

  async function load(app: FastifyInstance): Promise<void> {
    if (isProduction && config.bcryptCost < 10)
      throw new Error('auth.bcryptCost: production refuses less than 10; the default is 12');
    const keys = await loadKeys(db, secret, log);
    const signatures = await addJwt(app, keys.access, clockSkew(config.accessTtl));
    material = {
      tokens: createTokens(signatures, keys.refresh, config.accessTtl),
      passwords: createPasswords({
        pepper: () => keys.pepper,
        cost: config.bcryptCost,
        concurrency: config.hashConcurrency,
        maxQueue: config.hashQueue,
      }),
    };
  }

  const passwords = () => started().passwords;
  const tokens = () => started().tokens;
  const { users, changed } = createUsers({ db, bus, repository: userRepository, passwords });
  const sessions = createSessions({
    db,
    config,
    repository: sessionRepository,
    users: userRepository,
    states,
    tokens,
    audit,
  });
  const resets = createResetRepository(db);
  const accounts = createAccounts({
    db,
    repository: userRepository,
    resets,
    sessions,
    passwords,
    changed,
    audit,
  });
  let announceDeactivated = (_userId: string): void => undefined;
  const changeAccount = createAdministration({
    db,
    repository: userRepository,
    sessions,
    changed,
    deactivated: (userId) => announceDeactivated(userId),
    audit,
  });
  const passwordReset = createPasswordReset({
    db,
    users: userRepository,
    resets,
    sessions,
    passwords,
    mail,
    audit,
    log,
    address: deps.address.replace(/\/$/, ''),
    name: deps.name,
    mayLog: !isProduction,
  });

  const manifest = definePlugin({
    name: 'auth',
    version: packageVersion,
    summary: 'Accounts, sessions and profiles',
    permissions: authPermissions,
    models: [UserModel, SessionModel],
    migrations: authMigrations,
    async setup(app, ctx: PluginContext) {
      await load(app);
      forward((event) => ctx.events.emit('auth.audited', event));
      const countTry = async (account: string) => {
        const key = createHash('sha256')
          .update(account.normalize('NFKC').trim().toLowerCase())
          .digest('base64url');
        const state = await ctx.limits.take(`account:${key}`, 'auth', { bucket: 'auth' });
        if (!state.allowed) throw problem('rate_limited', undefined, { retryAfter: state.reset });
      };
      addAuthRoutes(app, { ctx, config, registration, publicUrl, accounts, sessions, users, countTry });
      addResetRoutes(app, { ctx, accounts, passwordReset, countTry });
      announceDeactivated = (userId) => ctx.events.emit('user.deactivated', { userId });
      addUserRoutes(app, { ctx, accounts, users, changeAccount });
      ctx.jobs.define('auth.delete-old-sessions', { every: '17 3 * * *' }, async () => {
        await sessionRepository.deleteOld(oldSessionDays);
        await resets.deleteExpired();
      });
    },
  });

  return {
    auth: {
      verify: createVerify(tokens, states),
      async deadSessions(sessionIds) {
        if (sessionIds.length === 0) return [];
        const alive = new Set(
          (await sessionRepository.states(sessionIds)).filter((state) => state.alive).map(({ id }) => id),
        );
        return sessionIds.filter((id) => !alive.has(id));
      },
      onSessionEnded: states.onEnded,
    },
    users,
    registration,
    manifest,
    createSetupToken: accounts.createSetupToken,
    hasAdmin: accounts.hasAdmin,
    provisionAccount: accounts.provisionAccount,
    offersReset: passwordReset.offered,
    changeAccount: (userId, change, actor) => changeAccount(userId, change, actor?.id),
    promote: async (login) => changeAccount(await accounts.accountOf(login), { admin: true }),
    createResetLink: async (login) => passwordReset.linkFor(await accounts.accountOf(login)),
    openEmbedSession: sessions.openEmbedded,
    endEmbedSessions: sessions.endEmbedded,
    addEmbedRooms: sessions.addEmbedRooms,
  };
}
