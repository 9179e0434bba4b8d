import type { Page, Role, User } from '@teambrain/protocol';
import type { WidgetRoomHandle } from '@teambrain/widget-kit';
import type { MessagingApi, RoomMessages } from '../client/api.js';
import type { Message } from '../shared/types.js';

declare module '@teambrain/widget-kit' {
  interface WidgetClient {
    readonly messaging: MessagingApi;
  }
  interface WidgetRoomHandle {
    readonly messages: RoomMessages;
  }
}

interface CreatedMeta {
  /** True for what was missed and is caught up on. */
  replay: boolean;
}

/** Uploads into a room. `onProgress` hears the uploaded part, 0 to 1; an aborted upload leaves nothing behind. */
export interface FileUploads {
  upload(
    file: File,
    options?: { onProgress?(share: number): void; signal?: AbortSignal },
  ): PromiseLike<{ id: string }>;
}

/**
 * An open room as the chat uses it. Presence and files are optional: where those plugins are off, nobody is seen typing, and
 * no file can be sent. The shapes are
 * written out because a panel stands on its own plugin's client part alone.
 */
export interface ChatRoom {
  readonly id: string;
  readonly messages: RoomMessages;
  read(seq: number, options?: { force?: boolean }): Promise<void>;
  members(query?: {
    limit?: number;
  }): AsyncIterable<{ user: User; role: Role }> & PromiseLike<Page<{ user: User }>>;
  on(type: 'message.created', handler: (event: { message: Message }, meta: CreatedMeta) => void): () => void;
  readonly files?: FileUploads;
  typing?(on: boolean): void;
  onTyping?(handler: (userIds: string[]) => void): () => void;
}

export function asChatRoom(handle: WidgetRoomHandle | null): ChatRoom | undefined {
  return handle && 'messages' in handle ? (handle as unknown as ChatRoom) : undefined;
}
