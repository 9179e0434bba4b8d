import type { RoomContext } from '@teambrain/client';
import type { PresenceEntry } from '../shared/types.js';
import type { RoomPresence } from './api.js';

/** Calls with everybody's presence: the snapshot, then after each change. Returns what ends it. */
export function watchPresence(
  { channel }: RoomContext,
  presence: RoomPresence['presence'],
  handler: (entries: readonly PresenceEntry[]) => void,
): () => void {
  const entries = new Map<string, PresenceEntry>();
  let over = false;
  const tell = () => handler([...entries.values()]);
  async function load() {
    const snapshot = await presence().catch(() => []);
    if (over) return;
    entries.clear();
    for (const entry of snapshot) entries.set(entry.userId, entry);
    tell();
  }
  const offs = [
    channel.onSignal('presence', ({ others = [], ...first }) => {
      for (const { userId, status } of [first, ...others]) {
        if (status === 'offline') entries.delete(userId);
        else entries.set(userId, { userId, status, since: new Date().toISOString() });
      }
      tell();
    }),
    // Signals are not kept: what passed while the connection was down is read anew.
    channel.onNotice(({ state }) => {
      if (state === 'live') load();
    }),
  ];
  load();
  return () => {
    over = true;
    for (const off of offs) off();
  };
}
