import type { Me, User } from '@teambrain/protocol';
import type { AuthApi, List, RequestOptions } from './contract.js';
import { cookieOptions } from './cookie-options.js';
import type { HttpRequest } from './http.js';
import { createSignIn, type SignIn } from './sign-in.js';
import type { Tokens } from './tokens.js';

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

  const auth: Omit<AuthApi, keyof SignIn> = {
    get user() {
      return options.user();
    },
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
  };
  // Not by spreading: `user` is a getter.
  return Object.assign(auth, createSignIn(options));
}
