import type { CreateRoom, Room, RoomMember } from './types.js';

/** Counts what is unread: given by the plugin that owns the messages. */
export interface UnreadSource {
  /**
   * For each room the messages after `after` that this user did not write and nobody deleted, and how many of them
   * mention the user. Rooms without any may be left out.
   */
  count(
    userId: string,
    rooms: readonly { roomId: string; after: number }[],
  ): Promise<Map<string, { unread: number; mentions: number }>>;
}

/** What other plugins may ask of rooms. Rights are the caller's business: routes declare them. */
export interface RoomsService {
  find(roomId: string): Promise<Room | null>;
  create(input: CreateRoom & { workspaceId: string; ownerId: string }): Promise<Room>;
  /** Idempotent. Guests and accounts made by an import take no place. Throws `room_full`. */
  addMember(roomId: string, userId: string, role: 'admin' | 'member' | 'viewer'): Promise<RoomMember>;
  /**
   * Adds the user, or gives a member or viewer this role; owners and admins keep theirs. `present`: for members alone,
   * nobody is added. False: it is none.
   */
  setMember(roomId: string, userId: string, role: 'member' | 'viewer', only?: 'present'): Promise<boolean>;
  /**
   * One account takes the place of another in a room: its role unless it has one there, and the read cursor that is
   * further. False: there was no place to take.
   */
  replaceMember(roomId: string, fromId: string, toId: string): Promise<boolean>;
  /**
   * Takes a member out; a room that it owned goes to the longest-standing admin, else member. Does nothing to who is none,
   * and in personal and direct rooms.
   */
  removeMember(roomId: string, userId: string): Promise<void>;
  /** Deletes the room; does nothing where there is none. */
  remove(roomId: string): Promise<void>;
  /** Ids of the members, in order of joining. */
  memberIds(roomId: string): Promise<string[]>;
  /** Rooms of a workspace that the user is a member of. */
  roomIdsOf(userId: string, workspaceId: string): Promise<string[]>;
  /**
   * For a statement that answers from many rooms at once, with nothing that its reader may not read at that moment: a
   * query for the `id` of each room of the workspace `$1` that the user `$2` reads. `$3`: ids of the rooms that an embed
   * session is confined to, else null.
   */
  readonly readableRooms: string;
  /** Moves the user's read cursor forward, at most to the newest message. */
  markRead(roomId: string, userId: string, seq: number): Promise<void>;
  /** Called once, at boot. Without a source nothing counts as unread. */
  countUnreadWith(source: UnreadSource): void;
}
