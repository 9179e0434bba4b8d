import type { Role, User } from '@teambrain/protocol';

export type RoomVisibility = 'personal' | 'private' | 'invite' | 'public' | 'password';
export type RoomKind = 'chat' | 'voice' | 'tasks' | 'document' | 'board';

/** A place in a workspace. Users see "space". */
export interface Room {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  topic?: string;
  visibility: RoomVisibility;
  /** Chooses the panel that opens first. */
  kind: RoomKind;
  /** A direct room of fixed people, which nobody else reads. */
  direct?: boolean;
  /** The people of a direct room, first 10. */
  peers?: User[];
  memberCount: number;
  maxMembers: number;
  archived?: boolean;
  /** Head of the room's channel log. */
  seq: number;
  version: number;
  createdAt: string;
  /** Only in answers to the viewer's own request. */
  role?: Role | null;
  readSeq?: number;
  unread?: number;
  /** Unread messages that mention the viewer. */
  mentions?: number;
}

export interface RoomMember {
  user: User;
  role: Role;
  joinedAt: string;
}

export interface ReadState {
  roomId: string;
  readSeq: number;
  unread: number;
  mentions: number;
}

export interface CreateRoom {
  name: string;
  slug?: string;
  topic?: string;
  visibility?: RoomVisibility;
  password?: string;
  kind?: RoomKind;
  maxMembers?: number;
}
export interface UpdateRoom {
  name?: string;
  topic?: string;
  visibility?: RoomVisibility;
  password?: string;
  maxMembers?: number;
  archived?: boolean;
  baseVersion?: number;
}
