import type { ChannelHandle, ClientCore } from '@teambrain/client';
import type { RoomPresence } from './api.js';

const repeatMs = 3_000;
const idleMs = 6_000;
/** A little longer than the sender's own end, so that a lost `off` does not leave somebody typing for ever. */
const forgetMs = 7_000;

export function createTyping(
  core: ClientCore,
  channel: ChannelHandle,
): Pick<RoomPresence, 'typing' | 'onTyping'> {
  let saidAt = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function typing(on: boolean) {
    clearTimeout(idle);
    if (on) {
      idle = setTimeout(typing, idleMs, false);
      if (Date.now() - saidAt < repeatMs) return;
      saidAt = Date.now();
    } else {
      if (saidAt === 0) return;
      saidAt = 0;
    }
    channel.signal('typing', { on });
  }

  return {
    typing,
    onTyping(handler) {
      const typists = new Map<string, ReturnType<typeof setTimeout>>();
      const stop = (userId: string) => {
        clearTimeout(typists.get(userId));
        if (typists.delete(userId)) handler([...typists.keys()]);
      };
      const offs = [
        channel.onSignal('typing', ({ on }, { actor }) => {
          if (actor === core.auth.user?.id) return;
          if (!on) return stop(actor);
          const known = typists.has(actor);
          clearTimeout(typists.get(actor));
          typists.set(actor, setTimeout(stop, forgetMs, actor));
          if (!known) handler([...typists.keys()]);
        }),
        // Whoever sent a message has stopped typing, even when the signal that says so was lost.
        channel.onAny(({ type, actor }) => {
          if (type === 'message.created' && actor) stop(actor);
        }),
      ];
      return () => {
        for (const off of offs) off();
        for (const timer of typists.values()) clearTimeout(timer);
      };
    },
  };
}
