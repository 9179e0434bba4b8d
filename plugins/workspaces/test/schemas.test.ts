import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type * as schemas from '../shared/schemas.js';
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

// Checked by the compiler: `npm run types` fails when a schema and its type differ.
it('has schemas equal to the types that cross the wire', () => {
  expectTypeOf<Static<typeof schemas.workspaceSchema>>().toEqualTypeOf<Workspace>();
  expectTypeOf<Static<typeof schemas.workspaceMemberSchema>>().toEqualTypeOf<WorkspaceMember>();
  expectTypeOf<Static<typeof schemas.inviteSchema>>().toEqualTypeOf<Invite>();
  expectTypeOf<Static<typeof schemas.auditEntrySchema>>().toEqualTypeOf<AuditEntry>();
  expectTypeOf<Static<typeof schemas.workspaceStatsSchema>>().toEqualTypeOf<WorkspaceStats>();
  expectTypeOf<Static<typeof schemas.createWorkspaceBody>>().toEqualTypeOf<CreateWorkspace>();
  expectTypeOf<Static<typeof schemas.updateWorkspaceBody>>().toEqualTypeOf<UpdateWorkspace>();
  expectTypeOf<Static<typeof schemas.createInviteBody>>().toExtend<CreateInvite>();
});
