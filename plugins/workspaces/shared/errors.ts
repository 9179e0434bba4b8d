import type { ErrorCodeInfo } from '@teambrain/protocol';

/** Error codes of workspaces. */
export const workspaceErrorCodes = {
  workspace_slug_taken: { status: 409, title: 'Another workspace has this slug.' },
  workspace_last_owner: { status: 409, title: 'A workspace keeps its owner: hand it over first.' },
  workspace_member_exists: { status: 409, title: 'This user is already a member of the workspace.' },
  workspace_user_unknown: { status: 422, title: 'There is no such user.' },
  workspace_creation_closed: { status: 403, title: 'Only administrators of the server create workspaces.' },
  workspace_invite_invalid: { status: 404, title: 'The invitation is wrong, used up, revoked or expired.' },
  workspace_invite_addressed: { status: 403, title: 'The invitation is for another e-mail address.' },
} as const satisfies Record<string, ErrorCodeInfo>;
