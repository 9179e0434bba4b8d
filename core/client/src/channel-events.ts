import type { ChannelEvent, ChannelHandle, ChannelNotice } from './contract.js';
import type { Handlers } from './emitter.js';
import type { RawEvent } from './subscription.js';

/** A hold's events as an async iterator. The widget for script tags is built without. */
export function createEvents(
  events: Handlers<[RawEvent]>,
  notices: Handlers<[ChannelNotice]>,
  closings: Handlers<[]>,
): ChannelHandle['events'] {
  /** Listens from the call on, not from the first `next()`: nothing between the two is missed. */
  return ({ signal } = {}) => {
    const queue: RawEvent[] = [];
    let over = signal?.aborted ?? false;
    let wake = () => {};
    const finish = () => {
      over = true;
      wake();
    };
    const offs = [
      events.add((event) => {
        queue.push(event);
        wake();
      }),
      notices.add((notice) => notice.state === 'ended' && finish()),
      closings.add(finish),
    ];
    signal?.addEventListener('abort', finish);
    async function* take(): AsyncIterableIterator<ChannelEvent> {
      try {
        while (true) {
          const next = queue.shift();
          if (next) yield next as ChannelEvent;
          else if (over) return;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        for (const off of offs) off();
        signal?.removeEventListener('abort', finish);
      }
    }
    return take();
  };
}
