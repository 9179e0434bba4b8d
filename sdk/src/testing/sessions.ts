import type { AuthResult, User } from '@teambrain/protocol';
import { Refusal } from './faults.js';
import type { Model } from './model.js';

/** Accounts and tokens. Tokens are readable: `access.<username>.<number>`. */
export function createSessions(model: Model, lifeSeconds: () => number) {
  const access = new Map<string, { user: User; until: number }>();
  const refresh = new Map<string, User>();
  const passwords = new Map<string, string>();
  let count = 0;

  function grant(user: User): string {
    const token = `access.${user.username}.${++count}`;
    access.set(token, { user, until: Date.now() + lifeSeconds() * 1_000 });
    return token;
  }
  function result(user: User): AuthResult {
    const refreshToken = `refresh.${user.username}.${++count}`;
    refresh.set(refreshToken, user);
    return {
      user: { ...user, roles: [], createdAt: new Date(0).toISOString() },
      accessToken: grant(user),
      refreshToken,
      expiresIn: lifeSeconds(),
    };
  }
  const refused = (detail: string) => new Refusal(401, 'unauthenticated', detail);

  return {
    grant,
    register(body: { username: string; password: string }): AuthResult {
      if (passwords.has(body.username))
        throw new Refusal(409, 'already_registered', 'The username is taken.');
      passwords.set(body.username, body.password);
      return result(model.user(body.username));
    },
    login(body: { login: string; password: string }): AuthResult {
      if (passwords.get(body.login) !== body.password) {
        throw new Refusal(401, 'credentials_invalid', 'The login or the password is wrong.');
      }
      return result(model.user(body.login));
    },
    refresh(token: string): AuthResult {
      const user = refresh.get(token);
      if (!user) throw refused('The session has ended.');
      refresh.delete(token);
      return result(user);
    },
    verify(token: string | undefined): User {
      const found = access.get(token ?? '');
      if (!found || found.until < Date.now()) throw refused('A valid access token is required.');
      return found.user;
    },
    expiry: (token: string) => access.get(token)?.until ?? 0,
    lifeSeconds,
    end: (token: string) => access.delete(token),
    endOf(userId: string) {
      for (const [token, { user }] of access) if (user.id === userId) access.delete(token);
    },
    endAll() {
      access.clear();
      refresh.clear();
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
