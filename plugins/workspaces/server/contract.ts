import type { Role } from '@teambrain/protocol';
import type { WorkspacesService } from '../shared/service.js';

declare module '@teambrain/core' {
  interface Services {
    workspaces: WorkspacesService;
  }
  interface ServerEvents {
    'workspace.created': { workspaceId: string; ownerId: string };
    'workspace.deleted': { workspaceId: string };
    'workspace.member_added': { workspaceId: string; userId: string; role: Role };
    'workspace.member_removed': { workspaceId: string; userId: string };
    'workspace.role_changed': { workspaceId: string; userId: string; role: Role };
  }
  interface ServerHooks {
    /** Somebody joined by an invitation; `roomId` is the room it was for. Runs before the answer, after COMMIT. */
    'workspace.invite_accepted': { workspaceId: string; userId: string; roomId: string; role: Role };
  }
}
