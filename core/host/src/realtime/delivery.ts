import type { Arrival, ChannelState } from './live.js';
import type { Outbox } from './outbox.js';
import { isNewer } from './rights-version.js';

/** How long an event waits for one before it that is still on its way. */
const holdMs = 100;
/** Events kept ahead of their turn; beyond it they are read from the log. */
const maxHeld = 500;
/** Events kept for a subscription that still reads what it missed. */
const maxJoining = 1_000;

export interface DeliveryDeps {
  outbox: Outbox;
  /** Rights moved: reads them anew, then calls `resume`. Nothing of the channel is delivered meanwhile. */
  recheck(state: ChannelState): void;
  /** Something is missing: reads it from the log. */
  catchUp(state: ChannelState): void;
}

/**
 * Delivers the events of a channel in order of `seq`, each once, and none under rights that have moved since the
 * subscribers were authorised.
 */
export function createDelivery({ outbox, recheck, catchUp }: DeliveryDeps) {
  function deliver(state: ChannelState, arrival: Arrival): void {
    state.next = arrival.seq + 1;
    state.changedAt = Date.now();
    for (const joining of state.joining) {
      if (joining.events.length < maxJoining) joining.events.push(arrival);
      else joining.overflowed = true;
    }
    if (arrival.frame) outbox.event(state, arrival.frame);
    if (state.waiters) wake(state);
  }

  function wake(state: ChannelState): void {
    const waiting = state.waiters ?? [];
    const left = waiting.filter(({ seq }) => seq >= state.next);
    state.waiters = left.length > 0 ? left : null;
    for (const waiter of waiting) if (waiter.seq < state.next) waiter.resolve();
  }

  /** An event came, from this instance, the bus or the log. */
  function arrive(state: ChannelState, arrival: Arrival): void {
    if (state.next !== 0 && arrival.seq < state.next) return;
    const ready = arrival.seq === state.next && !state.blocked && !isNewer(arrival.version, state.version);
    if (!ready) {
      if (state.held.size < maxHeld) state.held.set(arrival.seq, arrival);
      state.expected = Math.max(state.expected, arrival.seq);
      if (state.next !== 0) resume(state);
      return;
    }
    deliver(state, arrival);
    if (state.held.size > 0) resume(state);
  }

  /** Delivers what is held and due; asks for what is missing. */
  function resume(state: ChannelState): void {
    while (!state.blocked) {
      const arrival = state.held.get(state.next);
      if (!arrival) break;
      if (isNewer(arrival.version, state.version)) {
        recheck(state);
        return;
      }
      state.held.delete(arrival.seq);
      deliver(state, arrival);
    }
    if (state.blocked) return;
    if (state.held.size > 0)
      for (const seq of state.held.keys()) if (seq < state.next) state.held.delete(seq);
    if (state.next <= state.expected) expect(state, state.expected);
  }

  /** An event of this number exists. It is read from the log unless it comes within 100 ms. */
  function expect(state: ChannelState, seq: number, waitMs = holdMs): void {
    state.expected = Math.max(state.expected, seq);
    if (state.next === 0 || state.next > state.expected || state.gapTimer || state.catching) return;
    state.gapTimer = setTimeout(() => {
      state.gapTimer = null;
      if (!state.blocked && state.next <= state.expected) catchUp(state);
    }, waitMs);
    state.gapTimer.unref();
  }

  return {
    arrive,
    resume,
    expect,
    /** The first head of the channel was read: delivery starts above it. */
    open(state: ChannelState, next: number): void {
      state.next = next;
      resume(state);
    },
    /** Resolves once everything up to `seq` was delivered. */
    reach(state: ChannelState, seq: number): Promise<void> {
      if (state.next > seq) return Promise.resolve();
      expect(state, seq, 0);
      return new Promise((resolve) => {
        state.waiters = [...(state.waiters ?? []), { seq, resolve }];
      });
    },
  };
}

export type Delivery = ReturnType<typeof createDelivery>;
