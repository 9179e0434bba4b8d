import type { Workspace } from '../../shared/types.js';
import type { ViewedRow, WorkspaceRow } from './repository.js';

/** As everybody may get it: nothing in it differs by viewer. */
export function workspaceView(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    ...(row.description === null ? {} : { description: row.description }),
    memberCount: row.memberCount,
    membersMayInvite: row.membersMayInvite,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

/** As one viewer gets it, with the role. */
export function viewedView(row: ViewedRow): Workspace {
  return { ...workspaceView(row), ...(row.role === null ? {} : { role: row.role }) };
}
