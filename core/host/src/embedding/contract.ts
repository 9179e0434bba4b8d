import type { Actor } from '../auth/contract.js';

/** What the host has to know of an embed app to guard what its visitors ask for. */
export interface AppFacts {
  id: string;
  workspaceId: string;
  /** Exact and canonical: `https://acme.dev`. */
  origins: readonly string[];
  enabled: boolean;
  limits: {
    /** Requests a minute of one visitor over all operations. */
    requestsPerMinute: number;
    /** Of these, such that write (their right opens to the verb `write`). */
    messagesPerMinute: number;
    /** Open sockets of one visitor on one instance. */
    sockets: number;
  };
}

/** Where the host looks apps up: given by the plugin that keeps them. Answers come from memory where possible. */
export interface AppDirectory {
  byKey(key: string): Promise<AppFacts | null>;
  byId(id: string): Promise<AppFacts | null>;
  /** Whether any app may be used from this origin. Asked before anything else of a request: from memory. */
  knowsOrigin(origin: string): boolean;
  /** Told of each request that the host refuses to a visitor of an app, and why. */
  refused(appId: string, code: string): void;
  /** Refused attempts of all apps since this instance started, by code: for metrics. */
  refusals(): Iterable<readonly [string, number]>;
}

export interface EmbedSessions {
  /** Those of one app, or fewer: of one user, or those opened under one secret. */
  appId: string;
  userId?: string;
  secretId?: string;
}

/** A device, as sessions remember it. */
export interface EmbedClient {
  ip: string;
  headers: { 'user-agent'?: string };
}

/** What a plugin needs to let visitors of other sites in. Sessions of visitors reach only what they are confined to. */
export interface Embedding {
  /** Called once, at boot. Until then there are no apps: their origins, keys and sessions are refused. */
  lookUpWith(directory: AppDirectory): void;
  /** A session without refresh. `seconds`: its whole life, at most 900. */
  openSession(
    userId: string,
    embed: NonNullable<Actor['embed']>,
    client: EmbedClient,
    seconds: number,
  ): Promise<{ sessionId: string; accessToken: string; expiresIn: number }>;
  /** Ends sessions everywhere within a second, their sockets with close code 4401. Inside a transaction: with it. */
  endSessions(which: EmbedSessions, reason: string): Promise<number>;
  /** Lets the open sessions of a visitor reach these rooms too; sockets follow with their next token. */
  addRooms(which: { appId: string; userId: string }, roomIds: readonly string[]): Promise<void>;
  /**
   * Apps whose visitors do not have every plugin, by id with the names of those they have. Replaces what was said
   * before; visitors of apps that changed are told to ask for their capabilities again.
   */
  restrictPlugins(apps: ReadonlyMap<string, readonly string[]>): void;
  /** Encrypts a secret for the database under `TEAMBRAIN_SECRET`; `label` binds it to its row. Plain without one. */
  seal(label: string, material: Buffer): { material: Buffer; sealed: boolean };
  /** Throws when the server's secret is not the one it was sealed with. */
  unseal(label: string, stored: { material: Buffer; sealed: boolean }): Buffer;
}
