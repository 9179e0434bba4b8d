import type { AuthResult, User } from '@teambrain/protocol';
import type { ClientOptions } from './contract.js';
import { ApiError, TeamBrainError } from './errors.js';
import type { HttpRequest } from './http.js';
import { cookieOptions, keepsSessions } from './sessions.js';

/** Tokens are replaced this long before they expire. */
export const renewBeforeMs = 30_000;

type Granted = Pick<AuthResult, 'accessToken' | 'expiresIn'> & { refreshToken?: string; user?: User };

export interface Tokens {
  /** The present access token; fetched, exchanged or refreshed first where it must be, by one request for all callers. */
  get(): Promise<string | null>;
  forget(token: string): void;
  accept(granted: Granted): Promise<void>;
  /** Takes up what the session store holds. False: nothing. */
  restore(): Promise<boolean>;
  clear(): Promise<void>;
}

export interface TokenOptions extends Pick<ClientOptions, 'app' | 'getToken' | 'session'> {
  request: HttpRequest;
  /** Ends with the client. */
  signal: AbortSignal;
  onUser(user: User | null): void;
}

export function createTokens(options: TokenOptions): Tokens {
  const { app, getToken, request } = options;
  const session = keepsSessions ? options.session : undefined;
  const cookie = session === 'cookie';
  const store = typeof session === 'object' ? session : undefined;
  let access: { token: string; renewAt: number } | undefined;
  let refreshToken: string | undefined;
  // Whether there is a cookie cannot be seen from here, only that it was refused.
  let mayHaveCookie = cookie;
  let flight: Promise<string | null> | undefined;
  // Moves on at sign-in and sign-out: an answer that belongs to the session before it is dropped.
  let generation = 0;

  function hold(token: string, seconds: number) {
    const lifeMs = seconds * 1_000;
    access = { token, renewAt: Date.now() + lifeMs - Math.min(renewBeforeMs, lifeMs / 2) };
    return token;
  }

  async function acquire(mine: number): Promise<string | null> {
    if (getToken || !keepsSessions) {
      if (!getToken) return null;
      const token = await hostToken(getToken);
      if (!app) return hold(token, lifetimeOf(token));
      const granted = await request<Granted>('POST', '/embed/session', {
        body: { appKey: app, token },
        anonymous: true,
        idempotent: true,
      });
      if (mine === generation && granted.user) options.onUser(granted.user);
      return hold(granted.accessToken, granted.expiresIn);
    }
    // Another tab may have refreshed meanwhile: a refresh token that was used before ends the whole session.
    const stored = (await store?.load())?.refreshToken ?? refreshToken;
    if (!stored && !mayHaveCookie) return null;
    try {
      const granted = await request<Granted>('POST', '/auth/refresh', {
        body: stored ? { refreshToken: stored } : {},
        anonymous: true,
        // Within the server's grace the same pair comes back, so a lost answer does no harm.
        idempotent: true,
        ...cookieOptions(cookie),
      });
      if (mine !== generation) return null;
      await keep(granted);
      return granted.accessToken;
    } catch (error) {
      const over = error instanceof ApiError && [400, 401, 403].includes(error.status);
      if (!over || mine !== generation) throw error;
      await clear();
      if (cookie) return null;
      throw error;
    }
  }

  async function hostToken(ask: NonNullable<ClientOptions['getToken']>) {
    try {
      return await ask({ signal: options.signal });
    } catch (cause) {
      throw new TeamBrainError('getToken failed. See the cause; it is called again at the next try.', {
        cause,
      });
    }
  }

  async function keep(granted: Granted) {
    hold(granted.accessToken, granted.expiresIn);
    if (keepsSessions && granted.refreshToken) {
      refreshToken = granted.refreshToken;
      await store?.save({ refreshToken });
    }
    if (granted.user) options.onUser(granted.user);
  }

  async function clear() {
    generation++;
    mayHaveCookie = false;
    access = undefined;
    refreshToken = undefined;
    flight = undefined;
    await store?.save(null);
    options.onUser(null);
  }

  function get(): Promise<string | null> {
    if (access && Date.now() < access.renewAt) return Promise.resolve(access.token);
    const mine = generation;
    flight ??= acquire(mine).finally(() => {
      if (mine === generation) flight = undefined;
    });
    return flight;
  }

  return {
    get,
    forget(token) {
      if (access?.token === token) access = undefined;
    },
    async accept(granted) {
      generation++;
      mayHaveCookie = cookie;
      flight = undefined;
      await keep(granted);
    },
    async restore() {
      mayHaveCookie = cookie;
      return (await get()) !== null;
    },
    clear,
  };
}

/** Seconds that a JWT was made to live. Taken as a length, because the clock here may be hours off. */
function lifetimeOf(token: string): number {
  try {
    const part = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { exp, iat } = JSON.parse(atob(part)) as { exp: number; iat: number };
    return exp - iat || 3_600;
  } catch {
    return 3_600;
  }
}
