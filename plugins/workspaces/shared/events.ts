import type { Role } from '@teambrain/protocol';
import type { Workspace, WorkspaceMember } from './types.js';

declare module '@teambrain/protocol' {
  interface EventMap {
    'workspace.updated': { workspace: Workspace };
    'workspace.deleted': { workspaceId: string };
    /** On `workspace:<id>` the workspace's member, on `room:<id>` the room's. */
    'member.added': { member: WorkspaceMember };
    'member.removed': { userId: string };
    'member.role_changed': { userId: string; role: Role };
    /** On `user:<id>`. */
    'workspace.joined': { workspace: Workspace };
    'workspace.left': { workspaceId: string };
  }
}

/** Events whose wire `data` is the bare thing, and the key the SDK puts it under. */
export const workspacesWireKeys = {
  'workspace.updated': 'workspace',
  'member.added': 'member',
  'workspace.joined': 'workspace',
} as const;
