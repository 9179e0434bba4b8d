import type { User } from '@teambrain/protocol';

/** What the server says of the embed app and of this session in it. */
export interface EmbedScope {
  key: string;
  name: string;
  identity: 'required' | 'optional';
  guests: 'off' | 'read' | 'write';
  /** `perVisitor`: each visitor talks with the staff in a room of their own. */
  conversation: 'shared' | 'perVisitor';
  /** Panels in the order of their tabs. Absent: what the page asks for. */
  panels?: string[];
  theme: {
    scheme?: 'auto' | 'light' | 'dark' | 'system';
    /** `--tb-…` properties by name without the prefix. */
    properties?: Record<string, string>;
  };
  workspaceId: string;
  /** Ids of the rooms that this session reaches, the one to open first at the front. */
  rooms: string[];
  verbs: ('read' | 'write' | 'react' | 'upload' | 'ask')[];
}

export interface EmbedState {
  /** Undefined before the first session, and after a sign-out. */
  scope: EmbedScope | undefined;
  user: User | null;
  /** The session is that of a guest. */
  isGuest: boolean;
}
