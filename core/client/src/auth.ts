import type { Me } from '@teambrain/protocol';
import type { AuthApi } from './contract.js';
import { cookieOptions } from './sessions.js';
import { type AuthOptions, createSignIn, type SignIn } from './sign-in.js';

export function createAuth(options: AuthOptions): AuthApi {
  const { request, tokens } = options;

  const auth: Omit<AuthApi, keyof SignIn> = {
    get user() {
      return options.user();
    },
    async logout({ everywhere = false } = {}) {
      const left = options.onLogout();
      tokens.end();
      try {
        await request(
          'POST',
          everywhere ? '/auth/logout-all' : '/auth/logout',
          cookieOptions(options.cookie),
        );
      } finally {
        await tokens.use(null);
        await left;
      }
    },
    async me() {
      const me = await request<Me>('GET', '/auth/me');
      options.onUser(me);
      return me;
    },
  };
  // Onto it, because spreading would freeze `user` at its present value.
  return Object.assign(auth, createSignIn(options));
}
