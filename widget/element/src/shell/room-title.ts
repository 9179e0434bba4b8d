import {
  hashIcon,
  type IconShape,
  keyIcon,
  lockIcon,
  userIcon,
  type WidgetRoom,
} from '@teambrain/widget-kit';

/** What a room is called: its name, or the other people of a direct room. */
export function roomTitle(room: WidgetRoom, viewerId: string | undefined): string {
  if (!room.direct) return room.name;
  const others = (room.peers ?? []).filter((peer) => peer.id !== viewerId);
  return others.map((peer) => peer.displayName || peer.username).join(', ') || room.name;
}

export function roomIcon(room: WidgetRoom): IconShape {
  if (room.direct) return userIcon;
  switch (room.visibility) {
    case 'public':
      return hashIcon;
    case 'password':
      return keyIcon;
    case 'personal':
      return userIcon;
    default:
      return lockIcon;
  }
}
