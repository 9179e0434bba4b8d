import type { User } from '@teambrain/protocol';

/** What a session of an embed app may do. `ask` and `upload` open with the plugins that know them. */
export type EmbedVerb = 'read' | 'write' | 'react' | 'upload' | 'ask';

/** `off`: nobody without a signed token; `read`: guests read; `write`: guests read, write and react. */
export type GuestPolicy = 'off' | 'read' | 'write';

/** `shared`: everybody meets in the app's rooms. `perVisitor`: each visitor has a room with the app's staff. */
export type Conversation = 'shared' | 'perVisitor';

/** Defaults of the widget for everybody who meets it through this app. Attributes of the element come before them. */
export interface EmbedTheme {
  /** Colour scheme; `auto` follows the page. */
  scheme?: 'auto' | 'light' | 'dark' | 'system';
  /** `--tb-…` custom properties by name without the prefix: `{ 'color-accent': '#0f766e' }`. At most 40. */
  properties?: Record<string, string>;
}

/** Ceilings of one app. Requests are counted per visitor, so that one of them cannot exhaust the others. */
export interface EmbedLimits {
  /** Requests a minute of one visitor over all operations. Default 300. */
  requestsPerMinute?: number;
  /** Messages a minute of one visitor. Default 30. */
  messagesPerMinute?: number;
  /** New guests an hour from one address. Default 20. */
  guestsPerHour?: number;
  /** Open sockets of one visitor. Default 10. */
  sockets?: number;
}

/** Answers of the AI plugin that this app may ask for in a day. */
export interface AiBudget {
  perVisitor: number;
  perApp: number;
}

/** A product that shows the widget. */
export interface EmbedApp {
  id: string;
  workspaceId: string;
  name: string;
  /** Public: stands in the page. `pk_` and 24 characters. */
  key: string;
  /** Exact origins that may use it, without path: `https://acme.dev`. */
  origins: string[];
  identity: 'required' | 'optional';
  guests: GuestPolicy;
  conversation: Conversation;
  /** Members of each visitor's room. */
  staff: string[];
  /** Rooms that its visitors meet in. Absent: every public room of the workspace. */
  rooms?: string[];
  /** Plugins that its visitors have, below what the workspace has. Absent: all. */
  plugins?: string[];
  /** Panels in order of their tabs. Absent: what the page asks for. */
  panels?: string[];
  theme: EmbedTheme;
  limits: Required<EmbedLimits>;
  aiBudget: AiBudget;
  /** Whether each token opens one session only (its `jti` is required then). */
  singleUse: boolean;
  /** False: every session is refused and the open ones have ended. */
  enabled: boolean;
  /** Newest first; at most two are valid at once. The secret itself is only in the answer that made it. */
  secrets: { id: string; createdAt: string; expiresAt?: string }[];
  /** Refused attempts of the last 30 days by error code. */
  refusals: Record<string, number>;
  version: number;
  createdAt: string;
}

/**
 * Once, in the answer that made it: what the host's backend signs with. `id` goes into the token's header as `kid`; the
 * key of the HMAC is what follows the dot, as the 43 ASCII characters that it is written in.
 */
export interface EmbedSecret {
  id: string;
  /** `<id>.<43 characters base64url>`: one string for the host's environment; it carries its own `kid`. */
  secret: string;
}

/** What an app is made of; everything but name and origins has a default. */
export interface CreateEmbedApp {
  name: string;
  /** At least one, at most 20. `https`, or `http` on this machine (localhost, 127.0.0.1, [::1]); no path, no wildcard. */
  origins: string[];
  /** Default `required`. */
  identity?: 'required' | 'optional';
  /** Default `off`. Without effect while identity is `required`. */
  guests?: GuestPolicy;
  /** Default `shared`. */
  conversation?: Conversation;
  /** Ids of members of the workspace, at most 50. With `perVisitor` at least one. */
  staff?: string[];
  /** Ids of rooms of the workspace, at most 100. */
  rooms?: string[];
  plugins?: string[];
  panels?: string[];
  theme?: EmbedTheme;
  limits?: EmbedLimits;
  /** Default 20 a day for each visitor, 1,000 for all of them. */
  aiBudget?: Partial<AiBudget>;
  /** Default false. */
  singleUse?: boolean;
}

/** What is left out stays; null takes a list back to its default. `limits` and `aiBudget` change field by field. */
export interface UpdateEmbedApp {
  name?: string;
  origins?: string[];
  identity?: 'required' | 'optional';
  guests?: GuestPolicy;
  conversation?: Conversation;
  staff?: string[];
  rooms?: string[] | null;
  plugins?: string[] | null;
  panels?: string[] | null;
  theme?: EmbedTheme;
  limits?: EmbedLimits;
  aiBudget?: Partial<AiBudget>;
  singleUse?: boolean;
  enabled?: boolean;
  baseVersion?: number;
}

/** Answer that makes an app: the only one that holds its first secret. */
export interface CreatedEmbedApp extends EmbedApp {
  secret: EmbedSecret;
}

/** What anybody may know who has the public key, and the widget reads first. No-one's names, no counts, no ids of rooms. */
export interface EmbedConfig {
  key: string;
  name: string;
  identity: 'required' | 'optional';
  guests: GuestPolicy;
  conversation: Conversation;
  panels?: string[];
  theme: EmbedTheme;
}

/** Answer of the session exchange. There is no refresh: the widget asks its host again. */
export interface EmbedSession {
  user: User;
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  /** Set when a guest was made: keeps the guest over page loads. The secret is given once. */
  guest?: { id: string; secret: string };
  config: EmbedConfig & {
    workspaceId: string;
    /** Ids of the rooms that this session reaches, the one to open first at the front. */
    rooms: string[];
    verbs: EmbedVerb[];
  };
}

/** Who says to be a guest that was here before. Without the secret that was given to it, it is refused. */
export interface GuestProof {
  id: string;
  secret?: string;
}

/** Body of `POST /v1/embed/session`: a token of the host, or a guest who comes back, or neither for a new guest. */
export interface OpenEmbedSession {
  appKey: string;
  token?: string;
  guest?: GuestProof;
  /** What the page says of its visitor: shown only where nothing is signed. */
  profile?: { name?: string };
}

/** Body of `POST /v1/embed/merge`, sent with the session of the signed user. */
export interface MergeGuest {
  guest: GuestProof;
}

export interface MergedGuest {
  /** Rooms that the user now has from the guest. */
  rooms: string[];
  /** Messages that are the user's now. */
  messages: number;
}
