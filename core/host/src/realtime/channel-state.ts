import type { RightsVersion } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Connection } from './connection.js';
import type { ChannelKind } from './contract.js';
import type { Encoded } from './wire.js';

/** An event that reached this instance. `frame` is null where nothing of it may be shown any more. */
export interface Arrival {
  seq: number;
  version: RightsVersion;
  frame: Encoded | null;
}

/** A subscription that still reads what it missed; live events are kept for it meanwhile. */
export interface Joining {
  readonly connection: Connection;
  readonly state: ChannelState;
  events: Arrival[];
  /** More came than is kept: the client has to load anew. */
  overflowed: boolean;
  cancelled: boolean;
}

/** A channel with subscribers on this instance. */
export interface ChannelState {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly id: string;
  parent: string | null;
  /** The next number to deliver; 0 until the head was read. */
  next: number;
  /** All subscribers were authorised under this version or a newer one. */
  version: RightsVersion;
  /** Rights are being read anew; nothing is delivered meanwhile. */
  blocked: boolean;
  /** Subscriptions that become live once the rights are known. */
  unblocked: (() => void)[] | null;
  /** Live sockets by format. */
  readonly json: Set<Connection>;
  readonly msgpack: Set<Connection>;
  readonly actors: Map<string, { actor: Actor; sockets: number }>;
  readonly joining: Set<Joining>;
  /** Arrived ahead of their turn. */
  readonly held: Map<number, Arrival>;
  /** Highest number known to exist. */
  expected: number;
  gapTimer: NodeJS.Timeout | null;
  catching: boolean;
  waiters: { seq: number; resolve(): void }[] | null;
  /** Number of the event that moved the rights last, where this instance was told. */
  movedAt: number;
  /** When the last event was delivered, for beats. */
  changedAt: number;
  /** Frames of this turn of the event loop. */
  events: Encoded[];
  signals: Encoded[];
  leaveBus(): void;
}

export function createChannelState(name: string, kind: ChannelKind, id: string): ChannelState {
  return {
    name,
    kind,
    id,
    parent: null,
    next: 0,
    version: '0.0',
    blocked: false,
    unblocked: null,
    json: new Set(),
    msgpack: new Set(),
    actors: new Map(),
    joining: new Set(),
    held: new Map(),
    expected: 0,
    gapTimer: null,
    catching: false,
    waiters: null,
    movedAt: 0,
    changedAt: 0,
    events: [],
    signals: [],
    leaveBus: () => undefined,
  };
}

export function* socketsOf(state: ChannelState): Generator<Connection> {
  yield* state.json;
  yield* state.msgpack;
}

export const isEmpty = (state: ChannelState): boolean =>
  state.json.size === 0 && state.msgpack.size === 0 && state.joining.size === 0;
