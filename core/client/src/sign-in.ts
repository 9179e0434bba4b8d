import type { AuthResult, Me, Session, User } from '@teambrain/protocol';
import type { AuthApi, List, RequestOptions } from './contract.js';
import type { HttpRequest } from './http.js';
import { cookieOptions } from './sessions.js';
import type { Tokens } from './tokens.js';

export interface AuthOptions {
  request: HttpRequest;
  list<T>(path: string, query?: RequestOptions['query']): List<T>;
  tokens: Tokens;
  cookie: boolean;
  user(): User | null;
  onUser(user: User | null): void;
  /** Before the session is given up: what belongs to the user is wiped. */
  onLogout(): Promise<unknown>;
}

export type SignIn = Omit<AuthApi, 'user' | 'logout' | 'me'>;

/** Accounts and sessions of the client's own. The widget for script tags is built without. */
export function createSignIn({ request, tokens, cookie, onUser, list }: AuthOptions): SignIn {
  async function enter(path: string, body: object): Promise<AuthResult> {
    const result = await request<AuthResult>('POST', `/auth/${path}`, {
      body,
      anonymous: true,
      ...cookieOptions(cookie),
    });
    await tokens.accept(result);
    return result;
  }

  return {
    register: (input) => enter('register', input),
    login: (input) => enter('login', input),
    setup: (input) => enter('setup', input),
    restore: () => tokens.restore(),
    async updateMe(changes) {
      const me = await request<Me>('PATCH', '/users/me', { body: changes });
      onUser(me);
      return me;
    },
    sessions: () => list<Session>('/auth/sessions'),
    endSession: (sessionId) => request('DELETE', `/auth/sessions/${encodeURIComponent(sessionId)}`),
    forgotPassword: (login) => request('POST', '/auth/password/forgot', { body: { login }, anonymous: true }),
    resetPassword: (input) => request('POST', '/auth/password/reset', { body: input, anonymous: true }),
    async changePassword(input) {
      const result = await request<AuthResult>('POST', '/auth/password/change', {
        body: input,
        ...cookieOptions(cookie),
      });
      await tokens.accept(result);
    },
  };
}
