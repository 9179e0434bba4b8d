import type { SignalFrame } from '@teambrain/protocol';
import type { ChannelNotice, ChannelState, EventMeta } from './contract.js';
import type { Deferred } from './wait.js';

export interface RawEvent extends EventMeta {
  type: string;
  data: unknown;
}
/** What a holder hears of its channel. */
export interface Listener {
  event(event: RawEvent): void;
  signal(frame: SignalFrame): void;
  notice(notice: ChannelNotice): void;
}
/** One subscription, shared by all who hold the channel. */
export interface Subscription {
  readonly name: string;
  readonly listeners: Set<Listener>;
  state: ChannelState;
  /** Everything up to this one was handed out. */
  seq: number | undefined;
  /** Epoch of the log that `seq` counts in; unknown when `seq` came from a snapshot. */
  epoch: string | undefined;
  ready: Deferred<void>;
  /** Number of the sub frame that is to be answered. */
  asked: number | undefined;
  resetBy: string | undefined;
  /** Head that the beat before told, when it was ahead of `seq`. */
  lag: number | undefined;
}
