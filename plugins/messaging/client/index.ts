import type { ClientPart } from '@teambrain/client';
import { messagingWireKeys } from '../shared/index.js';
import type { MessagingApi, RoomMessages } from './api.js';
import { createMessages } from './messages.js';
import { createRoomMessages } from './room-messages.js';

export type * from './api.js';

/** Adds `tb.messaging` and `room.messages`. */
export const messaging: ClientPart<'messaging', MessagingApi, { readonly messages: RoomMessages }> = {
  name: 'messaging',
  wireKeys: messagingWireKeys,
  setup: createMessages,
  room: (core, room) => ({ messages: createRoomMessages(core, room) }),
};
