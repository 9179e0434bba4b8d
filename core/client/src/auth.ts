import type { AuthResult, Me, Session, User } from '@teambrain/protocol';
import type { AuthApi, List, RequestOptions } from './contract.js';
import type { HttpRequest } from './http.js';
import type { Tokens } from './tokens.js';
import { cookieOptions } from './tokens.js';

export interface AuthOptions {
  request: HttpRequest;
  list<T>(path: string, query?: RequestOptions['query']): List<T>;
  tokens: Tokens;
  cookie: boolean;
  user(): User | null;
  onUser(user: User | null): void;
  /** Before the session is given up: what belongs to the user is wiped. */
  onLogout(): Promise<void>;
}

export function createAuth(options: AuthOptions): AuthApi {
  const { request, tokens } = options;

  async function enter(path: string, body: object): Promise<AuthResult> {
    const result = await request<AuthResult>('POST', `/auth/${path}`, {
      body,
      anonymous: true,
      ...cookieOptions(options.cookie),
    });
    await tokens.accept(result);
    return result;
  }

  const auth: AuthApi = {
    get user() {
      return options.user();
    },
    register: (input) => enter('register', input),
    login: (input) => enter('login', input),
    setup: (input) => enter('setup', input),
    restore: () => tokens.restore(),
    async logout({ everywhere = false } = {}) {
      await options.onLogout();
      try {
        await request(
          'POST',
          everywhere ? '/auth/logout-all' : '/auth/logout',
          cookieOptions(options.cookie),
        );
      } finally {
        await tokens.clear();
      }
    },
    async me() {
      const me = await request<Me>('GET', '/auth/me');
      options.onUser(me);
      return me;
    },
    async updateMe(changes) {
      const me = await request<Me>('PATCH', '/users/me', { body: changes });
      options.onUser(me);
      return me;
    },
    sessions: () => options.list<Session>('/auth/sessions'),
    endSession: (sessionId) => request('DELETE', `/auth/sessions/${encodeURIComponent(sessionId)}`),
    async changePassword(input) {
      const result = await request<AuthResult>('POST', '/auth/password/change', {
        body: input,
        ...cookieOptions(options.cookie),
      });
      await tokens.accept(result);
    },
  };
  return auth;
}
