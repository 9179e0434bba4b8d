import type { ClientCore } from '@teambrain/client';
import { path } from '@teambrain/client';

/** Scrolling reports many positions: at most one call in this time carries the furthest. */
const everyMs = 300;

/** Sends read positions: forward only unless forced, the furthest of a moment, again when the network failed. */
export function createReadCursor(core: ClientCore, roomId: string, onMoved: (seq: number) => void) {
  let sent = 0;
  let wanted = 0;
  let due: Promise<void> | undefined;
  let lastCall = 0;
  let closed = false;

  async function put(seq: number, force?: boolean) {
    await core.perform({
      action: 'rooms.read',
      channel: `room:${roomId}`,
      method: 'PUT',
      path: path`/rooms/${roomId}/read`,
      data: force ? { seq, force } : { seq },
      idempotent: true,
    });
    sent = seq;
    onMoved(seq);
  }

  async function later() {
    // Always a turn later, so that all positions of one go are known by then.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, lastCall + everyMs - Date.now())));
    lastCall = Date.now();
    due = undefined;
    if (!closed && wanted > sent) await put(wanted);
  }

  return {
    async read(seq: number, { force = false } = {}) {
      if (force) {
        wanted = seq;
        return put(seq, true);
      }
      if (seq <= Math.max(wanted, sent) && seq <= sent) return;
      wanted = Math.max(wanted, seq);
      due ??= later();
      return due;
    },
    close() {
      closed = true;
    },
  };
}
