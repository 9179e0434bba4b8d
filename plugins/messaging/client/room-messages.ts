import type { ClientCore, RoomContext } from '@teambrain/client';
import { path, uuidv7 } from '@teambrain/client';
import type { Message, MessageWindow } from '../shared/types.js';
import type { RoomMessages, SentMessage } from './api.js';
import { withRoomCalls } from './messages.js';
import { openTimeline } from './open-timeline.js';

export function createRoomMessages(core: ClientCore, room: RoomContext): RoomMessages {
  const base = path`/rooms/${room.id}/messages`;

  async function* history({
    limit = 50,
    before,
    signal,
  }: Parameters<RoomMessages['history']>[0] = {}): AsyncIterableIterator<Message> {
    for (let more = true; more; ) {
      const page = await core.request<MessageWindow>('GET', base, { query: { limit, before }, signal });
      before = page.items[0]?.seq;
      yield* page.items.reverse();
      more = page.hasBefore && before !== undefined;
    }
  }

  const messages = withRoomCalls(core, room.id, {
    history,
    window: (query) => core.request('GET', base, { query }),
    send({ clientId = uuidv7(), ...data }) {
      return core.outbox.add({
        clientId,
        queue: room.id,
        createdAt: new Date().toISOString(),
        operation: {
          action: 'messaging.send',
          channel: `room:${room.id}`,
          method: 'POST',
          path: base,
          data,
          clientId,
        },
      }) as SentMessage;
    },
    timeline: (options) => openTimeline(core, room, messages, options),
  });
  return messages;
}
