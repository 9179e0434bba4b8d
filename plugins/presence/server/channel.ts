import type { Realtime } from '@teambrain/core';
import type { Static } from 'typebox';
import { presenceSignalSchema, typingSchema } from '../shared/schemas.js';
import type { PresenceChange } from '../shared/types.js';
import type { Roster } from './roster.js';
import { createTyping } from './typing.js';

const idOf = (channel: string) => channel.slice(channel.indexOf(':') + 1);

/** Hears who joins and leaves the channels of rooms, and declares the signals about it. */
export function registerPresence(realtime: Realtime, roster: Roster): () => void {
  const mayPass = createTyping();

  realtime.registerSignal<Static<typeof typingSchema>>({
    type: 'typing',
    channel: 'room',
    summary: 'Somebody types, or stopped; at most one in 3 s per user',
    data: typingSchema,
    fromClients: { permission: 'presence.type', perMinute: 60 },
    accept: ({ actor, id, data }) => (mayPass(id, actor.id, data.on) ? { on: data.on } : null),
  });

  realtime.registerSignal<Static<typeof presenceSignalSchema>>({
    type: 'presence',
    channel: 'room',
    summary: 'Somebody came, went or is away; clients say `{ status }` of themselves, online or away',
    data: presenceSignalSchema,
    fromClients: { perMinute: 60 },
    accept({ actor, id, data }) {
      if (data.status !== 'offline' && roster.isHere(id, actor.id)) roster.set(id, actor.id, data.status);
      return null;
    },
  });

  return realtime.observe('room', {
    join: (channel, actor) => roster.set(idOf(channel), actor.id, 'online'),
    leave: (channel, actor) => roster.set(idOf(channel), actor.id, 'offline'),
  });
}

/** One signal for everything that changed in a room within a second. */
export function announceIn(realtime: Realtime, roomId: string, changes: readonly PresenceChange[]): void {
  const [first, ...others] = changes;
  if (!first) return;
  const { userId, status } = first;
  const more = others.map((change) => ({ userId: change.userId, status: change.status }));
  const data = { userId, status, ...(more.length > 0 ? { others: more } : {}) };
  realtime.channel('room', roomId).signal('presence', data, userId, { local: true });
}
