import type { Role } from '@teambrain/protocol';
import type { CreateInvite, CreateWorkspace, Invite, Workspace, WorkspaceStats } from './types.js';

/** What an audit line says. Ids and small words only: nothing that could have to be erased. */
export interface AuditInput {
  workspaceId: string;
  /** Null: the server itself. */
  actorId: string | null;
  /** `room.password_changed` */
  action: string;
  /** The id of the thing or the user it was done to. */
  target?: string;
  facts?: Record<string, string | number | boolean | null>;
}

/** What other plugins may ask of workspaces. Rights are the caller's business: routes declare them. */
export interface WorkspacesService {
  /** By id or slug. */
  find(idOrSlug: string): Promise<Workspace | null>;
  create(input: CreateWorkspace & { ownerId: string }): Promise<Workspace>;
  /** Null for nobody, for a deactivated account and where there is no such workspace. */
  roleOf(workspaceId: string, userId: string): Promise<Role | null>;
  /** Leaves the role of somebody who is a member already. */
  addMember(workspaceId: string, userId: string, role: Exclude<Role, 'owner'>): Promise<void>;
  /**
   * Makes an account that was never signed in a guest. Cheaper than {@link addMember}: rights of nobody else are looked
   * at again, and the audit trail, which holds deeds of members, has no line of it.
   */
  addVisitor(workspaceId: string, userId: string): Promise<void>;
  /** Removes somebody who is no owner; does nothing to who is no member. */
  removeMember(workspaceId: string, userId: string): Promise<void>;
  /** The answer alone holds the code. With `roomId`, accepting runs the hook `workspace.invite_accepted`. */
  invite(workspaceId: string, createdBy: string, input: CreateInvite): Promise<Invite>;
  /** Writes a line; inside a transaction it belongs to it. */
  audit(entry: AuditInput): Promise<void>;
  /** Called once for each plugin, at boot: adds to the numbers of a workspace. */
  countWith(source: (workspaceId: string) => Promise<Partial<WorkspaceStats>>): void;
}
