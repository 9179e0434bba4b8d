import type { Socket } from 'node:net';
import type { ClientFrame, WireFormat } from '@teambrain/protocol';
import type WebSocket from 'ws';
import type { RightsVersion } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { SocketPlace } from '../embedding/visitors.js';
import type { ChannelKind } from './contract.js';
import type { Encoded } from './wire.js';

/**
 * One client. A plain record without timers, closures or maps until they are needed: tens of thousands of idle ones
 * have to fit.
 */
export interface Connection {
  readonly ws: WebSocket;
  readonly socket: Socket;
  readonly format: WireFormat;
  readonly place: SocketPlace;
  /** Second of the beat cycle in which this one is served. */
  readonly slot: number;
  phase: 'opening' | 'verifying' | 'ready' | 'closing';
  actor: Actor | null;
  /** Gives the address its place for another socket that has not signed in yet. */
  admitted: (() => void) | null;
  channels: Map<string, ChannelState> | null;
  joining: Map<string, Joining> | null;
  /** Frames of this turn of the event loop, written together. */
  out: Buffer | null;
  more: Buffer[] | null;
  /** `do` frames without an answer, and what came while there were too many of them. */
  unacknowledged: number;
  waiting: ClientFrame[] | null;
  waitingBytes: number;
  /** The last `do` frame whose right is not decided yet: they are started in order. */
  gate: Promise<unknown> | null;
  /** Frames it may still send at once, and when that was counted. */
  credit: number;
  creditAt: number;
  beatAt: number;
  unansweredPings: number;
  /** Bytes that had left when it was last looked at, and since when nothing moved or too much waited. */
  drained: number;
  stalledSince: number;
}

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
