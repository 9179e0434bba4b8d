import type { Me, User } from '@teambrain/protocol';

/** Who acts. Null stands for nobody (no token). */
export interface Actor {
  kind: 'user' | 'guest' | 'bot' | 'app' | 'system';
  id: string;
  /** The session behind the token; revoked sessions fail within a second on every instance. */
  sessionId: string;
  /** `admin`: manages accounts, switches and limits of the server. Opens no room. */
  serverRoles: readonly string[];
  /** Unix seconds at which the token ends. */
  expiresAt: number;
  /** Set for sessions of an embed app: what they are confined to. */
  embed?: {
    appId: string;
    workspaceId: string;
    rooms?: readonly string[];
    verbs?: readonly string[];
    /** The app's secret that the session was opened under: it ends with it. */
    secretId?: string;
  };
}

export interface Auth {
  /** Verifies an access token: signature, algorithm, typ, aud, iss, exp, session. Throws a Problem error with 401. */
  verify(token: string): Promise<Actor>;
  /** Sessions among these that are revoked or gone: one query; the sockets' safety net. */
  deadSessions(sessionIds: readonly string[]): Promise<string[]>;
  /** Called with every session id that ends, whichever instance ended it (hint; at most 10 s late by the net above). */
  onSessionEnded(handler: (sessionId: string) => void): () => void;
}

/** Accounts, as other plugins see them. */
export interface Users {
  find(id: string): Promise<User | null>;
  /** Public users by id, from the cache where possible. */
  byIds(ids: readonly string[]): Promise<Map<string, User>>;
  findByUsername(username: string): Promise<User | null>;
  me(id: string): Promise<Me | null>;
  /** Makes an account that cannot log in: imported authors, guests, bots. Idempotent by `source` + `sourceId`. */
  provision(input: {
    kind: 'user' | 'guest' | 'bot';
    username: string;
    displayName: string;
    source: string;
    sourceId: string;
  }): Promise<User>;
  /**
   * Renews what an account of elsewhere shows of itself, as its origin says; what is absent stays. True when something
   * changed. Not for accounts that can log in.
   */
  describe(id: string, profile: { displayName?: string; avatarUrl?: string | null }): Promise<boolean>;
  /**
   * Deletes an account that {@link Users.provision} made, with all that goes with it in the database. The caller knows that
   * nobody needs it. False: there is no such account.
   */
  discard(id: string): Promise<boolean>;
  /** A password hash of the account scheme, behind the bounded queue; used for room passwords too. */
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, hash: string): Promise<boolean>;
}
