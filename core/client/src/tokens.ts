import type { AuthResult, User } from '@teambrain/protocol';
import type { ClientOptions, GetToken } from './contract.js';
import type { EmbedState } from './embed-contract.js';
import type { EmbedGrant } from './embed-guest.js';
import { ApiError, TeamBrainError, takenOver } from './errors.js';
import type { HttpRequest } from './http.js';
import { cookieOptions, keepsSessions } from './sessions.js';

/** Tokens are replaced this long before they expire. */
export const renewBeforeMs = 30_000;

type Granted = Pick<AuthResult, 'accessToken' | 'expiresIn'> & { refreshToken?: string; user?: User };

export interface Tokens {
  /** The present access token; fetched, exchanged or refreshed first where it must be, by one request for all callers. */
  get(): Promise<string | null>;
  /** Goes up when somebody else may be here: what was begun before must not go on with the tokens of now. */
  readonly turn: number;
  /** Gives the session up for whom the host signs in now. Undefined: a guest. Null: nobody, until the next sign-in. */
  use(getToken: GetToken | undefined | null): Promise<void>;
  forget(token: string): void;
  accept(granted: Granted): Promise<void>;
  /** Takes up what the session store holds. False: nothing. */
  restore(): Promise<boolean>;
  /** From now on no new session is begun, which somebody signing out would otherwise do. */
  end(): void;
}

export interface TokenOptions extends Pick<ClientOptions, 'app' | 'getToken' | 'session'> {
  request: HttpRequest;
  /** Enters an app without a token of the host. */
  asGuest(enter: (credentials: object) => Promise<EmbedGrant>, isWanted: () => boolean): Promise<EmbedGrant>;
  /** Ends with the client. */
  signal: AbortSignal;
  onUser(user: User | null): void;
  onEmbed(state: EmbedState): void;
}

export function createTokens(options: TokenOptions): Tokens {
  const { app, request } = options;
  const session = keepsSessions ? options.session : undefined;
  const cookie = session === 'cookie';
  const store = typeof session === 'object' ? session : undefined;
  let { getToken } = options;
  // After a sign-out the host, or the app for a guest, is not asked before somebody says so.
  let isOut = false;
  // Id of the user behind the host's last token: it may say somebody else the next time.
  let whose: string | undefined;
  let access: { token: string; renewAt: number } | undefined;
  let refreshToken: string | undefined;
  // Whether there is a cookie cannot be seen from here, only that it was refused.
  let mayHaveCookie = cookie;
  let flight: Promise<string | null> | undefined;
  // Moves on at sign-in and sign-out: an answer that belongs to the session before it is dropped.
  let turn = 0;

  function next() {
    turn++;
    access = undefined;
    flight = undefined;
  }

  function hold(token: string, seconds: number) {
    const lifeMs = seconds * 1_000;
    access = { token, renewAt: Date.now() + lifeMs - Math.min(renewBeforeMs, lifeMs / 2) };
    return token;
  }

  const isHosted = () => !!(app || getToken);

  async function acquire(mine: number): Promise<string | null> {
    if (!keepsSessions || isHosted()) return isOut || !isHosted() ? null : hosted(mine, getToken);
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
      if (mine !== turn) return null;
      await keep(granted);
      return granted.accessToken;
    } catch (error) {
      const over = error instanceof ApiError && [400, 401, 403].includes(error.status);
      if (!over || mine !== turn) throw error;
      await clear();
      if (cookie) return null;
      throw error;
    }
  }

  /** A token that the host gives, exchanged at the embed app if there is one; without the host, a guest's. */
  async function hosted(mine: number, ask: GetToken | undefined): Promise<string> {
    const still = () => mine === turn;
    const enter = (credentials: object) =>
      request<EmbedGrant>('POST', '/embed/session', {
        body: { appKey: app, ...credentials },
        anonymous: true,
        idempotent: true,
      });
    const token = ask && (await hostToken(ask));
    const granted = app ? await (token ? enter({ token }) : options.asGuest(enter, still)) : undefined;
    // Whoever waited for it asked as somebody who is not here any more.
    if (!still()) throw takenOver();
    if (!granted) return hold(token as string, lifetimeOf(token as string));
    const { user, accessToken, expiresIn, config } = granted;
    if (whose && whose !== user.id) {
      // The host signed somebody else in, and did not say so: a client does not turn into another user by itself.
      await use(null);
      throw takenOver();
    }
    whose = user.id;
    options.onUser(user);
    options.onEmbed({ scope: config, user, isGuest: !ask });
    return hold(accessToken, expiresIn);
  }

  async function hostToken(ask: GetToken) {
    try {
      const token = await ask({ signal: options.signal });
      if (token) return token;
      throw new Error('It gave an empty token.');
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
    next();
    whose = undefined;
    mayHaveCookie = false;
    refreshToken = undefined;
    options.onUser(null);
    await store?.save(null);
  }

  function use(ask: GetToken | undefined | null) {
    isOut = ask === null;
    if (ask !== null) getToken = ask;
    return clear();
  }

  function get(): Promise<string | null> {
    if (access && Date.now() < access.renewAt) return Promise.resolve(access.token);
    const mine = turn;
    flight ??= acquire(mine).finally(() => {
      if (mine === turn) flight = undefined;
    });
    return flight;
  }

  return {
    get,
    get turn() {
      return turn;
    },
    use,
    end() {
      isOut = true;
    },
    forget(token) {
      if (access?.token === token) access = undefined;
    },
    async accept(granted) {
      next();
      isOut = false;
      mayHaveCookie = cookie;
      await keep(granted);
    },
    async restore() {
      mayHaveCookie = cookie;
      return (await get()) !== null;
    },
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
