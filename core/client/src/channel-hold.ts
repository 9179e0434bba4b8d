import type { SignalFrame } from '@teambrain/protocol';
import { createEvents } from './channel-events.js';
import type { ChannelHandle, ChannelNotice } from './contract.js';
import { createHandlers } from './emitter.js';
import type { Listener, RawEvent, Subscription } from './subscription.js';

interface HoldOptions {
  /** The subscription behind the name now: a channel that ended and was asked for again has a new one. */
  current(): Subscription;
  release(listener: Listener): void;
  signal(type: string, data: unknown): void;
}

/** One consumer's view of a subscription, with handlers of its own. */
export function createHold(first: Subscription, options: HoldOptions): ChannelHandle {
  const events = createHandlers<[RawEvent]>();
  const signals = createHandlers<[SignalFrame]>();
  const notices = createHandlers<[ChannelNotice]>();
  const closings = createHandlers<[]>();
  const listener: Listener = { event: events.call, signal: signals.call, notice: notices.call };
  first.listeners.add(listener);

  return {
    name: first.name,
    get state() {
      return options.current().state;
    },
    get seq() {
      return options.current().seq;
    },
    get ready() {
      return options.current().ready.promise;
    },
    on: (type, handler) =>
      events.add((event) => {
        const { type: name, data, ...meta } = event;
        if (name === type) handler(data as never, meta);
      }),
    onAny: (handler) => events.add(handler),
    onSignal: (type, handler) =>
      signals.add(({ type: name, data, channel, actor }) => {
        if (name === type) handler(data as never, { channel, actor });
      }),
    onNotice: (handler) => notices.add(handler),
    events: createEvents(events, notices, closings),
    signal(type, data) {
      const sub = options.current();
      if (sub.state === 'live' && sub.listeners.has(listener)) options.signal(type, data);
    },
    close() {
      options.release(listener);
      closings.call();
    },
  };
}
