import type { User } from './user.js';

export const subprotocols = { json: 'teambrain.v1.json', msgpack: 'teambrain.v1.msgpack' } as const;
export type WireFormat = keyof typeof subprotocols;

/** Bounds that both sides keep. Sizes in bytes, times in milliseconds. */
export const bounds = {
  maxFrame: 64 * 1024,
  heartbeatMs: 25_000,
  authTimeoutMs: 5_000,
  subscriptionsBeforeReady: 5,
  bytesBeforeReady: 16 * 1024,
  subscriptionsPerSocket: 200,
  unacknowledged: 32,
  softBuffer: 64 * 1024,
  hardBuffer: 1024 * 1024,
  drainMs: 10_000,
  allBuffers: 128 * 1024 * 1024,
  replayEvents: 500,
  replayBytes: 1024 * 1024,
  clientWatchdogMs: 40_000,
  expiryGraceMs: 30_000,
} as const;

export type ResetReason = 'too_old' | 'epoch' | 'removed';
export type EndedReason = 'removed' | 'deleted' | 'disabled';

export interface AuthFrame {
  op: 'auth';
  token: string;
}
export interface SubFrame {
  op: 'sub';
  id: number;
  channel: string;
  after?: number;
  epoch?: string;
}
export interface UnsubFrame {
  op: 'unsub';
  id: number;
  channel: string;
}
export interface DoFrame {
  op: 'do';
  id: number;
  action: string;
  channel: string;
  data: unknown;
  clientId?: string;
}
export interface SignalInFrame {
  op: 'signal';
  channel: string;
  type: string;
  data: unknown;
}
export type ClientFrame = AuthFrame | SubFrame | UnsubFrame | DoFrame | SignalInFrame;

export interface HelloFrame {
  op: 'hello';
  heartbeatMs: number;
  maxFrame: number;
  sessionId: string;
  epoch: string;
}
export interface ReadyFrame {
  op: 'ready';
  user: User;
  serverTime: string;
  expiresAt: string;
}
export interface LiveFrame {
  op: 'live';
  id: number;
  channel: string;
  head: number;
}
export interface ResetFrame {
  op: 'reset';
  id: number;
  channel: string;
  reason: ResetReason;
}
export interface OkFrame {
  op: 'ok';
  id: number;
  data?: unknown;
  seq?: number;
  duplicate?: boolean;
}
/** Members that a code has of its own lie beside these, as in the problem that HTTP answers with. */
export interface ErrFrame {
  op: 'err';
  id: number;
  code: string;
  /** The status that HTTP would answer with. */
  status?: number;
  message: string;
  retryAfter?: number;
  errors?: { path: string; message: string }[];
  current?: unknown;
}
export interface EventFrame<T = unknown> {
  op: 'event';
  channel: string;
  seq: number;
  type: string;
  actor: string | null;
  data: T;
  at: string;
  clientId?: string;
}
export interface SignalFrame {
  op: 'signal';
  channel: string;
  type: string;
  actor: string;
  data: unknown;
}
export interface EndedFrame {
  op: 'ended';
  channel: string;
  seq?: number;
  reason: EndedReason;
}
export interface BeatFrame {
  op: 'beat';
  heads: Record<string, number>;
}
export interface ByeFrame {
  op: 'bye';
  code: number;
  reason: string;
  retryAfterMs: number;
}
export type ServerFrame =
  | HelloFrame
  | ReadyFrame
  | LiveFrame
  | ResetFrame
  | OkFrame
  | ErrFrame
  | EventFrame
  | SignalFrame
  | EndedFrame
  | BeatFrame
  | ByeFrame;
