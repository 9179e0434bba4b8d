import {
  hashIcon,
  type IconShape,
  keyIcon,
  lockIcon,
  userIcon,
  type WidgetRoom,
} from '@teambrain/widget-kit';

/** What the viewer calls a room: its name, or the others of a direct room. */
export function roomName(
  room: Pick<WidgetRoom, 'name' | 'direct' | 'peers'>,
  viewerId: string | undefined,
): string {
  const others = room.direct ? (room.peers ?? []).filter(({ id }) => id !== viewerId) : [];
  return others.map((peer) => peer.displayName || peer.username).join(', ') || room.name;
}

export function visibilityIcon(visibility: string): IconShape {
  if (visibility === 'public') return hashIcon;
  if (visibility === 'password') return keyIcon;
  return visibility === 'personal' ? userIcon : lockIcon;
}
