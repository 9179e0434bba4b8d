import type {
  BeatFrame,
  ClientFrame,
  EndedFrame,
  ErrFrame,
  EventFrame,
  LiveFrame,
  ResetFrame,
  SignalFrame,
} from '@teambrain/protocol';
import { frameError, mayPass } from './api-error.js';
import { createHold } from './channel-hold.js';
import type { ChannelHandle, ChannelNotice } from './contract.js';
import { TeamBrainError } from './errors.js';
import type { Listener, Subscription } from './subscription.js';
import { deferred } from './wait.js';

export interface ChannelsOptions {
  send(frame: ClientFrame): boolean;
  epoch(): string | undefined;
  nextId(): number;
  wireKeys: Readonly<Record<string, string>>;
  /** Somebody wants a connection. */
  onWanted(): void;
  onError(error: Error): void;
}

export interface Channels {
  hold(name: string, after?: number): ChannelHandle;
  /** Subscribes anew to all that are held. */
  onReady(): void;
  onDown(): void;
  /** Hands a frame on; false when it answers something else. */
  onFrame(
    frame: EventFrame | SignalFrame | LiveFrame | ResetFrame | EndedFrame | ErrFrame | BeatFrame,
  ): boolean;
  /** Ends all subscriptions. */
  end(reason: string): void;
}

export function createChannels(options: ChannelsOptions): Channels {
  const subscriptions = new Map<string, Subscription>();
  const asked = new Map<number, Subscription>();

  function ask(sub: Subscription) {
    const id = options.nextId();
    const { name: channel, seq: after, epoch } = sub;
    if (
      options.send({ op: 'sub', id, channel, ...(after !== undefined && { after, ...(epoch && { epoch }) }) })
    ) {
      sub.asked = id;
      asked.set(id, sub);
    }
  }

  function tell(sub: Subscription, notice: ChannelNotice) {
    for (const listener of [...sub.listeners]) listener.notice(notice);
  }

  function end(sub: Subscription, reason: string, error?: Error) {
    sub.state = 'ended';
    sub.asked = undefined;
    sub.ready.reject(
      error ?? new TeamBrainError(`${sub.name} ended: ${reason}. Open it again once it may be read.`),
    );
    tell(sub, { state: 'ended', reason });
  }

  function live(sub: Subscription, frame: LiveFrame) {
    // Numbers below the head that never came belong to events that nobody may see any more.
    sub.seq = Math.max(sub.seq ?? 0, frame.head);
    sub.epoch = options.epoch();
    sub.state = 'live';
    const reason = sub.resetBy;
    sub.resetBy = undefined;
    sub.ready.resolve();
    if (reason) tell(sub, { state: 'reset', reason });
    tell(sub, { state: 'live' });
  }

  function reset(sub: Subscription, frame: ResetFrame) {
    // One that asked for no replay has nothing to be reset: trying again would go round for ever.
    if (sub.seq === undefined) return end(sub, frame.reason);
    sub.seq = undefined;
    sub.resetBy = frame.reason;
    ask(sub);
  }

  function refused(sub: Subscription, frame: ErrFrame) {
    const error = frameError(frame);
    options.onError(error);
    if (!mayPass(error) || error.status === 401) return end(sub, frame.code, error);
    const waitMs = (error.retryAfter ?? 2) * 1_000 * (1 + Math.random());
    setTimeout(() => {
      if (sub.asked === undefined && sub.state === 'waiting' && sub.listeners.size > 0) ask(sub);
    }, waitMs);
  }

  function event(frame: EventFrame) {
    const sub = subscriptions.get(frame.channel);
    if (!sub || sub.state === 'ended' || frame.seq <= (sub.seq ?? -1)) return;
    sub.seq = frame.seq;
    const { op: _, ...rest } = frame;
    const key = options.wireKeys[frame.type];
    const data = key ? { [key]: frame.data } : frame.data;
    const raw = { ...rest, data, replay: sub.state === 'waiting' };
    for (const listener of [...sub.listeners]) listener.event(raw);
  }

  /** A subscription still behind the head that the last beat told has lost something: it asks for the rest. */
  function beat(frame: BeatFrame) {
    for (const sub of subscriptions.values()) {
      const behind = sub.lag !== undefined && sub.lag > (sub.seq ?? 0);
      sub.lag = frame.heads[sub.name];
      if (!behind || sub.state !== 'live') continue;
      sub.state = 'waiting';
      options.send({ op: 'unsub', id: options.nextId(), channel: sub.name });
      ask(sub);
    }
  }

  function release(sub: Subscription, listener: Listener) {
    sub.listeners.delete(listener);
    if (sub.listeners.size > 0 || subscriptions.get(sub.name) !== sub) return;
    subscriptions.delete(sub.name);
    if (sub.asked !== undefined) asked.delete(sub.asked);
    if (sub.state !== 'ended') options.send({ op: 'unsub', id: options.nextId(), channel: sub.name });
  }

  return {
    hold(name, after) {
      let sub = subscriptions.get(name);
      if (!sub || sub.state === 'ended') {
        const listeners = sub?.listeners ?? new Set();
        sub = {
          name,
          listeners,
          state: 'waiting',
          seq: after,
          epoch: undefined,
          ready: deferred(),
          asked: undefined,
          resetBy: undefined,
          lag: undefined,
        };
        subscriptions.set(name, sub);
        options.onWanted();
        ask(sub);
      }
      const held = sub;
      return createHold(held, {
        current: () => subscriptions.get(name) ?? held,
        release: (listener) => release(subscriptions.get(name) ?? held, listener),
        signal: (type, data) => options.send({ op: 'signal', channel: name, type, data }),
      });
    },
    onReady() {
      for (const sub of subscriptions.values()) if (sub.state !== 'ended') ask(sub);
    },
    onDown() {
      asked.clear();
      for (const sub of subscriptions.values()) {
        sub.asked = undefined;
        if (sub.state === 'live') sub.state = 'waiting';
      }
    },
    onFrame(frame) {
      if (frame.op === 'event') event(frame);
      else if (frame.op === 'beat') beat(frame);
      else if (frame.op === 'signal') {
        for (const listener of [...(subscriptions.get(frame.channel)?.listeners ?? [])])
          listener.signal(frame);
      } else if (frame.op === 'ended') {
        const sub = subscriptions.get(frame.channel);
        if (sub && sub.state !== 'ended') end(sub, frame.reason);
      } else {
        const sub = asked.get(frame.id);
        if (!sub) return false;
        asked.delete(frame.id);
        // An answer to an older question of the same subscription says nothing about the present one.
        if (sub.asked !== frame.id) return true;
        sub.asked = undefined;
        if (frame.op === 'live') live(sub, frame);
        else if (frame.op === 'reset') reset(sub, frame);
        else refused(sub, frame);
      }
      return true;
    },
    end(reason) {
      const held = [...subscriptions.values()];
      // Not to be taken up again: who holds them must not hear what the next user opens under the same name.
      subscriptions.clear();
      for (const sub of held) if (sub.state !== 'ended') end(sub, reason);
    },
  };
}
