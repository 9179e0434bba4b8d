import type { AuthResult, Session } from '@teambrain/protocol';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import { problem } from '../transport/problem-error.js';
import type { Audit } from './audit.js';
import type { Client } from './client.js';
import type { AuthConfig } from './config.js';
import type { Actor } from './contract.js';
import type { UserModel } from './models/user-model.js';
import type { SessionRepository } from './session-repository.js';
import type { SessionStates } from './session-states.js';
import { secretHash, type Tokens } from './tokens.js';
import type { UserRepository } from './user-repository.js';
import { meView } from './views.js';

export interface SessionDeps {
  db: Database;
  config: AuthConfig;
  repository: SessionRepository;
  users: UserRepository;
  states: SessionStates;
  tokens(): Tokens;
  audit: Audit;
}

/** Opens, renews and ends sessions. */
export function createSessions({ db, config, repository, users, states, tokens, audit }: SessionDeps) {
  function pair(sessionId: string, counter: number, user: { id: string; tv: number }, iat: number) {
    return {
      accessToken: tokens().sign({
        sub: user.id,
        sid: sessionId,
        jti: `${sessionId}.${counter}`,
        tv: user.tv,
        typ: 'access',
        iat,
      }),
      refreshToken: tokens().refresh(sessionId, counter),
      expiresIn: config.accessTtl,
    };
  }

  async function end(userId: string, reason: string, which: { only?: string; except?: string } = {}) {
    const ended = await repository.endOf(userId, reason, which);
    db.afterCommit(() => states.end(ended));
    return ended;
  }

  return {
    /** Inside a transaction or not; the caller has checked who it is. */
    async open(user: UserModel, client: Client): Promise<AuthResult> {
      const id = newId();
      const refreshHash = secretHash(tokens().refresh(id, 0));
      const iat = await db.transaction(() =>
        repository.insert({ id, userId: user.id, ...client, refreshHash, seconds: config.refreshTtl }),
      );
      return { user: meView(user), ...pair(id, 0, { id: user.id, tv: user.tokenVersion }, iat) };
    },

    /** A session of an embed app: no refresh, `seconds` long. */
    async openEmbedded(userId: string, embed: NonNullable<Actor['embed']>, client: Client, seconds: number) {
      const user = await users.find(userId);
      if (!user || user.deactivatedAt) throw problem('unauthenticated');
      const id = newId();
      const iat = await repository.insert({ id, userId, ...client, embed, seconds });
      const claims = {
        sub: userId,
        sid: id,
        jti: `${id}.0`,
        tv: user.tokenVersion,
        typ: 'embed' as const,
        iat,
      };
      return { sessionId: id, accessToken: tokens().sign(claims, seconds), expiresIn: seconds };
    },

    /**
     * Takes a refresh token and gives the next pair. Each is good once; for a few seconds the same client gets the same
     * pair again (its answer may have been lost). Any other second use means that two parties hold it: all of its
     * session ends.
     */
    async refresh(refreshToken: string, client: Client): Promise<AuthResult> {
      const hash = secretHash(refreshToken);
      const outcome = await db.transaction(async () => {
        const row = await repository.lockRefresh(hash);
        if (!row) return { kind: 'unknown' as const };
        if (!row.alive) return { kind: 'dead' as const };
        const account = { id: row.userId, tv: row.tokenVersion };
        if (row.counter === row.currentCounter) {
          const next = row.counter + 1;
          const iat = await repository.rotate(row.sessionId, client, config.refreshTtl);
          await repository.addRefresh(secretHash(tokens().refresh(row.sessionId, next)), row.sessionId, next);
          return { kind: 'ok' as const, account, sessionId: row.sessionId, counter: next, iat };
        }
        const isRepeat =
          row.counter === row.currentCounter - 1 &&
          row.secondsSinceRotation <= config.refreshGrace &&
          row.binding?.equals(client.binding) === true;
        if (isRepeat) {
          const { sessionId, currentCounter: counter, rotatedAt: iat } = row;
          return { kind: 'ok' as const, account, sessionId, counter, iat };
        }
        await end(row.userId, 'refresh_reuse', { only: row.sessionId });
        return { kind: 'reused' as const, userId: row.userId, sessionId: row.sessionId };
      });

      if (outcome.kind === 'unknown') throw problem('unauthenticated', 'The refresh token is not known.');
      if (outcome.kind === 'dead') throw problem('session_revoked');
      if (outcome.kind === 'reused') {
        audit({ action: 'auth.refresh_reused', userId: outcome.userId, sessionId: outcome.sessionId });
        throw problem('session_revoked', 'The refresh token was used before; the session has ended.');
      }
      const user = await users.find(outcome.account.id);
      if (!user) throw problem('session_revoked');
      return {
        user: meView(user),
        ...pair(outcome.sessionId, outcome.counter, outcome.account, outcome.iat),
      };
    },

    /**
     * A fresh pair for a session that goes on, after its account's tokens were all made void. There is no grace for the
     * token before it: whoever presents that one is not the one who changed the password.
     */
    async renew(user: UserModel, sessionId: string, client: Client): Promise<AuthResult> {
      const [counter, iat] = await db.transaction(async () => {
        const at = await repository.rotate(sessionId, { ...client, binding: null }, config.refreshTtl);
        const current = await repository.counter(sessionId);
        await repository.addRefresh(secretHash(tokens().refresh(sessionId, current)), sessionId, current);
        return [current, at] as const;
      });
      states.forget([sessionId]);
      return { user: meView(user), ...pair(sessionId, counter, { id: user.id, tv: user.tokenVersion }, iat) };
    },

    end,

    /** Ends sessions of an embed app. Inside a transaction or not. */
    async endEmbedded(which: { appId: string; userId?: string; secretId?: string }, reason: string) {
      const ended = await repository.endEmbedded(which, reason);
      db.afterCommit(() => states.end(ended));
      return ended.length;
    },

    /** Lets live sessions of a visitor reach more rooms. */
    async addEmbedRooms({ appId, userId }: { appId: string; userId: string }, roomIds: readonly string[]) {
      const changed = await repository.addEmbedRooms(appId, userId, roomIds);
      db.afterCommit(() => states.forget(changed));
    },

    async list(actor: Actor): Promise<Session[]> {
      const rows = await repository.listLive(actor.id, 100);
      return rows.map((row) => ({
        id: row.id,
        current: row.id === actor.sessionId,
        ...(row.userAgent ? { userAgent: row.userAgent } : {}),
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
      }));
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
