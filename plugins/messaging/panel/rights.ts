import type { WidgetState } from '@teambrain/widget-kit';
import type { MessageRights } from './timeline/row-context.js';

/**
 * What the viewer may do with messages in the current room. The server decides; this only keeps controls away that it
 * would refuse. A workspace's owner and admin act on rooms that they have not joined.
 */
export function messageRights(state: WidgetState): MessageRights {
  const { room, workspace } = state;
  const closed = state.readonly || !room || room.archived === true;
  const role = room?.role ?? (isManager(workspace?.role) ? workspace?.role : undefined);
  const write = !closed && role !== undefined && role !== 'viewer';
  return {
    write,
    react: write && !state.noReactions,
    moderate: !closed && (isManager(role) || (isManager(workspace?.role) && !room?.direct)),
  };
}

function isManager(role: string | null | undefined): boolean {
  return role === 'owner' || role === 'admin';
}
