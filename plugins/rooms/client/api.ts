import type { ChannelHandle, List, RoomGeneric, Store } from '@teambrain/client';
import type { Role } from '@teambrain/protocol';
import type { CreateRoom, ReadState, Room, RoomMember, UpdateRoom } from '../shared/types.js';

export interface InviteToRoom {
  role?: Role;
  email?: string;
  maxUses?: number;
  expiresInHours?: number;
}
export interface RoomInvite {
  id: string;
  role: Role;
  expiresAt: string;
  token?: string;
  url?: string;
}

/** Which room: by id, or within a workspace (id or slug) by slug or name. */
export type RoomRef =
  | { id: string; workspace?: string }
  | { workspace: string; slug: string }
  | { workspace: string; name: string };

/** An open room: subscribed until `close()`. Events, signals and the raw subscription come from the channel. */
export interface RoomBase extends Pick<ChannelHandle, 'on' | 'onSignal' | 'events'> {
  readonly id: string;
  readonly workspaceId: string;
  /** The room as last seen; replaced on `room.updated` and by one's own calls. */
  readonly data: Room;
  readonly channel: ChannelHandle;
  /** Calls after each change of `data` (name, topic, read cursor …). */
  subscribe(listener: (room: Room) => void): () => void;
  refresh(): Promise<Room>;
  update(changes: UpdateRoom): Promise<Room>;
  delete(): Promise<void>;
  join(input?: { password?: string }): Promise<Room>;
  leave(): Promise<void>;
  /** Moves the read cursor forward to `seq` (coalesced, at most one call per 300 ms); `force` sets it back: mark unread. */
  read(seq: number, options?: { force?: boolean }): Promise<void>;
  unread(): Promise<ReadState>;
  members(query?: { limit?: number; cursor?: string }): List<RoomMember>;
  addMember(input: { userId: string; role?: Role }): Promise<RoomMember>;
  setRole(userId: string, role: Role): Promise<RoomMember>;
  removeMember(userId: string): Promise<void>;
  invite(input?: InviteToRoom): Promise<RoomInvite>;
  /** Gives the subscription back. */
  close(): void;
}
export type RoomHandle<Ext = unknown> = RoomBase & Ext;

export interface RoomsState {
  /** My rooms in the workspace, by name; direct rooms after the others. */
  rooms: readonly Room[];
  loading: boolean;
  error: Error | undefined;
  unread: number;
  mentions: number;
}
export interface RoomsStore extends Store<RoomsState> {
  refresh(): Promise<void>;
  close(): void;
}

/** `tb.rooms` */
export interface RoomsApi<Ext = unknown> {
  /** Finds the room and subscribes to it. */
  open(ref: RoomRef | string): Promise<RoomHandle<Ext>>;
  /** My rooms. */
  list(workspace: string, query?: { limit?: number; cursor?: string }): List<Room>;
  /** Rooms I may join. */
  discover(workspace: string, query?: { limit?: number; cursor?: string }): List<Room>;
  get(roomId: string): Promise<Room>;
  create(workspace: string, input: CreateRoom): Promise<Room>;
  /** The direct room of me and these people: made once, the same one ever after. */
  direct(workspace: string, userIds: string[]): Promise<Room>;
  join(roomId: string, input?: { password?: string }): Promise<Room>;
  leave(roomId: string): Promise<void>;
  /** My rooms as a live list with unread counts. */
  store(options: { workspace: string }): RoomsStore;
}

/** Ties `RoomsApi` to what the other parts add to a room. */
export interface RoomsGeneric extends RoomGeneric {
  readonly api: RoomsApi<this['room']>;
}
