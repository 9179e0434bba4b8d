import type { List } from '@teambrain/client';
import type { Role } from '@teambrain/protocol';
import type {
  AuditEntry,
  CreateInvite,
  CreateWorkspace,
  Invite,
  UpdateWorkspace,
  Workspace,
  WorkspaceMember,
  WorkspaceStats,
} from '../shared/types.js';

/** `tb.workspaces`. Wherever a workspace is named, its id or its slug will do. */
export interface WorkspacesApi {
  list(query?: { limit?: number; cursor?: string }): List<Workspace>;
  create(input: CreateWorkspace): Promise<Workspace>;
  get(workspace: string): Promise<Workspace>;
  update(workspace: string, changes: UpdateWorkspace): Promise<Workspace>;
  delete(workspace: string): Promise<void>;
  members(workspace: string, query?: { limit?: number; cursor?: string }): List<WorkspaceMember>;
  addMember(workspace: string, input: { userId: string; role?: Role }): Promise<WorkspaceMember>;
  /** `owner` hands the workspace over. */
  setRole(workspace: string, userId: string, role: Role): Promise<WorkspaceMember>;
  removeMember(workspace: string, userId: string): Promise<void>;
  invites(workspace: string): List<Invite>;
  /** The answer alone holds the invitation's `token`. */
  invite(workspace: string, input?: CreateInvite): Promise<Invite>;
  revokeInvite(inviteId: string): Promise<void>;
  acceptInvite(token: string): Promise<Workspace>;
  audit(workspace: string, query?: { limit?: number; cursor?: string }): List<AuditEntry>;
  stats(workspace: string): Promise<WorkspaceStats>;
}

/** What the first calls of a client are made of; the rest is loaded with the first of it. */
export type ReadingApi = Pick<WorkspacesApi, 'list' | 'get' | 'members'>;
export type ManagementApi = Omit<WorkspacesApi, keyof ReadingApi>;
