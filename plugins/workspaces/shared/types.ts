import type { Role, User } from '@teambrain/protocol';

/** A tenant: members and roles; everything else hangs below it. */
export interface Workspace {
  id: string;
  name: string;
  /** Unique on the server, lower case; usable wherever a workspace id is. */
  slug: string;
  description?: string;
  /** 0 for visitors of embed apps. */
  memberCount: number;
  /** Whether members (not only admins) may invite. */
  membersMayInvite: boolean;
  version: number;
  createdAt: string;
  /** The viewer's role; only in answers to the viewer's own request. */
  role?: Role;
}

export interface WorkspaceMember {
  user: User;
  role: Role;
  joinedAt: string;
}

/** An invitation. `token` is shown once, in the answer that creates it; the server keeps its hash. */
export interface Invite {
  id: string;
  workspaceId: string;
  roomId?: string;
  role: Role;
  email?: string;
  uses: number;
  maxUses: number;
  expiresAt: string;
  createdAt: string;
  token?: string;
  url?: string;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: User | null;
  action: string;
  target?: string;
  facts?: Record<string, unknown>;
}

export interface WorkspaceStats {
  members: number;
  rooms: number;
  messages: number;
  /** Events and series; absent without the plugin. */
  events?: number;
  activeToday: number;
}

export interface CreateWorkspace {
  name: string;
  slug?: string;
  description?: string;
  membersMayInvite?: boolean;
}
export interface UpdateWorkspace {
  name?: string;
  slug?: string;
  description?: string;
  membersMayInvite?: boolean;
  baseVersion?: number;
}
export interface CreateInvite {
  role?: Role;
  email?: string;
  maxUses?: number;
  expiresInHours?: number;
  roomId?: string;
}
